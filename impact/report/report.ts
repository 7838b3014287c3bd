/** What each policy would do to the calls that were counted: for all, and for each user. */
import { ANSWERS, type Answer } from '../../src/private/impact/rules/answers';
import type { PolicyStatement } from '../../src/private/impact/rules/policy-statement';
import { OWN_ACTIONS } from '../../src/private/impact/vocabulary/actions';
import { type Column, type Fact, type Known, NO_AGE, OTHER_ACCOUNT, SIGN_IN, isNotReached } from '../../src/private/impact/vocabulary/fact';
import type { CountedFact } from '../scan/counted-fact';
import { keyOf } from '../scan/fact-key';
import type { Verdict } from '../verdicts/judge-rules';
import { compile } from '../verdicts/verdict';

/** Statements by the name of their policy. */
export type Policies = Readonly<Record<string, readonly PolicyStatement[]>>;

export type Counts = Readonly<Record<Answer, number>>;

export interface JudgedFact extends CountedFact {
  /** The verdict of each policy, by the name of the policy. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
}

/** What happened already, whatever the policies are: after the enforcement, it tells who is refused now, and who still signs in without MFA. */
export interface Happened {
  /** Calls that were refused: by a Deny in a policy of the user, by something else, or the record does not tell. */
  readonly refusedByDeny: Readonly<Record<Known, number>>;
  /** Sign-ins to the console. */
  readonly signIns: Readonly<Record<'withMfa' | 'withoutMfa' | 'unknown', number>>;
}

export interface UserReport extends Happened {
  readonly account: string;
  readonly user: string;
  readonly counts: Readonly<Record<string, Counts>>;
  /** Most calls first. */
  readonly facts: readonly JudgedFact[];
}

export interface ImpactReport extends Happened {
  readonly policies: readonly string[];
  /** The policies that stop an access key in a call that no statement names, such as reading an object of S3. */
  readonly stopsKeys: readonly string[];
  /** Those that may, because they name actions that the names of events do not tell. */
  readonly mayStopKeys: readonly string[];
  readonly counts: Readonly<Record<string, Counts>>;
  readonly firstDay: string;
  /** Calls of which the record held condition keys of IAM itself. */
  readonly observed: number;
  /** Users of whom most calls stop come first, by the first policy and then by the next. */
  readonly users: readonly UserReport[];
  /** Records that no policy of a user judges, by the reason. */
  readonly notReached: Readonly<Record<string, number>>;
  /** Records of callers whom only the logs of their own account name, by that account. */
  readonly otherAccounts: Readonly<Record<string, number>>;
}

/** Throws an `UnknownStatement` for a policy that the facts cannot answer. */
export function impactReport(facts: readonly CountedFact[], policies: Policies): ImpactReport {
  const compiled = Object.entries(policies).map(([name, statements]) => ({ name, verdict: compile(statements) }));
  const verdictsOf = onceForAlike((fact) => Object.fromEntries(compiled.map(({ name, verdict }) => [name, verdict(fact)])));
  // Without a spread, because that is many times slower.
  const judged = facts.map(({ fact, calls, firstDay, lastDay, example }): JudgedFact =>
    ({ fact, calls, firstDay, lastDay, example, verdicts: verdictsOf(fact) }));
  const names = Object.keys(policies);
  const firstDays = [...new Set(facts.map(({ firstDay }) => firstDay))].filter((day) => day !== '').sort();
  return {
    policies: names,
    ...stoppingKeys(compiled),
    ...happened(facts),
    counts: countsOf(judged, names),
    firstDay: firstDays[0] ?? '',
    observed: sum(facts.filter(({ fact }) => fact.observed !== '')),
    users: usersOf(judged.filter(({ fact }) => !isNotReached(fact.session)), names),
    notReached: countedBy('session', facts.filter(({ fact }) => isNotReached(fact.session))),
    otherAccounts: countedBy('account', facts.filter(({ fact }) => fact.session === OTHER_ACCOUNT)),
  };
}

/** No policy asks which user it is. */
function onceForAlike<T>(judge: (fact: Fact) => T): (fact: Fact) => T {
  const judged = new Map<string, T>();
  return (fact) => {
    const key = keyOf({ ...fact, account: '', user: '' });
    const known = judged.get(key) ?? judge(fact);
    judged.set(key, known);
    return known;
  };
}

interface Compiled {
  readonly name: string;
  readonly verdict: (fact: Fact) => Verdict;
}

/** Of a service that a statement may name, another is asked. */
const SERVICES = [...OWN_ACTIONS, 'other'];

function stoppingKeys(compiled: readonly Compiled[]): Pick<ImpactReport, 'stopsKeys' | 'mayStopKeys'> {
  const answering = (answer: Answer) =>
    compiled.filter(({ verdict }) => SERVICES.some((service) => verdict(keyCall(service)).answer === answer)).map(({ name }) => name);
  const stopsKeys = answering('stops');
  return { stopsKeys, mayStopKeys: answering('depends').filter((name) => !stopsKeys.includes(name)) };
}

function keyCall(service: string): Fact {
  return {
    account: '', user: '', session: 'key', mfa: 'absent', age: NO_AGE, viaService: 'no', viaMcp: 'no', action: `${service}:`, target: '', outcome: 'allowed', observed: '',
  };
}

function happened(facts: readonly CountedFact[]): Happened {
  const refusedByDeny = { yes: 0, no: 0, unknown: 0 };
  const signIns = { withMfa: 0, withoutMfa: 0, unknown: 0 };
  for (const { fact: { session, mfa, outcome }, calls } of facts) {
    switch (outcome) {
      case 'refused by a Deny': refusedByDeny.yes += calls; break;
      case 'refused otherwise': refusedByDeny.no += calls; break;
      case 'refused': refusedByDeny.unknown += calls; break;
    }
    if (session === SIGN_IN) {
      signIns[mfa === 'true' ? 'withMfa' : mfa === 'false' ? 'withoutMfa' : 'unknown'] += calls;
    }
  }
  return { refusedByDeny, signIns };
}

function usersOf(judged: readonly JudgedFact[], policies: readonly string[]): UserReport[] {
  const byUser = new Map<string, JudgedFact[]>();
  for (const one of judged) {
    const key = `${one.fact.account} ${one.fact.user}`;
    const own = byUser.get(key);
    if (own === undefined) {
      byUser.set(key, [one]);
    } else {
      own.push(one);
    }
  }
  const users = [...byUser.values()].map((facts): UserReport => ({
    account: facts[0].fact.account,
    user: facts[0].fact.user,
    ...happened(facts),
    counts: countsOf(facts, policies),
    facts: [...facts].sort((a, b) => b.calls - a.calls),
  }));
  const affected = ({ counts }: UserReport) => policies.flatMap((policy) => [counts[policy].stops, counts[policy].depends]);
  const ranked = users.map((user) => ({ user, affected: affected(user) }));
  return ranked.sort((a, b) => compareLists(b.affected, a.affected)).map(({ user }) => user);
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  return a.map((value, index) => value - b[index]).find((difference) => difference !== 0) ?? 0;
}

function countsOf(judged: readonly JudgedFact[], policies: readonly string[]): Record<string, Counts> {
  const counts = Object.fromEntries(policies.map((policy) =>
    [policy, Object.fromEntries(ANSWERS.map((answer) => [answer, 0])) as Record<Answer, number>]));
  for (const { calls, verdicts } of judged) {
    for (const policy of policies) {
      counts[policy][verdicts[policy].answer] += calls;
    }
  }
  return counts;
}

function countedBy(column: Column, facts: readonly CountedFact[]): Record<string, number> {
  const counts = new Map<string, number>();
  facts.forEach(({ fact, calls }) => counts.set(fact[column], (counts.get(fact[column]) ?? 0) + calls));
  return Object.fromEntries(counts);
}

function sum(facts: readonly CountedFact[]): number {
  return facts.reduce((total, { calls }) => total + calls, 0);
}
