import { App } from 'aws-cdk-lib';
import { IamArns } from '../../../src/private/statements/iam-arns';
import { ACCOUNT, OWN_USER, iamArn, inAccount, testStack } from '../../helpers';

const stack = testStack();
const arns = new IamArns(stack);

test.each([
  ['the own user, with and without a path', arns.ownUser, OWN_USER],
  ['any device', arns.anyMfaDevice, iamArn('mfa/*')],
  ['a group, with and without a path', arns.group('devs'), [iamArn('group/devs'), iamArn('group/*/devs')]],
  ['the policies under a path', arns.policiesUnder('/a/b/'), iamArn('policy/a/b/*')],
  ['the users under a path', arns.usersUnder('/staff/'), iamArn('user/staff/*')],
])('names %s', (_, given, expected) => {
  expect(stack.resolve(given)).toEqual(expected);
});

test('names the account if it is known, and never a Region', () => {
  const known = testStack(inAccount(ACCOUNT));
  expect(known.resolve(new IamArns(known).anyMfaDevice)).toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${ACCOUNT}:mfa/*`]] });
});

test('names the partition if the app asks for it', () => {
  const app = new App({ context: { '@aws-cdk/core:enablePartitionLiterals': true } });
  const china = testStack({ scope: app, env: { account: ACCOUNT, region: 'cn-north-1' } });
  expect(china.resolve(new IamArns(china).anyMfaDevice)).toBe(`arn:aws-cn:iam::${ACCOUNT}:mfa/*`);
});
