/** What rules do to a fact. Apart from where rules are read, because the page of the report has rules alone. */
import { type Truth, truthOf } from './requirement-truth';
import { type Answer, REFUSED_OUTCOMES } from '../../src/private/impact/rules/answers';
import type { Rule } from '../../src/private/impact/rules/requirement';
import { NEVER_JUDGED } from '../../src/private/impact/vocabulary/actions';
import { AGE_LIMITS, type Column, type Fact, SIGN_IN, isNotReached } from '../../src/private/impact/vocabulary/fact';

export interface Verdict {
  readonly answer: Answer;
  /** The statement that denies, or that may. */
  readonly sid?: string;
  /** A session with MFA is denied too, so that none keeps the call working. */
  readonly evenWithMfa?: true;
  /** Another statement that denies the call or may, so that an option that lifts the first is not enough. */
  readonly alsoBy?: string;
  /** The columns of the fact that would have to be known. */
  readonly dependsOn?: readonly Column[];
}

export function judgeBy(all: readonly Rule[]): (fact: Fact) => Verdict {
  const rules = all.map(({ sid, requirement }) => ({ sid, truth: truthOf(requirement) }));
  return (fact) => verdictBeside(fact) ?? judged(fact, rules);
}

/** Without asking the policy. */
function verdictBeside({ session, outcome, action }: Fact): Verdict | undefined {
  if (isNotReached(session)) {
    return { answer: 'not reached' };
  }
  if (session === SIGN_IN) {
    return { answer: 'sign-in' };
  }
  if (REFUSED_OUTCOMES.includes(outcome)) {
    return { answer: 'refused already' };
  }
  return NEVER_JUDGED.includes(action) ? { answer: 'goes on' } : undefined;
}

interface CompiledRule {
  readonly sid: string;
  readonly truth: (fact: Fact) => Truth;
}

const NEW_SESSION = { mfa: 'true', age: `${AGE_LIMITS[0]}` } as const;

/** The statement on credentials has what sets a password once an option takes it out of the one on ways into the console. */
function otherThan(sid: string, fact: Fact, rules: readonly CompiledRule[]): string | undefined {
  const moved = { ...fact, action: fact.action.replace(/Create|Update/, 'Delete') };
  return rules.find((rule) => rule.sid !== sid && rule.truth(rule.sid === 'DenyCredentialChangesWithoutMfa' ? moved : fact).holds !== 'no')?.sid;
}

function isDenied(fact: Fact, rules: readonly CompiledRule[]): boolean {
  return rules.some(({ truth }) => truth(fact).holds === 'yes');
}

/** The first statement that denies decides; without one, the first that may. */
function judged(fact: Fact, rules: readonly CompiledRule[]): Verdict {
  let depends: Verdict | undefined;
  for (const { sid, truth } of rules) {
    const { holds, unknownColumns } = truth(fact);
    if (holds === 'yes') {
      return { answer: 'stops', sid, evenWithMfa: isDenied({ ...fact, ...NEW_SESSION }, rules) ? true : undefined, alsoBy: otherThan(sid, fact, rules) };
    }
    if (holds === 'unknown' && depends === undefined) {
      depends = { answer: 'depends', sid, dependsOn: unknownColumns };
    }
  }
  return depends ?? { answer: 'goes on' };
}
