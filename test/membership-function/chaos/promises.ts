/** What must hold, whatever happens. Each check tells what it found wrong, of one run. */
import { LAG_MS } from './chaotic-iam';
import type { Run } from './lambda';
import type { SimulatedAccount } from './simulated-account';
import { MAX_GROUPS } from '../../../src/membership-function/directory';
import type { ForceMfaOptions } from '../../../src/membership-function/environment';
import { type Account, type AccountUser, POLICY_ARN, belongs } from '../account';

export class Promises {
  public readonly broken: string[] = [];

  public constructor(private readonly simulated: SimulatedAccount, private readonly options: ForceMfaOptions, private readonly iamIsAhead: number,
    private readonly mayListsSkip: boolean) {}

  /** Nobody is moved without a reason that was there when this run looked. */
  public beforeChange(run: Run, action: string, name: string): void {
    const since = (run.looks.get(name) ?? run.begun) - LAG_MS;
    const looks = this.simulated.between(since, Date.now()).map(({ users }) => users.get(name)).filter((one) => one !== undefined);
    // Path and date are of the lists, which may tell of a deleted user of the same name.
    const listed = this.simulated.between(run.begun - LAG_MS, Date.now()).map(({ users }) => users.get(name)).filter((one) => one !== undefined);
    const seen = looks.flatMap((look) => listed.map(({ path, created }) => ({ ...look, path, created })));
    const adds = action === 'AddUserToGroup';
    if (seen.length > 0 && seen.every((one) => this.belongs(one, run) !== adds)) {
      this.say(run, `${adds ? 'added' : 'freed'} ${name}, who ${adds ? 'has a device or is left out' : 'has no device'}`);
    }
    if (!adds && !run.looks.has(name) && seen.some((one) => !this.isLeftOut(one, run))) {
      this.say(run, `freed ${name} by a list, without a look`);
    }
    const created = this.simulated.now.users.get(name)?.created.getTime() ?? 0;
    if (!adds && this.iamIsAhead >= 0 && created - this.iamIsAhead > run.begun) {
      this.say(run, `freed ${name}, who is younger than the run`);
    }
  }

  public afterRun(run: Run): void {
    const moments = this.simulated.between(run.begun - LAG_MS, run.ended!);
    const hasPolicy = moments.map(({ policies }) => policies.includes(POLICY_ARN));
    this.checkReport(run, !hasPolicy.includes(false), !hasPolicy.includes(true));
    if (run.callsAfterTheEnd > 0) {
      this.say(run, 'kept calling after its end');
    }
    const resting = this.resting(run, moments);
    if (run.failure === undefined) {
      resting.forEach((one) => this.checkMembership(run, one));
    }
    const told = run.metrics.flatMap(({ UsersWithoutMfa }) => UsersWithoutMfa ?? []);
    const without = resting.filter((one) => this.belongs(one, run)).length;
    if (told.some((count) => count < without)) {
      this.say(run, `told of ${told} users without MFA, and there were ${without}`);
    }
    if (run.only !== undefined && told.length > 0) {
      this.say(run, 'told of all users, and looked at a few');
    }
  }

  private checkReport(run: Run, policyThere: boolean, policyMissing: boolean): void {
    if (run.metrics.length !== 1) {
      this.say(run, `wrote ${run.metrics.length} times metrics`);
    }
    if (policyMissing && run.failure === undefined) {
      this.say(run, 'passed for good over a group without its policy');
    }
    if (run.final === 0 && policyThere && run.failure !== undefined) {
      this.say(run, `failed, though nothing did that does not pass: ${run.failure.message}`);
    }
  }

  /** Users who were the same all the time of the run, whom nobody else put in or took out, and whom no list can have skipped. */
  private resting(run: Run, moments: ReturnType<SimulatedAccount['between']>): AccountUser[] {
    const moved = new Set(this.simulated.memberships
      .filter(({ at, by }) => at >= run.begun - LAG_MS && at <= run.ended! && by !== run).map(({ name }) => name));
    const [first] = moments;
    const skips = this.mayListsSkip && moments.some((one) => listsOf(one) !== listsOf(first));
    return [...first.users.values()].filter((one) => !moved.has(one.name)
      && (!skips || run.told.has(`${first.members.has(one.name) ? 'GetGroup' : 'ListUsers'} ${one.name}`))
      && (run.only?.has(one.name.toLowerCase()) ?? true)
      && moments.every(({ users }) => JSON.stringify(users.get(one.name)) === JSON.stringify(one)));
  }

  private checkMembership(run: Run, one: AccountUser): void {
    const account = this.simulated.at(run.ended!);
    const shouldBe = this.belongs(one, run);
    if (shouldBe && one.otherGroups >= MAX_GROUPS && !account.members.has(one.name)) {
      if (run.only === undefined && run.metrics.every(({ AtGroupQuota: told }) => told === 0)) {
        this.say(run, `did not tell of ${one.name}, who is in ten groups`);
      }
    } else if (account.members.has(one.name) !== shouldBe
      && (shouldBe || one.created.getTime() - Math.min(0, this.iamIsAhead) < run.begun - LAG_MS)) {
      this.say(run, `passed for good, and ${one.name} ${shouldBe ? 'is free' : 'is still a member'}`);
    }
  }

  private belongs(one: AccountUser, run: Run): boolean {
    return belongs(one, this.options, new Date(run.begun));
  }

  /** Whatever device or password they have. */
  private isLeftOut(one: AccountUser, run: Run): boolean {
    return !this.belongs({ ...one, device: undefined, password: true }, run);
  }

  private say(run: Run, what: string): void {
    this.broken.push(`a ${run.only ? 'run for events' : 'whole run'} ${what}`);
  }
}

/** Who is in the lists. */
function listsOf({ users, members }: Account): string {
  return JSON.stringify([[...users.keys()].sort(), [...members].sort()]);
}
