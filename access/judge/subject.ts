/** Who is judged: a policy by itself, or a user with all that holds for it. */
import type { AppliedPolicies } from '../evaluator';
import type { ExampleAccount } from '../requests/example-account';

export interface Subject {
  readonly name: string;
  readonly kind: 'policies' | 'user' | 'group';
  readonly appliedPolicies: AppliedPolicies;
  readonly place: Place;
  /** Whether the input says all that the subject may do; if not, rows are judged for an administrator too. */
  readonly isWhole: boolean;
  readonly credentials?: Credentials;
  /** Policies that hold for the subject too, and that the input does not have. */
  readonly unknown?: readonly string[];
}

/** What a user can sign in with, as the credential report says. */
export interface Credentials {
  readonly password: boolean;
  readonly keys: boolean;
  readonly device: boolean;
}

/** The account that somebody lives in. */
export interface Home {
  readonly partition: ExampleAccount['partition'];
  readonly account: string;
}

/** Where the words of the rows are found for a subject. */
export interface Place extends Home {
  readonly userName: string;
  /** The IAM path of the user. */
  readonly path: string;
  /** ARNs of the groups that hold the subject, and of the policies that hold for it. */
  readonly groups: readonly string[];
  readonly policies: readonly string[];
  /** Further condition keys of each request of the subject, such as its tags. */
  readonly keys?: Readonly<Record<string, string>>;
}

export const EXAMPLE_ACCOUNT_ID = '123456789012';

/** A policy by itself is judged for a user named alice; partition, account, group and policy are those that it names. */
export function placeNamedIn(documents: readonly unknown[]): Place {
  const text = JSON.stringify(documents);
  const partition = /arn:(aws-cn|aws-us-gov):/.exec(text)?.[1] as ExampleAccount['partition'] | undefined ?? 'aws';
  const account = /arn:[a-z-]+:iam::(\d{12}):/.exec(text)?.[1] ?? EXAMPLE_ACCOUNT_ID;
  const arn = (resource: string) => `arn:${partition}:iam::${account}:${resource}`;
  const named = (type: string, fallback: string) => arn(new RegExp(`:iam::[^:"]*:(${type}/[\\w+=,.@/-]+)"`).exec(text)?.[1] ?? fallback);
  return {
    partition, account, userName: 'alice', path: '/', groups: [named('group', 'group/developers')], policies: [named('policy', 'policy/cdk-iam-mfa/RequireMfa')],
  };
}

/** A grant that asks for MFA by itself says nothing about members who have other permissions too. */
export function isTheOnlyGrant({ appliedPolicies, unknown = [] }: Pick<Subject, 'appliedPolicies' | 'unknown'>): boolean {
  return unknown.length === 0 && appliedPolicies.identity.every(({ statements }) => statements.every(({ effect }) => effect === 'Allow'));
}
