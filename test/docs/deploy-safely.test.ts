/** The first statement of docs/deploy-safely.md: a member becomes CDK's bootstrap roles with MFA only, and other roles as before. */
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
function mayAssume(exampleAccount: ExampleAccount, request: RequestName, role: string, code: string): boolean {
  const policies = synthesizedPolicies((stack: Stack) => {
    new Function('ConsoleMfaEnforcedGroup', 'iam', code).call(stack, ConsoleMfaEnforcedGroup, iam);
  }, exampleAccount);
  return isAllowed({ exampleAccount, request, action: 'sts:AssumeRole', resource: iamArn(exampleAccount, `role/${role}`), policies: { ...policies, ADMINISTRATOR }, trust: trustOfTheAccount(exampleAccount) });
}

const DEPLOY_ROLE = 'cdk-hnb659fds-deploy-role-123456789012-eu-west-1';

describe.each(EXAMPLE_ACCOUNTS.filter(({ path }) => path === '/'))('in $partition', (exampleAccount) => {
  test.each<[RequestName, boolean]>([
    ['access key', false], ['session', false], ['service', false], ['console', false], ['console MFA', true], ['session MFA', true],
  ])('by %s, the bootstrap roles: %s', (request, allowed) => {
    expect(mayAssume(exampleAccount, request, DEPLOY_ROLE, CODE)).toBe(allowed);
  });

  test('by access key, another role, and without the statement the bootstrap roles too', () => {
    expect(mayAssume(exampleAccount, 'access key', 'Reports', CODE)).toBe(true);
    expect(mayAssume(exampleAccount, 'access key', DEPLOY_ROLE, "new ConsoleMfaEnforcedGroup(this, 'Developers');")).toBe(true);
  });
});
