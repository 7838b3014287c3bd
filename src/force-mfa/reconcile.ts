/**
 * One run: makes the members of the group those users who have no MFA device.
 *
 * Every change is idempotent and decided from what this run has read, so runs may overlap, end anywhere and be repeated.
 */
import { forEachLimited, unlessAborted } from './concurrency';
import type { Directory, DirectoryUser } from './directory';
import type { ForceMfaOptions } from './environment';
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
    await unlessAborted(run.signal, new Reconciliation(directory, options, run, tally).work());
  } catch (thrown) {
    const { error, message } = describeError(thrown);
    tally.stopped = run.signal.aborted ? 'out of time' : `${error}: ${message}`;
  }
  return tally.summary(directory.calls, Math.round(performance.now() - begun));
}

class Reconciliation {
  public constructor(
    private readonly directory: Directory,
    private readonly options: ForceMfaOptions,
    private readonly run: Run,
    private readonly tally: Tally,
  ) {}

  public async work(): Promise<void> {
    const planned = plan(await this.readLists(), this.options, this.run.now);
    this.tally.users = planned.length;
    const settled = planned.filter(({ standing }) => standing !== undefined);
    const open = planned.filter(({ standing }) => standing === undefined);
    // From another user each time: were every run cut short, the same users would never be looked at.
    const inOrder = [...settled, ...rotate(open, Math.floor(this.run.random() * open.length))];
    await forEachLimited(inOrder, CALLS_AT_A_TIME, async (user) => this.settle(user));
  }

  private async readLists(): Promise<Lists> {
    const users: DirectoryUser[] = [];
    const members: DirectoryUser[] = [];
    const withVirtualDevice = new Set<string>();
    // To the end or not at all: half a list would say of the others that they do not exist. The devices come last, because
    // they decide, and the fresher the better.
    await this.readPages(this.directory.users(this.options.pathPrefix), (page) => {
      users.push(...page);
      this.tally.users = users.length;
    });
    await this.readPages(this.directory.members(), (page) => members.push(...page));
    await this.readPages(this.directory.usersWithVirtualDevice(), (page) => page.forEach((name) => withVirtualDevice.add(name)));
    return { users, members, withVirtualDevice };
  }

  private async readPages<T>(pages: AsyncIterable<T[]>, take: (page: T[]) => void): Promise<void> {
    this.run.signal.throwIfAborted();
    for await (const page of pages) {
      take(page);
      this.run.signal.throwIfAborted();
    }
  }

  /** Takes one user where they belong, or leaves them as they are if that is not sure. What fails for one is kept from the next. */
  private async settle(user: PlannedUser): Promise<void> {
    let step: 'look' | Change = 'look';
    try {
      const standing = user.standing ?? await this.look(user.name);
      this.run.signal.throwIfAborted();
      this.tally.withoutMfa += standing === 'without-mfa' ? 1 : 0;
      const change = changeFor(standing, user.member);
      if (change !== undefined) {
        step = change;
        await this.apply(user.name, change, standing);
      }
    } catch (thrown) {
      this.run.signal.throwIfAborted();
      const failure = describeError(thrown);
      this.tally.fail(user.name, failure.error);
      this.tally.unsure += step === 'look' ? 1 : 0;
      this.run.log({ level: 'ERROR', event: 'failure', group: this.options.groupName, user: user.name, step, ...failure });
    }
    this.tally.done += 1;
  }

  /** Asks only what the answers so far leave open. */
  private async look(userName: string): Promise<Standing> {
    this.run.signal.throwIfAborted();
    const device = await this.directory.hasDevice(userName);
    if (device !== false) {
      return device === 'gone' ? 'gone' : 'with-mfa';
    }
    if (this.options.scope === 'ALL_USERS') {
      return 'without-mfa';
    }
    this.run.signal.throwIfAborted();
    const password = await this.directory.hasPassword(userName);
    if (password === 'gone') {
      return 'gone';
    }
    return password ? 'without-mfa' : 'no-password';
  }

  private async apply(userName: string, change: Change, reason: Standing): Promise<void> {
    const { groupName, dryRun } = this.options;
    const add = change === 'add';
    this.tally[add ? 'toAdd' : 'toRemove'] += 1;
    const outcome = dryRun ? 'unchanged' : await (add ? this.directory.add(userName) : this.directory.remove(userName));
    // Also when the time ran out meanwhile: it is done.
    this.tally[add ? 'added' : 'removed'] += outcome === 'changed' ? 1 : 0;
    this.run.log({ level: 'INFO', event: 'change', group: groupName, user: userName, change, reason, outcome, dryRun });
  }
}

function rotate<T>(items: readonly T[], by: number): T[] {
  return [...items.slice(by), ...items.slice(0, by)];
}
