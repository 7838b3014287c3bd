/** Where a subject lives: its account, its name, and the ARNs of its groups and policies. */
import { readable } from './inputs/unknown-text';
import { ACCOUNT, type Partition } from '../requests/example-account';

/** The account that somebody lives in. */
export interface Home {
  readonly partition: Partition;
  readonly account: string;
  /** Whether an account stands for one that the input does not name. */
  readonly isMadeUp?: boolean;
}

/** Where the words of the rows are found for a subject. */
export interface Place extends Home {
  readonly userName: string;
  /** Whether the name stands for one that the input does not tell. */
  readonly isUnnamed?: boolean;
  /** The IAM path of the user. */
  readonly path: string;
  /** Whether the path stands for one that the input does not tell. */
  readonly isPathUnknown?: boolean;
  /** ARNs of the groups through which MFA is enforced, and of the policies that enforce it. */
  readonly groups: readonly string[];
  readonly policies: readonly string[];
  /** Of these policies, those that the user has directly, and those that a group has alone. A policy that stands by itself is neither. */
  readonly attached: readonly string[];
  readonly viaGroups: readonly string[];
  /** ARN of the boundary, if it enforces MFA. */
  readonly boundaries: readonly string[];
  /** Whether a policy in the user itself enforces MFA. */
  readonly isInline: boolean;
  /** Further condition keys of each request of the user, such as its tags. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Whether the user has no other tags than those among its keys. */
  readonly areAllTagsTold?: boolean;
}

/** The word of a row, with the ARNs of what enforces for the subject. */
export function spelledOut(resource: string, { groups, policies, attached, boundaries }: Place): string {
  const spelled = { 'this group': groups, 'this policy': policies, 'this attached policy': attached, 'this boundary': boundaries };
  return Object.entries(spelled).reduce((text, [words, arns]) => text.replace(words, () => readable(arns.join(' and '))), resource);
}

/**
 * The own account is the one that the reader tells, which stands first. Otherwise it is the only one of which users, groups, devices or policies
 * are named; a role or a bucket may be of any account. If there is none, or more than one, it is an account that is not named.
 */
export function homeNamedIn(text: string): Home {
  const named = new Set(text.match(/\b\d{12}\b/g));
  const [only, ...others] = accountsNamedIn(text);
  const told = /^\[?\{"aws:PrincipalAccount":"(\d{12})"/.exec(text)?.[1];
  const isMadeUp = told === undefined && (only === undefined || others.length > 0);
  const notNamed = [ACCOUNT, '111122223333', '444455556666'].find((account) => !named.has(account)) ?? '777788889999';
  return {
    partition: /arn:(aws-[a-z-]+):/.exec(text)?.[1] as Partition | undefined ?? 'aws',
    account: told ?? (isMadeUp ? notNamed : only),
    isMadeUp,
  };
}

/** Those of which users, groups, devices or policies are named. */
export function accountsNamedIn(text: string): string[] {
  return [...new Set([...text.matchAll(/:iam::(\d{12}):(?:user|group|mfa|policy)\//g)].map(([, account]) => account))];
}

/** Those of which everything is named, users too. That tells no more whose account it is than the ARN of a role does. */
export function accountsNamedAsWhole(text: string): string[] {
  return [...new Set([...text.matchAll(/"arn:[^:"]*:(?:iam|[^:"]*\*):[^:"]*:(\d{12}):\*/g)].map(([, account]) => account))];
}

/** A policy by itself is judged for a user named alice; partition, account, group and policy are those that it names. */
export function placeNamedIn(documents: readonly unknown[]): Place {
  const text = JSON.stringify(documents);
  const home = homeNamedIn(text);
  const { partition, account } = home;
  const arn = (resource: string) => `arn:${partition}:iam::${account}:${resource}`;
  const named = (type: string, fallback: string) => arn(new RegExp(`:iam::[^:"]*:(${type}/[\\w+=,.@/-]+)"`).exec(text)?.[1] ?? fallback);
  return {
    ...home,
    userName: 'alice',
    isUnnamed: true,
    path: '/',
    isPathUnknown: true,
    groups: [named('group', 'group/developers')],
    policies: [named('policy', 'policy/cdk-iam-mfa/RequireMfa')],
    attached: [],
    viaGroups: [],
    boundaries: [],
    isInline: false,
  };
}
