/** What a policy does to the calls that the page holds. Judges each kind of call once, however many users made it. */
import { type AlikeCalls, alikeCallsOf } from '../../impact/report/alike-calls';
import type { Unpacked, UserRows } from '../../impact/report/packed-facts';
import type { JudgedFact } from '../../impact/report/report';
import { type Verdict, judgeBy } from '../../impact/verdicts/judge-rules';
import { ANSWERS, type Answer } from '../../src/private/impact/rules/answers';
import type { Rule } from '../../src/private/impact/rules/requirement';

export type Counts = Record<Answer, number>;

export interface JudgedUser {
  readonly of: UserRows;
  readonly counts: Counts;
}

export interface Cause {
  readonly alike: AlikeCalls;
  readonly users: number;
}

export interface Judged {
  readonly logs: Unpacked;
  /** The verdict of each kind of call. */
  readonly verdicts: readonly Verdict[];
  readonly counts: Counts;
  /** Users of whom most calls stop come first. */
  readonly users: readonly JudgedUser[];
}

export function judged(logs: Unpacked, rules: readonly Rule[]): Judged {
  const verdicts = logs.kinds.map(judgeBy(rules));
  const counts = none();
  const users = logs.users.map((of): JudgedUser => {
    const own = none();
    of.rows.forEach(({ kind, calls }) => {
      own[verdicts[kind].answer] += calls;
      counts[verdicts[kind].answer] += calls;
    });
    return { of, counts: own };
  });
  users.sort(({ counts: a }, { counts: b }) => b.stops - a.stops || b.depends - a.depends);
  return { logs, verdicts, counts, users };
}

function none(): Counts {
  return Object.fromEntries(ANSWERS.map((answer) => [answer, 0])) as Counts;
}

export function isAffected({ stops, depends }: Counts): boolean {
  return stops + depends > 0;
}

export function usersWith({ users }: Judged, answer: Answer): number {
  return users.filter(({ counts }) => counts[answer] > 0).length;
}

export function alikeCallsOfUser({ logs, verdicts }: Judged, { rows }: UserRows): AlikeCalls[] {
  return alikeCallsOf({ facts: rows.map((row) => ({ ...row, fact: logs.kinds[row.kind], verdicts: { it: verdicts[row.kind] } })) }, 'it');
}

/** The causes of all users together. */
export function causesOf(of: Judged): Cause[] {
  const { logs, verdicts } = of;
  const users = new Map<string, number>();
  const keys = logs.kinds.map((fact, kind) => alikeCallsOf({ facts: [{ fact, calls: 0, firstDay: '', lastDay: '', example: '', verdicts: { it: verdicts[kind] } }] }, 'it').map(keyOf)[0]);
  const sums = new Map<number, JudgedFact>();
  for (const { rows } of logs.users) {
    const own = new Set<string>();
    for (const row of rows.filter(({ kind }) => keys[kind] !== undefined)) {
      own.add(keys[row.kind]);
      sums.set(row.kind, together(sums.get(row.kind), { ...row, fact: logs.kinds[row.kind], verdicts: { it: verdicts[row.kind] } }));
    }
    own.forEach((key) => users.set(key, (users.get(key) ?? 0) + 1));
  }
  const facts = [...sums.values()].sort((a, b) => b.calls - a.calls);
  return alikeCallsOf({ facts }, 'it').map((alike) => ({ alike, users: users.get(keyOf(alike))! }));
}

/** The sum of two, of a user in all or by kind of call. */
function together(sum: JudgedFact | undefined, one: JudgedFact): JudgedFact {
  if (sum === undefined) {
    return one;
  }
  const days = [sum.firstDay, one.firstDay].filter((day) => day !== '').sort();
  return { ...sum, calls: sum.calls + one.calls, firstDay: days[0] ?? '', lastDay: [sum.lastDay, one.lastDay].sort()[1] };
}

function keyOf({ answer, situation, sid, advice }: AlikeCalls): string {
  return [answer, situation, sid, advice].join('\n');
}

/** The users with these words in the name, or in a call that stops or depends. */
export function found({ logs, verdicts, users }: Judged, words: string): JudgedUser[] {
  const wanted = words.toLowerCase().trim();
  const isWanted = (text: string) => text.toLowerCase().includes(wanted);
  const kinds = logs.kinds.map(({ action }, kind) => {
    const { sid } = verdicts[kind];
    return sid !== undefined && (isWanted(action) || isWanted(sid));
  });
  return users.filter(({ of: { account, user, notes, rows } }) => [account, user, ...notes].some(isWanted) || rows.some(({ kind }) => kinds[kind]));
}
