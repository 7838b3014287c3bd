/** `--template`: the policies of the reader's own app. */
import { App, Aws, CfnParameter, Duration, Fn, Stack, Token, aws_iam as iam } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { jsonOf, onLogs, ran } from './in-process';
import type { CloudTrailRecord } from '../../../impact/facts/record';
import { ConsoleMfaEnforcedGroup, MfaEnforcement, RequireMfaPolicy, SelfManageMfaPolicy } from '../../../src';
import { iam as iamCall, key, record, session } from '../../impact/records';

jest.mock('../../../cli/impact/default-policies', () => ({
  POLICIES: jest.requireActual<typeof import('../../impact/default-policies')>('../../impact/default-policies').defaultPolicies(),
}));

function template(build: (stack: Stack) => void): object {
  const stack = new Stack(new App(), 'Stack');
  build(stack);
  return Template.fromStack(stack).toJSON();
}

const ROBOT = record(key('robot'));
const removing = (groupName: string) => record(key('robot'), iamCall('RemoveUserFromGroup', { groupName, userName: 'eve' }));
const logs = (...records: CloudTrailRecord[]) => ({ Records: records });

/** The verdicts of the policies on one record. */
async function verdicts(app: object, one: CloudTrailRecord) {
  const { users: [{ facts: [fact] }] } = await jsonOf({ 'logs.json': logs(one), 'App.template.json': app }, ['logs.json', '--template', 'App.template.json']);
  return Object.values(fact.verdicts);
}

const group = (groupName?: string) => template((stack) => {
  new RequireMfaPolicy(stack, 'RequireMfa', { enforcement: MfaEnforcement.CONSOLE_ONLY, groups: [new iam.Group(stack, 'Staff', { groupName })] });
});

test('each policy of the app that asks for MFA judges, by its logical id', async () => {
  const app = template((stack) => {
    new ConsoleMfaEnforcedGroup(stack, 'Staff', { enforcement: MfaEnforcement.ALL_REQUESTS });
    new RequireMfaPolicy(stack, 'Loose', { enforcement: MfaEnforcement.CONSOLE_ONLY, groups: [new iam.Group(stack, 'Others')] });
    new SelfManageMfaPolicy(stack, 'SelfManage');
  });
  const { policies, stopsKeys, counts } = await jsonOf({ 'logs.json': logs(ROBOT), 'cdk.out/App.template.json': app }, ['logs.json', '--template', 'cdk.out']);
  expect(policies).toEqual([expect.stringMatching(/^Staff/), expect.stringMatching(/^Loose/)]);
  expect(stopsKeys).toEqual([(policies as string[])[0]]);
  expect(Object.values(counts as object)).toMatchObject([{ stops: 1 }, { 'stops': 0, 'goes on': 1 }]);
});

test('two stacks with the same id', async () => {
  const { policies } = await jsonOf({ 'logs.json': logs(ROBOT), 'A.template.json': group(), 'B.template.json': group() },
    ['logs.json', '--template', 'A.template.json', '--template', 'B.template.json']);
  expect(policies).toEqual([expect.stringMatching(/^A\/RequireMfa/), expect.stringMatching(/^B\/RequireMfa/)]);
});

test('an option of the app counts', async () => {
  const hour = template((stack) => {
    new RequireMfaPolicy(stack, 'RequireMfa', { enforcement: MfaEnforcement.CONSOLE_ONLY, maxMfaAge: Duration.minutes(15), groups: [new iam.Group(stack, 'Staff')] });
  });
  expect(await verdicts(hour, record(session('ann', 'true')))).toMatchObject([{ answer: 'stops' }]);
  expect(await verdicts(group(), record(session('ann', 'true')))).toMatchObject([{ answer: 'goes on' }]);
});

test('a group with a name, and one whose name only the deployment tells', async () => {
  expect(await verdicts(group('staff'), removing('staff'))).toMatchObject([{ answer: 'stops', sid: 'DenyUndoingTheEnforcementWithoutMfa' }]);
  expect(await verdicts(group('staff'), removing('others'))).toMatchObject([{ answer: 'goes on' }]);
  // It may be any.
  expect(await verdicts(group(), removing('staff'))).toMatchObject([{ answer: 'depends', sid: 'DenyUndoingTheEnforcementWithoutMfa', dependsOn: ['target'] }]);
  const { text } = await ran({ 'logs.json': logs(removing('staff')), 'App.template.json': group() }, ['logs.json', '--template', 'App.template.json']);
  expect(text.replace(/\s+/g, ' ')).toContain('1 call depends 1 call with an access key: iam:RemoveUserFromGroup may be stopped by DenyUndoingTheEnforcementWithoutMfa, last on 2026-11-03,');
  expect(text.replace(/\s+/g, ' ')).toContain('-> the record does not tell whether this is the group of the policy: only the deployment tells its name, or its name has another case');
});

test('a group gets the name of the group of the policy, or is named in another case', async () => {
  const renaming = (groupName: string, newGroupName: string) => record(key('robot'), iamCall('UpdateGroup', { groupName, newGroupName }));
  expect(await verdicts(group('staff'), renaming('ops', 'staff'))).toMatchObject([{ answer: 'stops' }]);
  expect(await verdicts(group('staff'), renaming('staff', 'ops'))).toMatchObject([{ answer: 'stops' }]);
  expect(await verdicts(group('staff'), renaming('ops', 'staffs'))).toMatchObject([{ answer: 'goes on' }]);
  expect(await verdicts(group('staff'), removing('STAFF'))).toMatchObject([{ answer: 'depends', dependsOn: ['target'] }]);
  expect(await verdicts(group('staff'), renaming('ops', 'Staff'))).toMatchObject([{ answer: 'depends', dependsOn: ['target'] }]);
});

test.each([
  ['of a group in the stack', (stack: Stack) => new iam.Group(stack, 'Staff', { groupName: `staff-${Aws.ACCOUNT_ID}` })],
  ['of a group elsewhere', (stack: Stack) => iam.Group.fromGroupName(stack, 'Staff', `staff-${Aws.REGION}`)],
  ['of a group that is an output of another stack', (stack: Stack) => iam.Group.fromGroupName(stack, 'Staff', Token.asString({
    'Fn::GetStackOutput': { StackName: 'Other', OutputName: 'Staff', Region: { Ref: 'AWS::Region' } },
  }))],
  ['in Fn::Sub', (stack: Stack) => iam.Group.fromGroupName(stack, 'Staff', Fn.sub('staff-${AWS::StackName}'))],
])('a name with a pseudo parameter in it may be any: %s', async (_, groupIn) => {
  const app = template((stack) => new RequireMfaPolicy(stack, 'RequireMfa', { enforcement: MfaEnforcement.CONSOLE_ONLY, groups: [groupIn(stack)] }));
  for (const name of ['staff-123456789012', 'staff-eu-west-1', 'staff-stack', 'staff-us-east-1']) {
    expect(await verdicts(app, removing(name))).toMatchObject([{ answer: 'depends', sid: 'DenyUndoingTheEnforcementWithoutMfa', dependsOn: ['target'] }]);
  }
});

test('a path with a pseudo parameter in it is refused', async () => {
  const app = template((stack) => new RequireMfaPolicy(stack, 'RequireMfa', {
    enforcement: MfaEnforcement.CONSOLE_ONLY, groups: [new iam.Group(stack, 'Staff')], path: `/mfa-${Aws.ACCOUNT_ID}/`,
  }));
  await expect(verdicts(app, ROBOT)).rejects.toThrow('a name that only the deployment tells');
});

test('a Deny in an inline policy of a group judges too, and that of a role does not', async () => {
  const deny = new iam.PolicyStatement({ sid: 'OwnDeny', effect: iam.Effect.DENY, actions: ['*'], resources: ['*'], conditions: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } });
  const inline = template((stack) => new iam.Group(stack, 'Staff').addToPolicy(deny));
  expect(await verdicts(inline, ROBOT)).toMatchObject([{ answer: 'stops', sid: 'OwnDeny' }]);
  const role = template((stack) => new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }).addToPolicy(deny));
  await expect(verdicts(role, ROBOT)).rejects.toThrow('no policy there denies what a user does without MFA');
});

test('a parameter has its default, and the output says so', async () => {
  const app = template((stack) => {
    const { valueAsString } = new CfnParameter(stack, 'GroupName', { default: 'staff' });
    new RequireMfaPolicy(stack, 'RequireMfa', { enforcement: MfaEnforcement.CONSOLE_ONLY, groups: [new iam.Group(stack, 'Staff', { groupName: valueAsString })] });
  });
  const { notes } = await jsonOf({ 'logs.json': logs(ROBOT), 'App.template.json': app }, ['logs.json', '--template', 'App.template.json']);
  expect((notes as string[])[0]).toBe('Judged with GroupName=staff, the default of the template.');
});

test('a parameter that another template passes may have any value', async () => {
  const child = template((stack) => {
    const { valueAsString } = new CfnParameter(stack, 'GroupName', { default: 'staff' });
    new RequireMfaPolicy(stack, 'RequireMfa', { enforcement: MfaEnforcement.CONSOLE_ONLY, groups: [new iam.Group(stack, 'Staff', { groupName: valueAsString })] });
  });
  const parent = { Resources: { Child: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://x/Child.template.json', Parameters: { GroupName: 'ops' } } } } };
  const files = { 'logs.json': logs(removing('ops')), 'cdk.out/Parent.template.json': parent, 'cdk.out/Child.template.json': child };
  const { notes, users: [{ facts: [fact] }] } = await jsonOf(files, ['logs.json', '--template', 'cdk.out']);
  expect(Object.values(fact.verdicts)).toMatchObject([{ answer: 'depends', dependsOn: ['target'] }]);
  expect((notes as string[]).filter((note) => note.startsWith('Judged with'))).toEqual([]);
});

test('a nested template that is not given is named', async () => {
  const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://x/Child.template.json' } };
  const files = { 'logs.json': logs(ROBOT), 'cdk.out/S.template.json': { Resources: { P: managed('iam:GetUser'), Child: nested } }, 'cdk.out/Child.template.json': { Resources: { P: managed('ec2:*') } } };
  const notJudged = 'Not judged: the templates that cdk.out/S.template.json embeds: Child. Give them, too.';
  const notesOf = async (given: string) => ((await jsonOf(files, ['logs.json', '--template', given])).notes as string[]).filter((note) => note.startsWith('Not judged'));
  expect((await notesOf('cdk.out/S.template.json')).map((note) => note.replace(/ \S*cdk.out/, ' cdk.out'))).toEqual([notJudged]);
  expect(await notesOf('cdk.out')).toEqual([]);
  const alone = { ...files, 'cdk.out/S.template.json': { Resources: { Child: nested } } };
  await expect(ran(alone, ['logs.json', '--template', 'cdk.out/S.template.json'])).rejects.toThrow(`give the template of the stack that has it. ${notJudged}`);
});

test('what ALL_REQUESTS does to keys is told by the names of the policies', async () => {
  const report = [
    'user,arn,password_enabled,mfa_active,access_key_1_active,access_key_1_last_used_date,access_key_1_last_used_service,access_key_2_active,access_key_2_last_used_date,access_key_2_last_used_service',
    'reader,arn:aws:iam::123456789012:user/reader,false,false,true,2026-11-04T00:00:00Z,s3,false,N/A,N/A',
  ].join('\n');
  const of = async (enforcement: MfaEnforcement) => {
    const app = template((stack) => new RequireMfaPolicy(stack, 'RequireMfa', { enforcement, groups: [new iam.Group(stack, 'Staff')] }));
    const { text } = await ran({ 'logs.json': logs(ROBOT), 'App.template.json': app, 'report.csv': report },
      ['logs.json', '--template', 'App.template.json', '--credential-report', 'report.csv'], { columns: 500 });
    return /^Keys in use.*$/m.exec(text)![0];
  };
  expect(await of(MfaEnforcement.ALL_REQUESTS)).toMatch(/: reader \(s3, last on 2026-11-04\)\. They may make calls that only data events show, or calls on other days or in other Regions\. RequireMfa\w+ stops such calls\.$/);
  expect(await of(MfaEnforcement.CONSOLE_ONLY)).toMatch(/ None of the policies stops such calls\.$/);
});

test('a policy that names actions of a service may stop what data events alone show', async () => {
  const report = [
    'user,arn,password_enabled,mfa_active,access_key_1_active,access_key_1_last_used_date,access_key_1_last_used_service,access_key_2_active,access_key_2_last_used_date,access_key_2_last_used_service',
    'reader,arn:aws:iam::123456789012:user/reader,false,false,true,2026-11-04T00:00:00Z,s3,false,N/A,N/A',
  ].join('\n');
  const of = async (...actions: object[]) => {
    const Resources = Object.fromEntries(actions.map((some, index) => [`P${index}`, {
      Type: 'AWS::IAM::ManagedPolicy', Properties: { Groups: ['staff'], PolicyDocument: { Version: '2012-10-17', Statement: { ...DENY, ...some } } },
    }]));
    const { text } = await ran({ 'logs.json': logs(ROBOT), 'S.template.json': { Resources }, 'report.csv': report },
      ['logs.json', '--template', 'S.template.json', '--credential-report', 'report.csv'], { columns: 500 });
    return /only data events show, or [^.]*\. (.*)$/m.exec(text)![1];
  };
  const DENY = { Sid: 'D', Effect: 'Deny', Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } };
  expect(await of({ Action: ['s3:*'] })).toBe('P0 may stop such calls.');
  expect(await of({ Action: 'ses:SendEmail' }, { NotAction: 'iam:GetUser' })).toBe('P1 stops such calls. P0 may stop such calls.');
  expect(await of({ Action: 'iam:CreateUser' })).toBe('None of the policies stops such calls.');
});

describe('refused', () => {
  const judged = async (app: unknown, name = 'App.template.json') => ran({ 'logs.json': logs(ROBOT), [name]: app }, ['logs.json', '--template', name]);

  test.each<[string, unknown, string]>([
    ['no policy of this library', template((stack) => new iam.Group(stack, 'Staff')),
      'App.template.json: no policy there denies what a user does without MFA; looked for Deny statements with aws:MultiFactorAuthPresent or aws:MultiFactorAuthAge in policies of users and groups'],
    ['no template', { Statement: [] }, 'App.template.json: expected a CloudFormation template, such as cdk.out/MyStack.template.json'],
    ['no JSON', '{', 'App.template.json: not JSON: it ends too early'],
  ])('%s', async (_, app, message) => {
    await expect(judged(app)).rejects.toThrow(message);
  });

  test('a statement that the facts do not answer', async () => {
    const app = template((stack) => new RequireMfaPolicy(stack, 'RequireMfa', { enforcement: MfaEnforcement.CONSOLE_ONLY, groups: [new iam.Group(stack, 'Staff')] })
      .addStatements(new iam.PolicyStatement({
        sid: 'Office', effect: iam.Effect.DENY, actions: ['*'], resources: ['*'], conditions: { NotIpAddress: { 'aws:SourceIp': '198.51.100.0/24' } },
      })));
    await expect(judged(app)).rejects.toThrow(/App\.template\.json: RequireMfa\w+: cannot tell what Office: the condition NotIpAddress aws:SourceIp "198\.51\.100\.0\/24" does to a call/);
  });

  test('a name that only the deployment tells, in another place than a group', async () => {
    const app = template((stack) => new RequireMfaPolicy(stack, 'RequireMfa', { enforcement: MfaEnforcement.CONSOLE_ONLY, groups: [new iam.Group(stack, 'Staff')] })
      .addStatements(new iam.PolicyStatement({
        sid: 'Bucket', effect: iam.Effect.DENY, actions: ['iam:GetUser'], resources: [new iam.User(stack, 'Ann').userArn], conditions: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
      })));
    await expect(judged(app)).rejects.toThrow(/cannot tell what Bucket: a name that only the deployment tells does to a call/);
  });

  test('--intent beside it', async () => {
    await expect(onLogs({ 'logs.json': logs(ROBOT) }, '--template', 'x', '--intent', 'console-only')).rejects.toThrow('give one of the two');
  });
});

test('--intent chooses one mode', async () => {
  const files = { 'logs.json': logs(ROBOT) };
  expect((await jsonOf(files, ['LOGS', '--intent', 'all-requests'])).policies).toEqual(['ALL_REQUESTS']);
  expect((await jsonOf(files, ['LOGS', '--intent', 'ALL_REQUESTS'])).policies).toEqual(['ALL_REQUESTS']);
  expect((await jsonOf(files, ['LOGS'])).policies).toEqual(['CONSOLE_ONLY', 'ALL_REQUESTS']);
  await expect(onLogs(files, '--intent', 'all')).rejects.toThrow('--intent: expected console-only or all-requests, got "all"');
});

const denying = (NotAction: unknown) => ({
  Version: '2012-10-17', Statement: [{ Sid: 'D', Effect: 'Deny', NotAction, Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }],
});
const managed = (NotAction: unknown, more: object = { Groups: ['staff'] }) => ({ Type: 'AWS::IAM::ManagedPolicy', Properties: { ...more, PolicyDocument: denying(NotAction) } });

test('two templates of one name are told apart by their folders', async () => {
  const one = (NotAction: unknown) => ({ Resources: { P: managed(NotAction) } });
  const files = { 'logs.json': logs(ROBOT, record(session('ann', 'false'))), 'old/cdk.out/S.template.json': one('iam:GetUser'), 'new/cdk.out/S.template.json': one('ec2:*') };
  const { policies, users } = await jsonOf(files, ['logs.json', '--template', 'old/cdk.out', '--template', 'new/cdk.out/S.template.json']);
  expect(policies).toEqual(['old/cdk.out/S/P', 'new/cdk.out/S/P']);
  expect(users.find(({ user }) => user === 'ann')!.facts[0].verdicts).toMatchObject({ 'old/cdk.out/S/P': { answer: 'stops' }, 'new/cdk.out/S/P': { answer: 'depends' } });
});

test('one template given twice is refused', async () => {
  const app = { Resources: { P: managed('iam:GetUser') } };
  await expect(ran({ 'logs.json': logs(ROBOT), 'cdk.out/S.template.json': app }, ['logs.json', '--template', 'cdk.out/S.template.json', '--template', 'cdk.out/S.template.json']))
    .rejects.toThrow('cdk.out/S.template.json, cdk.out/S.template.json: two policies are named cdk.out/S/P; give each template once');
});

test('a value that only the deployment tells is refused with what helps here', async () => {
  const app = { Resources: { P: managed({ 'Fn::If': ['IsProduction', ['iam:GetUser'], ['ec2:*']] }) } };
  await expect(ran({ 'logs.json': logs(ROBOT), 'S.template.json': app }, ['logs.json', '--template', 'S.template.json']))
    .rejects.toThrow(/S\.template\.json: .*cannot tell what Fn::If will be; write the value into a copy of the template, or leave out --template/);
});

test('a statement that a condition chooses is refused', async () => {
  const { Version, Statement } = denying('iam:GetUser');
  const PolicyDocument = { Version, Statement: [{ 'Fn::If': ['IsProduction', Statement[0], { Ref: 'AWS::NoValue' }] }] };
  const app = { Resources: { P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { Groups: ['staff'], PolicyDocument } } } };
  await expect(ran({ 'logs.json': logs(ROBOT), 'S.template.json': app }, ['logs.json', '--template', 'S.template.json'])).rejects.toThrow(/S\.template\.json: P: cannot tell what/);
});

test('a guard and an attachment whose partition is in Fn::Sub', async () => {
  const sub = (resource: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:${resource}` });
  const guard = { ...denying('iam:GetUser'), Statement: [...denying('iam:GetUser').Statement, { ...denying('x').Statement[0], NotAction: undefined, Action: 'iam:DeleteGroup', Resource: sub('group/devs'), Sid: 'G' }] };
  const app = {
    Resources: {
      Strict: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'Strict', Roles: ['r'], PolicyDocument: guard } },
      Staff: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'staff', ManagedPolicyArns: [sub('policy/Strict')] } },
    },
  };
  expect((await jsonOf({ 'logs.json': logs(ROBOT), 'S.template.json': app }, ['logs.json', '--template', 'S.template.json'])).policies).toEqual(['Strict']);
});

test('two inline policies of one name in one group', async () => {
  const inline = { PolicyName: 'P', PolicyDocument: denying('iam:GetUser') };
  const app = { Resources: { Staff: { Type: 'AWS::IAM::Group', Properties: { Policies: [inline, inline] } } } };
  await expect(ran({ 'logs.json': logs(ROBOT), 'S.template.json': app }, ['logs.json', '--template', 'S.template.json']))
    .rejects.toThrow('two policies are named S/P of Staff; give each template once, and each policy a name of its own');
});

test('a boundary of a user judges too, alone and beside others', async () => {
  const bound = (PermissionsBoundary: object) => ({ P: managed('iam:GetUser', {}), Ann: { Type: 'AWS::IAM::User', Properties: { PermissionsBoundary } } });
  const resources = bound({ Ref: 'P' });
  const policiesOf = async (Resources: object) =>
    (await jsonOf({ 'logs.json': logs(ROBOT), 'S.template.json': { Resources } }, ['logs.json', '--template', 'S.template.json'])).policies;
  expect(await policiesOf(resources)).toEqual(['P']);
  expect(await policiesOf({ ...resources, Q: managed(['ec2:*', 'iam:*']) })).toEqual(['P', 'Q']);
  expect(await policiesOf(bound({ 'Fn::If': ['IsSo', { Ref: 'P' }, { Ref: 'AWS::NoValue' }] }))).toEqual(['P']);
});

test('no session is advised where a policy denies a session with MFA too', async () => {
  const { Version, Statement } = denying('iam:GetUser');
  const PolicyDocument = { Version, Statement: [...Statement, { Sid: 'Never', Effect: 'Deny', Action: 'iam:DeleteUser', Resource: '*' }] };
  const files = {
    'logs.json': logs(...[key('ann'), session('bob', 'true'), session('eve', 'false')].map((identity) => record(identity, iamCall('DeleteUser', { userName: 'x' })))),
    'S.template.json': { Resources: { P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { Groups: ['staff'], PolicyDocument } } } },
  };
  const { text } = await ran(files, ['logs.json', '--template', 'S.template.json'], { columns: 1000 });
  const other = 'move the work to a role, or to a user whom the policy does not reach; the policy denies the call with MFA too';
  expect(text.split('\n').filter((one) => /^(?:ann|bob|eve) | {6}(?:by|->) /.test(one)).map((one) => one.trim().replace(/, last on.*/, ''))).toEqual([
    'ann (123456789012)', 'by Never', `-> ${other}`, 'bob (123456789012)', 'by Never', `-> ${other}`, 'eve (123456789012)', 'by D', `-> ${other}`,
  ]);
});

test('a document that is a text is refused, also beside another policy', async () => {
  const text = { Type: 'AWS::IAM::ManagedPolicy', Properties: { Groups: ['staff'], PolicyDocument: JSON.stringify(denying('ec2:*')) } };
  await expect(ran({ 'logs.json': logs(ROBOT), 'S.template.json': { Resources: { P: managed('iam:GetUser'), Q: text } } }, ['logs.json', '--template', 'S.template.json']))
    .rejects.toThrow(/^S\.template\.json: Q: expected an object, got "\{\\"Version/);
});
