/**
 * Which requests need MFA. The value is the condition operator of the Deny statement.
 *
 * Whether a request is denied depends on its key `aws:MultiFactorAuthPresent`:
 *
 * - absent (long-term access key): denied under `ALL_REQUESTS` only
 * - absent (session from `GetFederationToken`, SAML, OIDC or Identity Center): denied under `ALL_REQUESTS` only
 * - `false`, and `aws:ViaAWSService` is `true` (service acting for an access key): not denied
 * - `false` (console session without MFA, or `GetSessionToken` session without a code): denied in both modes
 * - `true` (console session with MFA, or `GetSessionToken` session with a code): not denied
 *
 * Also denied without MFA in both modes, unless an option allows it:
 *
 * - the ways into the console: `iam:CreateLoginProfile`, `iam:UpdateLoginProfile`, `iam:DeactivateMFADevice`,
 *   `iam:DeleteVirtualMFADevice`, `sts:GetFederationToken`
 * - undoing the enforcement: leaving, renaming or deleting the group, changing its inline policies, detaching any policy from it, changing the
 *   policy
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
export enum MfaEnforcement {
  /**
   * Console sessions need MFA, and access keys keep working. Emits the operator `Bool`, which checks only requests that carry
   * `aws:MultiFactorAuthPresent`.
   *
   * A console session without MFA can enroll and nothing else. An access key keeps working, directly and through services, with four exceptions. It
   * cannot enroll a device, use a way into the console, or undo the enforcement. It cannot act through AWS's managed MCP servers where AWS sends
   * `aws:MultiFactorAuthPresent` as `false`. An attacker with a leaked access key can do everything else that the user can do.
   */
  CONSOLE_ONLY = 'Bool',

  /**
   * Every request needs MFA, also requests of access keys. Emits the operator `BoolIfExists`, which counts a request without
   * `aws:MultiFactorAuthPresent` as without MFA.
   *
   * Without MFA, a user can enroll from the console and nothing else. Automation that signs with a member's long-term access key stops. With an
   * access key, users first make an MFA session: `aws sts get-session-token --serial-number ... --token-code ...`. Users who have only passkeys need
   * `aws login` and the option `grantAwsLogin`, because `get-session-token` accepts codes only.
   */
  ALL_REQUESTS = 'BoolIfExists',
}
