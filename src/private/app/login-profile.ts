/** What the template says of the console password of a user. */
import type { CfnResource, aws_iam as iam } from 'aws-cdk-lib';
import { Tokenization } from 'aws-cdk-lib';
import type { Finding } from './finding';
import { NO, YES, unknown } from './finding';
import { isReference, resolvedNames } from './references';
import { propertyOf } from '../statements/resource-property';

export function hasPassword(user: iam.CfnUser): Finding {
  const given = propertyOf(user, 'LoginProfile');
  if (!Tokenization.isResolvable(given)) {
    return given === undefined ? NO : YES;
  }
  const [loginProfile] = resolvedNames(user, given);
  if (loginProfile === undefined) {
    return NO;
  }
  return isReference(loginProfile) || loginProfile.startsWith('{"Fn::') ? unknown('whether the user has a password depends on a token') : YES;
}

/** Whether the first sign-in asks for a new password. */
export function mustResetPassword(user: CfnResource): boolean {
  const profile = propertyOf(user, 'LoginProfile') as Record<string, unknown> | undefined;
  return (profile?.PasswordResetRequired ?? profile?.passwordResetRequired) === true;
}
