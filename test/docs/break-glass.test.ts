/** The break-glass recipe of examples/break-glass: whom it lets in, whom it does not, and that nothing it uses depends on the enforcement. */
import { readFileSync } from 'fs';
import { join } from 'path';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { judge } from '../../access/matrix/simulator';
import { policiesOf } from '../../access/matrix/synthesized-policies';
import { ACCOUNT, GROUP_NAME, EXAMPLE_ACCOUNTS, ExampleAccount, iamArn } from '../../access/requests/example-account';
import type { PolicyDocument } from '../../access/requests/policy-document';
import { REQUESTS, RequestName } from '../../access/requests/request-kinds';
import { BreakGlassStack } from '../../examples/break-glass/stack';
import { ConsoleMfaStack } from '../../examples/console-mfa/stack';
import { MfaEnforcement } from '../../src';

const BREAK_GLASS = Template.fromStack(new BreakGlassStack(new App(), 'BreakGlass'));
const [USER_ID, USER] = only(BREAK_GLASS, 'AWS::IAM::User');
const [, ROLE] = only(BREAK_GLASS, 'AWS::IAM::Role');

/** What the AWS managed policy of this name says. */
const ADMINISTRATOR_ACCESS: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'AdministratorAccess', Effect: 'Allow', Action: '*', Resource: '*' }],
};

const ROOT_PATH_ACCOUNTS = EXAMPLE_ACCOUNTS.filter(({ path }) => path === '/');
const MODES = Object.keys(MfaEnforcement) as (keyof typeof MfaEnforcement)[];

interface Caller {
  readonly principal: string;
  readonly context: Record<string, string>;
  readonly policies: Record<string, PolicyDocument>;
}

function breakGlassUser(exampleAccount: ExampleAccount, request: RequestName): Caller {
  return { principal: iamArn(exampleAccount, `user/${USER.UserName}`), context: { 'aws:username': USER.UserName, ...REQUESTS[request].context }, policies: {} };
}

/** An administrator in the enforced group: the most that a member can be. */
function member(exampleAccount: ExampleAccount, request: RequestName): Caller {
  return {
    principal: iamArn(exampleAccount, 'user/alice'),
    context: { 'aws:username': 'alice', ...REQUESTS[request].context },
    policies: { ...enforcementOf('CONSOLE_ONLY', exampleAccount), ADMINISTRATOR_ACCESS },
  };
}

/** A session of the role. It has the policies of the role only, no user name, and no MFA to rely on. */
function roleSession(exampleAccount: ExampleAccount): Caller {
  return {
    principal: `arn:${exampleAccount.partition}:sts::${ACCOUNT}:assumed-role/${ROLE.RoleName}/drill`,
    context: { 'aws:PrincipalType': 'AssumedRole', 'aws:ViaAWSService': 'false' },
    policies: { ADMINISTRATOR_ACCESS },
  };
}

async function isAllowed({ principal, context, policies }: Caller, action: string, resource: string, resourcePolicy?: object): Promise<boolean> {
  const result = await runSimulation({
    request: { principal, action, resource: { resource, accountId: ACCOUNT }, contextVariables: { 'aws:PrincipalType': 'User', ...context } },
    identityPolicies: Object.entries(policies).map(([name, policy]) => ({ name, policy })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy,
  }, {});
  if (result.resultType !== 'single') {
    throw new Error(`cannot judge ${action} on ${resource}: ${JSON.stringify(result)}`);
  }
  return result.overallResult === 'Allowed';
}

function mayAssumeTheRole(caller: Caller, exampleAccount: ExampleAccount, trust = trustPolicy(exampleAccount)): Promise<boolean> {
  return isAllowed(caller, 'sts:AssumeRole', iamArn(exampleAccount, `role/${ROLE.RoleName}`), trust);
}

/** The trust policy as it would arrive at IAM. */
function trustPolicy(exampleAccount: ExampleAccount): { Statement: Record<string, any>[] } {
  return JSON.parse(JSON.stringify(ROLE.AssumeRolePolicyDocument), (_, value) =>
    value?.['Fn::GetAtt']?.join('.') === `${USER_ID}.Arn` ? iamArn(exampleAccount, `user/${USER.UserName}`) : value);
}

function enforcementOf(mode: keyof typeof MfaEnforcement, exampleAccount: ExampleAccount): Record<string, PolicyDocument> {
  return policiesOf(Template.fromStack(new ConsoleMfaStack(new App(), 'ConsoleMfa', { enforcement: MfaEnforcement[mode] })).toJSON(), exampleAccount);
}

function only(template: Template, type: string): [string, Record<string, any>] {
  const [[id, { Properties }], ...others] = Object.entries(template.findResources(type));
  if (others.length > 0) {
    throw new Error(`the recipe has more than one ${type}`);
  }
  return [id, Properties];
}

describe.each(ROOT_PATH_ACCOUNTS)('in $partition', (exampleAccount) => {
  test.each<RequestName>(['console MFA', 'session MFA'])('the break-glass user assumes the role from a %s', async (request) => {
    await expect(mayAssumeTheRole(breakGlassUser(exampleAccount, request), exampleAccount)).resolves.toBe(true);
  });

  test.each<RequestName>(['console', 'access key', 'session', 'service'])('the break-glass user does not assume the role by %s', async (request) => {
    await expect(mayAssumeTheRole(breakGlassUser(exampleAccount, request), exampleAccount)).resolves.toBe(false);
  });

  test('nobody else assumes the role, not even an administrator with MFA', async () => {
    await expect(mayAssumeTheRole(member(exampleAccount, 'console MFA'), exampleAccount)).resolves.toBe(false);
  });

  test.each<RequestName>(['console', 'access key', 'console MFA'])('the break-glass user can do nothing else by %s', async (request) => {
    const user = iamArn(exampleAccount, `user/${USER.UserName}`);
    const attempts: [string, string][] = [
      ['iam:EnableMFADevice', user], ['iam:CreateVirtualMFADevice', iamArn(exampleAccount, 'mfa/phone')], ['iam:DeactivateMFADevice', user],
      ['iam:CreateAccessKey', user], ['iam:UpdateLoginProfile', user], ['iam:GetUser', user], ['s3:ListAllMyBuckets', '*'],
    ];
    for (const [action, resource] of attempts) {
      expect([action, await isAllowed(breakGlassUser(exampleAccount, request), action, resource)]).toEqual([action, false]);
    }
  });

  test.each<[string, string]>([
    ['iam:DeactivateMFADevice', 'user/bob'],
    ['iam:DeleteVirtualMFADevice', 'mfa/phone'],
    ['iam:EnableMFADevice', 'user/bob'],
    ['iam:UpdateLoginProfile', 'user/bob'],
    ['iam:RemoveUserFromGroup', `group/${GROUP_NAME}`],
    ['iam:DetachGroupPolicy', `group/${GROUP_NAME}`],
    ['iam:CreatePolicyVersion', 'policy/cdk-iam-mfa/RequireMfa'],
  ])('%s on %s is locked to an administrator without MFA, and open to a session of the role', async (action, resource) => {
    await expect(isAllowed(member(exampleAccount, 'console'), action, iamArn(exampleAccount, resource))).resolves.toBe(false);
    await expect(isAllowed(member(exampleAccount, 'access key'), action, iamArn(exampleAccount, resource))).resolves.toBe(false);
    await expect(isAllowed(roleSession(exampleAccount), action, iamArn(exampleAccount, resource))).resolves.toBe(true);
  });
});

describe('the recipe depends on nothing that the enforcement touches', () => {
  test('the user is in no group and has no policy, password or access key in the template', () => {
    expect(USER).toEqual({ UserName: 'break-glass' });
    expect(Object.values(BREAK_GLASS.toJSON().Resources).map(({ Type }: any) => Type).sort()).toEqual(['AWS::IAM::Role', 'AWS::IAM::User']);
  });

  test('the role has AdministratorAccess and nothing else', () => {
    expect(JSON.stringify(ROLE.ManagedPolicyArns)).toMatch(/^\[[^[]*\[""?,\[[^[]*policy\/AdministratorAccess"\]\]\}\]$/);
    expect(ROLE).not.toHaveProperty('Policies');
    expect(ROLE).not.toHaveProperty('PermissionsBoundary');
  });

  test('the stack is kept from being deleted by mistake', () => {
    expect(new BreakGlassStack(new App(), 'BreakGlass').terminationProtection).toBe(true);
  });
});

describe('the trust policy has nothing to spare', () => {
  const [exampleAccount] = ROOT_PATH_ACCOUNTS;
  const changed = (change: Record<string, unknown>) => {
    const { Statement: [{ Condition: condition, ...statement }], ...rest } = trustPolicy(exampleAccount);
    return { ...rest, Statement: [{ ...statement, ...('Condition' in change ? {} : { Condition: condition }), ...change }] };
  };

  test.each<[string, object]>([
    ['no condition', {}],
    ['BoolIfExists', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }],
  ])('with %s, a leaked access key gets in', async (_, condition) => {
    await expect(mayAssumeTheRole(breakGlassUser(exampleAccount, 'access key'), exampleAccount, changed({ Condition: condition }))).resolves.toBe(true);
  });

  test('with the account instead of the user, every administrator with MFA gets in', async () => {
    await expect(mayAssumeTheRole(member(exampleAccount, 'console MFA'), exampleAccount, changed({ Principal: { AWS: iamArn(exampleAccount, 'root') } }))).resolves.toBe(true);
  });
});

describe.each(MODES)('help desk under %s', (mode) => {
  const HELP: [string, string][] = [
    ['iam:ListMFADevices', 'other user'],
    ['iam:DeactivateMFADevice', 'other user'],
    ['iam:DeleteVirtualMFADevice', 'device of any name'],
    ['iam:UpdateLoginProfile', 'other user'],
  ];
  const verdict = async (request: RequestName, action: string, resource: string) => (await judge({
    exampleAccount: EXAMPLE_ACCOUNTS[0], request, action, resource, policies: { ...enforcementOf(mode, EXAMPLE_ACCOUNTS[0]), ADMINISTRATOR_ACCESS },
  })).allowed;

  test.each(HELP)('an administrator with MFA who is a member is allowed %s on %s', async (action, resource) => {
    await expect(verdict('console MFA', action, resource)).resolves.toBe(true);
    await expect(verdict('session MFA', action, resource)).resolves.toBe(true);
  });

  test.each(HELP.slice(1))('the same administrator without MFA is denied %s on %s', async (action, resource) => {
    await expect(verdict('console', action, resource)).resolves.toBe(false);
    await expect(verdict('access key', action, resource)).resolves.toBe(false);
  });

  test('a member whose device was removed enrolls a new one from the console', async () => {
    await expect(verdict('console', 'iam:CreateVirtualMFADevice', 'device of any name')).resolves.toBe(true);
    await expect(verdict('console', 'iam:EnableMFADevice', 'own user')).resolves.toBe(true);
  });
});

test('docs/break-glass.md shows the code that these tests judge', () => {
  const read = (file: string) => readFileSync(join(__dirname, '../..', file), 'utf8');
  const [, body] = /super\(.*\n\n([^]*?)\n {2}\}\n/.exec(read('examples/break-glass/stack.ts'))!;
  expect(read('docs/break-glass.md')).toContain(['```ts', body.replace(/^ {4}/gm, ''), '```'].join('\n'));
});
