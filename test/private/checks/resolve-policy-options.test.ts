import { resolvePolicyOptions } from '../../../src/private/checks/resolve-policy-options';
import { importedGroup, importedUser, refusal, testStack } from '../../helpers';

test('what is left out has its default', () => {
  expect(resolvePolicyOptions('Stack/It', testStack(), {}, 'Does something.')).toEqual({ description: 'Does something.', path: '/cdk-iam-mfa/' });
});

test('what is given is taken', () => {
  const stack = testStack();
  const options = { managedPolicyName: 'Mfa', description: 'Other.', path: '/team/', groups: [importedGroup(stack)], users: [importedUser(stack)] };
  expect(resolvePolicyOptions('Stack/It', stack, options, 'Does something.')).toEqual(options);
});

test.each([
  ['path', '"team"', { path: 'team' }], ['groups', '"team"', { groups: 'team' as never }], ['users[0]', '"ann"', { users: ['ann'] as never }],
])('fails when %s got %s', (prop, got, options) => {
  expect(() => resolvePolicyOptions('Stack/It', testStack(), options, 'Does something.')).toThrow(refusal('Stack/It', prop, got));
});
