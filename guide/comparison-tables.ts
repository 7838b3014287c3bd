/** Puts the tables of the strategies into docs/constructs.md. */
import { ASPECTS, ASPECT_NAMES, STRATEGY_TABLES, StrategyTable } from './construct-comparison';
import { withGeneratedBlock } from './generated-block';

export function withComparisonTables(page: string): string {
  const text = STRATEGY_TABLES.map(tableOf).join('\n').replace(/\]\(docs\//g, '](');
  return withGeneratedBlock(page, { source: 'guide/construct-comparison.ts', command: 'npm run docs -- strategies', text });
}

function tableOf({ title, strategies }: StrategyTable): string {
  const rows = ASPECT_NAMES.map((aspect) => [ASPECTS[aspect], ...strategies.map((strategy) => strategy[aspect])]);
  const lines = [[title, ...strategies.map(({ name }) => name)], ['---', ...strategies.map(() => '---')], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
