import { aws_iam as iam } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { MfaEnforcement } from './mfa-enforcement';
import { definedProps } from './private/checks/defined-props';
import { checkGroup } from './private/checks/prop-values';
import { resolveRequireMfaOptions } from './private/checks/resolve-require-mfa-options';
import { resolveSelfManageMfaOptions } from './private/checks/resolve-self-manage-mfa-options';
import type { RequireMfaOptions } from './require-mfa-options';
import { RequireMfaPolicy } from './require-mfa-policy';
import type { SelfManageMfaOptions } from './self-manage-mfa-options';
import { SelfManageMfaPolicy } from './self-manage-mfa-policy';
import { UserCredential } from './user-credential';

/**
 * Properties of `ConsoleMfaEnforcedGroup`.
 *
 * `groupName`, `path` and `managedPolicies` are those of `iam.Group`. `path` is the IAM path of the group. The path of the two
 * policies is always `/cdk-iam-mfa/`.
 */
export interface ConsoleMfaEnforcedGroupProps extends iam.GroupProps, SelfManageMfaOptions, RequireMfaOptions {
  /**
   * Which requests need MFA.
   *
   * @default MfaEnforcement.CONSOLE_ONLY
   */
  readonly enforcement?: MfaEnforcement;
}

/**
 * A group whose members need MFA in the console, while their access keys keep working (`CONSOLE_ONLY`, the default).
 *
 * It emits an `AWS::IAM::Group` and two `AWS::IAM::ManagedPolicy` resources attached to it:
 *
 * - `SelfManageMfaPolicy` lets members enroll and manage their own devices
 * - `RequireMfaPolicy` denies everything else without MFA
 *
 * Add the permissions that members need for their work, as for any group.
 *
 * @example
 * const developers = new ConsoleMfaEnforcedGroup(this, 'Developers');
 *
 * // Add the permissions that members need for their work.
 * developers.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'));
 */
export class ConsoleMfaEnforcedGroup extends iam.Group {
  /** Lets the members manage their own MFA devices. */
  public readonly selfManageMfaPolicy: SelfManageMfaPolicy;

  /** Without MFA, denies the members everything but enrollment. */
  public readonly requireMfaPolicy: RequireMfaPolicy;

  public constructor(scope: Construct, id: string, props: ConsoleMfaEnforcedGroupProps = {}) {
    const constructPath = `${scope.node.path}/${id}`;
    const { groupName, managedPolicies, path, enforcement = MfaEnforcement.CONSOLE_ONLY, ...options } = props;
    checkGroup(constructPath, { groupName, managedPolicies, path });
    const { selfManagedCredentials, ...selfManageMfaOptions } = resolveSelfManageMfaOptions(constructPath, options);
    const { allowPasswordChange } = resolveRequireMfaOptions(constructPath, enforcement, options);

    super(scope, id, definedProps({ groupName, managedPolicies, path }));

    const groups = [this];
    this.selfManageMfaPolicy = new SelfManageMfaPolicy(this, 'SelfManageMfaPolicy', {
      ...selfManageMfaOptions,
      // Who may change the password without MFA must be granted the change too.
      selfManagedCredentials: allowPasswordChange ? [...new Set([...selfManagedCredentials, UserCredential.PASSWORD])] : selfManagedCredentials,
      groups,
    });
    this.requireMfaPolicy = new RequireMfaPolicy(this, 'RequireMfaPolicy', { ...options, enforcement, groups });
  }
}
