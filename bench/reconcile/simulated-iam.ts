/** The account and the IAM that are measured against: it answers after a while, and throttles. In virtual time. */
import { Account, user } from '../../test/force-mfa/account';
import { FakeIam, error } from '../../test/force-mfa/fake-iam';

/** Of IAM as it is seen from a Lambda function, roughly. */
export const LATENCY_MS = 50;

/** Calls that are let through at once, and are then counted against the rate. */
const BURST = 50;

/** 90 % with a virtual device, 5 % with another kind, 5 % with none, who are the members of the group. */
export function accountOf(users: number): Account {
  const all = Array.from({ length: users }, (_, index) =>
    user(`user${index}`, { device: index % 20 === 0 ? undefined : index % 20 === 1 ? 'other' : 'virtual' }));
  return new Account(all, all.filter(({ device }) => device === undefined).map(({ name }) => name));
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

function tokenBucket(callsASecond: number): () => boolean {
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
  const without = users.filter(({ device }) => device === undefined);
  const pages = (items: number): number => Math.max(1, Math.ceil(items / 1000));
  return pages(users.length)
    + pages(account.members.size)
    + pages(virtual + 1) // The root user's device is in the list too.
    + (users.length - virtual) // Only a look at the user finds a passkey, or that there is none.
    + without.length // Only a look at the user finds a password.
    + without.filter(({ name }) => !account.members.has(name)).length;
}
