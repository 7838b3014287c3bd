import type { Duration } from 'aws-cdk-lib';
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
   * user only, and named here on every user. An action that is not recognizably read-only, or a read that
   * hands out credentials, gets the warning `cdk-iam-mfa:allow-actions-not-read-only`. A service called without MFA acts for the caller, and
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
