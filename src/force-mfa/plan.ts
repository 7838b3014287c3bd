/** Decisions about users. Nothing here calls anything. */
import type { DirectoryUser } from './directory';
import type { ForceMfaOptions } from './environment';

/** How a user stands, and with it the reason why they are in the group or out of it. */
export type Standing =
  | 'without-mfa'
  | 'with-mfa'
  | 'no-password'
  | 'exempt'
  | 'outside-path'
  | 'grace-period'
  /** Deleted since the lists were read. */
  | 'gone';

export type Change = 'add' | 'remove';

/** What the lists say. */
export interface Lists {
  readonly users: readonly DirectoryUser[];
  readonly members: readonly DirectoryUser[];
  readonly withVirtualDevice: ReadonlySet<string>;
}

export interface PlannedUser {
  readonly name: string;
  readonly member: boolean;
  /** Left out where the lists leave it open: then the user has to be looked at. */
  readonly standing?: Standing;
}

/**
 * Each user once, with what the lists tell.
 *
 * Members are judged by what the group says of them and not by their absence from the list of users, which is
 * another read: who is missing there may be outside the path, or may have been created a moment ago.
 */
export function plan(lists: Lists, options: ForceMfaOptions, now: Date): PlannedUser[] {
  const members = byName(lists.members);
  const exempt = new Set(options.exemptUsers.map(lowerCase));
  return [...new Map([...members, ...byName(lists.users)]).values()].map((user) => ({
    name: user.name,
    member: members.has(user.name),
    standing: exclusion(user, exempt, options, now) ?? (lists.withVirtualDevice.has(user.name) ? 'with-mfa' : undefined),
  }));
}

/** What takes a user where they belong. A user of whom that is not known has no standing, and is not moved. */
export function changeFor(standing: Standing, member: boolean): Change | undefined {
  switch (standing) {
    case 'without-mfa':
      return member ? undefined : 'add';
    case 'gone':
      return undefined;
    default:
      return member ? 'remove' : undefined;
  }
}

function exclusion(user: DirectoryUser, exempt: ReadonlySet<string>, options: ForceMfaOptions, now: Date): Standing | undefined {
  if (exempt.has(lowerCase(user.name))) {
    return 'exempt';
  }
  if (!user.path.startsWith(options.pathPrefix)) {
    return 'outside-path';
  }
  const start = Math.max(user.created.getTime(), options.enforceFrom?.getTime() ?? 0);
  return now.getTime() < start + options.gracePeriodSeconds * 1000 ? 'grace-period' : undefined;
}

function byName(users: readonly DirectoryUser[]): Map<string, DirectoryUser> {
  return new Map(users.map((user) => [user.name, user]));
}

function lowerCase(name: string): string {
  return name.toLowerCase();
}
