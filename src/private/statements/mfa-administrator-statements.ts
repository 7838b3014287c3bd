import type { aws_iam as iam } from 'aws-cdk-lib';
import { presentMfa } from './conditions';
import type { IamArns } from './iam-arns';
import { allow, deny } from './statement';

export interface MfaAdministratorStatementOptions {
  readonly userPathPrefix: string;
  readonly maxMfaAgeSeconds?: number;
}

/** Devices of others, with MFA; the Deny keeps them from being one's own, which no Allow can say by path. */
export function mfaAdministratorStatements(options: MfaAdministratorStatementOptions, arns: IamArns): iam.PolicyStatement[] {
  const conditions = presentMfa(options.maxMfaAgeSeconds);
  return [
    allow({
      sid: 'AllowFindingUsersWithMfa',
      actions: ['iam:ListUsers', 'iam:ListVirtualMFADevices'],
      resources: ['*'],
      conditions,
    }),
    allow({
      sid: 'AllowManagingDevicesWithMfa',
      actions: [
        'iam:DeactivateMFADevice', 'iam:DeleteVirtualMFADevice', 'iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices', 'iam:ResyncMFADevice',
      ],
      // The ARN of a virtual device does not name its user; AWS deletes only devices that were deactivated.
      resources: [arns.anyMfaDevice, arns.usersUnder(options.userPathPrefix)],
      conditions,
    }),
    deny({
      sid: 'DenyManagingOwnDevices',
      actions: ['iam:DeactivateMFADevice', 'iam:ResyncMFADevice'],
      resources: arns.ownUser,
    }),
  ];
}
