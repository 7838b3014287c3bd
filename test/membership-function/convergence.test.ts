/** Properties of runs over accounts of any kind. */
import * as fc from 'fast-check';
import { Account, type AccountUser, HOUR, NOW, OPTIONS, belongs } from './account';
import { type Call, MemoryDirectory, type MemoryDirectoryOptions, accessDenied, throttled } from './memory-directory';
import { type ForceMfaOptions, SCOPES } from '../../src/membership-function/environment';
import { reconcile } from '../../src/membership-function/reconcile';
import { type Summary, problemOf } from '../../src/membership-function/summary';

const PATHS = ['/', '/staff/', '/staff/ops/', '/robots/'];
const NAMES = Array.from({ length: 12 }, (_, index) => `user${index}`);

const USER: fc.Arbitrary<Omit<AccountUser, 'name'>> = fc.record({
  path: fc.constantFrom(...PATHS),
  // Who is younger than the run is another matter.
  created: fc.integer({ min: 1, max: 4 * HOUR }).map((age) => new Date(NOW.getTime() - age * 1000)),
  device: fc.constantFrom(undefined, 'virtual' as const, 'other' as const),
  password: fc.boolean(),
  signedIn: fc.boolean(),
  otherGroups: fc.constant(0),
});

const ACCOUNT = fc.tuple(fc.array(USER, { maxLength: NAMES.length }), fc.subarray(NAMES)).map(([users, members]) => new Account(
  users.map((user, index) => ({ ...user, name: NAMES[index] })),
  members.filter((_, index) => index < users.length).filter((name) => NAMES.indexOf(name) < users.length),
));

const RULES: fc.Arbitrary<ForceMfaOptions> = fc.record({
  groupName: fc.constant(OPTIONS.groupName),
  scope: fc.constantFrom(...SCOPES),
  exemptUsers: fc.subarray(NAMES.map((name) => name.toUpperCase()), { maxLength: 3 }),
  pathPrefix: fc.constantFrom(...PATHS),
  gracePeriodSeconds: fc.constantFrom(0, HOUR, 2 * HOUR),
  enforceFrom: fc.constantFrom(undefined, new Date(NOW.getTime() - HOUR * 1000), new Date(NOW.getTime() + HOUR * 1000)),
  dryRun: fc.constant(false),
  intervalMinutes: fc.constant(60),
});

async function runOn(directory: MemoryDirectory, options: ForceMfaOptions, now = NOW): Promise<Summary> {
  return reconcile(directory, options, { now, signal: new AbortController().signal, log: () => undefined });
}

/** What must hold at every change, whatever the function thinks: nobody is moved to where they do not belong. */
function watched(account: Account, options: ForceMfaOptions, now = NOW, { before, ...rest }: MemoryDirectoryOptions = {}): MemoryDirectory {
  return new MemoryDirectory(account, {
    ...rest,
    before: async (call: Call) => {
      await before?.(call);
      if (call.method === 'add' || call.method === 'remove') {
        const user = account.users.get(call.userName!);
        expect({ ...call, belongs: user && belongs(user, options, now) }).toEqual({ ...call, belongs: call.method === 'add' });
      }
    },
  });
}

/** Which run it is decides where it begins. */
const LATER = fc.integer({ min: 0, max: 50 }).map((hours) => new Date(NOW.getTime() + hours * HOUR * 1000));

test('a run makes the members those who belong, wherever it begins, and a second one changes nothing', async () => {
  await fc.assert(fc.asyncProperty(ACCOUNT, RULES, LATER, async (account, options, now) => {
    const first = await runOn(watched(account, options, now), options, now);
    expect(problemOf(first)).toBeUndefined();
    expect(account.membership()).toEqual(account.belonging(options, now));

    const second = await runOn(watched(account, options, now), options, now);
    expect(second).toMatchObject({ withoutMfa: first.withoutMfa, toAdd: 0, toRemove: 0 });
  }), { numRuns: 300 });
});

test('the order in which an account lists its users does not matter', async () => {
  const shuffled = ACCOUNT.chain((account) => fc.shuffledSubarray([...account.users.values()], { minLength: account.users.size })
    .map((users) => [account, new Account(users, [...account.members].reverse())]));
  await fc.assert(fc.asyncProperty(shuffled, RULES, async ([account, other], options) => {
    const { milliseconds: _, ...summary } = await runOn(new MemoryDirectory(account), options);
    const { milliseconds: _other, ...otherSummary } = await runOn(new MemoryDirectory(other), options);
    expect(otherSummary).toEqual(summary);
    expect(other.membership()).toEqual(account.membership());
  }));
});

/** Each call that answers in its own way, drawn at random. */
const FAULTS = fc.array(fc.constantFrom<'none' | (() => Error)>('none', 'none', throttled, accessDenied), { minLength: 40, maxLength: 40 });

test('whatever fails, nobody is moved wrongly, failures are told, and a run without faults mends it', async () => {
  await fc.assert(fc.asyncProperty(ACCOUNT, RULES, FAULTS, async (account, options, faults) => {
    let failed = 0;
    const summary = await runOn(watched(account, options, NOW, {
      before: ({ number }) => {
        const fault = faults[(number - 1) % faults.length];
        if (fault !== 'none') {
          failed += 1;
          throw fault();
        }
      },
    }), options);
    expect(problemOf(summary) === undefined).toBe(failed === 0);
    expect(summary.failed + (summary.stopped === undefined ? 0 : 1) + (summary.groupProblem === undefined ? 0 : 1)).toBe(failed);

    await runOn(watched(account, options), options);
    expect(account.membership()).toEqual(account.belonging(options));
  }), { numRuns: 300 });
});

test('users who vanish at any call are no error, and the others are where they belong', async () => {
  const vanishing = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom(...NAMES)), { maxLength: 5 });
  await fc.assert(fc.asyncProperty(ACCOUNT, RULES, vanishing, async (account, options, vanished) => {
    const summary = await runOn(new MemoryDirectory(account, {
      pageSize: 5,
      before: ({ number }) => vanished.filter(([call]) => call === number).forEach(([, name]) => account.delete(name)),
    }), options);
    expect(problemOf(summary)).toBeUndefined();
    // A deletion shifts later pages, so that a user may be missed in one run; the next one is whole.
    await runOn(new MemoryDirectory(account), options);
    expect(account.membership()).toEqual(account.belonging(options));
  }));
});

test('reads that lag behind, and users who change meanwhile: once they rest, runs converge and then change nothing', async () => {
  const changes = fc.array(fc.record({
    at: fc.integer({ min: 1, max: 60 }),
    name: fc.constantFrom(...NAMES),
    device: fc.constantFrom(undefined, 'virtual' as const, 'other' as const),
    password: fc.boolean(),
  }), { maxLength: 6 });
  await fc.assert(fc.asyncProperty(ACCOUNT, RULES, changes, fc.integer({ min: 0, max: 30 }), async (account, options, meanwhile, lag) => {
    const directory: MemoryDirectory = new MemoryDirectory(account, {
      lag,
      before: ({ number }) => meanwhile.filter(({ at }) => at === number).forEach(({ name, device, password }) => directory.change(({ users }) => {
        const user = users.get(name);
        if (user) {
          Object.assign(user, { device, password });
        }
      })),
    });
    // One run for the changes, and as many as the reads that are behind, each of which is at least three reads.
    for (let run = 0; run < 30 && directory.calls < 60 + 3 * lag; run += 1) {
      expect(problemOf(await runOn(directory, options))).toBeUndefined();
    }
    await runOn(directory, options);
    expect(account.membership()).toEqual(account.belonging(options));
    expect(await runOn(directory, options)).toMatchObject({ added: 0, removed: 0 });
    expect(account.membership()).toEqual(account.belonging(options));
  }));
});
