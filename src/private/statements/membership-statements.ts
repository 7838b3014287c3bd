import type { aws_iam as iam } from 'aws-cdk-lib';
import { unlessMfaPresent } from './conditions';
import { deny } from './statement';

/** Without a password, under another path or an exempt name, a member of a `ForceMfaGroup` would be taken out by the next run. */
export function denyLeavingByAnotherWay(): iam.PolicyStatement {
  return deny({
    sid: 'DenyLeavingByAnotherWayWithoutMfa',
    actions: ['iam:DeleteLoginProfile', 'iam:UpdateUser'],
    resources: ['*'],
    conditions: unlessMfaPresent(),
  });
}
