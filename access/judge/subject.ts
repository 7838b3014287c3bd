/** Who is judged: a policy by itself, or a user with all that holds for it. */
import { Enforcement, enforcesMfa } from './enforcement';
import type { Place } from './place';
import type { AppliedPolicies } from '../evaluator';

export interface Subject {
  readonly name: string;
  readonly kind: 'policies' | 'user' | 'group';
  /** As far as the input tells. */
  readonly account?: string;
  readonly arn?: string;
  /** Policies of a template that it attaches to nobody. */
  readonly isUnattached?: true;
  readonly appliedPolicies: AppliedPolicies;
  readonly place: Place;
  /** Whether the input says all that the subject may do; if not, rows are judged for an administrator too. */
  readonly isWhole: boolean;
  readonly credentials?: Credentials;
  /** What enforces MFA; a policy that stands alone does not say what holds it. */
  readonly enforcements?: readonly Enforcement[];
  /** Policies that hold for the subject too, of which nobody says what they allow. */
  readonly unknown?: readonly string[];
  /** Policies that the input does not have, and a list says what they allow. */
  readonly listed?: readonly string[];
}

/** What a user can sign in with, as the credential report says. */
export interface Credentials {
  readonly password: boolean;
  readonly keys: boolean;
  readonly device: boolean;
  /** The last use of an active key: the day, and the service that was called. */
  readonly keyUse?: { readonly day: string; readonly service: string };
  /** Told of the root user only, whose password most reports do not tell. */
  readonly hasNoPassword?: true;
}

/** A grant that asks for MFA by itself says nothing about members who have other permissions too; a Deny of something else makes no difference. */
export function isTheOnlyGrant({ appliedPolicies: { identity }, unknown = [] }: Pick<Subject, 'appliedPolicies' | 'unknown'>): boolean {
  const grants = identity.some(({ statements }) => statements.some(({ effect }) => effect === 'Allow'));
  return unknown.length === 0 && grants && !identity.some((policy) => enforcesMfa(policy));
}

/** Whether a subject is judged by what it holds alone, and not as an administrator too. */
export function isAllTold(subject: Subject): boolean {
  return subject.isWhole || isTheOnlyGrant(subject);
}
