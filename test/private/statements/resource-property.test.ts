import { CfnResource, Lazy, aws_iam as iam } from 'aws-cdk-lib';
import { propertyOf } from '../../../src/private/statements/resource-property';
import { testStack } from '../../helpers';

const user = (groups: string[] | undefined = ['a', 'b']) => new iam.CfnUser(testStack(), 'User', { groups, loginProfile: { password: 'initial' } });
const overridden = (path: string, value: unknown, resource = user()) => {
  resource.addPropertyOverride(path, value);
  return resource;
};

test('is what the class of the resource has, or what the resource was given', () => {
  expect(propertyOf(user(), 'Groups')).toEqual(['a', 'b']);
  expect(propertyOf(user(), 'UserName')).toBeUndefined();
  const plain = new CfnResource(testStack(), 'User', { type: 'AWS::IAM::User', properties: { Groups: ['a'] } });
  expect(propertyOf(plain, 'Groups')).toEqual(['a']);
  expect(propertyOf(plain, 'UserName')).toBeUndefined();
  expect(propertyOf(new CfnResource(testStack(), 'User', { type: 'AWS::IAM::User' }), 'Groups')).toBeUndefined();
});

test.each<[string, string, unknown, unknown]>([
  ['takes the place', 'Groups', ['c'], ['c']],
  ['takes it away', 'Groups', undefined, undefined],
  ['changes one of a list', 'Groups.1', 'c', ['a', 'c']],
])('an override %s', (_, path, value, expected) => {
  expect(propertyOf(overridden(path, value), 'Groups')).toEqual(expected);
});

test('an override adds a part', () => {
  expect(propertyOf(overridden('LoginProfile.PasswordResetRequired', true), 'LoginProfile')).toEqual({ password: 'initial', PasswordResetRequired: true });
});

test('an override changes one of a list that is a token', () => {
  const resource = overridden('Groups.1', 'c', user(Lazy.list({ produce: () => ['a', 'b'] })));
  expect(resource.stack.resolve(propertyOf(resource, 'Groups'))).toEqual(['a', 'c']);
});
