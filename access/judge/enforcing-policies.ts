/** The policies of somebody that ask for MFA, and what they leave out by their elements. */
import { asksForMfa, enforcesMfa } from './enforcement';
import { allowedBy, element, mfaDenialsOf } from './statement-elements';
import { type AppliedPolicies, type Policy, type Statement, everyPolicy } from '../evaluator';

export interface EnforcingPolicies {
  /** None where conditions of grants alone ask for MFA. */
  readonly enforcing: readonly Policy[];
  /** The Denies that ask for MFA. */
  readonly denials: readonly Statement[];
  /** Patterns of actions that these leave out, or that a limit allows. */
  readonly exempt: readonly string[];
  /** What grants, and what limits that: it may allow less, and parts of it without MFA. */
  readonly granting: readonly Policy[];
}

/** Undefined if nothing asks for MFA. */
export function enforcingPolicies(applied: AppliedPolicies): EnforcingPolicies | undefined {
  const limits = limitsOf(applied);
  const limiting = limits.filter((level) => level.some(grantsWithMfa)).flat();
  const enforcing = everyPolicy(applied).filter((policy) => enforcesMfa(policy) || limiting.includes(policy));
  if (enforcing.length === 0 && !applied.identity.some(grantsWithMfa)) {
    return undefined;
  }
  const denials = mfaDenialsOf(enforcing);
  const allowedByLimits = allowedBy(enforcing.filter((policy) => limits.flat().includes(policy)));
  return {
    enforcing,
    denials,
    exempt: [...denials.flatMap((denial) => element(denial, 'NotAction')), ...allowedByLimits],
    granting: [...applied.identity, ...limits.flat()],
  };
}

function grantsWithMfa({ statements }: Policy): boolean {
  return statements.some(({ effect, keys }) => effect === 'Allow' && asksForMfa(keys));
}

/** The boundary, and each level of the organization: nothing is granted that one of them does not allow. */
function limitsOf({ boundary, serviceControl = [] }: AppliedPolicies): (readonly Policy[])[] {
  return [...boundary === undefined ? [] : [[boundary]], ...serviceControl];
}
