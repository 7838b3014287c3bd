/** Empties the group before CloudFormation deletes it: IAM does not delete a group that has members. */
import { setTimeout as sleep } from 'node:timers/promises';
import { forEachLimited } from './concurrency';
import { type Directory, type DirectoryUser, GroupNotFound, collect } from './directory';
import { describeError } from './log';
import { CALLS_AT_A_TIME } from './reconcile';

export interface EmptyingLimits {
  readonly pauseMs: number;
  /** So many times in a row the group must be seen empty. */
  readonly quietRounds: number;
  /** So many times in a row something may fail. */
  readonly failedRounds: number;
}

/**
 * IAM is eventually consistent: a read may miss a member, and a run in flight whose right to add has just been taken
 * may still have it for some seconds. So the group counts as empty when it stays so for a while.
 */
export const LIMITS: EmptyingLimits = { pauseMs: 5_000, quietRounds: 5, failedRounds: 10 };

type Members = Pick<Directory, 'members' | 'remove'>;

interface Round {
  /** Members that were seen. */
  readonly seen: number;
  readonly removed: number;
  readonly failures: readonly unknown[];
}

/** Returns how many were removed. Rejects when the signal comes, or when it does not get on. */
export async function emptyGroup(directory: Members, signal: AbortSignal, limits = LIMITS): Promise<number> {
  let removed = 0;
  let quiet = 0;
  let failed = 0;
  while (true) {
    const round = await removeAll(directory, signal);
    if (round === 'no group') {
      return removed;
    }
    removed += round.removed;
    const { seen, failures } = round;
    failed = failures.length > 0 ? failed + 1 : 0;
    quiet = failures.length > 0 || seen > 0 ? 0 : quiet + 1;
    if (quiet === limits.quietRounds) {
      return removed;
    }
    if (failed === limits.failedRounds) {
      const { error, message } = describeError(failures.at(-1));
      throw new Error(`members known to be left in the group: ${Math.min(seen, failures.length)}; the last of ${failed} attempts got ${error}: ${message}`);
    }
    await sleep(limits.pauseMs, undefined, { signal });
  }
}

/** All pages first, because a removal shifts the pages after it. */
async function removeAll(directory: Members, signal: AbortSignal): Promise<Round | 'no group'> {
  let seen: DirectoryUser[];
  try {
    seen = await collect(directory.members());
  } catch (failure) {
    return failure instanceof GroupNotFound ? 'no group' : { seen: 0, removed: 0, failures: [failure] };
  }
  let removed = 0;
  const failures: unknown[] = [];
  await forEachLimited(seen, CALLS_AT_A_TIME, async ({ name }) => {
    signal.throwIfAborted();
    try {
      const outcome = await directory.remove(name);
      removed += outcome === 'changed' ? 1 : 0;
    } catch (failure) {
      failures.push(failure);
    }
  });
  return { seen: seen.length, removed, failures };
}
