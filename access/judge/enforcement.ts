/** What enforces MFA: what a row calls "this policy" and "this group". */
import type { AppliedPolicies, Policy } from '../evaluator';

/** Has a Deny that asks about MFA. No MFA is lost with a policy that denies other things. */
export function enforcesMfa({ statements }: Policy): boolean {
  return statements.some(({ effect, keys }) => effect === 'Deny' && asksForMfa(keys));
}

/** Whether a statement of somebody asks about MFA, to deny or to allow: without MFA something does not work, and so people must enroll. */
export function needsEnrollment({ identity, boundary, serviceControl = [] }: AppliedPolicies): boolean {
  const policies = [...identity, ...boundary === undefined ? [] : [boundary], ...serviceControl.flat()];
  return policies.some(({ statements }) => statements.some(({ keys }) => asksForMfa(keys)));
}

/** Whether one of the condition keys is about MFA. */
export function asksForMfa(keys: readonly string[]): boolean {
  return keys.some((key) => /^aws:MultiFactorAuth/i.test(key));
}

/** No user can change a policy of AWS. */
export function isOfAws(arn: string): boolean {
  return arn.includes(':iam::aws:policy/');
}
