/** Reads the expected table: the files of `expected/`, one row a case. */
import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { parse } from 'csv-parse/sync';
import { STRATEGIES, strategyNamed } from './strategies';
import type { DefiniteAnswer } from '../requests/answers';
import { RequestName } from '../requests/request-kinds';

export interface Row {
  readonly strategy: string;
  /** What the member is allowed in addition to the policies of the strategy: everything (`admin`), or nothing. */
  readonly otherPermissions: 'admin' | 'none';
  readonly request: RequestName;
  readonly action: string;
  readonly resource: string;
  readonly expected: DefiniteAnswer;
  /** Number of the attack path in the threat model. */
  readonly attack: string;
  readonly reason: string;
}

export interface Section {
  readonly title: string;
  readonly introduction: string;
  readonly rows: Row[];
}

const FOLDER = join(__dirname, 'expected');

/** A row that holds in both modes stands once, under this name. */
const BOTH_MODES = { name: 'both modes', strategies: ['console-only', 'all-requests'] };

export function readSections(): Section[] {
  return readdirSync(FOLDER).sort().map((file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    const [title, ...introduction] = text.split('\n').filter((line) => line.startsWith('# ')).map((line) => line.slice(2));
    const rows = parse(text, { delimiter: '|', columns: true, comment: '#', trim: true, quote: false, relax_column_count_less: true }) as Row[];
    return { title, introduction: introduction.join(' '), rows };
  });
}

/** The rows that hold for a strategy: its own, and those of its base that it does not replace. */
export function rowsOf(strategy: string, rows: Row[]): Row[] {
  const own = rows.filter((row) => row.strategy === strategy);
  const { base } = strategyNamed(strategy);
  if (base === undefined) {
    return own;
  }
  const replaced = new Set(own.map(caseOf));
  return [...rowsOf(base, rows).filter((row) => !replaced.has(caseOf(row))), ...own];
}

/** What a row asks, whatever the strategy. */
export function caseOf({ otherPermissions, request, action, resource }: Row): string {
  return [otherPermissions, request, action, resource].join(' | ');
}

/** Every row, once for each strategy that it is written for. */
export function allRows(): Row[] {
  return readSections().flatMap(({ rows }) => rows).flatMap((row) => strategiesOf(row).map((strategy) => ({ ...row, strategy })));
}

export function strategiesOf({ strategy }: Row): string[] {
  return strategy === BOTH_MODES.name ? BOTH_MODES.strategies : [strategy];
}

/** Every strategy with every row that holds for it. */
export function casesByStrategy(): [string, Row[]][] {
  const rows = allRows();
  return Object.keys(STRATEGIES).map((strategy) => [strategy, rowsOf(strategy, rows)]);
}
