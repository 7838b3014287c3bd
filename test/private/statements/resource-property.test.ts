import { CfnResource, Lazy, aws_iam as iam } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
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

test('an override deep in a document changes that part only', () => {
  const policy = new iam.ManagedPolicy(testStack(), 'Policy', { statements: [new iam.PolicyStatement({ actions: ['iam:GetUser'], resources: ['*'] })] });
  const resource = overridden('PolicyDocument.Statement.0.Effect', 'Deny', policy.node.defaultChild as any);
  const { PolicyDocument } = Object.values(Template.fromStack(resource.stack).findResources('AWS::IAM::ManagedPolicy'))[0].Properties;
  expect(PolicyDocument.Statement).toEqual([{ Effect: 'Deny', Action: 'iam:GetUser', Resource: '*' }]);
  expect(resource.stack.resolve(propertyOf(resource, 'PolicyDocument'))).toEqual(PolicyDocument);
});
