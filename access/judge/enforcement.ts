/** What enforces MFA: what a row calls "this policy" and "this group". */
import type { Place } from './place';
import { type AppliedPolicies, type Policy, everyPolicy } from '../evaluator';

/** A policy that enforces MFA for somebody, and what holds it. */
export interface Enforcement {
  readonly policy: Policy;
  readonly held: 'by a group' | 'by the user' | 'as a boundary';
  /** None for a policy inside its group or user. */
  readonly arn?: string;
  /** ARN of the group. */
  readonly group?: string;
}

/** What of a place the enforcement says. */
export function heldBy(enforcements: readonly Enforcement[]): Pick<Place, 'groups' | 'policies' | 'attached' | 'viaGroups' | 'boundaries' | 'isInline'> {
  const arnsOf = (some: readonly Enforcement[]) => [...new Set(some.flatMap(({ arn }) => arn ?? []))];
  const by = (held: Enforcement['held']) => enforcements.filter((one) => one.held === held);
  const attached = arnsOf(by('by the user'));
  const ofGroups = arnsOf(by('by a group'));
  return {
    groups: [...new Set(by('by a group').flatMap(({ group }) => group ?? []))],
    policies: [...new Set([...attached, ...ofGroups])],
    attached,
    viaGroups: ofGroups.filter((arn) => !attached.includes(arn)),
    boundaries: arnsOf(by('as a boundary')),
    isInline: by('by the user').some(({ arn }) => arn === undefined),
  };
}

/** Has a Deny that asks about MFA. No MFA is lost with a policy that denies other things. What a boundary allows with MFA only, it denies without. */
export function enforcesMfa({ statements }: Policy, held?: Enforcement['held']): boolean {
  return statements.some(({ effect, keys }) => (effect === 'Deny' || held === 'as a boundary') && asksForMfa(keys));
}

/** Whether a statement of somebody asks about MFA, to deny or to allow: without MFA something does not work, and so people must enroll. */
export function needsEnrollment(applied: AppliedPolicies): boolean {
  return everyPolicy(applied).some(({ statements }) => statements.some(({ keys }) => asksForMfa(keys)));
}

/** The rows say what they are, so that no reader can. */
export const BY_NAME: readonly string[] = ['aws:username', 'aws:principalarn'];

/** Whether one of the condition keys is about MFA. */
export function asksForMfa(keys: readonly string[]): boolean {
  return keys.some((key) => /^aws:MultiFactorAuth/i.test(key));
}

/** No user can change a policy of AWS. */
export function isOfAws(arn: string): boolean {
  return arn.includes(':iam::aws:policy/');
}
