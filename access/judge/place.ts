/** Where a subject lives: its account, its name, and the ARNs of its groups and policies. */
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
  /** The IAM path of the user. */
  readonly path: string;
  /** ARNs of the groups that hold the subject, and of the policies that hold for it. */
  readonly groups: readonly string[];
  readonly policies: readonly string[];
  /** Further condition keys of each request of the subject, such as its tags. */
  readonly keys?: Readonly<Record<string, string>>;
}

/**
 * The own account is the only one of which users, groups, devices or policies are named; a role or a bucket may be of any account. If there is
 * none, or more than one, it is an account that is not named.
 */
export function homeNamedIn(text: string): Home {
  const owned = new Set([...text.matchAll(/:iam::(\d{12}):(?:user|group|mfa|policy)\//g)].map(([, account]) => account));
  const named = new Set(text.match(/\b\d{12}\b/g));
  const [only, ...others] = owned;
  const isMadeUp = only === undefined || others.length > 0;
  const notNamed = [ACCOUNT, '111122223333', '444455556666'].find((account) => !named.has(account)) ?? '777788889999';
  return {
    partition: /arn:(aws-[a-z-]+):/.exec(text)?.[1] as Partition | undefined ?? 'aws',
    account: isMadeUp ? notNamed : only,
    isMadeUp,
  };
}

/** A policy by itself is judged for a user named alice; partition, account, group and policy are those that it names. */
export function placeNamedIn(documents: readonly unknown[]): Place {
  const text = JSON.stringify(documents);
  const { partition, account } = homeNamedIn(text);
  const arn = (resource: string) => `arn:${partition}:iam::${account}:${resource}`;
  const named = (type: string, fallback: string) => arn(new RegExp(`:iam::[^:"]*:(${type}/[\\w+=,.@/-]+)"`).exec(text)?.[1] ?? fallback);
  return {
    partition, account, userName: 'alice', path: '/', groups: [named('group', 'group/developers')], policies: [named('policy', 'policy/cdk-iam-mfa/RequireMfa')],
  };
}
