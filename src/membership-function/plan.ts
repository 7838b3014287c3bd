/** Decisions about users. Nothing here calls anything. */
import type { DirectoryUser } from './directory';
import type { ForceMfaOptions } from './environment';

/** The status of a user, and with it the reason why the user is in the group or not. */
export type MfaStatus =
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
  readonly signedIn: boolean;
  readonly created: Date;
  /** Left out where the lists leave it open: then the user has to be looked at. */
  readonly status?: MfaStatus;
}

/**
 * Each user once, with what the lists tell.
 *
 * Members are judged by what the group says of them, and not by their absence from the list of users. That list is
 * another read: a user who is missing there may be outside the path, or may have been created a moment ago.
 */
export function plan(lists: Lists, options: ForceMfaOptions, now: Date): PlannedUser[] {
  const members = byName(lists.members);
  const exempt = new Set(options.exemptUsers.map(lowerCase));
  return [...new Map([...members, ...byName(lists.users)]).values()].map((user) => ({
    name: user.name,
    member: members.has(user.name),
    signedIn: user.signedIn,
    created: user.created,
    // A member is let out by a fresh look only: in a large run the list is minutes old.
    status: exclusion(user, exempt, options, now) ?? (lists.withVirtualDevice.has(user.name) && !members.has(user.name) ? 'with-mfa' : undefined),
  }));
}

/**
 * What takes a user where they belong. A user whose status is not known is not moved.
 *
 * Who is younger than the run is not taken out: what it has read may be older than they are. The next run sees them whole.
 */
export function changeFor(status: MfaStatus, { member, created }: Pick<PlannedUser, 'member' | 'created'>, runBegan: Date): Change | undefined {
  switch (status) {
    case 'without-mfa':
      return member ? undefined : 'add';
    case 'gone':
      return undefined;
    default:
      return member && created < runBegan ? 'remove' : undefined;
  }
}

function exclusion(user: DirectoryUser, exempt: ReadonlySet<string>, options: ForceMfaOptions, now: Date): MfaStatus | undefined {
  if (exempt.has(lowerCase(user.name))) {
    return 'exempt';
  }
  if (!user.path.startsWith(options.pathPrefix)) {
    return 'outside-path';
  }
  // Without a grace period the creation does not count: by a clock that is behind IAM's it lies in the future.
  const start = Math.max(options.gracePeriodSeconds > 0 ? user.created.getTime() : 0, options.enforceFrom?.getTime() ?? 0);
  return now.getTime() < start + options.gracePeriodSeconds * 1000 ? 'grace-period' : undefined;
}

/** The golden ratio: as a step around a circle it leaves the smallest gaps, whatever the number of steps. */
const STEP = (Math.sqrt(5) - 1) / 2;
const DAY_MS = 86_400_000;

/** The part of the looks that members and the newest users get at least, together, if there are so many. */
const FIRST_SHARE = 1 / 3;

/**
 * In which order the users are looked at, so that all of them are after few runs, were every run cut short. Members and the newest
 * users come first, but leave others their part, so that however many they are, they keep nobody waiting for ever.
 *
 * @param run counts the runs
 */
export function inOrder(users: readonly PlannedUser[], run: number, now: Date): PlannedUser[] {
  const isFirst = ({ member, created }: PlannedUser): boolean => member || created.getTime() > now.getTime() - DAY_MS;
  const start = (run * STEP) % 1;
  const first = users.filter(isFirst);
  const share = Math.max(FIRST_SHARE, first.length / users.length);
  return [...turns(rotate(first, start), share), ...turns(rotate(users.filter((user) => !isFirst(user)), start), 1 - share)]
    .sort((one, other) => one.turn - other.turn)
    .map(({ user }) => user);
}

/** When each comes, if a list gets this share of the looks. */
function turns(users: readonly PlannedUser[], share: number): { turn: number; user: PlannedUser }[] {
  return users.map((user, index) => ({ turn: index / share, user }));
}

function rotate<T>(items: readonly T[], by: number): T[] {
  const start = Math.floor(by * items.length);
  return [...items.slice(start), ...items.slice(0, start)];
}

function byName(users: readonly DirectoryUser[]): Map<string, DirectoryUser> {
  return new Map(users.map((user) => [user.name, user]));
}

function lowerCase(name: string): string {
  return name.toLowerCase();
}
