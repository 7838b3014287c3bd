import { type LocalServer, type Received, serve } from './cloudformation-server';
import { endNoLongTimeOut } from './patience';
import { type CloudFormationRequest, type Handling, answer, isCloudFormationRequest, physicalId } from '../../src/membership-function/custom-resource';
import { MEMBERS_TYPE, NAME_TYPE } from '../../src/membership-function/environment';
import { RefusedRequest } from '../../src/membership-function/request-verification';

const NEVER = new AbortController().signal;
const ANSWER_URL_SECRET = 'X-Amz-Signature=secret';

endNoLongTimeOut();

let cloudFormation: LocalServer;
let refusals: number;

beforeEach(async () => {
  refusals = 0;
  cloudFormation = await serve(async () => refusals-- > 0 ? { status: 403 } : { status: 200 });
});

afterEach(async () => cloudFormation.close());

function request(traits: Partial<CloudFormationRequest> = {}): CloudFormationRequest {
  return {
    RequestType: 'Create',
    ResourceType: MEMBERS_TYPE,
    ResponseURL: `${cloudFormation.url}/answer?${ANSWER_URL_SECRET}`,
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Members',
    ResourceProperties: { GroupName: 'force-mfa' },
    ...traits,
  };
}

const nobody: Handling['empty'] = async () => {
  throw new Error('emptied');
};

interface Told {
  readonly answers: any[];
  readonly log: any[];
  readonly refused: number;
}

async function tell(one: CloudFormationRequest, empty = nobody, signal = NEVER, handling: Partial<Handling> = {}): Promise<Told> {
  const log: any[] = [];
  let refused = 0;
  await answer(one, {
    addressOf: (url) => new URL(url),
    checkDeleting: async () => undefined,
    empty,
    log: (line) => log.push(line),
    refused: () => {
      refused += 1;
    },
    pauseMs: 1,
    ...handling,
  }, signal);
  return { answers: cloudFormation.received.map(({ body }) => JSON.parse(body)), log, refused };
}

const OLD = { PhysicalResourceId: physicalId('force-mfa') };

test.each([
  [{ RequestType: 'Create', ResponseURL: 'https://example.com' }, true],
  [{ RequestType: 'Sometimes', ResponseURL: 'https://example.com' }, true],
  [{ RequestType: 'Create' }, false],
  [{ ResponseURL: 'https://example.com' }, false],
  [{ 'source': 'aws.iam', 'detail-type': 'AWS API Call via CloudTrail', 'detail': { eventName: 'EnableMFADevice' } }, false],
  [{}, false],
  ['Create', false],
  [null, false],
  [undefined, false],
])('%j is a request of CloudFormation: %s', (event, expected) => {
  expect(isCloudFormationRequest(event)).toBe(expected);
});

test('create succeeds at once, and names the resource after the group', async () => {
  const { answers, log } = await tell(request());
  expect(answers).toEqual([{
    Status: 'SUCCESS', PhysicalResourceId: 'members-of-force-mfa', StackId: 'stack', RequestId: 'request', LogicalResourceId: 'Members',
  }]);
  expect(log).toEqual([{ level: 'INFO', event: 'cloudformation', group: 'force-mfa', request: 'Create', removed: 0 }]);
});

test('the answer is a PUT as its address was signed', async () => {
  await tell(request());
  const [{ method, headers }]: Received[] = cloudFormation.received;
  expect(method).toBe('PUT');
  expect(headers['content-type']).toBe('');
  expect(headers['content-length']).toBe(`${cloudFormation.received[0].body.length}`);
});

test('the address of the answer is not in the log', async () => {
  const { log } = await tell(request());
  expect(JSON.stringify(log)).not.toContain('secret');
});

test('an update of the same group succeeds', async () => {
  const { answers } = await tell(request({ RequestType: 'Update', ...OLD }));
  expect(answers).toMatchObject([{ Status: 'SUCCESS', ...OLD }]);
});

describe('a rename', () => {
  const rename = (): CloudFormationRequest => request({ RequestType: 'Update', ...OLD, ResourceProperties: { GroupName: 'renamed' } });

  test('is refused with the reason', async () => {
    const { answers, log } = await tell(rename());
    expect(answers).toMatchObject([{ Status: 'FAILED', ...OLD, Reason: expect.stringContaining('the group cannot be renamed to renamed') }]);
    expect(log).toMatchObject([{ level: 'ERROR', reason: answers[0].Reason }]);
  });

  test('is followed by a rollback, which succeeds', async () => {
    const [refused] = (await tell(rename())).answers;
    const { answers } = await tell(request({ RequestType: 'Update', PhysicalResourceId: refused.PhysicalResourceId }));
    expect(answers[1]).toMatchObject({ Status: 'SUCCESS', ...OLD });
  });
});

describe('delete', () => {
  test('empties the group of the resource', async () => {
    const emptied: string[] = [];
    const { answers, log } = await tell(request({ RequestType: 'Delete', ...OLD }), async (groupName) => emptied.push(groupName) && 3);
    expect(emptied).toEqual(['force-mfa']);
    expect(answers).toMatchObject([{ Status: 'SUCCESS', ...OLD }]);
    expect(log).toMatchObject([{ level: 'INFO', removed: 3 }]);
  });

  test('of a resource that never had a group has nothing to empty', async () => {
    expect((await tell(request({ RequestType: 'Delete', ...OLD, ResourceProperties: {} }))).answers).toMatchObject([{ Status: 'SUCCESS' }]);
  });

  test.each([
    ['an error', new Error('no way'), 'Error: no way'],
    ['something thrown', 'odd', 'Error: odd'],
  ])('that fails with %s is answered with it', async (_, thrown, reason) => {
    const { answers } = await tell(request({ RequestType: 'Delete', ...OLD }), async () => {
      throw thrown;
    });
    expect(answers).toMatchObject([{ Status: 'FAILED', Reason: reason, ...OLD }]);
  });

  test('that hangs is answered in time', async () => {
    const { answers } = await tell(request({ RequestType: 'Delete', ...OLD }), async () => new Promise(() => undefined), AbortSignal.timeout(20));
    expect(answers).toMatchObject([{ Status: 'FAILED', Reason: expect.stringContaining('delete again') }]);
  });
});

describe('a request that fails verification', () => {
  const refuse = (): never => {
    throw new RefusedRequest('no such stack');
  };

  test('because of its address is not answered, is logged without the address, and is counted', async () => {
    const { answers, log, refused } = await tell(request({ RequestType: 'Delete', ...OLD }), nobody, NEVER, { addressOf: refuse });
    expect(answers).toEqual([]);
    expect(log).toEqual([{ level: 'ERROR', event: 'refused', request: 'Delete', error: 'RefusedRequest', message: 'no such stack' }]);
    expect(refused).toBe(1);
  });

  test('because nothing is being deleted empties nothing, and is counted', async () => {
    const { answers, log, refused } = await tell(request({ RequestType: 'Delete', ...OLD }), nobody, NEVER, { checkDeleting: async () => refuse() });
    expect(answers).toMatchObject([{ Status: 'FAILED', Reason: 'RefusedRequest: no such stack' }]);
    expect(log).toMatchObject([{ level: 'ERROR', removed: 0 }]);
    expect(refused).toBe(1);
  });

  test('is another thing than an error, which is not counted', async () => {
    const { refused } = await tell(request({ RequestType: 'Delete', ...OLD }));
    expect(refused).toBe(0);
  });
});

test('the resource of the name refuses a rename, and empties nothing', async () => {
  const name = { ResourceType: NAME_TYPE, ...OLD };
  const { answers: [renamed] } = await tell(request({ ...name, RequestType: 'Update', ResourceProperties: { GroupName: 'renamed' } }));
  expect(renamed).toMatchObject({ Status: 'FAILED' });
  const { answers: [, deleted] } = await tell(request({ ...name, RequestType: 'Delete' }));
  expect(deleted).toMatchObject({ Status: 'SUCCESS' });
});

test('an answer follows no redirect', async () => {
  const elsewhere = await serve(async () => ({ status: 200 }));
  const redirecting = await serve(async () => ({ status: 307, headers: { location: elsewhere.url } }));
  await expect(tell(request({ ResponseURL: redirecting.url }))).rejects.toThrow('fetch failed');
  expect([redirecting.received.length, elsewhere.received.length]).toEqual([5, 0]);
  await Promise.all([elsewhere.close(), redirecting.close()]);
});

test('a request of an unknown type is answered', async () => {
  const { answers } = await tell(request({ RequestType: 'Sometimes' }));
  expect(answers).toMatchObject([{ Status: 'FAILED', Reason: 'Error: RequestType got Sometimes, expected Create, Update or Delete' }]);
});

test('a request without properties is answered', async () => {
  expect((await tell(request({ ResourceProperties: undefined }))).answers).toMatchObject([{ Status: 'SUCCESS' }]);
});

test('a long reason is cut to what CloudFormation takes', async () => {
  const { answers } = await tell(request({ RequestType: 'Delete', ...OLD }), async () => {
    throw new Error('x'.repeat(10_000));
  });
  expect(answers[0].Reason).toHaveLength(1000);
});

test('an answer that is refused is given again', async () => {
  refusals = 4;
  const { answers } = await tell(request());
  expect(answers).toHaveLength(5);
});

test('a CloudFormation that does not listen fails the invocation', async () => {
  refusals = 5;
  await expect(tell(request())).rejects.toThrow('CloudFormation refused the answer with status 403');
});
