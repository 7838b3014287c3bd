/** The adapter with the SDK's own pipeline; only the connection is replaced. */
import { Account, GROUP_NAME, POLICY_ARN, user } from './account';
import { FakeIam, type FakeIamOptions, type Response, element, error, success } from './fake-iam';
import { GroupNotFound, MAX_GROUPS, collect } from '../../src/membership-function/directory';
import { IamDirectory } from '../../src/membership-function/iam-directory';
import { AdaptiveRetryStrategy } from '../../src/membership-function/retry-strategy';

const NEVER = new AbortController().signal;

function setUp(options: FakeIamOptions = {}, account = accountOf(7)): { iam: FakeIam; directory: IamDirectory } {
  const iam = new FakeIam(account, options);
  return { iam, directory: new IamDirectory(iam.client({ maxAttempts: 1 }), GROUP_NAME, NEVER) };
}

function accountOf(users: number): Account {
  const names = Array.from({ length: users }, (_, index) => `user${index}`);
  return new Account(names.map((name) => user(name, { device: 'virtual', path: '/staff/' })), names);
}

/** Answers one action by hand. */
function answering(action: string, answers: readonly (Response | Error)[]): FakeIamOptions {
  let answered = 0;
  return {
    intercept: (request, next) => {
      const answer = request.action === action ? answers[answered++] : undefined;
      if (answer instanceof Error) {
        throw answer;
      }
      return answer ?? next();
    },
  };
}

const ERRORS: [string, Response | Error, string][] = [
  ['throttling', error(400, 'Throttling', 'Rate exceeded'), 'Throttling'],
  ['access denied', error(403, 'AccessDenied', 'not authorized'), 'AccessDenied'],
  ['a failing service', error(500, 'ServiceFailure', 'try again'), 'ServiceFailureException'],
  ['a time-out', Object.assign(new Error('timed out'), { name: 'TimeoutError' }), 'TimeoutError'],
  ['an answer without a list', success('Any'), 'MalformedAnswer'],
  ['half an answer', { status: 200, body: '<ListUsersResponse><ListUsersResult><Users>' }, ''],
  ['a page of a proxy', { status: 502, body: '<html><body>Bad Gateway' }, ''],
];

describe('pages', () => {
  test('are asked for at the greatest size, with the filters that IAM has', async () => {
    const { iam, directory } = setUp();
    await collect(directory.users('/staff/'));
    await collect(directory.usersWithVirtualDevice());
    await collect(directory.members());
    expect(iam.requests.map(({ action, parameters }) => ({ action, ...parameters }))).toEqual([
      { action: 'ListUsers', MaxItems: '1000', PathPrefix: '/staff/' },
      { action: 'ListVirtualMFADevices', MaxItems: '1000', AssignmentStatus: 'Assigned' },
      { action: 'GetGroup', MaxItems: '1000', GroupName: GROUP_NAME },
    ]);
  });

  test('are read to the end, though IAM gives fewer than asked for', async () => {
    const { iam, directory } = setUp({ pageSize: 2 });
    expect(await collect(directory.users('/'))).toEqual(Array.from({ length: 7 }, (_, index) => (
      { name: `user${index}`, path: '/staff/', created: new Date('2026-01-01T00:00:00Z'), signedIn: true })));
    expect(await collect(directory.members())).toHaveLength(7);
    expect(await collect(directory.usersWithVirtualDevice())).toHaveLength(7);
    expect(iam.requests.map(({ parameters }) => parameters.Marker)).toEqual(
      [undefined, 'user1', 'user3', 'user5', undefined, 'user1', 'user3', 'user5',
        undefined, ...['user0', 'user2', 'user4'].map((name) => `arn:aws:iam::123456789012:mfa/${name}`)]);
    expect(directory.calls).toBe(12);
  });

  test('may be empty, and be followed by another', async () => {
    const empty = success('ListMFADevices', `${element('IsTruncated', 'true')}${element('Marker', '0')}<MFADevices/>`);
    const { iam, directory } = setUp(answering('ListMFADevices', [empty]));
    expect(await directory.hasDevice('user0')).toBe(true);
    expect(iam.requests.map(({ parameters }) => parameters.Marker)).toEqual([undefined, '0']);
  });

  test('of an account without anybody are empty', async () => {
    const { directory } = setUp({}, new Account([]));
    expect([await collect(directory.users('/')), await collect(directory.members()), await collect(directory.usersWithVirtualDevice())]).toEqual([[], [], []]);
  });

  test('do not take the account\'s root user for a user of the same name', async () => {
    const { directory } = setUp({}, new Account([user('without-mfa'), user('ann', { device: 'virtual' })]));
    expect(await collect(directory.usersWithVirtualDevice())).toEqual(['ann']);
  });

  test('that say there are more, but not where, are an error', async () => {
    const lost = success('ListUsers', `${element('IsTruncated', 'true')}<Users/>`);
    await expect(collect(setUp(answering('ListUsers', [lost])).directory.users('/'))).rejects.toThrow('ListUsers answered with a page that says there are more, but not where');
  });

  test('that lead back to themselves are an error', async () => {
    const again = success('ListUsers', `${element('IsTruncated', 'true')}${element('Marker', 'again')}<Users/>`);
    await expect(collect(setUp(answering('ListUsers', [again, again])).directory.users('/'))).rejects.toThrow('but not where');
  });

  test.each(['UserName', 'Path', 'CreateDate'])('with a user who has no %s are an error', async (field) => {
    const fields = [['UserName', 'ann'], ['Path', '/'], ['CreateDate', '2026-01-01T00:00:00Z']].filter(([name]) => name !== field);
    const page = success('ListUsers', `<Users><member>${fields.map(([name, text]) => element(name, text)).join('')}</member></Users>`);
    await expect(collect(setUp(answering('ListUsers', [page])).directory.users('/'))).rejects.toThrow('ListUsers answered with a user without name, path or date');
  });
});

describe('a device', () => {
  test.each([['virtual' as const, true], ['other' as const, true], [undefined, false]])('of kind %s is there: %s', async (device, expected) => {
    expect(await setUp({}, new Account([user('ann', { device })])).directory.hasDevice('ann')).toBe(expected);
  });

  test('of a user who is gone is neither there nor not', async () => {
    expect(await setUp().directory.hasDevice('ann')).toBe('gone');
  });
});

describe('a password', () => {
  test.each([true, false])('is there: %s', async (password) => {
    expect(await setUp({}, new Account([user('ann', { password })])).directory.hasPassword('ann')).toBe(password);
  });

  test('of a user who is gone is neither there nor not', async () => {
    expect(await setUp().directory.hasPassword('ann')).toBe('gone');
  });

  test('is neither there nor not if IAM says it in words that we do not know', async () => {
    await expect(setUp(answering('GetLoginProfile', [error(404, 'NoSuchEntity', 'No such thing.')])).directory.hasPassword('user0'))
      .rejects.toMatchObject({ name: 'NoSuchEntityException', message: 'No such thing.' });
  });
});

describe('a change', () => {
  test('adds and removes', async () => {
    const { iam, directory } = setUp({}, new Account([user('ann')]));
    expect(await directory.add('ann')).toBe('changed');
    expect(iam.account.membership()).toEqual(['ann']);
    expect(await directory.remove('ann')).toBe('changed');
    expect(iam.account.membership()).toEqual([]);
    expect(iam.requests[0].parameters).toEqual({ GroupName: GROUP_NAME, UserName: 'ann' });
  });

  test('of a user who is gone is none', async () => {
    const { directory } = setUp();
    expect([await directory.add('ann'), await directory.remove('ann')]).toEqual(['unchanged', 'unchanged']);
  });

  test('beyond the quota of groups is an answer, and asked once', async () => {
    const iam = new FakeIam(new Account([user('ann', { otherGroups: MAX_GROUPS })]));
    expect(await new IamDirectory(iam.client({ retryStrategy: new AdaptiveRetryStrategy() }), GROUP_NAME, NEVER).add('ann')).toBe('at-quota');
    expect(iam.trace()).toEqual(['AddUserToGroup ann']);
  });

  test('that waits for another one is no matter of the quota', async () => {
    const waiting = error(409, 'LimitExceeded', 'The request was rejected because there are updates awaiting replication');
    await expect(setUp(answering('AddUserToGroup', [waiting])).directory.add('user0')).rejects.toMatchObject({ name: 'LimitExceededException' });
  });
});

test('the policies of the group, and the number of groups of a user', async () => {
  const { directory } = setUp({}, new Account([user('ann', { otherGroups: 3 })]));
  expect(await collect(directory.policies())).toEqual([POLICY_ARN]);
  expect([await directory.groupCount('ann'), await directory.groupCount('bob')]).toEqual([3, 'gone']);
});

test('a policy without its ARN is an error', async () => {
  const page = success('ListAttachedGroupPolicies', '<AttachedPolicies><member><PolicyName>p</PolicyName></member></AttachedPolicies>');
  await expect(collect(setUp(answering('ListAttachedGroupPolicies', [page])).directory.policies())).rejects.toThrow('a policy without its ARN');
});

test('a group that is not there is an error of its own', async () => {
  const directory = new IamDirectory(new FakeIam(accountOf(1)).client(), 'other', NEVER);
  await expect(collect(directory.members())).rejects.toThrow(GroupNotFound);
});

describe.each(ERRORS)('%s', (_, answer, name) => {
  const CALLS: [string, (directory: IamDirectory) => Promise<unknown>][] = [
    ['ListUsers', async (directory) => collect(directory.users('/'))],
    ['ListVirtualMFADevices', async (directory) => collect(directory.usersWithVirtualDevice())],
    ['GetGroup', async (directory) => collect(directory.members())],
    ['ListMFADevices', async (directory) => directory.hasDevice('user0')],
    ['GetLoginProfile', async (directory) => directory.hasPassword('user0')],
    // These answer with nothing, so an answer without a list is as it should be.
    ...(name === 'MalformedAnswer' ? [] : [
      ['AddUserToGroup', async (directory) => directory.add('user0')],
      ['RemoveUserFromGroup', async (directory) => directory.remove('user0')],
    ] satisfies [string, (directory: IamDirectory) => Promise<unknown>][]),
  ];

  test.each(CALLS)('is an error of %s', async (action, call) => {
    const { directory } = setUp(answering(action, [answer]));
    await expect(call(directory)).rejects.toMatchObject(name === '' ? {} : { name });
  });
});

test('an attempt without a whole answer has failed after 20 seconds', async () => {
  jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'setImmediate'] });
  try {
    const { directory } = setUp({ intercept: async () => new Promise(() => undefined) });
    const failed = directory.hasPassword('user0').then(() => undefined, ({ name }: Error) => [name, Date.now()]);
    for (let second = 0; second < 30; second += 1) {
      await jest.advanceTimersByTimeAsync(1_000);
      await new Promise(setImmediate);
    }
    expect(await Promise.race([failed, 'still waiting'])).toEqual(['TimeoutError', expect.any(Number)]);
    const [, after] = await failed as [string, number];
    expect(after).toBeGreaterThanOrEqual(20_000);
    expect(after).toBeLessThanOrEqual(22_000);
  } finally {
    jest.useRealTimers();
  }
});

describe('retries', () => {
  test('come through throttling, and each is counted', async () => {
    const busy = error(400, 'Throttling', 'Rate exceeded');
    const iam = new FakeIam(new Account([user('ann')]), answering('ListMFADevices', [busy, busy]));
    const directory = new IamDirectory(iam.client({ retryStrategy: new AdaptiveRetryStrategy() }), GROUP_NAME, NEVER);
    expect(await directory.hasDevice('ann')).toBe(false);
    expect([iam.requests.length, directory.calls]).toEqual([3, 3]);
  }, 20_000);

  test.each<[string, (directory: IamDirectory) => Promise<unknown>]>([
    ['users', async (directory) => collect(directory.users('/'))],
    ['usersWithVirtualDevice', async (directory) => collect(directory.usersWithVirtualDevice())],
    ['members', async (directory) => collect(directory.members())],
    ['hasDevice', async (directory) => directory.hasDevice('ann')],
    ['hasPassword', async (directory) => directory.hasPassword('ann')],
    ['add', async (directory) => directory.add('ann')],
    ['remove', async (directory) => directory.remove('ann')],
  ])('of %s end with the time', async (_, call) => {
    const controller = new AbortController();
    const iam = new FakeIam(new Account([user('ann')]), {
      intercept: () => {
        controller.abort();
        return error(400, 'Throttling', 'Rate exceeded');
      },
    });
    const directory = new IamDirectory(iam.client({ maxAttempts: 50 }), GROUP_NAME, controller.signal);
    await expect(call(directory)).rejects.toMatchObject({ name: 'AbortError' });
    expect(iam.requests).toHaveLength(1);
  });
});
