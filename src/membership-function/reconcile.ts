/**
 * One run: makes the members of the group those users who have no MFA device.
 *
 * Every change is idempotent and decided from what this run has read, so runs may overlap, end anywhere and be repeated.
 */
import { forEachLimited, unlessAborted } from './concurrency';
import { type Directory, type DirectoryUser, MAX_GROUPS, type Outcome, collect } from './directory';
import type { ForceMfaOptions } from './environment';
import { type Log, describeError } from './log';
import { type Change, type Lists, type PlannedUser, type MfaStatus, changeFor, inOrder, plan } from './plan';
import { type Summary, Tally } from './summary';

/** AWS does not publish IAM's limits, which all callers of an account share: a few calls at a time leave room for the others. */
export const CALLS_AT_A_TIME = 8;

export interface Run {
  readonly now: Date;
  /** Comes when there is no time left: nothing is begun after it. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Whom the run looks at, in lower case. Without it, at everybody. */
  readonly only?: ReadonlySet<string>;
  /** The policy that the group must have. Without it, it must have any. */
  readonly policyArn?: string;
}

/** Never rejects: whatever happens is in the summary. */
export async function reconcile(directory: Directory, options: ForceMfaOptions, run: Run): Promise<Summary> {
  const begun = performance.now();
  const tally = new Tally(run.only !== undefined);
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
    private readonly directory: Directory, private readonly options: ForceMfaOptions, private readonly run: Run, private readonly tally: Tally,
  ) {}

  public async work(): Promise<void> {
    const { now, only, signal } = this.run;
    const lists = await this.readLists();
    await this.checkGroup();
    signal.throwIfAborted();
    const planned = plan(lists, this.options, now).filter(({ name }) => only?.has(name.toLowerCase()) ?? true);
    this.tally.users = planned.length;
    const settled = planned.filter(({ status }) => status !== undefined);
    const open = planned.filter(({ status }) => status === undefined);
    const runs = Math.floor(now.getTime() / (this.options.intervalMinutes * 60_000));
    await forEachLimited([...settled, ...inOrder(open, runs, now)], CALLS_AT_A_TIME, async (user) => this.settle(user));
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
    if (this.run.only === undefined) { // A few users are asked one by one.
      await this.readPages(this.directory.usersWithVirtualDevice(), (page) => page.forEach((name) => withVirtualDevice.add(name)));
    }
    return { users, members, withVirtualDevice };
  }

  private async readPages<T>(pages: AsyncIterable<T[]>, take: (page: T[]) => void): Promise<void> {
    this.run.signal.throwIfAborted();
    for await (const page of pages) {
      take(page);
      this.run.signal.throwIfAborted();
    }
  }

  /** Members of a group without the policy are held by nothing. The run continues: the policy may come back. */
  private async checkGroup(): Promise<void> {
    const { policyArn, log, signal } = this.run;
    const { groupName } = this.options;
    try {
      const policies = await collect(this.directory.policies());
      if (policyArn === undefined ? policies.length === 0 : !policies.includes(policyArn)) {
        this.tally.groupProblem = `found the group without ${policyArn ?? 'any policy'}, so its members are not held: attach the policy again, `
          + 'or deploy the stack with the group replaced if somebody else made this group';
      }
    } catch (thrown) {
      signal.throwIfAborted();
      const { error, message } = describeError(thrown);
      this.tally.groupProblem = `could not read the policies of the group (${error}: ${message})`;
    }
    if (this.tally.groupProblem !== undefined) {
      log({ level: 'ERROR', event: 'group', group: groupName, message: this.tally.groupProblem });
    }
  }

  /** Takes one user where they belong, or leaves them as they are if that is not sure. What fails for one is kept from the next. */
  private async settle(user: PlannedUser): Promise<void> {
    const { tally, run: { signal, log, now }, options } = this;
    let step: 'look' | Change = 'look';
    try {
      const status = user.status ?? await this.look(user);
      signal.throwIfAborted();
      tally.withoutMfa += status === 'without-mfa' ? 1 : 0;
      const change = changeFor(status, user, now);
      if (change !== undefined) {
        step = change;
        await this.apply(user.name, change, status);
      }
    } catch (thrown) {
      signal.throwIfAborted();
      const failure = describeError(thrown);
      tally.fail(user.name, failure.error);
      tally.unsure += step === 'look' ? 1 : 0;
      log({ level: 'ERROR', event: 'failure', group: options.groupName, user: user.name, step, ...failure });
    }
    tally.done += 1;
  }

  /** Asks only what the answers so far leave open, and first what is likely to be the last question. */
  private async look({ name, signedIn }: PlannedUser): Promise<MfaStatus> {
    const device = async (): Promise<MfaStatus | undefined> => {
      const has = await this.directory.hasDevice(name);
      return has === true ? 'with-mfa' : has || undefined;
    };
    const password = async (): Promise<MfaStatus | undefined> => {
      const has = await this.directory.hasPassword(name);
      return has === false ? 'no-password' : has === 'gone' ? 'gone' : undefined;
    };
    const questions = this.options.scope === 'ALL_USERS' ? [device] : signedIn ? [device, password] : [password, device];
    for (const ask of questions) {
      this.run.signal.throwIfAborted();
      const status = await ask();
      if (status !== undefined) {
        return status;
      }
    }
    return 'without-mfa';
  }

  private async apply(userName: string, change: Change, reason: MfaStatus): Promise<void> {
    const { tally, options: { groupName, dryRun }, run: { log } } = this;
    const add = change === 'add';
    tally[add ? 'toAdd' : 'toRemove'] += 1;
    const outcome = add ? await this.add(userName) : dryRun ? 'unchanged' : await this.directory.remove(userName);
    if (outcome === 'at-quota') {
      tally.atQuota += 1;
      log({
        level: 'WARN',
        event: 'quota',
        group: groupName,
        user: userName,
        dryRun,
        message: `${userName} is in as many groups as IAM allows a user (${MAX_GROUPS}) and cannot be added: take the user out of one`,
      });
      return;
    }
    // Also when the time ran out meanwhile: it is done.
    tally[add ? 'added' : 'removed'] += outcome === 'changed' ? 1 : 0;
    log({ level: 'INFO', event: 'change', group: groupName, user: userName, change, reason, outcome, dryRun });
  }

  private async add(userName: string): Promise<Outcome | 'at-quota'> {
    if (!this.options.dryRun) {
      return this.directory.add(userName);
    }
    const groups = await this.directory.groupCount(userName);
    return groups !== 'gone' && groups >= MAX_GROUPS ? 'at-quota' : 'unchanged';
  }
}
