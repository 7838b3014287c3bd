/** The rows that the command and the page ask: the cases of the expected table, whatever strategy they are written for. */
import type { Row } from './expected-table';
import { allRows, rowsOf } from './expected-table';
import { HELD_ELSEWHERE, OURS, PUBLISHED } from './strategies';
import { readPolicy } from '../evaluator';
import { type JudgeRow, isFirstSignIn, isReadOfIam, rowId } from '../judge/judge-row';
import { judgeSubject } from '../judge/judge-subject';
import { placeNamedIn } from '../judge/place';
import { EXAMPLE_ACCOUNTS } from '../requests/example-account';
import { REQUESTS } from '../requests/request-kinds';

/** What `CONSOLE_ONLY` promises, and what the published answers get wrong. */
export function judgeTable(): JudgeRow[] {
  const rows = allRows();
  const asked = ['console-only', ...Object.keys(PUBLISHED), ...Object.keys(HELD_ELSEWHERE)].flatMap((strategy) => rowsOf(strategy, rows));
  // What is granted with MFA is no way around it.
  const table = judgeRows(asked.filter((row) => wantedOf(row) === 'works' || row.expected === 'outside' || !REQUESTS[row.request].mfa));
  const stopped = stoppedByAllRequests(table);
  return table.map((row) => stopped.has(questionOf(row)) ? { ...row, deniedByAllRequests: true } : row);
}

/** What `ALL_REQUESTS` stops, and `CONSOLE_ONLY` lets through: of an administrator, as the library makes the policies. */
function stoppedByAllRequests(table: readonly JudgeRow[]): Set<string> {
  const documents = Object.entries(OURS['all-requests'].policies(EXAMPLE_ACCOUNTS[0]));
  const place = placeNamedIn(documents);
  const asked = table.map((row): JudgeRow => ({ ...row, otherPermissions: 'admin', wanted: row.resource === HELD_BY_A_GROUP ? 'works' : row.wanted }));
  const answers = judgeSubject({
    name: 'ALL_REQUESTS',
    kind: 'policies',
    isWhole: false,
    place: { ...place, viaGroups: place.policies },
    appliedPolicies: { identity: documents.map(([name, document]) => readPolicy(name, document)) },
  }, asked);
  const stopped = answers.filter(({ row, answer }) => (asked[row].wanted === 'works' ? answer === 'broken' : asked[row].outside && answer === 'denied'));
  return new Set(stopped.map(({ row }) => questionOf(asked[row])));
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
  return [...byId.values()].sort((a, b) => weightOf(a) - weightOf(b) || order.get(a.id)! - order.get(b.id)!);
}

/** What an attacker would do first: passwords, devices, federation, the group. */
const FIRST = [/LoginProfile$|:ChangePassword$/, /MFADevice$/, /FederationToken$/, /Group|this group|this policy/];

function weightOf({ action, resource }: JudgeRow): number {
  const place = FIRST.findIndex((pattern) => pattern.test(`${resource} ${action}`));
  return place < 0 ? FIRST.length : place;
}

function questionOf({ request, action, resource }: Pick<Row, 'request' | 'action' | 'resource'>): string {
  return `${request} ${action} ${resource}`;
}

/** What the case should be, by the word of the table. */
export function wantedOf({ request, action, resource, expected }: Pick<Row, 'request' | 'action' | 'resource' | 'expected'>): JudgeRow['wanted'] {
  const isFirstOfConsole = request === 'console' && isFirstSignIn({ action });
  // A `ForceMfaGroup` denies it to its members, and the other groups do not.
  const isOffBoarding = request === 'access key' && action === 'iam:DeleteLoginProfile' && resource === 'other user';
  return isFirstOfConsole || isOffBoarding || resource === HELD_BY_A_GROUP ? 'either' : WANTED[expected];
}

/** Of a policy that a group holds there is nothing to detach; if another user has it, nobody may detach it from anybody (A25). */
const HELD_BY_A_GROUP = 'own user, this policy';

function judgeRow(id: string, row: Row, outside: boolean): JudgeRow {
  const { request, action, resource, otherPermissions, attack, reason } = row;
  const wanted = wantedOf(row);
  return { id, request, action, resource, otherPermissions, wanted, outside: outside || (wanted === 'denied' && isReadOfIam(row)), attack, reason };
}
