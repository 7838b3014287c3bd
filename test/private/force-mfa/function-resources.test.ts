import { Aws, Stack, aws_iam as iam, aws_kms as kms, aws_logs as logs } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ForceMfaGroupProps } from '../../../src/index';
import { resolveForceMfaProps } from '../../../src/private/force-mfa/force-mfa-options';
import { FunctionResources } from '../../../src/private/force-mfa/function-resources';
import { iamArn, testStack } from '../../helpers';

function create(userPathPrefix = '/', props: ForceMfaGroupProps = {}) {
  const stack = testStack();
  const resources = resourcesIn(stack, { ...props, userPathPrefix });
  resources.createFunction({ SOME: 'thing' });
  return { stack, template: Template.fromStack(stack) };
}

function resourcesIn(stack: Stack, props: ForceMfaGroupProps): FunctionResources {
  return new FunctionResources(new iam.Group(stack, 'Group'), resolveForceMfaProps('It', stack, props));
}

const GROUP = { 'Fn::GetAtt': ['GroupC77FDACD', 'Arn'] };
const LOG = { 'Fn::GetAtt': [expect.stringMatching(/^GroupLog/), 'Arn'] };

/** Every action of the role, the resource it is for, and why the function needs it. */
const ACTIONS: Record<string, [unknown, string]> = {
  'iam:ListUsers': ['*', 'who there is; IAM has no resource type for it'],
  'iam:ListVirtualMFADevices': ['*', 'who has a virtual device, in few calls; IAM has no resource type for it'],
  'iam:ListMFADevices': [iamArn('user/*'), 'whether a user has a passkey or a hardware device'],
  'iam:GetLoginProfile': [iamArn('user/*'), 'whether a user has a password'],
  'iam:GetGroup': [GROUP, 'who is a member'],
  'iam:ListAttachedGroupPolicies': [GROUP, 'whether the group still has its policy'],
  'cloudformation:DescribeStackResource': [{ Ref: 'AWS::StackId' }, 'whether CloudFormation itself is deleting the members'],
  'iam:AddUserToGroup': [GROUP, 'users without a device become members of this group and of no other'],
  'iam:RemoveUserFromGroup': [GROUP, 'users with a device leave this group and no other'],
  'logs:CreateLogStream': [LOG, 'the log of a run; the group of the log is made by the template'],
  'logs:PutLogEvents': [LOG, 'the log of a run, and its metrics'],
};

function grantsOf(template: Template): Record<string, unknown> {
  const policies = Object.values(template.findResources('AWS::IAM::ManagedPolicy'));
  const statements: any[] = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  expect(statements.map(({ Effect, Condition, NotAction, NotResource }) => [Effect, Condition, NotAction, NotResource]))
    .toEqual(statements.map(() => ['Allow', undefined, undefined, undefined]));
  return Object.fromEntries(statements.flatMap(({ Action, Resource }) => [Action].flat().map((action) => [action, Resource])));
}

test('the role may do this and nothing else', () => {
  const { template } = create();
  expect(grantsOf(template)).toEqual(Object.fromEntries(Object.entries(ACTIONS).map(([action, [resource]]) => [action, resource])));
  template.resourceCountIs('AWS::IAM::Policy', 0); // Rule packs for compliance refuse inline policies.
  template.resourceCountIs('AWS::IAM::Role', 1);
  template.hasResource('AWS::IAM::Role', {
    Properties: {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }] },
    },
  });
  const [role] = Object.values(template.findResources('AWS::IAM::Role'));
  expect(Object.keys(role.Properties)).toEqual(['AssumeRolePolicyDocument']);
});

test('the right to add is in a policy of its own', () => {
  const policies = Object.entries(create().template.findResources('AWS::IAM::ManagedPolicy'))
    .map(([id, { Properties }]) => [id.replace(/\w{8}$/, ''), Properties.PolicyDocument.Statement.map(({ Sid }: any) => Sid)]);
  expect(Object.fromEntries(policies)).toEqual({
    GroupAddUsersPolicy: ['AllowAddingUsers'],
    GroupRunPolicy: ['AllowListing', 'AllowLookingAtUsers', 'AllowTakingUsersOut', 'AllowAskingWhetherItIsDeleted', 'AllowWritingTheLog'],
  });
});

test('it cannot make a log group, so none is left behind', () => {
  expect(Object.keys(ACTIONS)).not.toContain('logs:CreateLogGroup');
  expect(JSON.stringify(create().template.toJSON())).not.toMatch(/CreateLogGroup|AWSLambdaBasicExecutionRole|"logs:\*"/);
});

test('a dry run may count the groups of users too, because nobody is added', () => {
  const { template } = create('/staff/', { dryRun: true });
  expect(grantsOf(template)).toMatchObject({ 'iam:ListGroupsForUser': iamArn('user/staff/*') });
});

test('the log may have a key', () => {
  const stack = testStack();
  const logEncryptionKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111111111111:key/abc');
  resourcesIn(stack, { logEncryptionKey });
  Template.fromStack(stack).hasResourceProperties('AWS::Logs::LogGroup', { KmsKeyId: 'arn:aws:kms:eu-west-1:111111111111:key/abc' });
});

test('a failed run is not repeated, and an invocation that waits is dropped: the next run comes', () => {
  const { template } = create();
  const [id] = Object.keys(template.findResources('AWS::Lambda::Function'));
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    FunctionName: { Ref: id }, Qualifier: '$LATEST', MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 300,
  });
});

test('users are looked at below the path only', () => {
  expect(grantsOf(create('/staff/').template)).toMatchObject({ 'iam:ListMFADevices': iamArn('user/staff/*'), 'iam:GetLoginProfile': iamArn('user/staff/*') });
});

test('the path may be known later', () => {
  expect(grantsOf(create(Aws.STACK_NAME).template)).toMatchObject({ 'iam:ListMFADevices': iamArn('user', { Ref: 'AWS::StackName' }, '*') });
});

test('the log is kept for a year, or as long as told, and goes with the stack', () => {
  create().template.hasResource('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 365 }, DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  create('/', { logRetention: logs.RetentionDays.ONE_WEEK }).template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 7 });
});

test('the function is as we say, whatever CDK would pick', () => {
  const [[, { Properties }]] = Object.entries(create().template.findResources('AWS::Lambda::Function'));
  expect(Properties).toEqual({
    Code: { S3Bucket: expect.anything(), S3Key: expect.stringMatching(/^[0-9a-f]{64}\.zip$/) },
    Description: expect.any(String),
    Environment: { Variables: { SOME: 'thing' } },
    Handler: 'index.handler',
    LoggingConfig: { LogGroup: { Ref: expect.stringMatching(/^GroupLog/) } },
    // Twice what a run over 5,000 users needs.
    MemorySize: 512,
    Role: { 'Fn::GetAtt': [expect.stringMatching(/^GroupRole/), 'Arn'] },
    Runtime: 'nodejs24.x',
    // Shorter than the shortest interval. No reserved concurrency: an account with the small default limit could not deploy it.
    Timeout: 600,
  });
});
