/** The account and the IAM that are measured against: it answers after a while, and throttles. In virtual time. */
import { Account, type AccountUser, user } from '../../test/membership-function/account';
import { FakeIam, error } from '../../test/membership-function/fake-iam';

/** Of IAM as it is seen from a Lambda function, roughly. */
export const LATENCY_MS = 50;

/** Calls that are let through at once, and are then counted against the rate. */
const BURST = 50;

/** What the users of an account have, each twentieth of them. */
export const MIXES = {
  /** 90 % with a virtual device, 5 % with another kind, 5 % with none. */
  usual: (part: number) => ({ device: part === 0 ? undefined : part === 1 ? 'other' : 'virtual' }),
  /** 90 % with a passkey, which no list has, 5 % with a virtual device, 5 % with none. */
  passkeys: (part: number) => ({ device: part === 0 ? undefined : part === 1 ? 'virtual' : 'other' }),
  /** 96 % without a password and a device, 4 % of people, of whom all but the first have a virtual device. */
  machines: (_part: number, index: number) => index % 25 === 0 ? { device: index === 0 ? undefined : 'virtual' } : { password: false },
} satisfies Record<string, (part: number, index: number) => Partial<AccountUser>>;

export type Mix = keyof typeof MIXES;

/** Who belongs in the group is in it. */
export function accountOf(users: number, mix: Mix): Account {
  const all = Array.from({ length: users }, (_, index) => user(`user${index}`, MIXES[mix](index % 20, index) as Partial<AccountUser>));
  return new Account(all, all.filter(({ device, password }) => device === undefined && password).map(({ name }) => name));
}

export interface Traffic {
  answered: number;
  throttled: number;
}

/** @param callsASecond AWS does not publish IAM's limits, and all callers of an account share them */
export function simulatedIam(account: Account, callsASecond: number): { iam: FakeIam; traffic: Traffic } {
  const traffic: Traffic = { answered: 0, throttled: 0 };
  const takeToken = tokenBucket(callsASecond);
  const iam: FakeIam = new FakeIam(account, {
    intercept: async (_, next) => {
      iam.requests.length = 0; // Not to be taken for memory of what is measured.
      await new Promise((resolve) => setTimeout(resolve, LATENCY_MS));
      if (!takeToken()) {
        traffic.throttled += 1;
        return error(400, 'Throttling', 'Rate exceeded');
      }
      traffic.answered += 1;
      return next();
    },
  });
  return { iam, traffic };
}

/** Takes a call within the rate of all who ask together, or says that it is over. In whatever time the clock tells. */
export function tokenBucket(callsASecond: number): () => boolean {
  let tokens = BURST;
  let filled = Date.now();
  return () => {
    const now = Date.now();
    tokens = Math.min(BURST, tokens + ((now - filled) / 1000) * callsASecond);
    filled = now;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  };
}

/** The calls that are left when whatever one call tells of many is taken from it: IAM has no API that does with fewer. */
export function floorOf(account: Account): number {
  const users = [...account.users.values()];
  const virtual = users.filter(({ device }) => device === 'virtual').length;
  const machines = users.filter(({ device, password }) => device === undefined && !password).length;
  const without = users.filter(({ device, password }) => device === undefined && password);
  const pages = (items: number): number => Math.max(1, Math.ceil(items / 1000));
  return pages(users.length)
    + pages(account.members.size)
    + pages(virtual + 1) // The root user's device is in the list too.
    + 1 // Of the policies of the group.
    + machines // Only a look at the user finds that there is no password.
    + (users.length - virtual - machines) // Only a look at the user finds a passkey, or that there is none.
    + without.length // Only a look at the user finds a password.
    + without.filter(({ name }) => !account.members.has(name)).length;
}
