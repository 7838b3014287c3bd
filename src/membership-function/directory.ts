/** The little that the function needs of IAM. One adapter implements it with the AWS SDK, the tests with an account in memory. */

export interface DirectoryUser {
  readonly name: string;
  readonly path: string;
  readonly created: Date;
  /** Whether the list tells that they once signed in with a password. Who did not is asked for a password first. */
  readonly signedIn: boolean;
}

/** `unchanged`: a member already, no longer a member, or deleted in the meantime, as far as the directory tells. Each is fine. */
export type Outcome = 'changed' | 'unchanged';

/** IAM's quota of groups for a user, which cannot be raised. */
export const MAX_GROUPS = 10;

/**
 * Users and one group of an account.
 *
 * A method that cannot tell throws: no error becomes an answer. An error means nothing about devices, passwords or
 * membership.
 */
export interface Directory {
  /** Requests sent so far, those that were retried included. */
  readonly calls: number;

  /** Pages of all users below a path. */
  users(pathPrefix: string): AsyncIterable<DirectoryUser[]>;
  /** Pages of the names of users who have a virtual device. Passkeys and hardware devices are not in any list. */
  usersWithVirtualDevice(): AsyncIterable<string[]>;
  /** Pages of the members of the group. Throws `GroupNotFound` if there is no such group. */
  members(): AsyncIterable<DirectoryUser[]>;
  /** Pages of the ARNs of the managed policies that the group has. */
  policies(): AsyncIterable<string[]>;

  /** Whether a user has an MFA device of any kind, or has been deleted. */
  hasDevice(userName: string): Promise<boolean | 'gone'>;
  /** Whether a user can sign in to the console, or has been deleted. */
  hasPassword(userName: string): Promise<boolean | 'gone'>;

  /** In how many groups a user is, or that they have been deleted. */
  groupCount(userName: string): Promise<number | 'gone'>;

  add(userName: string): Promise<Outcome | 'at-quota'>;
  remove(userName: string): Promise<Outcome>;
}

export class GroupNotFound extends Error {
  public override readonly name = 'GroupNotFound';
}

export async function collect<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) {
    items.push(...page);
  }
  return items;
}
