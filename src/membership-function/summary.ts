/** What a run did, in numbers. */
export interface Summary {
  /** Users seen: all below the path, and all members. */
  readonly users: number;
  /** Users in scope without a device. */
  readonly withoutMfa: number;
  /** Users to be added and removed, also on a dry run. */
  readonly toAdd: number;
  readonly toRemove: number;
  readonly added: number;
  readonly removed: number;
  /** Users who cannot be added because they are in ten groups already. */
  readonly atQuota: number;
  /** Users for whom something failed: they are as they were, or as good as. */
  readonly failed: number;
  /** Those of the failed of whom not even their status is known. */
  readonly unsure: number;
  /** Users whom a run that stopped did not get to. */
  readonly notReached: number;
  /** Why the run stopped before its end, if it did. */
  readonly stopped?: string;
  /** What is wrong with the group itself, if something is. */
  readonly groupProblem?: string;
  /** Whether the run looked at some users only, whom events named. */
  readonly partial: boolean;
  /** The first failures, by the name of the user. */
  readonly failures: readonly string[];
  readonly calls: number;
  readonly milliseconds: number;
}

/** In the log each failure has a line of its own; here a few are enough to start with. */
const FAILURES_TOLD = 10;

/** Counts during a run. */
export class Tally {
  public users = 0;
  public withoutMfa = 0;
  public toAdd = 0;
  public toRemove = 0;
  public added = 0;
  public removed = 0;
  public unsure = 0;
  public done = 0;
  public atQuota = 0;
  public stopped?: string;
  public groupProblem?: string;
  private readonly failures: string[] = [];

  public constructor(private readonly partial: boolean) {}

  public fail(userName: string, error: string): void {
    this.failures.push(`${userName} (${error})`);
  }

  /** A copy: calls in flight when a run stops still count. */
  public summary(calls: number, milliseconds: number): Summary {
    const { users, withoutMfa, toAdd, toRemove, added, removed, atQuota, unsure, done, stopped, groupProblem, partial, failures } = this;
    return {
      users,
      withoutMfa,
      toAdd,
      toRemove,
      added,
      removed,
      atQuota,
      failed: failures.length,
      unsure,
      notReached: users - done,
      ...(stopped !== undefined && { stopped }),
      ...(groupProblem !== undefined && { groupProblem }),
      partial,
      failures: failures.slice(0, FAILURES_TOLD),
      calls,
      milliseconds,
    };
  }
}

/** Why a run must not pass for a good one, or nothing. */
export function problemOf(summary: Summary): string | undefined {
  const { users, failed, failures, stopped, notReached, groupProblem } = summary;
  const problems = [
    ...(groupProblem === undefined ? [] : [groupProblem]),
    ...(stopped === undefined ? [] : [`stopped with ${notReached} of ${users} users not looked at: ${stopped}`]),
    ...(failed === 0 ? [] : [`failed for ${failed} of ${users} users: ${failures.join(', ')}${failed > failures.length ? ', ...' : ''}`]),
  ];
  return problems.length === 0 ? undefined : problems.join('; ');
}
