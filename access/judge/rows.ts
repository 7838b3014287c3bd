/** What a reader's policy is asked: the cases of the expected table, whatever strategy they are written for. */
import type { Row } from '../expected';
import type { RequestName } from '../requests';

export interface JudgeRow {
  /** Stable, because scripts compare it: the case in one word. */
  readonly id: string;
  readonly request: RequestName;
  readonly action: string;
  readonly resource: string;
  readonly besides: 'admin' | 'nothing';
  /** `denied`: allowed is a way around MFA. `allowed`: denied is work that stops. */
  readonly wanted: 'allowed' | 'denied';
  /** `CONSOLE_ONLY`, the default of this library, leaves it open too. */
  readonly beyond: boolean;
  /** Number of the attack path in the threat model, or nothing. */
  readonly attack: string;
  readonly reason: string;
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

export function rowId({ request, action, resource, besides }: Pick<Row, 'request' | 'action' | 'resource' | 'besides'>): string {
  const word = (text: string) => text === '*' ? 'any' : text.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return [word(request), action, word(resource), ...besides === 'nothing' ? ['alone'] : []].join('/');
}

function questionOf({ request, action, resource }: Row): string {
  return `${request} ${action} ${resource}`;
}

/** What the case should be, by the word of the table. */
export function wantedOf({ expected }: Pick<Row, 'expected'>): JudgeRow['wanted'] {
  return WANTED[expected];
}

function judgeRow(id: string, row: Row, beyond: boolean): JudgeRow {
  const { request, action, resource, besides, attack, reason } = row;
  return { id, request, action, resource, besides, wanted: wantedOf(row), beyond, attack, reason };
}
