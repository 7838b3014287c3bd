/** The rows that the command and the page ask: the cases of the expected table, whatever strategy they are written for. */
import type { Row } from './expected-table';
import { allRows, rowsOf } from './expected-table';
import { PUBLISHED } from './strategies';
import type { JudgeRow } from '../judge/judge-row';
import { REQUESTS } from '../requests/request-kinds';

/** What `CONSOLE_ONLY` promises, and what the published answers get wrong. */
export function judgeTable(): JudgeRow[] {
  const rows = allRows();
  const asked = ['console-only', ...Object.keys(PUBLISHED)].flatMap((strategy) => rowsOf(strategy, rows));
  // What is granted with MFA is no way around it.
  return judgeRows(asked.filter((row) => wantedOf(row) === 'works' || row.expected === 'outside' || !REQUESTS[row.request].mfa));
}

const WANTED = { works: 'works', broken: 'works', denied: 'denied', ungranted: 'denied', open: 'denied', outside: 'denied' } as const;

/** Reasons that say what is wrong come first. */
const TELLING = { outside: 0, open: 1, broken: 2, denied: 3, ungranted: 3, works: 4 };

/** One row for each case; where several strategies have it, with the words of the one that says what goes wrong. */
export function judgeRows(rows: readonly Row[]): JudgeRow[] {
  // Whatever else the member has: what our own promise leaves open is the same question.
  const outside = new Set(rows.filter(({ expected }) => expected === 'outside').map(questionOf));
  const sorted = [...rows].sort((a, b) => TELLING[a.expected] - TELLING[b.expected]);
  const byId = new Map<string, JudgeRow>();
  for (const row of sorted) {
    const id = rowId(row);
    byId.set(id, byId.get(id) ?? judgeRow(id, row, outside.has(questionOf(row))));
  }
  const order = new Map(rows.map((row, index) => [rowId(row), index]));
  return [...byId.values()].sort((a, b) => order.get(a.id)! - order.get(b.id)!);
}

export function rowId({ request, action, resource, otherPermissions }: Pick<Row, 'request' | 'action' | 'resource' | 'otherPermissions'>): string {
  const word = (text: string) => text === '*' ? 'any' : text.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return [word(request), action, word(resource), ...otherPermissions === 'none' ? ['alone'] : []].join('/');
}

function questionOf({ request, action, resource }: Row): string {
  return `${request} ${action} ${resource}`;
}

/** What the case should be, by the word of the table. */
export function wantedOf({ expected }: Pick<Row, 'expected'>): JudgeRow['wanted'] {
  return WANTED[expected];
}

function judgeRow(id: string, row: Row, outside: boolean): JudgeRow {
  const { request, action, resource, otherPermissions, attack, reason } = row;
  return { id, request, action, resource, otherPermissions, wanted: wantedOf(row), outside, attack, reason };
}
