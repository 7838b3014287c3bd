import { serve } from './cloudformation-server';
import { MEMBERS_TYPE, NAME_TYPE } from '../../src/membership-function/environment';
import { RefusedRequest, type StackResource, checkDeleting, checkedAddress, describeResource } from '../../src/membership-function/request-verification';

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

  async function check(...answers: StackResource[]): Promise<[string, string][]> {
    const asked: [string, string][] = [];
    await checkDeleting(async (stackId, logicalId) => answers[Math.min(asked.push([stackId, logicalId]), answers.length) - 1], 'stack', 'Members', DELETING.physicalId, 1);
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

  test('is an error if CloudFormation does not say', async () => {
    await expect(checkDeleting(async () => {
      throw new Error('access denied');
    }, 'stack', 'Members', DELETING.physicalId, 1)).rejects.toThrow('access denied');
  });

  test('is asked by the SDK, about this resource', async () => {
    const server = await serve(async () => ({
      status: 200,
      body: '<DescribeStackResourceResponse><DescribeStackResourceResult><StackResourceDetail><LogicalResourceId>Members</LogicalResourceId>'
        + `<PhysicalResourceId>${DELETING.physicalId}</PhysicalResourceId>`
        + `<ResourceType>${MEMBERS_TYPE}</ResourceType><ResourceStatus>DELETE_IN_PROGRESS</ResourceStatus>`
        + '</StackResourceDetail></DescribeStackResourceResult></DescribeStackResourceResponse>',
    }));
    const environment = { ...process.env };
    Object.assign(process.env, {
      AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_ENDPOINT_URL_CLOUDFORMATION: server.url,
    });
    try {
      expect(await describeResource('stack', 'Members')).toEqual(DELETING);
      expect(Object.fromEntries(new URLSearchParams(server.received[0].body))).toMatchObject({
        Action: 'DescribeStackResource', StackName: 'stack', LogicalResourceId: 'Members',
      });
    } finally {
      process.env = environment;
      await server.close();
    }
  });
});
