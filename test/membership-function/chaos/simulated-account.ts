/** The account as it really was at each moment, and what others do in it. */
import type { Random } from './random';
import { MAX_GROUPS } from '../../../src/membership-function/directory';
import { Account, type AccountUser, POLICY_ARN, user } from '../account';

interface Moment {
  readonly at: number;
  readonly account: Account;
}

export interface Membership {
  readonly at: number;
  readonly name: string;
  /** The run that made the change, or nobody's. */
  readonly by?: object;
}

export type Cause = (simulated: SimulatedAccount, name: string, random: Random) => void;

export class SimulatedAccount {
  public readonly memberships: Membership[] = [];
  private readonly moments: Moment[] = [];

  public constructor(public readonly now: Account, private readonly iamIsAhead: number) {
    this.moments.push({ at: -Infinity, account: now.copy() });
  }

  public change(change: (account: Account) => void, by?: object): void {
    change(this.now);
    const before = new Set(this.moments.at(-1)!.account.members);
    const after = this.now.members;
    [...new Set([...before, ...after])].filter((name) => before.has(name) !== after.has(name))
      .forEach((name) => this.memberships.push({ at: Date.now(), name, by }));
    this.moments.push({ at: Date.now(), account: this.now.copy() });
  }

  /** What IAM tells somebody whom the news has not reached yet. */
  public at(time: number): Account {
    return this.moments.filter(({ at }) => at <= time).at(-1)!.account;
  }

  /** All that the account was in that time. */
  public between(from: number, to: number): Account[] {
    return [this.at(from), ...this.moments.filter(({ at }) => at > from && at <= to).map(({ account }) => account)];
  }

  public create(name: string, traits: Partial<AccountUser>): void {
    this.change(({ users }) => users.set(name, user(name, { ...traits, created: new Date(Date.now() + this.iamIsAhead) })));
  }
}

/** Of one user, if the user is there. */
function ofUser(change: (one: AccountUser, account: Account) => void): Cause {
  return (simulated, name) => simulated.change((account) => {
    const one = account.users.get(name);
    if (one) {
      change(one, account);
    }
  });
}

/** What others do, by the event that IAM sends of it, if it sends one. */
export const CAUSES: [string | undefined, Cause][] = [
  ['CreateUser', (simulated, name, random) => simulated.now.users.has(name) ? undefined
    : simulated.create(name, { path: random.pick(['/staff/', '/staff/', '/']), password: random.chance(0.7), signedIn: false })],
  ['CreateLoginProfile', ofUser((one) => { one.password = true; })],
  ['DeleteLoginProfile', ofUser((one) => { one.password = false; })],
  ['EnableMFADevice', (simulated, name, random) => ofUser((one) => { one.device = random.pick(['virtual', 'other'] as const); })(simulated, name, random)],
  ['DeactivateMFADevice', ofUser((one) => { one.device = undefined; })],
  ['DeactivateMFADevice', ofUser((one) => { one.device = undefined; })],
  [undefined, (simulated, name) => simulated.change((account) => account.delete(name))],
  [undefined, (simulated, name) => simulated.change((account) => account.delete(name))],
  [undefined, ofUser(({ name, otherGroups }, { members }) => { otherGroups < MAX_GROUPS && members.add(name); })],
  [undefined, ofUser(({ name }, { members }) => { members.delete(name); })],
  [undefined, ofUser((one, { members }) => { one.otherGroups = members.has(one.name) ? 0 : MAX_GROUPS; })],
  [undefined, ofUser((one) => { one.otherGroups = 0; })],
];

export const DETACH: Cause = (simulated) => simulated.change((account) => { account.policies = ['arn:aws:iam::aws:policy/ReadOnlyAccess']; });
export const ATTACH: Cause = (simulated) => simulated.change((account) => { account.policies = [POLICY_ARN]; });
