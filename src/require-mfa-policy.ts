import type { Duration } from 'aws-cdk-lib';
import { Stack, aws_iam as iam } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { MfaEnforcement } from './mfa-enforcement';
import type { MfaPolicyOptions } from './mfa-policy-options';
import { reviewAttachments } from './private/app/attachment-review';
import { addWarnings } from './private/checks/add-warnings';
import { checkedPolicyOptions } from './private/checks/policy-options';
import { checkPolicySize } from './private/checks/policy-size-check';
import { checkRequireMfaOptions, policyPathWarnings, requireMfaWarnings, withDefaults } from './private/checks/require-mfa-options';
import { unlessMfaPresent } from './private/statements/conditions';
import { guardEnforcement } from './private/statements/enforcement-guard';
import { IamArns } from './private/statements/iam-arns';
import { requireMfaStatements } from './private/statements/require-mfa-statements';
import type { UserCredential } from './user-credential';

/** What is denied without MFA, and what is not. */
export interface RequireMfaOptions {
  /**
   * Whether the calls that AWS services make on a user's behalf (forward access sessions) are left alone.
   *
   * Athena reads S3, CloudFormation creates instances and S3 uses KMS with a session of the caller that carries
   * `aws:MultiFactorAuthPresent: false`, even when an access key made the first call. The first call is judged
   * as always, so an attacker gains nothing by it unless `allowActions` lets the first call through. With `false`
   * such calls are denied; together with `CONSOLE_ONLY` that breaks automation and gets the warning
   * `cdk-iam-mfa:service-calls-denied`.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
   * @default true
   */
  readonly allowAwsServiceCalls?: boolean;

  /**
   * Whether a session without MFA may change its own password: `iam:ChangePassword` and
   * `iam:GetAccountPasswordPolicy`. `RequireMfaPolicy` only exempts them; `ConsoleMfaEnforcedGroup` grants them too.
   *
   * It is needed by users who are created with a password to reset at the first sign-in, and by those whose
   * password has expired. An attacker who knows the password can then change it and lock the owner out.
   *
   * @default false
   */
  readonly allowPasswordChange?: boolean;

  /**
   * Further actions that need no MFA, such as `s3:GetObject`.
   *
   * Everybody who has the password alone can use them, on any resource. `iam:GetUser`, for example, is by default free on the own
   * user only, and named here on every user. An action that is not recognizably read-only gets the
   * warning `cdk-iam-mfa:allow-actions-not-read-only`. A service called without MFA acts for the caller, and
   * what it does is not denied. CloudFormation started without MFA creates what it likes.
   *
   * Refused:
   *
   * - `*`, malformed names, wildcards in the service
   * - any wildcard in `iam`, `sts`, `signin`, `sso*` and `identitystore*`
   * - `iam` actions other than Get and List
   * - `sts` actions other than `DecodeAuthorizationMessage`, `GetAccessKeyInfo`, `GetCallerIdentity`, `GetServiceBearerToken` and
   *   `GetSessionToken`
   *
   * @default - none
   */
  readonly allowActions?: string[];

  /**
   * Whether a long-term access key may create and enable MFA devices of its own user.
   *
   * An attacker with the leaked access key of a user who has no device yet can then enroll a device of their own.
   * The device gives the attacker sessions with MFA.
   *
   * @default false
   */
  readonly allowEnrollmentWithAccessKeys?: boolean;

  /**
   * Whether a long-term access key may call `sts:GetFederationToken`, for automation that vends tokens. For `CONSOLE_ONLY` only.
   *
   * An attacker with a leaked access key can then open a console session that needs no MFA. It lasts for up to
   * 36 hours, also after the key was revoked.
   *
   * @default false
   */
  readonly allowFederationTokensWithAccessKeys?: boolean;

  /**
   * Whether a member's long-term access key may manage login profiles and MFA devices of **other** users, for
   * provisioning and off-boarding. For `CONSOLE_ONLY` only.
   *
   * By default that needs MFA, a role, or a user outside the group. An attacker with a leaked access key of such a
   * member can then give another user a password, or take their device, and sign in as them.
   *
   * @default false
   */
  readonly allowUserAdministrationWithAccessKeys?: boolean;

  /**
   * Whether calls that one of AWS's managed MCP servers forwards are treated as the calls of other services are.
   *
   * No policy judges the first call to such a server. By default, what the server forwards without MFA is denied in both modes,
   * so an agent that signs with a member's long-term access key through such a server stops. Give the agent a session with
   * MFA, or a role. With `true` and `allowAwsServiceCalls`, an attacker with a leaked access key or a session without MFA can
   * use the server as a detour around the enforcement.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-viaawsmcpservice
   * @default false
   */
  readonly allowManagedMcpCalls?: boolean;

  /**
   * Kinds of credentials that a long-term access key may not create, change or remove, of any user. They need MFA.
   * For `CONSOLE_ONLY` only.
   *
   * Start with `[UserCredential.ACCESS_KEYS]` unless automation rotates keys of members: it stops that automation. It also stops an
   * attacker who makes a second key, which survives the rotation of the leaked one. Add `SERVICE_SPECIFIC_CREDENTIALS` to stop new API keys for
   * Amazon Bedrock. By default an access key can set no password in any case, so `PASSWORD` adds changing one's own password, and
   * removing the password of a user.
   *
   * @default - none, so that automation can rotate keys
   */
  readonly credentialsRequiringMfa?: UserCredential[];

  /**
   * The age from which an MFA session counts as without MFA: whole seconds, from 1 second to 36 hours. `Duration.hours(12)` is a working day.
   *
   * Console users sign in again once their session is older; until then the session can look at devices and nothing else.
   * The session cannot enroll, because a thief could enroll a device of their own. The age never touches the requests of access
   * keys under `CONSOLE_ONLY`. Without a maximum, an attacker who steals an MFA session can use it for its whole life, up to
   * 36 hours.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage
   * @default - as long as the session lives
   */
  readonly maxMfaAge?: Duration;
}

/** Properties of `RequireMfaPolicy`. */
export interface RequireMfaPolicyProps extends RequireMfaOptions, MfaPolicyOptions {
  /** Which requests need MFA. There is no default, because one choice stops automation and the other does not. */
  readonly enforcement: MfaEnforcement;
}

/**
 * A managed policy that denies its users everything but enrollment without MFA.
 *
 * It emits an `AWS::IAM::ManagedPolicy` of Deny statements, and grants nothing: members need `SelfManageMfaPolicy`,
 * or another grant, to enroll. In both modes, it also denies enrollment with an access key, the ways into
 * the console (login profiles, removing a device, federation tokens), and undoing the enforcement. That holds through services too.
 *
 * The guard against undoing follows the groups and users that the policy is attached to **from its own side**:
 * `groups`, `users`, `attachToGroup`, `attachToUser`. With `group.addManagedPolicy(policy)` the policy cannot name
 * the group, and the warning `cdk-iam-mfa:group-not-guarded` says so; `cdk-iam-mfa:user-not-guarded` is for users.
 *
 * Outside its promise is whatever can become another principal: assuming or passing a role, access keys of users
 * outside the group, identity providers. Attaching it to a role is refused at synth: a role session carries no MFA.
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
    checkRequireMfaOptions(constructPath, props?.enforcement, props ?? {});
    const policy = checkedPolicyOptions(constructPath, stack, props, 'Denies everything but enrollment without MFA.');
    const options = withDefaults(props.enforcement, props);
    const arns = new IamArns(stack);

    super(scope, id, { ...policy, statements: requireMfaStatements(options, arns) });

    guardEnforcement(this, policy.path, unlessMfaPresent(options), arns);
    checkPolicySize(this, policy.path, options, arns);
    reviewAttachments(this, { enforcesMfa: true, deniesPasswordChange: !options.allowPasswordChange });
    addWarnings(this, [...requireMfaWarnings(options), ...policyPathWarnings(policy.path)]);
  }
}
