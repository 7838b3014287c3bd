/** Who is judged: a policy by itself, or a user with all that holds for it. */
import type { Holding, Policy } from '../evaluator';
import type { World } from '../world';

export interface Subject {
  readonly name: string;
  readonly kind: 'policies' | 'user' | 'group';
  readonly holding: Holding;
  readonly place: Place;
  /** Whether the input says all that the subject may do; if not, rows are judged for an administrator too. */
  readonly isWhole: boolean;
  readonly credentials?: Credentials;
}

/** What a user can sign in with, as the credential report says. */
export interface Credentials {
  readonly password: boolean;
  readonly keys: boolean;
  readonly device: boolean;
}

/** Where the words of the rows are found for a subject. */
export interface Place {
  readonly partition: World['partition'];
  readonly account: string;
  readonly userName: string;
  /** The IAM path of the user. */
  readonly path: string;
  /** ARNs of the groups that hold the subject, and of the policies that hold for it. */
  readonly groups: readonly string[];
  readonly policies: readonly string[];
}

export const EXAMPLE_ACCOUNT = '123456789012';

/** A policy by itself is judged for a user named alice; partition, account, group and policy are those that it names. */
export function placeNamedIn(documents: readonly unknown[]): Place {
  const text = JSON.stringify(documents);
  const partition = /arn:(aws-cn|aws-us-gov):/.exec(text)?.[1] as World['partition'] | undefined ?? 'aws';
  const account = /arn:[a-z-]+:iam::(\d{12}):/.exec(text)?.[1] ?? EXAMPLE_ACCOUNT;
  const arn = (resource: string) => `arn:${partition}:iam::${account}:${resource}`;
  const named = (type: string, fallback: string) => arn(new RegExp(`:iam::[^:"]*:(${type}/[\\w+=,.@/-]+)"`).exec(text)?.[1] ?? fallback);
  return {
    partition, account, userName: 'alice', path: '/', groups: [named('group', 'group/developers')], policies: [named('policy', 'policy/cdk-iam-mfa/RequireMfa')],
  };
}

/** A grant that asks for MFA by itself says nothing about members who have permissions besides. */
export function isTheOnlyGrant(policies: readonly Policy[]): boolean {
  return policies.every(({ statements }) => statements.every(({ effect }) => effect === 'Allow'));
}
