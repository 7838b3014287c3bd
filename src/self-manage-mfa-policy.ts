import { Stack, aws_iam as iam } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { MfaPolicyOptions } from './mfa-policy-options';
import { reviewAttachments } from './private/app/attachment-review';
import { ONLY_ALLOWS } from './private/app/resource-marks';
import { resolvePolicyOptions } from './private/checks/resolve-policy-options';
import { resolveSelfManageMfaOptions } from './private/checks/resolve-self-manage-mfa-options';
import { SELF_MANAGE_MFA_DESCRIPTION } from './private/statements/descriptions';
import { IamArns } from './private/statements/iam-arns';
import { selfManageMfaStatements } from './private/statements/self-manage-mfa-statements';
import type { SelfManageMfaOptions } from './self-manage-mfa-options';

/** Properties of `SelfManageMfaPolicy`. */
export interface SelfManageMfaPolicyProps extends SelfManageMfaOptions, MfaPolicyOptions {}

/**
 * A managed policy that lets users manage their own MFA devices. Options add more.
 *
 * It emits an `AWS::IAM::ManagedPolicy` of Allow statements:
 *
 * - enabling, listing and resynchronizing one's own devices, also for users with an IAM path
 * - creating virtual devices with any name
 * - listing the virtual devices of the account, which shows the names of their users
 * - removing one's own device, with MFA only
 *
 * It does not require MFA for anything else. `RequireMfaPolicy` does. `ConsoleMfaEnforcedGroup` has both.
 *
 * You cannot attach it to a role: synth refuses that, because a role session has no `aws:username`. Synth does not look at permission sets.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 *
 * @example
 * new SelfManageMfaPolicy(this, 'SelfManageMfa', { groups: [iam.Group.fromGroupName(this, 'Operators', 'operators')] });
 */
export class SelfManageMfaPolicy extends iam.ManagedPolicy {
  public constructor(scope: Construct, id: string, props: SelfManageMfaPolicyProps = {}) {
    const constructPath = `${scope.node.path}/${id}`;
    const stack = Stack.of(scope);
    const options = resolveSelfManageMfaOptions(constructPath, props);
    const policy = resolvePolicyOptions(constructPath, stack, props, SELF_MANAGE_MFA_DESCRIPTION);

    super(scope, id, { ...policy, statements: selfManageMfaStatements(options, new IamArns(stack)) });

    reviewAttachments(this, ONLY_ALLOWS);
  }
}
