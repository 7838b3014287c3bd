/**
 * One run: makes the members of the group those users who have no MFA device.
 *
 * Every change is idempotent and decided from what this run has read, so runs may overlap, end anywhere and be repeated.
 */
import { forEachLimited, unlessAborted } from './concurrency';
import type { Directory, DirectoryUser } from './directory';
import type { ForceMfaOptions, Scope } from './environment';
import { type Log, describeError } from './log';
import { type Change, type Lists, type PlannedUser, type Standing, changeFor, plan } from './plan';
import { type Summary, Tally } from './summary';

/** AWS does not publish IAM's limits, which all callers of an account share: a few calls at a time leave room for the others. */
export const CALLS_AT_A_TIME = 8;

export interface Run {
  readonly now: Date;
  /** Comes when there is no time left: nothing is begun after it. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /** From 0 to 1, as `Math.random`. */
  readonly random: () => number;
}

/** Never rejects: whatever happens is in the summary. */
export async function reconcile(directory: Directory, options: ForceMfaOptions, run: Run): Promise<Summary> {
  const begun = performance.now();
  const tally = new Tally();
  try {
    await unlessAborted(run.signal, work(directory, options, run, tally));
  } catch (thrown) {
    const { error, message } = describeError(thrown);
    tally.stopped = run.signal.aborted ? 'out of time' : `${error}: ${message}`;
  }
  return tally.summary(directory.calls, Math.round(performance.now() - begun));
}

async function work(directory: Directory, options: ForceMfaOptions, run: Run, tally: Tally): Promise<void> {
  const lists = await readLists(directory, options.pathPrefix, run.signal, tally);
  const planned = plan(lists, options, run.now);
  tally.users = planned.length;
  const settled = planned.filter(({ standing }) => standing !== undefined);
  const open = planned.filter(({ standing }) => standing === undefined);
  // From another user each time: were every run cut short, the same users would never be looked at.
  const inOrder = [...settled, ...rotate(open, Math.floor(run.random() * open.length))];
  await forEachLimited(inOrder, CALLS_AT_A_TIME, async (user) => settle(directory, options, run, tally, user));
}

async function readLists(directory: Directory, pathPrefix: string, signal: AbortSignal, tally: Tally): Promise<Lists> {
  const users: DirectoryUser[] = [];
  const members: DirectoryUser[] = [];
  const withVirtualDevice = new Set<string>();
  // To the end or not at all: half a list would say of the others that they do not exist. The devices come last, because
  // they decide, and the fresher the better.
  await readPages(directory.users(pathPrefix), signal, (page) => {
    users.push(...page);
    tally.users = users.length;
  });
  await readPages(directory.members(), signal, (page) => members.push(...page));
  await readPages(directory.usersWithVirtualDevice(), signal, (page) => page.forEach((name) => withVirtualDevice.add(name)));
  return { users, members, withVirtualDevice };
}

async function readPages<T>(pages: AsyncIterable<T[]>, signal: AbortSignal, take: (page: T[]) => void): Promise<void> {
  signal.throwIfAborted();
  for await (const page of pages) {
    take(page);
    signal.throwIfAborted();
  }
}

/** Takes one user where they belong, or leaves them as they are if that is not sure. What fails for one is kept from the next. */
async function settle(directory: Directory, options: ForceMfaOptions, run: Run, tally: Tally, user: PlannedUser): Promise<void> {
  let step: 'look' | Change = 'look';
  try {
    const standing = user.standing ?? await look(directory, user.name, options.scope, run.signal);
    run.signal.throwIfAborted();
    tally.withoutMfa += standing === 'without-mfa' ? 1 : 0;
    const change = changeFor(standing, user.member);
    if (change !== undefined) {
      step = change;
      await apply(directory, options, run, tally, user.name, change, standing);
    }
  } catch (thrown) {
    run.signal.throwIfAborted();
    const failure = describeError(thrown);
    tally.fail(user.name, failure.error);
    tally.unsure += step === 'look' ? 1 : 0;
    run.log({ level: 'ERROR', event: 'failure', group: options.groupName, user: user.name, step, ...failure });
  }
  tally.done += 1;
}

/** Asks only what the answers so far leave open. */
async function look(directory: Directory, userName: string, scope: Scope, signal: AbortSignal): Promise<Standing> {
  signal.throwIfAborted();
  const device = await directory.hasDevice(userName);
  if (device !== false) {
    return device === 'gone' ? 'gone' : 'with-mfa';
  }
  if (scope === 'ALL_USERS') {
    return 'without-mfa';
  }
  signal.throwIfAborted();
  const password = await directory.hasPassword(userName);
  if (password === 'gone') {
    return 'gone';
  }
  return password ? 'without-mfa' : 'no-password';
}

async function apply(
  directory: Directory, options: ForceMfaOptions, run: Run, tally: Tally, userName: string, change: Change, reason: Standing,
): Promise<void> {
  const add = change === 'add';
  tally[add ? 'toAdd' : 'toRemove'] += 1;
  const outcome = options.dryRun ? 'unchanged' : await (add ? directory.add(userName) : directory.remove(userName));
  // Also when the time ran out meanwhile: it is done.
  tally[add ? 'added' : 'removed'] += outcome === 'changed' ? 1 : 0;
  run.log({ level: 'INFO', event: 'change', group: options.groupName, user: userName, change, reason, outcome, dryRun: options.dryRun });
}

function rotate<T>(items: readonly T[], by: number): T[] {
  return [...items.slice(by), ...items.slice(0, by)];
}
