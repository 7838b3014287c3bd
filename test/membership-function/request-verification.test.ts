import { type Answer, type LocalServer, serve } from './cloudformation-server';
import { MEMBERS_TYPE, NAME_TYPE } from '../../src/membership-function/environment';
import { type DescribeResource, type Own, RefusedRequest, type StackResource, checkDeleting, checkedAddress, describeResource } from '../../src/membership-function/request-verification';

const NEVER = new AbortController().signal;
const HOST = 'cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com';

describe('the address of an answer', () => {
  test.each([
    ['us-east-1', 'cloudformation-custom-resource-response-useast1.s3.amazonaws.com'],
    ['us-east-1', 'cloudformation-custom-resource-response-useast1.s3.us-east-1.amazonaws.com'],
    ['us-west-2', 'cloudformation-custom-resource-response-uswest2.s3-us-west-2.amazonaws.com'],
    ['eu-west-1', HOST],
    ['eu-west-1', 'cloudformation-custom-resource-response-euwest1.s3.dualstack.eu-west-1.amazonaws.com'],
    ['us-gov-west-1', 'cloudformation-custom-resource-response-usgovwest1.s3-fips.us-gov-west-1.amazonaws.com'],
    ['cn-north-1', 'cloudformation-custom-resource-response-cnnorth1.s3.cn-north-1.amazonaws.com.cn'],
    ['us-iso-east-1', 'cloudformation-custom-resource-response-usisoeast1.s3.us-iso-east-1.c2s.ic.gov'],
    ['us-isob-east-1', 'cloudformation-custom-resource-response-usisobeast1.s3.us-isob-east-1.sc2s.sgov.gov'],
    ['us-isof-south-1', 'cloudformation-custom-resource-response-usisofsouth1.s3.us-isof-south-1.csp.hci.ic.gov'],
    ['eu-isoe-west-1', 'cloudformation-custom-resource-response-euisoewest1.s3.eu-isoe-west-1.cloud.adc-e.uk'],
    ['eusc-de-east-1', 'cloudformation-custom-resource-response-euscdeeast1.s3.eusc-de-east-1.amazonaws.eu'],
  ])('in %s may be %s', (region, host) => {
    const url = `https://${host}/arn%3Aaws%3Acloudformation?X-Amz-Signature=secret`;
    expect(checkedAddress(url, { AWS_REGION: region }).href).toBe(url);
  });

  test.each([
    ['another host', 'https://example.com/answer'],
    ['plain http', `http://${HOST}/answer`],
    ['another port', `https://${HOST}:8443/answer`],
    ['a user', `https://me@${HOST}/answer`],
    ['a password', `https://:secret@${HOST}/answer`],
    ['another bucket', 'https://attacker.s3.eu-west-1.amazonaws.com/answer'],
    ['the bucket as a path', 'https://s3.eu-west-1.amazonaws.com.attacker.com/cloudformation-custom-resource-response-euwest1'],
    ['a host that begins so', `https://${HOST}.attacker.com/answer`],
    ['a host that ends so', `https://attacker-${HOST}/answer`],
    ['another Region', 'https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/answer'],
    ['a website of S3', 'https://cloudformation-custom-resource-response-euwest1.s3-website-eu-west-1.amazonaws.com/answer'],
    ['nothing that is an address', 'answer'],
  ])('is not %s', (_, url) => {
    expect(() => checkedAddress(url, { AWS_REGION: 'eu-west-1' })).toThrow(RefusedRequest);
  });

  test.each([
    ['eu-west-1', 'amazonaws.com'], ['us-gov-west-1', 'amazonaws.com'], ['cn-north-1', 'amazonaws.com.cn'], ['us-iso-east-1', 'c2s.ic.gov'], ['us-isob-east-1', 'sc2s.sgov.gov'],
    ['us-isof-south-1', 'csp.hci.ic.gov'], ['eu-isoe-west-1', 'cloud.adc-e.uk'], ['eusc-de-east-1', 'amazonaws.eu'],
  ])('in %s is in its own partition only, where the name of the bucket is AWS\'s', (region, suffix) => {
    const suffixes = ['amazonaws.com', 'amazonaws.com.cn', 'amazonaws.eu', 'c2s.ic.gov', 'sc2s.sgov.gov', 'cloud.adc-e.uk', 'csp.hci.ic.gov'];
    const taken = suffixes.filter((other) => {
      try {
        return checkedAddress(`https://cloudformation-custom-resource-response-${region.replaceAll('-', '')}.s3.${region}.${other}/answer`, { AWS_REGION: region });
      } catch {
        return false;
      }
    });
    expect(taken).toEqual([suffix]);
  });

  test('does not show in the error', () => {
    expect(() => checkedAddress('https://example.com/?secret', { AWS_REGION: 'eu-west-1' })).toThrow(/^(?!.*secret)/);
  });

  test('may be of another AWS, if the SDK is told of one', () => {
    const env = { AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL: 'http://localhost:4566' };
    expect(checkedAddress('http://localhost:4566/answer', env).pathname).toBe('/answer');
    expect(checkedAddress(`https://${HOST}/answer`, env).hostname).toBe(HOST);
    expect(() => checkedAddress('http://localhost:4567/answer', env)).toThrow(RefusedRequest);
    expect(() => checkedAddress('http://localhost:4566/answer', { AWS_REGION: 'eu-west-1' })).toThrow(RefusedRequest);
  });

  test('is refused where the Region is not known', () => {
    expect(() => checkedAddress(`https://${HOST}/answer`, {})).toThrow(RefusedRequest);
  });
});

describe('whether the members are being deleted', () => {
  const DELETING = { type: MEMBERS_TYPE, status: 'DELETE_IN_PROGRESS', physicalId: 'members-of-force-mfa' };

  const OWN: Own = { stackId: 'stack', membersId: 'Members', groupName: 'force-mfa' };
  const ASKED = { logicalId: 'Members', groupName: 'force-mfa' };

  async function check(...answers: StackResource[]): Promise<[string, string][]> {
    return checkOf(ASKED, OWN, ...answers);
  }

  async function checkOf(request: typeof ASKED | object, own: Own, ...answers: StackResource[]): Promise<[string, string][]> {
    const asked: [string, string][] = [];
    const describeNext: DescribeResource = async (stackId, logicalId) => answers[Math.min(asked.push([stackId, logicalId]), answers.length) - 1];
    await checkDeleting(describeNext, own, request, NEVER, 1);
    return asked;
  }

  test('is asked of the own stack', async () => {
    expect(await check(DELETING)).toEqual([['stack', 'Members']]);
  });

  test.each([undefined, 'Members-1A2B3C4D'])('is so after a create that was not answered (%s)', async (physicalId) => {
    expect(await check({ ...DELETING, physicalId })).toHaveLength(1);
  });

  test('is asked again, because reads lag', async () => {
    expect(await check({ ...DELETING, status: 'CREATE_COMPLETE' }, {}, DELETING)).toHaveLength(3);
  });

  test.each<StackResource>([
    { ...DELETING, status: 'CREATE_COMPLETE' }, { ...DELETING, status: 'UPDATE_IN_PROGRESS' }, { ...DELETING, status: 'DELETE_FAILED' },
    { ...DELETING, type: NAME_TYPE }, { ...DELETING, type: 'AWS::SNS::Topic' }, {},
    // Of another group of the same stack, which may be about to go.
    { ...DELETING, physicalId: 'members-of-others' },
  ])('is no: %j', async (answer) => {
    await expect(check(answer)).rejects.toThrow(RefusedRequest);
  });

  test.each<[string, object]>([
    ['the members of another group of the stack', { ...ASKED, logicalId: 'OthersMembers' }],
    ['no resource', { groupName: 'force-mfa' }],
    ['an empty name', { ...ASKED, logicalId: '' }],
  ])('is not even asked about %s, though the stack is deleting it', async (_, request) => {
    const asked: string[] = [];
    await expect(checkDeleting(async (_stack, logicalId) => {
      asked.push(logicalId);
      return { type: MEMBERS_TYPE, status: 'DELETE_IN_PROGRESS' };
    }, OWN, request, NEVER, 1)).rejects.toThrow(RefusedRequest);
    expect(asked).toEqual([]);
  });

  test.each<[string, string | undefined]>([['without a physical id', undefined], ['with one of CloudFormation', 'Members-1A2B3C4D']])(
    'is no for another group than the own, %s', async (_, physicalId) => {
      await expect(checkOf({ ...ASKED, groupName: 'others' }, OWN, { ...DELETING, physicalId })).rejects.toThrow(RefusedRequest);
    });

  test('is so for the group that CloudFormation knows, while a rename is being taken back', async () => {
    expect(await checkOf(ASKED, { ...OWN, groupName: 'renamed' }, DELETING)).toHaveLength(1);
  });

  test('is no where the function does not know its own', async () => {
    await expect(checkOf({ ...ASKED, logicalId: '' }, { stackId: '', membersId: '', groupName: '' }, DELETING)).rejects.toThrow(RefusedRequest);
  });

  test('is no where CloudFormation knows no such resource', async () => {
    await expect(checkDeleting(async () => {
      throw Object.assign(new Error("Resource 'Members' does not exist for stack 'stack'"), { name: 'ValidationError' });
    }, OWN, ASKED, NEVER, 1)).rejects.toThrow(RefusedRequest);
  });

  test('is not asked again when the time is up', async () => {
    const end = new AbortController();
    let asked = 0;
    const checked = checkDeleting(async () => {
      asked += 1;
      end.abort(new Error('the time is up'));
      return {};
    }, OWN, ASKED, end.signal, 60_000);
    await expect(checked).rejects.toThrow();
    expect(asked).toBe(1);
  });

  test('is an error if CloudFormation does not say', async () => {
    await expect(checkDeleting(async () => {
      throw new Error('access denied');
    }, OWN, ASKED, NEVER, 1)).rejects.toThrow('access denied');
  });

  const DESCRIBED = '<DescribeStackResourceResponse><DescribeStackResourceResult><StackResourceDetail><LogicalResourceId>Members</LogicalResourceId>'
    + `<PhysicalResourceId>${DELETING.physicalId}</PhysicalResourceId>`
    + `<ResourceType>${MEMBERS_TYPE}</ResourceType><ResourceStatus>DELETE_IN_PROGRESS</ResourceStatus>`
    + '</StackResourceDetail></DescribeStackResourceResult></DescribeStackResourceResponse>';

  async function withCloudFormation<T>(respond: () => Promise<Answer | undefined>, work: (server: LocalServer) => Promise<T>): Promise<T> {
    const server = await serve(respond);
    const environment = { ...process.env };
    Object.assign(process.env, {
      AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_ENDPOINT_URL_CLOUDFORMATION: server.url,
    });
    try {
      return await work(server);
    } finally {
      process.env = environment;
      await server.close();
    }
  }

  test('is asked by the SDK, about this resource', async () => {
    await withCloudFormation(async () => ({ status: 200, body: DESCRIBED }), async (server) => {
      expect(await describeResource('stack', 'Members', NEVER)).toEqual(DELETING);
      expect(Object.fromEntries(new URLSearchParams(server.received[0].body))).toMatchObject({
        Action: 'DescribeStackResource', StackName: 'stack', LogicalResourceId: 'Members',
      });
    });
  });

  test('is asked again where an answer stalls', async () => {
    const answers = [undefined, { status: 200, body: DESCRIBED }];
    await withCloudFormation(async () => answers.shift(), async (server) => {
      expect(await describeResource('stack', 'Members', NEVER, 200)).toEqual(DELETING);
      expect(server.received).toHaveLength(2);
    });
  });

  test('is asked no longer than there is time', async () => {
    const time = new AbortController();
    const endTime = async () => {
      time.abort();
      return undefined;
    };
    await withCloudFormation(endTime, async (server) => {
      await expect(describeResource('stack', 'Members', time.signal)).rejects.toMatchObject({ name: 'AbortError' });
      expect(server.received).toHaveLength(1);
    });
  });
});
