import { Stack, aws_iam as iam } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { MfaEnforcement } from './mfa-enforcement';
import type { MfaPolicyOptions } from './mfa-policy-options';
import { reviewAttachments } from './private/app/attachment-review';
import { addWarnings } from './private/checks/add-warnings';
import { checkPolicySize } from './private/checks/policy-size';
import { resolvePolicyOptions } from './private/checks/resolve-policy-options';
import { requireMfaWarnings, resolveRequireMfaOptions } from './private/checks/resolve-require-mfa-options';
import { unlessMfaPresent } from './private/statements/conditions';
import { REQUIRE_MFA_DESCRIPTIONS } from './private/statements/descriptions';
import { guardEnforcement } from './private/statements/enforcement-guard';
import { IamArns } from './private/statements/iam-arns';
import { requireMfaStatements } from './private/statements/require-mfa-statements';
import type { RequireMfaOptions } from './require-mfa-options';

/** Properties of `RequireMfaPolicy`. */
export interface RequireMfaPolicyProps extends RequireMfaOptions, MfaPolicyOptions {
  /**
   * Which requests need MFA. You must choose, because `ALL_REQUESTS` stops automation, and `CONSOLE_ONLY` does not.
   *
   * A change replaces the policy, because the default description says which requests the policy denies.
   */
  readonly enforcement: MfaEnforcement;
}

/**
 * A managed policy that denies everything but enrollment without MFA. It is for groups and users that already exist.
 *
 * It emits an `AWS::IAM::ManagedPolicy` of Deny statements. It grants nothing, so members need `SelfManageMfaPolicy` or another grant to
 * enroll. In both modes it also denies these actions without MFA, directly and through services:
 *
 * - enrollment with an access key
 * - the ways into the console: login profiles, removing a device, federation tokens
 * - undoing the enforcement
 *
 * The guard against undoing names the groups and users that you attach the policy to **from the side of the policy**: `groups`, `users`,
 * `attachToGroup`, `attachToUser`. With `group.addManagedPolicy(policy)`, the policy cannot name the group, and synth gives the warning
 * `cdk-iam-mfa:group-not-guarded`. For users, the warning is `cdk-iam-mfa:user-not-guarded`.
 *
 * It does not stop a key from becoming another principal: by assuming or passing a role, by access keys of users outside the group, or by
 * identity providers. You cannot attach it to a role: synth refuses that, because a role session carries no MFA. Synth does not look at
 * permission sets of IAM Identity Center, which attach policies to roles by name.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 *
 * @example
 * const operators = iam.Group.fromGroupName(this, 'Operators', 'operators');
 * new SelfManageMfaPolicy(this, 'SelfManageMfa', { groups: [operators] });
 * new RequireMfaPolicy(this, 'RequireMfa', { groups: [operators], enforcement: MfaEnforcement.CONSOLE_ONLY });
 */
export class RequireMfaPolicy extends iam.ManagedPolicy {
  public constructor(scope: Construct, id: string, props: RequireMfaPolicyProps) {
    const constructPath = `${scope.node.path}/${id}`;
    const stack = Stack.of(scope);
    const options = resolveRequireMfaOptions(constructPath, props?.enforcement, props ?? {});
    const policy = resolvePolicyOptions(constructPath, stack, props, REQUIRE_MFA_DESCRIPTIONS[options.enforcement]);
    const arns = new IamArns(stack);

    super(scope, id, { ...policy, statements: requireMfaStatements(options, arns) });

    guardEnforcement(this, unlessMfaPresent(options), arns);
    checkPolicySize(this, options, arns);
    reviewAttachments(this, {
      enforcesMfa: true,
      stopsAccessKeys: options.enforcement === MfaEnforcement.ALL_REQUESTS,
      deniesPasswordChange: !options.allowPasswordChange,
    });
    addWarnings(this, requireMfaWarnings(options));
  }
}
