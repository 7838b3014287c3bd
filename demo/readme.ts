/** Puts the tables of the strategies into the README. */
import { withGeneratedBlock } from './generated-block';
import { ASPECTS, ASPECT_NAMES, STRATEGY_TABLES, StrategyTable } from './strategies';

export function withStrategyTables(readme: string): string {
  return withGeneratedBlock(readme, { source: 'demo/strategies.ts', command: 'npm run docs:strategies', text: STRATEGY_TABLES.map(tableOf).join('\n') });
}

function tableOf({ title, strategies }: StrategyTable): string {
  const rows = ASPECT_NAMES.map((aspect) => [ASPECTS[aspect], ...strategies.map((strategy) => strategy[aspect])]);
  const lines = [[title, ...strategies.map(({ name }) => name)], ['---', ...strategies.map(() => '---')], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
