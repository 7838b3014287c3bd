import type { aws_iam as iam } from 'aws-cdk-lib';
import { presentMfa } from './conditions';
import type { IamArns } from './iam-arns';
import { allow } from './statement';
import { selfServiceActions } from './user-credential-actions';
import { UserCredential } from '../../user-credential';

export interface SelfManageMfaStatementOptions {
  readonly selfManagedCredentials: UserCredential[];
  readonly allowListUsers: boolean;
  readonly grantAwsLogin: boolean;
}

/** The Allow side: a member's own devices, and what else the team lets members manage of their own. */
export function selfManageMfaStatements(options: SelfManageMfaStatementOptions, arns: IamArns): iam.PolicyStatement[] {
  const statements = [
    allow({ sid: 'AllowListingDevices', actions: ['iam:ListVirtualMFADevices'], resources: ['*'] }),
    allow({
      sid: 'AllowEnrollingOwnDevices',
      actions: [
        'iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices', 'iam:ResyncMFADevice',
      ],
      // Any device name: the console asks for one, and it need not be the user's.
      resources: [arns.anyMfaDevice, ...arns.ownUser],
    }),
    allow({
      sid: 'AllowRemovingOwnDevicesWithMfa',
      actions: ['iam:DeactivateMFADevice', 'iam:DeleteVirtualMFADevice'],
      resources: [arns.anyMfaDevice, ...arns.ownUser],
      conditions: presentMfa(),
    }),
  ];
  if (options.selfManagedCredentials.length > 0) {
    statements.push(allow({
      sid: 'AllowManagingOwnCredentials',
      actions: selfServiceActions(options.selfManagedCredentials),
      resources: arns.ownUser,
    }));
  }
  const accountWide = [
    ...(options.selfManagedCredentials.includes(UserCredential.PASSWORD) ? ['iam:GetAccountPasswordPolicy'] : []),
    ...(options.allowListUsers ? ['iam:GetAccountSummary', 'iam:ListAccountAliases', 'iam:ListUsers'] : []),
  ];
  if (accountWide.length > 0) {
    statements.push(allow({ sid: 'AllowReadingAccountSettings', actions: accountWide, resources: ['*'] }));
  }
  if (options.grantAwsLogin) {
    statements.push(allow({
      sid: 'AllowAwsLoginWithMfa',
      actions: ['signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token'],
      // On any resource, they would also make tokens for service principals.
      resources: [arns.anyAwsLogin],
      conditions: presentMfa(),
    }));
  }
  return statements;
}
