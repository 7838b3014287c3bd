/** Policies that ask for MFA beside others that do: often an old one that was left attached beside the new one. */
import { EVERY_KIND, deniedAlone, isOfServiceWithoutMfa, isSweeping, lacksMfaKey } from './denied-alone';
import { type Enforcement, enforcesMfa, heldBy } from './enforcement';
import { grouped } from './grouped';
import { type JudgeRow, isAboutEnforcement } from './judge-row';
import type { Answered, Judge } from './judge-subject';
import { element } from './statement-elements';
import type { Subject } from './subject';
import { type Context, type Policy, type Statement, everyPolicy } from '../evaluator';
import { REQUESTS, type RequestName } from '../requests/request-kinds';

export interface Enforced {
  readonly answers: readonly Answered[];
  /** Names of the policies without which nothing more is open. */
  readonly enforcingNothing: readonly string[];
  /** Of these, those that can be detached: the others deny all that they deny, or it is work that rows want to continue. */
  readonly idle: readonly string[];
}

/** One policy is left out after the other: of two that are equal, one stays. */
export function withoutIdlePolicies(subject: Subject, judge: Judge, rows: readonly JudgeRow[]): Enforced {
  const answers = judge(subject);
  const { enforcements = [] } = subject;
  const names = [...new Set(enforcements.map(({ policy }) => policy.name))];
  if (names.length < 2) {
    return { answers, enforcingNothing: [], idle: [] };
  }
  const judged: Judged = { subject, enforcements, judge, rows, answers };
  const sorted = mostStoppingFirst(names, answers);
  const idle = leftOutOneByOne(sorted, [], canBeDetached(judged));
  const enforcingNothing = leftOutOneByOne(sorted, idle, enforcesNothing(judged));
  if (enforcingNothing.length === 0) {
    return { answers, enforcingNothing, idle };
  }
  // Only what "this group" and "this policy" are has changed.
  const others = answers.filter(({ row }) => !isAboutEnforcement(rows[row]));
  const about = judge(enforcedBesides(subject, enforcingNothing), isAboutEnforcement);
  return { answers: [...others, ...about].sort((one, other) => one.row - other.row), enforcingNothing, idle };
}

interface Judged {
  readonly subject: Subject;
  readonly enforcements: readonly Enforcement[];
  readonly judge: Judge;
  readonly rows: readonly JudgeRow[];
  readonly answers: readonly Answered[];
}

/** Whether a policy may be left out with those before it. */
type MayGo = (name: string, before: readonly string[]) => boolean;

/** One always stays. */
function leftOutOneByOne(names: readonly string[], already: readonly string[], mayGo: MayGo): readonly string[] {
  return names.filter((name) => !already.includes(name))
    .reduce<readonly string[]>((left, name) => left.length + 1 < names.length && mayGo(name, left) ? [...left, name] : left, already);
}

/** Whether a policy, taken away, opens nothing and stops nothing. A boundary also limits what is allowed. */
function canBeDetached({ subject, enforcements, judge, rows, answers }: Judged): MayGo {
  const enrollment = new Set(rows.filter(({ request, wanted }) => request === 'console' && wanted !== 'denied').map(({ action }) => action.toLowerCase()));
  const isWorse = worseThan(answers, rows);
  return (name, before) => {
    const left = [...before, name];
    const without = withoutPolicies(subject, left);
    const others = denialsOf(everyPolicy(without.appliedPolicies));
    const shouldGoOn = stoppedWork(name, answers, rows);
    const isNeeded = (deny: Statement) => {
      const alone = deniedAlone(deny, others);
      return EVERY_KIND.some(isSweeping(deny) ? (kind) => !shouldGoOn(kind) && !alone(kind)?.every((action) => enrollment.has(action))
        : (kind) => alone(kind)?.length !== 0);
    };
    return !enforcements.some(({ policy, held }) => policy.name === name && held === 'as a boundary')
      && !denialsOf(subject.appliedPolicies.identity.filter((policy) => policy.name === name)).some(isNeeded)
      && !judge(without, (row) => !isAboutEnforcement(row)).some(isWorse)
      && !protectsOthers(subject, left, judge, rows);
  };
}

function denialsOf(policies: readonly Policy[]): Statement[] {
  return policies.flatMap(({ statements }) => statements.filter(({ effect }) => effect === 'Deny'));
}

/** The work of access keys, or that of services for people without MFA, if a policy stops all of it and rows want it to continue. */
function stoppedWork(name: string, answers: readonly Answered[], rows: readonly JudgeRow[]): (kind: Context) => boolean {
  const isStopped = (asked: RequestName) => {
    const work = answers.filter(({ row }) => rows[row].request === asked && rows[row].wanted === 'works' && !/^(iam|sts):/.test(rows[row].action));
    return work.some(({ answer, decidedBy }) => answer === 'broken' && decidedBy.some(({ policy }) => policy === name))
      && work.every(({ answer }) => answer !== 'works' && answer !== 'depends');
  };
  const [areKeysStopped, areServicesStopped] = [isStopped('access key'), isStopped('service')];
  return (kind) => (areKeysStopped && lacksMfaKey(kind)) || (areServicesStopped && isOfServiceWithoutMfa(kind));
}

/** Whether an answer is worse than before. That access keys can do what is outside the promise comes with their work. */
function worseThan(before: readonly Answered[], rows: readonly JudgeRow[]): (after: Answered) => boolean {
  const byRow = new Map(before.map(({ row, answer }) => [row, answer]));
  return ({ row, answer }) => {
    const { request, action } = rows[row];
    return answer !== byRow.get(row) && (['open', 'depends', 'broken'].includes(answer)
      || (answer === 'outside' && Object.hasOwn(REQUESTS[request].context, 'aws:MultiFactorAuthPresent'))
      || (byRow.get(row) === 'works' && !action.startsWith('iam:')));
  };
}

/** Whether nothing more is open without a policy, whatever else it denies. */
function enforcesNothing({ subject, enforcements, judge, rows, answers }: Judged): MayGo {
  const open = new Set(answers.filter(isPerhapsOpen).map(({ row }) => row));
  const isStopped = (row: JudgeRow, index: number) => row.wanted === 'denied' && !isAboutEnforcement(row) && !open.has(index);
  const deniesMore = denyingMore(enforcements, new Set(rows.map(({ action }) => action.toLowerCase())));
  return (name, before) => {
    const left = [...before, name];
    return !deniesMore(name) && !judge(withoutPolicies(subject, left), isStopped).some(isPerhapsOpen)
      && !protectsOthers(subject, left, judge, rows);
  };
}

/** Whether a policy, by its name, denies what no row asks, so that nobody knows whether the others do. */
function denyingMore(enforcements: readonly Enforcement[], asked: ReadonlySet<string>): (name: string) => boolean {
  const denying = grouped(enforcements.flatMap(({ policy, held }) => policy.statements
    .filter(({ effect }) => effect === 'Deny' || held === 'as a boundary').map((one) => [policy.name, one] as const)));
  const leavingOut = grouped([...denying].flatMap(([name, statements]) => statements.flatMap((one) => listed(one, 'NotAction'))
    .filter((action) => !asked.has(action)).map((action) => [action, name] as const)));
  return (name) => (denying.get(name) ?? []).some((one) => {
    const named = listed(one, 'Action').filter((action) => action !== '*');
    const isLeftOut = () => [...leavingOut].some(([action, others]) => others.some((other) => other !== name) && one.action(action));
    return named.length > 0 ? !named.every((action) => asked.has(action)) : !one.isAnywhere || isLeftOut();
  });
}

function listed(statement: Statement, name: 'Action' | 'NotAction'): string[] {
  return element(statement, name).map((action) => action.toLowerCase());
}

/** What "this group" and "this policy" are without some policies that enforce something. */
export function enforcedBesides(subject: Subject, names: readonly string[]): Subject {
  if (names.length === 0) {
    return subject;
  }
  const kept = subject.enforcements!.filter(({ policy }) => !names.includes(policy.name));
  return { ...subject, enforcements: kept, place: { ...subject.place, ...heldBy(kept) } };
}

/** Whether, without some policies, the others can be taken off. */
function protectsOthers(subject: Subject, names: readonly string[], judge: Judge, rows: readonly JudgeRow[]): boolean {
  const others = enforcedBesides(subject, names);
  const open = (one: Subject) => judge(one, isAboutEnforcement).filter((answered) => isPerhapsOpen(answered) && rows[answered.row].wanted === 'denied');
  const before = new Set(open(others).map(({ row }) => row));
  return open(withoutPolicies(others, names)).some(({ row }) => !before.has(row));
}

function isPerhapsOpen({ answer }: Answered): boolean {
  return answer === 'open' || answer === 'depends';
}

function mostStoppingFirst(names: readonly string[], answers: readonly Answered[]): string[] {
  const stopped = (name: string) => answers.filter(({ answer, decidedBy }) => answer === 'broken' && decidedBy.some(({ policy }) => policy === name)).length;
  return [...names].sort((one, other) => stopped(other) - stopped(one));
}

function withoutPolicies(subject: Subject, names: readonly string[]): Subject {
  const { identity, boundary, serviceControl } = subject.appliedPolicies;
  return {
    ...subject,
    appliedPolicies: {
      identity: identity.filter((policy) => !(names.includes(policy.name) && enforcesMfa(policy))),
      boundary: boundary !== undefined && names.includes(boundary.name) ? undefined : boundary,
      serviceControl,
    },
  };
}
