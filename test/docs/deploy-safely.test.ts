/** The statements of docs/deploy-safely.md: a member becomes CDK's bootstrap roles, and writes what they deploy, with MFA only. */
import { readFileSync } from 'fs';
import { join } from 'path';
import { Stack, aws_iam as iam } from 'aws-cdk-lib';
import { isAllowed } from '../../access/matrix/simulator';
import { synthesizedPolicies } from '../../access/matrix/synthesized-policies';
import { EXAMPLE_ACCOUNTS, ExampleAccount, iamArn } from '../../access/requests/example-account';
import type { PolicyDocument } from '../../access/requests/policy-document';
import type { RequestName } from '../../access/requests/request-kinds';
import { ConsoleMfaEnforcedGroup } from '../../src';

const [, CODE] = /```ts\n([^]*?)```/.exec(readFileSync(join(__dirname, '../../docs/deploy-safely.md'), 'utf8'))!;
const ADMINISTRATOR: PolicyDocument = { Version: '2012-10-17', Statement: [{ Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*' }] };
const trustOfTheAccount = (exampleAccount: ExampleAccount): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Trust', Effect: 'Allow', Principal: { AWS: iamArn(exampleAccount, 'root') }, Action: 'sts:AssumeRole' }],
});

/** An administrator in the group, with what the page shows, or without. */
function may(exampleAccount: ExampleAccount, request: RequestName, action: string, resource: string, code: string): boolean {
  const policies = synthesizedPolicies((stack: Stack) => {
    new Function('ConsoleMfaEnforcedGroup', 'iam', code).call(stack, ConsoleMfaEnforcedGroup, iam);
  }, exampleAccount);
  return isAllowed({ exampleAccount, request, action, resource, policies: { ...policies, ADMINISTRATOR }, trust: trustOfTheAccount(exampleAccount) });
}

const mayAssume = (exampleAccount: ExampleAccount, request: RequestName, role: string, code: string) =>
  may(exampleAccount, request, 'sts:AssumeRole', iamArn(exampleAccount, `role/${role}`), code);

const mayUpload = (exampleAccount: ExampleAccount, request: RequestName, bucket: string, code: string) =>
  may(exampleAccount, request, 's3:PutObject', `arn:${exampleAccount.partition}:s3:::${bucket}/code.zip`, code);

const BUCKET = 'cdk-hnb659fds-assets-123456789012-eu-west-1';
const DEPLOY_ROLE = 'cdk-hnb659fds-deploy-role-123456789012-eu-west-1';

describe.each(EXAMPLE_ACCOUNTS.filter(({ path }) => path === '/'))('in $partition', (exampleAccount) => {
  test.each<[RequestName, boolean]>([
    ['access key', false], ['session', false], ['service', false], ['console', false], ['console MFA', true], ['session MFA', true],
  ])('by %s, the bootstrap roles: %s', (request, allowed) => {
    expect(mayAssume(exampleAccount, request, DEPLOY_ROLE, CODE)).toBe(allowed);
  });

  test.each<[RequestName, boolean]>([
    ['access key', false], ['session', false], ['service', false], ['console', false], ['console MFA', true], ['session MFA', true],
  ])('by %s, an upload to the bootstrap bucket: %s', (request, allowed) => {
    expect(mayUpload(exampleAccount, request, BUCKET, CODE)).toBe(allowed);
  });

  test('by access key, an upload to another bucket, and without the statement to the bootstrap bucket too', () => {
    expect(mayUpload(exampleAccount, 'access key', 'reports', CODE)).toBe(true);
    expect(mayUpload(exampleAccount, 'access key', BUCKET, "new ConsoleMfaEnforcedGroup(this, 'Developers');")).toBe(true);
  });

  test('by access key, another role, and without the statement the bootstrap roles too', () => {
    expect(mayAssume(exampleAccount, 'access key', 'Reports', CODE)).toBe(true);
    expect(mayAssume(exampleAccount, 'access key', DEPLOY_ROLE, "new ConsoleMfaEnforcedGroup(this, 'Developers');")).toBe(true);
  });
});
