import { Account, EVERY_RULE, NOW, OPTIONS, POLICY_ARN, everyKind, user } from './account';
import { type Call, MemoryDirectory, type MemoryDirectoryOptions, accessDenied, throttled } from './memory-directory';
import { MAX_GROUPS } from '../../src/membership-function/directory';
import { type Run, reconcile } from '../../src/membership-function/reconcile';
import { type Summary, problemOf } from '../../src/membership-function/summary';

interface Result {
  readonly summary: Summary;
  readonly log: any[];
  readonly directory: MemoryDirectory;
}

async function reconcileAccount(
  account: Account, options = OPTIONS, directoryOptions: MemoryDirectoryOptions = {}, run: Partial<Run> = {},
): Promise<Result> {
  const log: any[] = [];
  const directory = new MemoryDirectory(account, directoryOptions);
  const summary = await reconcile(directory, options, {
    now: NOW, signal: new AbortController().signal, log: (line) => log.push(line), ...run,
  });
  return { summary, log, directory };
}

/** Throws on some calls, as the API would. */
function failing(error: () => Error, on: (call: Call) => boolean): MemoryDirectoryOptions {
  return {
    before: (call) => {
      if (on(call)) {
        throw error();
      }
    },
  };
}

const callsOf = ({ directory }: Result) => directory.made.map(({ method, userName }) => userName === undefined ? method : `${method} ${userName}`);

describe('a run over users of every kind', () => {
  test('makes the members those who belong', async () => {
    const account = everyKind();
    const { summary } = await reconcileAccount(account, EVERY_RULE);
    expect(account.membership()).toEqual(['old-without-mfa', 'without-mfa']);
    expect(summary).toEqual({
      users: 15, // All but the outsider who is no member.
      withoutMfa: 2,
      toAdd: 1,
      toRemove: 7,
      added: 1,
      removed: 7,
      atQuota: 0,
      failed: 0,
      unsure: 0,
      notReached: 0,
      partial: false,
      failures: [],
      calls: 7 + 4 + 2 + 1 + 5 + 5 + 8, // Pages of users, members, devices and policies; looks for a device and for a password; changes.
      milliseconds: expect.any(Number),
    });
    expect(problemOf(summary)).toBeUndefined();
  });

  test('asks nothing that it knows', async () => {
    const result = await reconcileAccount(everyKind(), EVERY_RULE, { pageSize: 100 });
    expect(callsOf(result).sort()).toEqual([
      'add without-mfa',
      // A member is let out by a fresh look, also if the list says that they have a device.
      'hasDevice old-passkey', 'hasDevice old-virtual', 'hasDevice old-without-mfa', 'hasDevice passkey', 'hasDevice without-mfa',
      // Who never signed in is asked for a password first.
      'hasPassword old-robot', 'hasPassword old-robot-with-device', 'hasPassword old-without-mfa', 'hasPassword robot', 'hasPassword without-mfa',
      'members', 'policies',
      'remove old-break-glass', 'remove old-newcomer', 'remove old-outsider', 'remove old-passkey', 'remove old-robot',
      'remove old-robot-with-device', 'remove old-virtual',
      'users', 'usersWithVirtualDevice',
    ]);
  });

  test('asks nobody for a password when all users are in scope', async () => {
    const account = everyKind();
    const result = await reconcileAccount(account, { ...EVERY_RULE, scope: 'ALL_USERS' });
    expect(account.membership()).toEqual(['old-robot', 'old-without-mfa', 'robot', 'without-mfa']);
    expect(callsOf(result).filter((call) => call.startsWith('hasPassword'))).toEqual([]);
    expect(result.summary.withoutMfa).toBe(4);
  });

  test('logs each change with its reason', async () => {
    const { log } = await reconcileAccount(everyKind(), EVERY_RULE);
    expect(log.map(({ user: name, change, reason }) => `${change} ${name}: ${reason}`).sort()).toEqual([
      'add without-mfa: without-mfa',
      'remove old-break-glass: exempt',
      'remove old-newcomer: grace-period',
      'remove old-outsider: outside-path',
      'remove old-passkey: with-mfa',
      'remove old-robot-with-device: no-password',
      'remove old-robot: no-password',
      'remove old-virtual: with-mfa',
    ]);
    expect(log[0]).toEqual(expect.objectContaining({ level: 'INFO', event: 'change', group: 'force-mfa', outcome: 'changed', dryRun: false }));
  });

  test('changes nothing on a dry run, and says what it would', async () => {
    const account = everyKind();
    const before = account.membership();
    const { summary, log, directory } = await reconcileAccount(account, { ...EVERY_RULE, dryRun: true });
    expect(account.membership()).toEqual(before);
    expect(directory.made.filter(({ method }) => method === 'add' || method === 'remove')).toEqual([]);
    expect(summary).toMatchObject({ withoutMfa: 2, toAdd: 1, toRemove: 7, added: 0, removed: 0, failed: 0 });
    expect(log).toHaveLength(8);
    expect(log.every(({ dryRun, outcome }) => dryRun === true && outcome === 'unchanged')).toBe(true);
  });
});

describe('an error', () => {
  const account = () => new Account([user('ann'), user('bob'), user('eve', { device: 'other' })], ['bob', 'eve']);

  test.each([['throttling', throttled], ['access denied', accessDenied]])('of %s means nothing about a device, and stays with its user', async (_, error) => {
    const { summary, log } = await reconcileAccount(account(), OPTIONS, failing(error, ({ method, userName }) => method === 'hasDevice' && userName !== 'ann'));
    expect(summary).toMatchObject({ users: 3, added: 1, removed: 0, failed: 2, unsure: 2, notReached: 0 });
    expect(log).toContainEqual({ level: 'ERROR', event: 'failure', group: 'force-mfa', user: 'bob', step: 'look', error: error().name, message: error().message });
    expect(problemOf(summary)).toBe(`failed for 2 of 3 users: bob (${error().name}), eve (${error().name})`);
  });

  test('means nothing about a password: a member stays, another is not added', async () => {
    const actual = account();
    const { summary } = await reconcileAccount(actual, OPTIONS, failing(throttled, ({ method }) => method === 'hasPassword'));
    expect(actual.membership()).toEqual(['bob']);
    expect(summary).toMatchObject({ withoutMfa: 0, removed: 1, failed: 2, unsure: 2 });
  });

  test('of a change is a failed user, and no unsure one', async () => {
    const { summary } = await reconcileAccount(account(), OPTIONS, failing(accessDenied, ({ method }) => method === 'add' || method === 'remove'));
    expect(summary).toMatchObject({ withoutMfa: 2, toAdd: 1, toRemove: 1, added: 0, removed: 0, failed: 2, unsure: 0 });
  });

  test('that is no Error is told as it is', async () => {
    const { log } = await reconcileAccount(account(), OPTIONS, {
      before: ({ userName }) => {
        if (userName === 'ann') {
          throw 'odd'; // eslint-disable-line no-throw-literal
        }
      },
    });
    expect(log).toContainEqual(expect.objectContaining({ user: 'ann', error: 'Error', message: 'odd' }));
  });

  test.each(['users', 'usersWithVirtualDevice', 'members'])('of the list %s stops the run before it changes anything', async (list) => {
    const actual = account();
    const fault = failing(throttled, ({ method, number }) => method === list && number > 1);
    const { summary } = await reconcileAccount(actual, OPTIONS, { ...fault, pageSize: 1 });
    expect(actual.membership()).toEqual(['bob', 'eve']);
    expect(summary.stopped).toBe('ThrottlingException: Rate exceeded');
    expect(problemOf(summary)).toMatch(/^stopped with [123] of [123] users not looked at: ThrottlingException: Rate exceeded$/);
  });

  test('is told by name for the first ten users', async () => {
    const many = new Account(Array.from({ length: 12 }, (_, index) => user(`user${index}`)));
    const { summary } = await reconcileAccount(many, OPTIONS, failing(throttled, ({ method }) => method === 'hasDevice'));
    expect(summary).toMatchObject({ failed: 12, failures: Array(10).fill(expect.stringMatching(/^user\d+ \(ThrottlingException\)$/)) });
    expect(problemOf(summary)).toMatch(/^failed for 12 of 12 users: user\d+ \(ThrottlingException\), .*, \.\.\.$/);
  });
});

test.each([false, true])('a user in as many groups as IAM allows has a count and a line of their own, on a dry run (%s) too', async (dryRun) => {
  const { summary, log } = await reconcileAccount(new Account([user('ann', { otherGroups: MAX_GROUPS }), user('bob')]), { ...OPTIONS, dryRun });
  expect(summary).toMatchObject({ withoutMfa: 2, toAdd: 2, added: dryRun ? 0 : 1, atQuota: 1, failed: 0, unsure: 0 });
  expect(problemOf(summary)).toBeUndefined();
  expect(log.filter(({ event }) => event === 'quota')).toEqual([{
    level: 'WARN',
    event: 'quota',
    group: 'force-mfa',
    user: 'ann',
    dryRun,
    message: 'ann is in as many groups as IAM allows a user (10) and cannot be added: take the user out of one',
  }]);
});

test('a user who is deleted on a dry run is no error', async () => {
  const account = new Account([user('ann')]);
  const { summary } = await reconcileAccount(account, { ...OPTIONS, dryRun: true }, {
    before: ({ method }) => {
      if (method === 'groupCount') {
        account.delete('ann');
      }
    },
  });
  expect(summary).toMatchObject({ toAdd: 1, atQuota: 0, failed: 0 });
});

describe('the group', () => {
  const account = (policies: string[]): Account => Object.assign(new Account([user('ann')]), { policies });

  test.each<[string, string[], string | undefined, string]>([
    ['no policy', [], undefined, 'found the group without any policy'],
    ['no policy, where one is named', [], POLICY_ARN, `found the group without ${POLICY_ARN}`],
    ['another policy', ['arn:aws:iam::aws:policy/ReadOnlyAccess'], POLICY_ARN, `found the group without ${POLICY_ARN}`],
  ])('with %s is a problem, and the run continues', async (_, policies, policyArn, problem) => {
    const actual = account(policies);
    const { summary, log } = await reconcileAccount(actual, OPTIONS, {}, { policyArn });
    expect(problemOf(summary)).toMatch(new RegExp(`^${problem}.*: attach the policy again`));
    expect(log).toContainEqual({ level: 'ERROR', event: 'group', group: 'force-mfa', message: summary.groupProblem });
    expect(actual.membership()).toEqual(['ann']);
  });

  test.each([[undefined], [POLICY_ARN]])('with its policy is fine (%s)', async (policyArn) => {
    const { summary } = await reconcileAccount(account(['arn:aws:iam::aws:policy/ReadOnlyAccess', POLICY_ARN]), OPTIONS, {}, { policyArn });
    expect(problemOf(summary)).toBeUndefined();
  });

  test('whose policies cannot be read is a problem, and the run continues', async () => {
    const actual = account([POLICY_ARN]);
    const { summary } = await reconcileAccount(actual, OPTIONS, failing(accessDenied, ({ method }) => method === 'policies'));
    expect(problemOf(summary)).toBe('could not read the policies of the group (AccessDenied: not authorized)');
    expect(actual.membership()).toEqual(['ann']);
  });

  test('is not called wrong because the time is up', async () => {
    const controller = new AbortController();
    const { summary } = await reconcileAccount(account([]), OPTIONS, {
      before: ({ method }) => {
        if (method === 'policies') {
          controller.abort();
          throw throttled();
        }
      },
    }, { signal: controller.signal });
    expect(summary).toMatchObject({ stopped: 'out of time' });
    expect(summary.groupProblem).toBeUndefined();
  });
});

test('a run over a few users looks at them, whatever the case of their names, and at nobody else', async () => {
  const account = new Account([user('Ann'), user('bob'), user('eve', { device: 'virtual' }), user('old', { device: 'virtual' })], ['eve', 'old']);
  const result = await reconcileAccount(account, OPTIONS, { pageSize: 9 }, { only: new Set(['ann', 'eve', 'nobody']) });
  expect(account.membership()).toEqual(['Ann', 'old']);
  expect(result.summary).toMatchObject({ users: 2, withoutMfa: 1, added: 1, removed: 1, notReached: 0, partial: true });
  expect(callsOf(result)).not.toContain('usersWithVirtualDevice');
  expect(callsOf(result).filter((call) => /bob|old/.test(call))).toEqual([]);
});

test('a member who enrolled and lost the device again since the list was read stays', async () => {
  const account = new Account([user('ann', { device: 'virtual' })], ['ann']);
  const { summary } = await reconcileAccount(account, OPTIONS, {
    before: ({ method }) => {
      if (method === 'hasDevice') {
        account.user('ann').device = undefined;
      }
    },
  });
  expect(account.membership()).toEqual(['ann']);
  expect(summary).toMatchObject({ withoutMfa: 1, toRemove: 0 });
});

test.each(['hasDevice', 'hasPassword', 'add', 'remove'])('a user who is deleted before %s is no error', async (method) => {
  const account = new Account([user('ann'), user('bob', { device: 'other' })], ['bob']);
  const { summary } = await reconcileAccount(account, OPTIONS, {
    before: (call) => {
      if (call.method === method) {
        account.delete(call.userName!);
      }
    },
  });
  expect(summary).toMatchObject({ users: 2, failed: 0, notReached: 0 });
});

test('a member who was taken out meanwhile, and one who was put in, are no errors', async () => {
  const account = new Account([user('ann'), user('bob', { device: 'virtual' })], ['bob']);
  const { summary, log } = await reconcileAccount(account, OPTIONS, {
    before: ({ method }) => {
      if (method === 'usersWithVirtualDevice') {
        account.members.delete('bob');
        account.members.add('ann');
      }
    },
  });
  expect(summary).toMatchObject({ toAdd: 1, toRemove: 1, added: 0, removed: 0, failed: 0 });
  expect(log.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
});

describe('out of time', () => {
  const many = () => new Account(Array.from({ length: 40 }, (_, index) => user(`user${index}`)));

  async function abortedAt(call: number, options: MemoryDirectoryOptions = {}, account = many()): Promise<Result & { account: Account }> {
    const controller = new AbortController();
    const result = await reconcileAccount(account, OPTIONS, {
      pageSize: 10,
      ...options,
      before: async ({ number }) => {
        if (number === call) {
          controller.abort();
        }
        await options.before?.({ number, method: 'users' });
      },
    }, { signal: controller.signal });
    return { ...result, account };
  }

  test('the run says how far it came, and fails', async () => {
    const { summary } = await abortedAt(60);
    expect(summary).toMatchObject({ users: 40, stopped: 'out of time', failed: 0 });
    expect(summary.notReached).toBeGreaterThan(0);
    expect(summary.notReached).toBeLessThan(40);
    expect(problemOf(summary)).toBe(`stopped with ${summary.notReached} of 40 users not looked at: out of time`);
  });

  test.each([1, 4, 5, 6])('in the lists, at call %s, nothing is changed', async (call) => {
    const { summary, account } = await abortedAt(call);
    expect(summary).toMatchObject({ stopped: 'out of time', added: 0 });
    expect(account.membership()).toEqual([]);
  });

  test.each([1, 2, 4, 5, 6, 10, 20, 50, 60, 100])('no call is begun afterwards, from call %s', async (call) => {
    const { directory } = await abortedAt(call);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(directory.made).toHaveLength(call);
  });

  test.each([1, 20])('a call that hangs does not hold up the end, at call %s', async (call) => {
    const hang = ({ number }: Call) => number >= call ? new Promise<void>(() => undefined) : undefined;
    const { summary } = await abortedAt(call, { before: hang });
    expect(summary.stopped).toBe('out of time');
  });

  test('changes that the lists have settled are not begun either', async () => {
    const virtual = () => new Account(Array.from({ length: 40 }, (_, index) => user(`user${index}`, { device: 'virtual' })),
      Array.from({ length: 40 }, (_, index) => `user${index}`));
    const { directory, account } = await abortedAt(20, {}, virtual());
    expect(directory.made).toHaveLength(20);
    expect(account.members.size).toBeGreaterThan(20);
  });

  test('before the first call there is no call', async () => {
    const { summary, directory } = await reconcileAccount(many(), OPTIONS, {}, { signal: AbortSignal.abort() });
    expect(directory.calls).toBe(0);
    expect(summary).toMatchObject({ users: 0, stopped: 'out of time' });
  });

  test('each run begins with another user, so that all are looked at in the end', async () => {
    const account = many();
    for (let run = 0; run < 40 && account.members.size < 40; run += 1) {
      const controller = new AbortController();
      await reconcileAccount(account, OPTIONS, {
        pageSize: 100,
        before: ({ method, number }) => {
          if (method === 'hasDevice' && number > 30) {
            controller.abort();
          }
        },
      }, { signal: controller.signal, now: new Date(NOW.getTime() + run * 3_600_000) });
    }
    expect(account.members.size).toBe(40);
  });
});
