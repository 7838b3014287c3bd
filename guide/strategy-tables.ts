/** Puts the tables of the strategies into docs/constructs.md. */
import { withGeneratedBlock } from './generated-block';
import { ASPECTS, ASPECT_NAMES, STRATEGY_TABLES, StrategyTable } from './strategies-at-a-glance';

export function withStrategyTables(page: string): string {
  const text = STRATEGY_TABLES.map(tableOf).join('\n').replace(/\]\(docs\//g, '](');
  return withGeneratedBlock(page, { source: 'guide/strategies-at-a-glance.ts', command: 'npm run docs -- strategies', text });
}

function tableOf({ title, strategies }: StrategyTable): string {
  const rows = ASPECT_NAMES.map((aspect) => [ASPECTS[aspect], ...strategies.map((strategy) => strategy[aspect])]);
  const lines = [[title, ...strategies.map(({ name }) => name)], ['---', ...strategies.map(() => '---')], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
