/** Policies that ask for MFA, and without which nothing more is open: often an old one that was left attached beside the new one. */
import { type Enforcement, enforcesMfa, heldBy } from './enforcement';
import { grouped } from './grouped';
import type { JudgeRow } from './judge-row';
import type { Answered, Judge } from './judge-subject';
import type { Subject } from './subject';
import type { Statement } from '../evaluator';

export interface Enforced {
  /** With what enforces only. */
  readonly subject: Subject;
  readonly answers: readonly Answered[];
  /** Names of the policies that enforce nothing which others do not. */
  readonly idle: readonly string[];
}

/** One policy is left out after the other: of two that are equal, one stays. */
export function withoutIdlePolicies(subject: Subject, judge: Judge, rows: readonly JudgeRow[]): Enforced {
  const answers = judge(subject);
  const { enforcements = [] } = subject;
  const names = [...new Set(enforcements.map(({ policy }) => policy.name))];
  if (names.length < 2) {
    return { subject, answers, idle: [] };
  }
  const open = new Set(answers.filter(isPerhapsOpen).map(({ row }) => row));
  const isStopped = (row: JudgeRow, index: number) => row.wanted === 'denied' && !isAboutEnforcement(row) && !open.has(index);
  const deniesMore = denyingMore(enforcements, new Set(rows.map(({ action }) => action.toLowerCase())));
  const idle: string[] = [];
  for (const name of mostStoppingFirst(names, answers)) {
    const isLast = idle.length + 1 === names.length;
    const left = [...idle, name];
    const mayBeIdle = !isLast && !deniesMore(name);
    if (mayBeIdle && !judge(withoutPolicies(subject, left), isStopped).some(isPerhapsOpen) && !protectsOthers(subject, left, judge, rows)) {
      idle.push(name);
    }
  }
  if (idle.length === 0) {
    return { subject, answers, idle };
  }
  const enforced = enforcedBesides(subject, idle);
  // Only what "this group" and "this policy" are has changed.
  const others = answers.filter(({ row }) => !isAboutEnforcement(rows[row]));
  return { subject: enforced, answers: [...others, ...judge(enforced, isAboutEnforcement)].sort((one, other) => one.row - other.row), idle };
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

function listed({ source }: Statement, element: 'Action' | 'NotAction'): string[] {
  return [(source as Readonly<Partial<Record<typeof element, string | string[]>>>)[element] ?? []].flat().map((action) => action.toLowerCase());
}

/** What "this group" and "this policy" are without some policies. */
function enforcedBesides(subject: Subject, names: readonly string[]): Subject {
  const kept = (subject.enforcements ?? []).filter(({ policy }) => !names.includes(policy.name));
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

/** Whether a row is about what holds the policies. */
function isAboutEnforcement({ resource }: JudgeRow): boolean {
  return /\bthis\b/.test(resource);
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
