import type { Duration } from 'aws-cdk-lib';
import { Stack, aws_iam as iam } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { MfaPolicyOptions } from './mfa-policy-options';
import { reviewAttachments } from './private/app/attachment-review';
import { checkIamPath, checkMaxMfaAge } from './private/checks/prop-values';
import { resolvePolicyOptions } from './private/checks/resolve-policy-options';
import { IamArns } from './private/statements/iam-arns';
import { mfaAdministratorStatements } from './private/statements/mfa-administrator-statements';

/** Properties of `MfaAdministratorPolicy`. */
export interface MfaAdministratorPolicyProps extends MfaPolicyOptions {
  /**
   * IAM path of the users whose devices may be managed; it begins and ends with `/`.
   *
   * Listing users and virtual devices cannot be limited by path: IAM has no resource type for it. Nor can deleting a
   * virtual device, whose ARN does not name its user; AWS deletes only devices that are deactivated. With a wide path
   * an attacker who got into the help desk can remove the device of an administrator. With that administrator's
   * password, the attacker enrolls a device of their own. Keep administrators under a path that is not below this one.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-friendly-names
   * @default '/' - all users
   */
  readonly userPathPrefix?: string;

  /**
   * The age from which an MFA session counts as without MFA: whole seconds, from 1 second to 36 hours.
   *
   * Without it, an attacker who steals a help desk member's session with MFA can take devices with it for its whole
   * life, up to 36 hours.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage
   * @default - as long as the session lives
   */
  readonly maxMfaAge?: Duration;
}

/**
 * A managed policy for a help desk: other users' MFA devices, in a session with MFA, and never one's own.
 *
 * It emits an `AWS::IAM::ManagedPolicy`. Its holders can find users, and see, resynchronize, deactivate and delete
 * their devices; it grants nothing else, not even enrolling a device for somebody. Every grant asks for MFA, so a leaked
 * access key of a holder can do none of it, unless it can enroll a device first. Make the holders use MFA (`RequireMfaPolicy`).
 *
 * Deactivating and resynchronizing one's own device is denied, with and without an IAM path, whatever else the holder
 * is allowed. With the published policies for delegated management, a stolen session with MFA can remove the device of
 * the very user it was stolen from. A colleague does it instead, so a help desk has two members at least.
 *
 * It requires MFA for nothing else: put the holders into a `ConsoleMfaEnforcedGroup` too.
 *
 * Attaching it to a role is refused at synth: a role session has no `aws:username` and carries no MFA.
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

    reviewAttachments(this, { enforcesMfa: false, stopsAccessKeys: false, deniesPasswordChange: false });
  }
}
