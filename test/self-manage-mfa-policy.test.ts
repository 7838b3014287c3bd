import { Aws, Stack, aws_iam as iam } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  ACCOUNT, BAD_POLICY_PROPS, expectRefused, importedGroup, importedUser, inAccount, refusal, resourceOf, sidsOf, testStack, warningsOf,
} from './helpers';
import { SelfManageMfaPolicy, SelfManageMfaPolicyProps, UserCredential } from '../src';

const DEFAULT_SIDS = ['AllowListingDevices', 'AllowEnrollingOwnDevices', 'AllowRemovingOwnDevicesWithMfa'];
const create = (stack: Stack, props?: SelfManageMfaPolicyProps) => new SelfManageMfaPolicy(stack, 'Policy', props);

test('by default it is a policy attached to nobody, whose name CloudFormation picks', () => {
  const stack = testStack();
  create(stack);
  const template = Template.fromStack(stack);
  expect(Object.keys(template.toJSON().Resources)).toEqual(['Policy23B91518']);
  template.hasResource('AWS::IAM::ManagedPolicy', {
    Properties: { Description: 'Lets users manage their own MFA devices.', Path: '/cdk-iam-mfa/', PolicyDocument: { Version: '2012-10-17' } },
  });
  expect(Object.keys(resourceOf(stack.node.findChild('Policy') as SelfManageMfaPolicy).Properties)).toEqual(['Description', 'Path', 'PolicyDocument']);
  expect(warningsOf(stack)).toEqual(['/Stack/Policy/Resource cdk-iam-mfa:policy-not-attached']);
});

test.each<[SelfManageMfaPolicyProps, string[]]>([
  [{}, []],
  [{ selfManagedCredentials: [UserCredential.SSH_PUBLIC_KEYS] }, ['AllowManagingOwnCredentials']],
  [{ selfManagedCredentials: [UserCredential.PASSWORD] }, ['AllowManagingOwnCredentials', 'AllowReadingAccountSettings']],
  [{ allowListUsers: true }, ['AllowReadingAccountSettings']],
  [{ grantAwsLogin: true }, ['AllowAwsLoginWithMfa']],
  [{ selfManagedCredentials: [], allowListUsers: false, grantAwsLogin: false }, []],
])('%j adds %j', (props, sids) => {
  expect(sidsOf(create(testStack(), props))).toEqual([...DEFAULT_SIDS, ...sids]);
});

test('name, description and path are as given', () => {
  const stack = testStack();
  create(stack, { managedPolicyName: 'Mfa', description: 'Ours.', path: `/${Aws.STACK_NAME}/` });
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::ManagedPolicy', {
    ManagedPolicyName: 'Mfa', Description: 'Ours.', Path: { 'Fn::Join': ['', ['/', { Ref: 'AWS::StackName' }, '/']] },
  });
});

test('it is attached to groups and users, owned or not, from the start or later', () => {
  const stack = testStack();
  const policy = create(stack, { groups: [importedGroup(stack), new iam.Group(stack, 'Group')], users: [importedUser(stack)] });
  policy.attachToGroup(importedGroup(stack, 'ops'));
  policy.attachToUser(new iam.User(stack, 'User'));
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::ManagedPolicy', {
    Groups: ['devs', { Ref: 'GroupC77FDACD' }, 'ops'], Users: ['ann', { Ref: 'User00B015A1' }],
  });
  expect(sidsOf(policy)).toEqual(DEFAULT_SIDS); // it grants and guards nothing
});

test('statements added by the user are kept beside ours', () => {
  const policy = create(testStack());
  policy.addStatements(new iam.PolicyStatement({ sid: 'Ours', actions: ['s3:GetObject'], resources: ['*'] }));
  expect(sidsOf(policy)).toEqual([...DEFAULT_SIDS, 'Ours']);
});

test('the arrays of the props may change afterwards', () => {
  const stack = testStack();
  const props = { selfManagedCredentials: [UserCredential.SSH_PUBLIC_KEYS], groups: [importedGroup(stack)], users: [importedUser(stack)] };
  const policy = create(stack, props);
  Object.values(props).forEach((list) => list.pop());
  expect(resourceOf(policy).Properties).toMatchObject({ Groups: ['devs'], Users: ['ann'] });
  expect(sidsOf(policy)).toContain('AllowManagingOwnCredentials');
});

test.each<[string, string, (stack: Stack) => object]>([
  ['selfManagedCredentials', '"password"', () => ({ selfManagedCredentials: 'password' })],
  ['selfManagedCredentials[0]', '"mfa"', () => ({ selfManagedCredentials: ['mfa'] })],
  ...BAD_POLICY_PROPS,
])('fails on a bad %s (%s), and leaves nothing behind', (prop, got, props) => {
  const stack = testStack(inAccount(ACCOUNT));
  const given = props(stack);
  expectRefused(stack, () => create(stack, given), refusal('Stack/Policy', prop, got));
});
