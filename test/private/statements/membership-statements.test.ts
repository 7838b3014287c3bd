import { denyLeavingByAnotherWay } from '../../../src/private/statements/membership-statements';

test('a member needs MFA to drop a password, or to rename or move a user', () => {
  expect(denyLeavingByAnotherWay().toStatementJson()).toEqual({
    Sid: 'DenyLeavingByAnotherWayWithoutMfa',
    Effect: 'Deny',
    Action: ['iam:DeleteLoginProfile', 'iam:UpdateUser'],
    Resource: '*',
    Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  });
});
