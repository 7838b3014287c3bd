/** Where a subject lives: its account, its name, and the ARNs of its groups and policies. */
import type { ExampleAccount } from '../requests/example-account';

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
