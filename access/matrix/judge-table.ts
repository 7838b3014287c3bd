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
  return judgeRows(asked.filter((row) => wantedOf(row) === 'allowed' || row.expected === 'open' || !REQUESTS[row.request].mfa));
}

const WANTED = { allowed: 'allowed', broken: 'allowed', denied: 'denied', hole: 'denied', open: 'denied' } as const;

/** Words that say what is wrong come first: a row that is a hole or broken speaks of it. */
const TELLING = ['open', 'hole', 'broken', 'denied', 'allowed'];

/** One row for each case; where several strategies have it, with the words of the one that says what goes wrong. */
export function judgeRows(rows: readonly Row[]): JudgeRow[] {
  // Whatever else the member has: what our own promise leaves open is the same question.
  const beyond = new Set(rows.filter(({ expected }) => expected === 'open').map(questionOf));
  const sorted = [...rows].sort((a, b) => TELLING.indexOf(a.expected) - TELLING.indexOf(b.expected));
  const byId = new Map<string, JudgeRow>();
  for (const row of sorted) {
    const id = rowId(row);
    byId.set(id, byId.get(id) ?? judgeRow(id, row, beyond.has(questionOf(row))));
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

function judgeRow(id: string, row: Row, beyond: boolean): JudgeRow {
  const { request, action, resource, otherPermissions, attack, reason } = row;
  return { id, request, action, resource, otherPermissions, wanted: wantedOf(row), beyond, attack, reason };
}
