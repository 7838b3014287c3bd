import { Duration, aws_iam as iam } from 'aws-cdk-lib';
import { ForceMfaGroup, SelfManageMfaPolicy } from '../../../src/index';
import { membershipScopeOf, traitsOf } from '../../../src/private/app/resource-marks';
import { l1Of, requireMfa, testStack } from '../../helpers';

test('the marks are plain data, so that another copy of the library reads them', () => {
  const stack = testStack();
  const marks = [
    traitsOf(l1Of(requireMfa(stack))),
    traitsOf(l1Of(new SelfManageMfaPolicy(stack, 'SelfManage'))),
    membershipScopeOf(l1Of(new ForceMfaGroup(stack, 'WithoutMfa', { exemptUsers: ['ann'] }))),
    membershipScopeOf(l1Of(new ForceMfaGroup(stack, 'Later', { enforceFrom: new Date('2099-01-01'), gracePeriod: Duration.days(7) }))),
  ];
  expect(marks).toEqual(JSON.parse(JSON.stringify(marks)));
  expect(marks).toEqual([
    { enforcesMfa: true, stopsAccessKeys: false, deniesPasswordChange: true },
    { enforcesMfa: false, stopsAccessKeys: false, deniesPasswordChange: false },
    { userPathPrefix: '/', exemptUsers: ['ann'], hasGracePeriod: false },
    { userPathPrefix: '/', exemptUsers: [], enforceFrom: '2099-01-01T00:00:00.000Z', hasGracePeriod: true },
  ]);
});

test('what is not ours has none, and neither has a group on a dry run', () => {
  const stack = testStack();
  expect(traitsOf(l1Of(new iam.ManagedPolicy(stack, 'Other', { statements: [new iam.PolicyStatement({ actions: ['*'], resources: ['*'] })] })))).toBeUndefined();
  expect(membershipScopeOf(l1Of(new iam.Group(stack, 'Group')))).toBeUndefined();
  expect(membershipScopeOf(l1Of(new ForceMfaGroup(stack, 'DryRun', { dryRun: true })))).toBeUndefined();
});

test('a later change of the list of a user\'s changes nothing', () => {
  const exemptUsers = ['ann'];
  const group = new ForceMfaGroup(testStack(), 'WithoutMfa', { exemptUsers });
  exemptUsers.push('bob');
  expect(membershipScopeOf(l1Of(group))?.exemptUsers).toEqual(['ann']);
});
