import { Aws, Duration, Stack, aws_iam as iam } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  ACCOUNT, BAD_POLICY_PROPS, OWN_USER, expectRefused, expectSynthRefused, iamArn, importedGroup, importedUser, inAccount, refusal, resourceOf, role,
  sidsOf, statementOf, statementsOf, testStack, warningsOf,
} from './helpers';
import { charactersAtWorst } from './worst-case';
import { ConsoleMfaEnforcedGroup, MfaAdministratorPolicy, MfaAdministratorPolicyProps } from '../src';

const SIDS = ['AllowFindingUsersWithMfa', 'AllowManagingDevicesWithMfa', 'DenyManagingOwnDevices'];
const create = (stack: Stack, props?: MfaAdministratorPolicyProps) => new MfaAdministratorPolicy(stack, 'Policy', props);

test('by default it is a policy attached to nobody, over all users, whose name CloudFormation picks', () => {
  const stack = testStack();
  const policy = create(stack);
  expect(Object.keys(Template.fromStack(stack).toJSON().Resources)).toEqual(['Policy23B91518']);
  expect(resourceOf(policy).Properties).toEqual({
    Description: 'Lets a help desk manage the MFA devices of other users, with MFA.',
    Path: '/cdk-iam-mfa/',
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [{
        Sid: 'AllowFindingUsersWithMfa',
        Effect: 'Allow',
        Action: ['iam:ListUsers', 'iam:ListVirtualMFADevices'],
        Resource: '*',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      }, {
        Sid: 'AllowManagingDevicesWithMfa',
        Effect: 'Allow',
        Action: [
          'iam:DeactivateMFADevice', 'iam:DeleteVirtualMFADevice', 'iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices', 'iam:ResyncMFADevice',
        ],
        Resource: [iamArn('mfa/*'), iamArn('user/*')],
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      }, {
        Sid: 'DenyManagingOwnDevices',
        Effect: 'Deny',
        Action: ['iam:DeactivateMFADevice', 'iam:ResyncMFADevice'],
        Resource: OWN_USER,
      }],
    },
  });
  expect(warningsOf(stack)).toEqual(['/Stack/Policy/Resource cdk-iam-mfa:policy-not-attached']);
});

test.each<[string, unknown]>([
  ['/', iamArn('user/*')],
  ['/staff/', iamArn('user/staff/*')],
  ['/staff/berlin/', iamArn('user/staff/berlin/*')],
  [`/${Aws.STACK_NAME}/`, iamArn('user/', { Ref: 'AWS::StackName' }, '/*')],
])('userPathPrefix %s names the users below it, and leaves one\'s own out as always', (userPathPrefix, users) => {
  const policy = create(testStack(), { userPathPrefix });
  expect(statementOf(policy, 'AllowManagingDevicesWithMfa').Resource).toEqual([iamArn('mfa/*'), users]);
  expect(statementOf(policy, 'DenyManagingOwnDevices').Resource).toEqual(OWN_USER);
});

test('maxMfaAge is asked for by every grant, beside MFA, and by no denial', () => {
  const statements = statementsOf(create(testStack(), { maxMfaAge: Duration.hours(1) }));
  const conditions = { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' } };
  expect(statements.map(({ Condition }) => Condition)).toEqual([conditions, conditions, undefined]);
});

test('name, description and path are as given', () => {
  const policy = create(testStack(), { managedPolicyName: 'HelpDesk', description: 'Ours.', path: '/ours/' });
  expect(resourceOf(policy).Properties).toMatchObject({ ManagedPolicyName: 'HelpDesk', Description: 'Ours.', Path: '/ours/' });
});

test('it is attached to groups and users, owned or not, from the start or later', () => {
  const stack = testStack();
  const policy = create(stack, { groups: [importedGroup(stack)], users: [importedUser(stack)] });
  policy.attachToGroup(new ConsoleMfaEnforcedGroup(stack, 'HelpDesk'));
  expect(resourceOf(policy).Properties).toMatchObject({ Groups: ['devs', { Ref: 'HelpDesk2CBAD90B' }], Users: ['ann'] });
  expect(sidsOf(policy)).toEqual(SIDS); // it guards nothing
});

test('it fits into the quota under the longest path', () => {
  const policy = create(testStack(), { userPathPrefix: `/${'p'.repeat(510)}/`, maxMfaAge: Duration.hours(36) });
  expect(charactersAtWorst(resourceOf(policy).Properties.PolicyDocument)).toBeLessThan(2000);
});

test('fails on a role, by whatever side', () => {
  const stack = testStack();
  role(stack).addManagedPolicy(create(stack));
  expectSynthRefused(stack, refusal('Stack/Policy', 'roles', '"Stack/Role/Resource"'));
});

test('fails on an eleventh policy of a group', () => {
  const stack = testStack();
  const group = new iam.Group(stack, 'Group', {
    managedPolicies: Array.from({ length: 10 }, (_, index) => iam.ManagedPolicy.fromAwsManagedPolicyName(`Policy${index}`)),
  });
  create(stack, { groups: [group] });
  expectSynthRefused(stack, refusal('Stack/Policy', 'groups', '"11 managed policies on Stack/Group/Resource"'));
});

test.each<[string, string, (stack: Stack) => object]>([
  ['userPathPrefix', '"staff"', () => ({ userPathPrefix: 'staff' })],
  ['userPathPrefix', '"/staff"', () => ({ userPathPrefix: '/staff' })],
  ['userPathPrefix', '"/*/"', () => ({ userPathPrefix: '/*/' })],
  ['userPathPrefix', 'null', () => ({ userPathPrefix: null })],
  ['userPathPrefix', '""', () => ({ userPathPrefix: '' })],
  ['maxMfaAge', '"0 seconds"', () => ({ maxMfaAge: Duration.seconds(0) })],
  ['maxMfaAge', '"129601 seconds"', () => ({ maxMfaAge: Duration.seconds(36 * 3600 + 1) })],
  ...BAD_POLICY_PROPS,
])('fails on a bad %s (%s), and leaves nothing behind', (prop, got, props) => {
  const stack = testStack(inAccount(ACCOUNT));
  const given = props(stack);
  expectRefused(stack, () => create(stack, given), refusal('Stack/Policy', prop, got));
});
