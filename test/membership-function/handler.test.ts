/** The handler as Lambda calls it, with an IAM and a CloudFormation on this machine. */
import { Account, GROUP_NAME, OPTIONS, POLICY_ARN, user } from './account';
import { type LocalServer, serve } from './cloudformation-server';
import { FakeIam, type FakeIamOptions, element, error } from './fake-iam';
import { endNoLongTimeOut } from './patience';
import { captureStdout } from './stdout';
import { LONGEST_ANSWER_MS } from '../../src/membership-function/custom-resource';
import { type ForceMfaOptions, MEMBERS_ID, MEMBERS_TYPE, STACK_ID, toEnvironment } from '../../src/membership-function/environment';
import { handler } from '../../src/membership-function/membership.lambda';

// The pauses in which the group has to stay empty, a hundred times as fast.
jest.mock('node:timers/promises', () => {
  const { setTimeout: sleep } = jest.requireActual<typeof import('node:timers/promises')>('node:timers/promises');
  return { setTimeout: async (ms: number, value: unknown, options: object) => sleep(ms / 100, value, options) };
});

const ENOUGH_MS = 120_000;
const environment = { ...process.env };
const stdout = captureStdout();
endNoLongTimeOut();
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
    ['the schedule', { policyArn: POLICY_ARN }],
    ['nothing', undefined],
  ])('for %s is a whole one', async (_, event) => {
    const iam = await setUp(account());
    await expect(handler(event, lambda())).resolves.toMatchObject({ users: 3, withoutMfa: 1, added: 1, removed: 1, calls: 10 });
    expect(iam.account.membership()).toEqual(['ann']);
  });

  test('for a batch of events looks at the users whom they name', async () => {
    const iam = await setUp(account());
    const record = (userName: string) => ({ body: JSON.stringify({ policyArn: POLICY_ARN, detail: { requestParameters: { userName } } }) });
    await expect(handler({ Records: [record('ANN'), record('ann'), record('robot')] }, lambda())).resolves
      .toMatchObject({ users: 2, withoutMfa: 1, added: 1, removed: 0, partial: true });
    expect(iam.account.membership()).toEqual(['ann', 'bob']);
    expect(Object.keys(stdout.lines.at(-1))).not.toContain('UsersWithoutMfa');
  });

  test('fails where the group has lost its policy', async () => {
    const iam = await setUp(account());
    iam.account.policies = [];
    await expect(handler({ policyArn: POLICY_ARN }, lambda())).rejects.toThrow(`the run for group force-mfa found the group without ${POLICY_ARN}`);
    expect(stdout.lines.at(-1)).toMatchObject({ UsersWithoutMfa: 1, Failed: 1 });
  });

  test('names its group in each line of the log, also where the group is in trouble', async () => {
    const iam = await setUp(account());
    iam.account.policies = [];
    await expect(handler({ policyArn: POLICY_ARN }, lambda())).rejects.toThrow();
    const lines = stdout.lines.filter(({ event }) => event !== undefined);
    expect(lines.map(({ event }) => event).sort()).toEqual(['change', 'change', 'group', 'summary']);
    expect(lines.map(({ group }) => group)).toEqual(Array(4).fill(GROUP_NAME));
    expect(lines.at(-1)).toMatchObject({ level: 'ERROR', groupProblem: expect.stringContaining(`found the group without ${POLICY_ARN}`) });
  });

  test('warns of no leak, though each call in flight listens for the end', async () => {
    const users = Array.from({ length: 60 }, (_, index) => user(`user${index}`));
    await setUp(new Account(users));
    const warnings: Error[] = [];
    const listen = (warning: Error) => warnings.push(warning);
    process.on('warning', listen);
    await handler({}, lambda());
    await new Promise(setImmediate);
    process.off('warning', listen);
    expect(warnings.map(({ name }) => name)).not.toContain('MaxListenersExceededWarning');
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
      atQuota: 0,
      failed: 0,
      unsure: 0,
      notReached: 0,
      partial: false,
      failures: [],
      calls: 10,
      milliseconds: expect.any(Number),
    });
    expect(metrics).toMatchObject({ GroupName: GROUP_NAME, UsersWithoutMfa: 1, Added: 1, Removed: 1, Failed: 0 });
  });

  test('with failures fails the invocation, after all has been written', async () => {
    await setUp(account(), { intercept: ({ action }, next) => action === 'GetLoginProfile' ? error(403, 'AccessDenied', 'not authorized') : next() });
    await expect(handler({}, lambda())).rejects.toThrow(/^the run for group force-mfa failed for 2 of 3 users: (ann|robot) \(AccessDenied\), (ann|robot) \(AccessDenied\)$/);
    expect(stdout.lines.at(-2)).toMatchObject({ level: 'ERROR', event: 'summary', failed: 2, unsure: 2 });
    expect(stdout.lines.at(-1)).toMatchObject({ UsersWithoutMfa: 2, Removed: 1, Failed: 2 });
  });

  test('that runs out of time says how far it came, and fails', async () => {
    await setUp(account(), { intercept: async ({ action }, next) => action === 'GetLoginProfile' ? new Promise(() => undefined) : next() });
    const time = new AbortController();
    const timeOut = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(time.signal);
    const run = handler({}, lambda(60_000)).catch((thrown: Error) => thrown);
    // It is up when one user was removed, however long that takes.
    await Promise.race([run, stdout.holds(({ event }) => event === 'change')]);
    time.abort();
    expect((await run as Error).message).toBe('the run for group force-mfa stopped with 2 of 3 users not looked at: out of time');
    expect(stdout.lines.at(-2)).toMatchObject({ event: 'summary', stopped: 'out of time', removed: 1 });
    // Five seconds are kept for the end.
    expect(timeOut).toHaveBeenCalledWith(55_000);
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
  /** Sends a request, and returns the answer. The service says that it is deleting the members, and nothing else. */
  async function ask(
    request: object, remainingMs = ENOUGH_MS, status = 'DELETE_IN_PROGRESS', physicalId: string | null = 'members-of-force-mfa',
  ): Promise<any> {
    const described: string[] = [];
    const cloudFormation = await serve(async ({ method, body }) => {
      if (method === 'PUT') {
        return { status: 200 };
      }
      described.push(new URLSearchParams(body).get('StackName')!);
      return {
        status: 200,
        body: '<DescribeStackResourceResponse><DescribeStackResourceResult><StackResourceDetail>'
          + `${element('ResourceType', MEMBERS_TYPE)}${element('ResourceStatus', status)}${physicalId === null ? '' : element('PhysicalResourceId', physicalId)}`
          + '</StackResourceDetail></DescribeStackResourceResult></DescribeStackResourceResponse>',
      };
    });
    servers.push(cloudFormation);
    Object.assign(process.env, { AWS_ENDPOINT_URL: cloudFormation.url, [STACK_ID]: 'own-stack', [MEMBERS_ID]: 'Members' });
    const ids = {
      StackId: 'stack', RequestId: 'request', ResourceType: MEMBERS_TYPE, LogicalResourceId: 'Members', ResourceProperties: { GroupName: GROUP_NAME },
    };
    await expect(handler({ ...ids, ResponseURL: cloudFormation.url, ...request }, lambda(remainingMs))).resolves.toBeUndefined();
    const answers = cloudFormation.received.filter(({ method }) => method === 'PUT');
    expect(answers).toHaveLength(1);
    expect(described.every((stack) => stack === 'own-stack')).toBe(true);
    return JSON.parse(answers[0].body);
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
    const request = { RequestType: 'Delete', PhysicalResourceId: 'members-of-gone', ResourceProperties: { GroupName: 'gone' } };
    expect(await ask(request, ENOUGH_MS, 'DELETE_IN_PROGRESS', 'members-of-gone')).toMatchObject({ Status: 'SUCCESS' });
    expect(iam.trace()).toEqual(['GetGroup']);
  });

  test('fails verification when nothing is being deleted', async () => {
    const iam = await setUp(account());
    expect(await ask({ RequestType: 'Delete', PhysicalResourceId: 'members-of-force-mfa' }, ENOUGH_MS, 'CREATE_COMPLETE')).toMatchObject({
      Status: 'FAILED', Reason: 'RefusedRequest: CloudFormation is not deleting Members of this stack and the group force-mfa (Custom::ForceMfaMembers, CREATE_COMPLETE, members-of-force-mfa)',
    });
    expect(iam.requests).toEqual([]);
    expect(stdout.lines.at(-2)).toMatchObject({ GroupName: GROUP_NAME, RefusedRequests: 1 });
  });

  test('fails verification when another group of the stack is being deleted', async () => {
    const iam = await setUp(account());
    const request = { RequestType: 'Delete', PhysicalResourceId: 'members-of-force-mfa' };
    expect(await ask(request, ENOUGH_MS, 'DELETE_IN_PROGRESS', 'members-of-others')).toMatchObject({
      Status: 'FAILED', Reason: expect.stringContaining('(Custom::ForceMfaMembers, DELETE_IN_PROGRESS, members-of-others)'),
    });
    expect(iam.requests).toEqual([]);
  });

  test.each<[string, object, string | null]>([
    ['names the members of another group, whose create was not answered', { LogicalResourceId: 'OthersMembers' }, null],
    ['names the own members and another group, and there is no physical id', { ResourceProperties: { GroupName: 'others' } }, null],
    ['names no resource', { LogicalResourceId: undefined }, 'members-of-force-mfa'],
  ])('fails verification, and is counted, when a request %s', async (_, traits, physicalId) => {
    const iam = await setUp(account());
    expect(await ask({ RequestType: 'Delete', ...traits }, ENOUGH_MS, 'DELETE_IN_PROGRESS', physicalId)).toMatchObject({
      Status: 'FAILED', Reason: expect.stringMatching(/^RefusedRequest: /),
    });
    expect(iam.requests).toEqual([]);
    expect(stdout.lines).toContainEqual(expect.objectContaining({ GroupName: GROUP_NAME, RefusedRequests: 1 }));
  });

  test('is not answered at another address', async () => {
    const iam = await setUp(account());
    const elsewhere = await serve(async () => ({ status: 200 }));
    servers.push(elsewhere);
    process.env[STACK_ID] = 'own-stack';
    await handler({ RequestType: 'Delete', ResponseURL: elsewhere.url, ResourceType: MEMBERS_TYPE, ResourceProperties: { GroupName: GROUP_NAME } }, lambda());
    expect([elsewhere.received, iam.requests]).toEqual([[], []]);
    expect(stdout.lines).toMatchObject([{ event: 'refused', error: 'RefusedRequest' }, { RefusedRequests: 1 }]);
  });

  test('is answered in time when IAM hangs', async () => {
    await setUp(account(), { intercept: async () => new Promise(() => undefined) });
    expect(await ask({ RequestType: 'Delete', PhysicalResourceId: 'members-of-force-mfa' }, LONGEST_ANSWER_MS + 10_300)).toMatchObject({ Status: 'FAILED' });
  });
});
