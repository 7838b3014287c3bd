/** The handler as Lambda calls it, with an IAM and a CloudFormation on this machine. */
import { Account, GROUP_NAME, OPTIONS, user } from './account';
import { FakeIam, type FakeIamOptions, error } from './fake-iam';
import { type LocalServer, serve } from './server';
import { captureStdout } from './stdout';
import { type ForceMfaOptions, toEnvironment } from '../../src/force-mfa/environment';
import { handler } from '../../src/force-mfa/force-mfa.lambda';

// The pauses in which the group has to stay empty, a hundred times as fast.
jest.mock('node:timers/promises', () => {
  const { setTimeout: sleep } = jest.requireActual<typeof import('node:timers/promises')>('node:timers/promises');
  return { setTimeout: async (ms: number, value: unknown, options: object) => sleep(ms / 100, value, options) };
});

const ENOUGH_MS = 120_000;
const environment = { ...process.env };
const stdout = captureStdout();
const servers: LocalServer[] = [];

afterEach(async () => {
  process.env = { ...environment };
  await Promise.all(servers.splice(0).map(async (server) => server.close()));
});

async function setUp(account: Account, iamOptions: FakeIamOptions = {}, options: ForceMfaOptions = OPTIONS): Promise<FakeIam> {
  const iam = new FakeIam(account, iamOptions);
  const server = await serve(async ({ body }) => iam.respond(body));
  servers.push(server);
  Object.assign(process.env, toEnvironment(options), {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_IAM: server.url,
  });
  return iam;
}

const lambda = (remainingMs = ENOUGH_MS) => ({ getRemainingTimeInMillis: () => remainingMs });

const account = () => new Account([user('ann'), user('bob', { device: 'virtual' }), user('robot', { password: false })], ['bob']);

describe('a run', () => {
  test.each([
    ['a schedule', { ScheduledTime: '2026-06-15T12:00:00Z' }],
    ['an event of IAM', { 'source': 'aws.iam', 'detail-type': 'AWS API Call via CloudTrail', 'detail': { eventName: 'DeactivateMFADevice', requestParameters: { userName: 'zoe' } } }],
    ['nothing', undefined],
  ])('for %s is a whole one', async (_, event) => {
    const iam = await setUp(account());
    await expect(handler(event, lambda())).resolves.toMatchObject({ users: 3, withoutMfa: 1, added: 1, removed: 1, calls: 9 });
    expect(iam.account.membership()).toEqual(['ann']);
  });

  test('tells CloudTrail who calls', async () => {
    await setUp(account());
    await handler({}, lambda());
    expect(servers[0].received.every(({ headers }) => headers['user-agent']?.endsWith('app/cdk-iam-mfa'))).toBe(true);
  });

  test('writes a line for each change, a summary and the metrics', async () => {
    await setUp(account());
    await handler({}, lambda());
    const [first, second, summary, metrics] = stdout.lines;
    expect(stdout.lines).toHaveLength(4);
    expect([first, second].map(({ event, user: name, change }) => [event, name, change]).sort()).toEqual([['change', 'ann', 'add'], ['change', 'bob', 'remove']]);
    expect(summary).toEqual({
      level: 'INFO',
      event: 'summary',
      group: GROUP_NAME,
      dryRun: false,
      users: 3,
      withoutMfa: 1,
      toAdd: 1,
      toRemove: 1,
      added: 1,
      removed: 1,
      failed: 0,
      unsure: 0,
      notReached: 0,
      failures: [],
      calls: 9,
      milliseconds: expect.any(Number),
    });
    expect(metrics).toMatchObject({ GroupName: GROUP_NAME, UsersWithoutMfa: 1, Added: 1, Removed: 1, Failed: 0 });
  });

  test('with failures fails the invocation, after all has been written', async () => {
    await setUp(account(), { intercept: ({ action }, next) => action === 'GetLoginProfile' ? error(403, 'AccessDenied', 'not authorized') : next() });
    await expect(handler({}, lambda())).rejects.toThrow(/^the run for group force-mfa failed for 2 of 3 users: (ann|robot) \(AccessDenied\), (ann|robot) \(AccessDenied\)$/);
    expect(stdout.lines.at(-2)).toMatchObject({ level: 'ERROR', event: 'summary', failed: 2, unsure: 2 });
    expect(stdout.lines.at(-1)).toMatchObject({ UsersWithoutMfa: 0, Removed: 1, Failed: 2 });
  });

  test('that runs out of time says how far it came, and fails', async () => {
    await setUp(account(), { intercept: async ({ action }, next) => action === 'GetLoginProfile' ? new Promise(() => undefined) : next() });
    await expect(handler({}, lambda(5_500))).rejects.toThrow('the run for group force-mfa stopped with 2 of 3 users not looked at: out of time');
    expect(stdout.lines.at(-2)).toMatchObject({ event: 'summary', stopped: 'out of time', removed: 1 });
  });

  test('with too little time for anything fails', async () => {
    await setUp(account());
    await expect(handler({}, lambda(1_000))).rejects.toThrow('out of time');
  });

  test('with options that cannot be read fails before the first call', async () => {
    const iam = await setUp(account());
    process.env.FORCE_MFA_SCOPE = 'EVERYBODY';
    await expect(handler({}, lambda())).rejects.toThrow('environment variable FORCE_MFA_SCOPE got "EVERYBODY"');
    expect(iam.requests).toEqual([]);
  });
});

describe('CloudFormation', () => {
  async function ask(request: object, remainingMs = ENOUGH_MS): Promise<any> {
    const cloudFormation = await serve(async () => ({ status: 200 }));
    servers.push(cloudFormation);
    const ids = { StackId: 'stack', RequestId: 'request', LogicalResourceId: 'Members', ResourceProperties: { GroupName: GROUP_NAME } };
    await expect(handler({ ...ids, ResponseURL: cloudFormation.url, ...request }, lambda(remainingMs))).resolves.toBeUndefined();
    expect(cloudFormation.received).toHaveLength(1);
    return JSON.parse(cloudFormation.received[0].body);
  }

  test('creates without a call', async () => {
    const iam = await setUp(account());
    expect(await ask({ RequestType: 'Create' })).toMatchObject({ Status: 'SUCCESS' });
    expect(iam.requests).toEqual([]);
  });

  test('deletes, and the group is empty', async () => {
    const iam = await setUp(account());
    expect(await ask({ RequestType: 'Delete', PhysicalResourceId: 'members-of-force-mfa' })).toMatchObject({ Status: 'SUCCESS' });
    expect(iam.account.membership()).toEqual([]);
    expect(new Set(iam.requests.map(({ action }) => action))).toEqual(new Set(['GetGroup', 'RemoveUserFromGroup']));
  });

  test('deletes also with options that cannot be read', async () => {
    const iam = await setUp(new Account([]));
    process.env.FORCE_MFA_SCOPE = 'EVERYBODY';
    expect(await ask({ RequestType: 'Delete', PhysicalResourceId: 'members-of-gone', ResourceProperties: { GroupName: 'gone' } })).toMatchObject({ Status: 'SUCCESS' });
    expect(iam.trace()).toEqual(['GetGroup']);
  });

  test('is answered in time when IAM hangs', async () => {
    await setUp(account(), { intercept: async () => new Promise(() => undefined) });
    expect(await ask({ RequestType: 'Delete', PhysicalResourceId: 'members-of-force-mfa' }, 40_300)).toMatchObject({ Status: 'FAILED' });
  });
});
