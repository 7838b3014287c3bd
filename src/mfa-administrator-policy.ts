import type { Duration } from 'aws-cdk-lib';
import { Stack, aws_iam as iam } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { MfaPolicyOptions } from './mfa-policy-options';
import { reviewAttachments } from './private/app/attachment-review';
import { ONLY_ALLOWS } from './private/app/resource-marks';
import { checkIamPath, checkMaxMfaAge } from './private/checks/prop-values';
import { resolvePolicyOptions } from './private/checks/resolve-policy-options';
import { IamArns } from './private/statements/iam-arns';
import { mfaAdministratorStatements } from './private/statements/mfa-administrator-statements';

/** Properties of `MfaAdministratorPolicy`. */
export interface MfaAdministratorPolicyProps extends MfaPolicyOptions {
  /**
   * IAM path of the users whose devices the help desk can manage. It begins and ends with `/`.
   *
   * With a wide path, an attacker with a session of a help desk member can remove the device of an administrator. If the attacker also knows
   * the password of that administrator, the attacker can enroll a device. Keep administrators under a path that is not below this one.
   *
   * The path cannot limit three calls: listing users and listing virtual devices have no resource type in IAM, and the ARN of a virtual device
   * does not name its user. AWS deletes a virtual device only after it was deactivated.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-friendly-names
   * @default '/' - all users
   */
  readonly userPathPrefix?: string;

  /**
   * The age from which an MFA session counts as without MFA: whole seconds, from 1 second to 36 hours.
   *
   * Without a maximum, an attacker with a stolen MFA session of a help desk member can remove devices until the session ends. That can be 36
   * hours later.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage
   * @default - until the session ends
   */
  readonly maxMfaAge?: Duration;
}

/**
 * A managed policy that lets a help desk remove the MFA devices of other users. The help desk needs MFA for it.
 *
 * It emits an `AWS::IAM::ManagedPolicy`. Help desk members can list users, and list, resynchronize, deactivate and delete their devices. It
 * grants nothing else: a help desk member cannot enroll a device for another user. Every grant needs MFA, so a leaked access key cannot use
 * the grants, unless it can enroll a device first. `RequireMfaPolicy` denies that.
 *
 * A help desk member cannot deactivate or resynchronize their own device, whatever other policies allow. Otherwise, an attacker with a stolen
 * MFA session of a member could remove the device of that member. The published policies for delegated management allow this. A colleague
 * must do it, so a help desk needs at least two members.
 *
 * This policy does not require MFA for anything else. Put the help desk into a `ConsoleMfaEnforcedGroup` too.
 *
 * You cannot attach it to a role: synth refuses that, because a role session has no `aws:username` and carries no MFA. Synth
 * does not look at permission sets.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_disable.html
 *
 * @example
 * const helpDesk = new ConsoleMfaEnforcedGroup(this, 'HelpDesk');
 * new MfaAdministratorPolicy(this, 'HelpDeskPolicy', { groups: [helpDesk], userPathPrefix: '/staff/' });
 */
export class MfaAdministratorPolicy extends iam.ManagedPolicy {
  public constructor(scope: Construct, id: string, props: MfaAdministratorPolicyProps = {}) {
    const constructPath = `${scope.node.path}/${id}`;
    const stack = Stack.of(scope);
    checkIamPath(constructPath, 'userPathPrefix', props.userPathPrefix, '/staff/');
    checkMaxMfaAge(constructPath, props.maxMfaAge);
    const policy = resolvePolicyOptions(constructPath, stack, props, 'Lets a help desk manage the MFA devices of other users, with MFA.');

    super(scope, id, {
      ...policy,
      statements: mfaAdministratorStatements({
        userPathPrefix: props.userPathPrefix ?? '/',
        maxMfaAgeSeconds: props.maxMfaAge?.toSeconds(),
      }, new IamArns(stack)),
    });

    reviewAttachments(this, ONLY_ALLOWS);
  }
}
