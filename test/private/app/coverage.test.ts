import { SecretValue, aws_iam as iam } from 'aws-cdk-lib';
import { ConsoleMfaEnforcedGroup, ForceMfaGroup } from '../../../src/index';
import { Coverage } from '../../../src/private/app/coverage';
import { hasPassword } from '../../../src/private/app/login-profile';
import { importedGroup, l1Of, requireMfa, testStack } from '../../helpers';

const PASSWORD = SecretValue.unsafePlainText('secret');

/** `MfaCoverageCheck` has the cases; here is what it is told. */
test('a user is covered by a group, by a policy of their own, by neither, or perhaps', () => {
  const stack = testStack();
  const enforced = new ConsoleMfaEnforcedGroup(stack, 'Enforced');
  const inGroup = new iam.User(stack, 'InGroup', { groups: [enforced] });
  const attached = new iam.User(stack, 'Attached');
  requireMfa(stack, { users: [attached] });
  const free = new iam.User(stack, 'Free');
  const perhaps = new iam.User(stack, 'Perhaps', { groups: [importedGroup(stack)] });
  const coverage = new Coverage(stack.node.root);
  expect([inGroup, attached, free, perhaps].map((user) => coverage.ofUser(l1Of(user)).answer)).toEqual(['yes', 'yes', 'no', 'unknown']);
  expect(coverage.ofGroup(l1Of(enforced))).toEqual({ answer: 'yes' });
});

test('what asks for MFA on a group of the app is told, and not what another app attaches to its own', () => {
  const stack = testStack();
  const group = new iam.Group(stack, 'Group');
  const user = l1Of<iam.CfnUser>(new iam.User(stack, 'User', { groups: [importedGroup(stack), group] }));
  group.addToPolicy(new iam.PolicyStatement({
    effect: iam.Effect.DENY, actions: ['*'], resources: ['*'], conditions: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
  }));
  expect(new Coverage(stack.node.root).othersThatAsk(user)).toEqual([expect.stringContaining('Group')]);
});

test('a group that holds everybody covers everybody', () => {
  const stack = testStack();
  new ForceMfaGroup(stack, 'WithoutMfa');
  const user = new iam.User(stack, 'User');
  const group = new iam.Group(stack, 'Group');
  const coverage = new Coverage(stack.node.root);
  expect([coverage.ofUser(l1Of(user)), coverage.ofGroup(l1Of(group))]).toEqual([{ answer: 'yes' }, { answer: 'yes' }]);
});

test('a group that begins later covers nobody until then', () => {
  const stack = testStack();
  new ForceMfaGroup(stack, 'WithoutMfa', { enforceFrom: new Date('2099-01-01') });
  const user = l1Of<iam.CfnUser>(new iam.User(stack, 'User'));
  expect(new Coverage(stack.node.root, new Date('2098-12-31')).ofUser(user).answer).toBe('no');
  expect(new Coverage(stack.node.root, new Date('2099-01-01')).ofUser(user).answer).toBe('yes');
});

test('a user has a password, or not', () => {
  const stack = testStack();
  expect(hasPassword(l1Of(new iam.User(stack, 'With', { password: PASSWORD })))).toEqual({ answer: 'yes' });
  expect(hasPassword(l1Of(new iam.User(stack, 'Without')))).toEqual({ answer: 'no' });
});
