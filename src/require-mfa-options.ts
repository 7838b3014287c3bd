import type { Duration } from 'aws-cdk-lib';
import type { UserCredential } from './user-credential';

/** Options that change which requests are denied without MFA. */
export interface RequireMfaOptions {
  /**
   * Whether AWS services can make calls on a user's behalf (forward access sessions).
   *
   * For example, Athena reads S3, CloudFormation creates instances, and S3 uses KMS. Such calls carry `aws:MultiFactorAuthPresent: false`, even if
   * an access key made the first call. With `true`, they are not denied. The first call still is, if it needs MFA. So an attacker gains nothing, unless
   * `allowActions` allows the first call. With `false`, such calls are denied. With `false` and `CONSOLE_ONLY`, automation breaks, and synth gives the warning
   * `cdk-iam-mfa:service-calls-denied`.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
   * @default true
   */
  readonly allowAwsServiceCalls?: boolean;

  /**
   * Whether users can change their own password without MFA: `iam:ChangePassword` and `iam:GetAccountPasswordPolicy`.
   *
   * Users need it if they must choose a new password at the first sign-in, or if their password has expired. An attacker who knows the password
   * can then change it, and lock out the owner. If `credentialsRequiringMfa` has `PASSWORD`, access keys still cannot.
   *
   * With `true`, `RequireMfaPolicy` does not deny these actions, and grants nothing. `ConsoleMfaEnforcedGroup` also grants them.
   *
   * @default false
   */
  readonly allowPasswordChange?: boolean;

  /**
   * More actions that need no MFA, such as `s3:GetObject`.
   *
   * Anyone who knows only the password can use them on any resource. For example, `iam:GetUser` needs no MFA on one's own user by default. If you
   * name it here, it needs no MFA on any user. Services that such an action starts can make any call for the user: a stack started without
   * MFA can create any resource.
   *
   * Synth gives the warning `cdk-iam-mfa:allow-actions-not-read-only` for an action that may write, or that returns credentials.
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
   * Whether a long-term access key can create and enable MFA devices for its own user.
   *
   * If a user has no device yet, an attacker with a leaked access key of that user can then enroll a device. With it, the attacker can make MFA
   * sessions.
   *
   * @default false
   */
  readonly allowEnrollmentWithAccessKeys?: boolean;

  /**
   * Whether a long-term access key can call `sts:GetFederationToken`. Automation that vends tokens needs it. Works with `CONSOLE_ONLY` only.
   *
   * An attacker with a leaked access key can then open a console session without MFA. It lasts up to 36 hours, also after you delete the key.
   *
   * @default false
   */
  readonly allowFederationTokensWithAccessKeys?: boolean;

  /**
   * Whether a member's long-term access key can manage login profiles and MFA devices of **other** users. Automation that creates and removes users
   * needs it. Works with `CONSOLE_ONLY` only.
   *
   * By default, this needs MFA, a role, or a user outside the group. `credentialsRequiringMfa` with `PASSWORD` wins: login profiles need MFA then.
   * With `true`, an attacker with a leaked access key of such a
   * member can set the password of another user, or remove that user's device. Then the attacker can sign in as that user.
   *
   * @default false
   */
  readonly allowUserAdministrationWithAccessKeys?: boolean;

  /**
   * Whether calls that AWS's managed MCP servers forward are treated like the calls of other AWS services.
   *
   * By default, calls that such a server forwards without MFA are denied in both modes. An agent that signs with a member's long-term access key
   * through such a server stops. Give the agent an MFA session, or a role. With `true` and `allowAwsServiceCalls`, an attacker with a leaked
   * access key or a session without MFA can use the server to get around the enforcement. The reason is that no policy judges the first call to
   * the server. Without `allowAwsServiceCalls`, the calls of all services are denied, and this option lets none through.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-viaawsmcpservice
   * @default false
   */
  readonly allowManagedMcpCalls?: boolean;

  /**
   * Kinds of credentials that a long-term access key cannot create, change or remove without MFA, for any user. Works with `CONSOLE_ONLY` only.
   *
   * Start with `[UserCredential.ACCESS_KEYS]`, unless automation rotates the keys of members. With it, an attacker with a leaked key cannot make
   * a second key, which would keep working after you rotate the leaked key. `SERVICE_SPECIFIC_CREDENTIALS` stops new API keys for Amazon Bedrock.
   * `PASSWORD` stops changing one's own password, and removing the password of a user. By default, an access key already cannot
   * call `iam:CreateLoginProfile` and `iam:UpdateLoginProfile`. `PASSWORD` wins over `allowUserAdministrationWithAccessKeys`.
   *
   * @default - none, so that automation can rotate keys
   */
  readonly credentialsRequiringMfa?: UserCredential[];

  /**
   * The age from which an MFA session counts as without MFA: whole seconds, from 1 second to 36 hours. `Duration.hours(12)` is a working day.
   *
   * When their session is older, console users must sign in again. The older session can look at devices and nothing else. It cannot enroll,
   * because a thief of the session could enroll a device. Under `CONSOLE_ONLY`, the age does not affect access keys. Without a maximum, an
   * attacker who steals an MFA session can use it until it ends, up to 36 hours later.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage
   * @default - until the session ends
   */
  readonly maxMfaAge?: Duration;
}
