/**
 * Which requests need MFA: the condition operator of the Deny statement.
 *
 * What is denied, by the value of `aws:MultiFactorAuthPresent` in the request:
 *
 * - absent (signed with a long-term access key): not denied under `CONSOLE_ONLY`, denied under `ALL_REQUESTS`
 * - absent (session from `GetFederationToken`, SAML, OIDC or Identity Center): not denied under `CONSOLE_ONLY`, denied under `ALL_REQUESTS`
 * - `false`, with `aws:ViaAWSService` `true` (service acting for an access key): not denied
 * - `false` (console session without MFA, or `GetSessionToken` session without a code): denied
 * - `true` (console session with MFA, or `GetSessionToken` session with a code): not denied
 *
 * Denied in both modes, without MFA present:
 *
 * - the ways into the console: `iam:CreateLoginProfile`, `iam:UpdateLoginProfile`, `iam:DeactivateMFADevice`,
 *   `iam:DeleteVirtualMFADevice`, `sts:GetFederationToken`
 * - undoing the enforcement: leaving, renaming or deleting the group, detaching or changing the policy
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
export enum MfaEnforcement {
  /**
   * Only requests that carry `aws:MultiFactorAuthPresent` are checked; emits the operator `Bool`.
   *
   * An access key can do all that it could before, directly and through services, with four exceptions. It cannot enroll a
   * device, use a way into the console, or undo the enforcement, and AWS's managed MCP servers cannot act for it. So a leaked
   * access key can do what its user may do, with these exceptions. A console session without MFA can enroll and nothing else.
   */
  CONSOLE_ONLY = 'Bool',

  /**
   * A request without `aws:MultiFactorAuthPresent` counts as without MFA; emits the operator `BoolIfExists`.
   *
   * Without MFA a user can enroll from the console and nothing else, however the request is signed.
   * Access keys need an MFA session (`aws sts get-session-token --serial-number ... --token-code ...`),
   * so automation that signs with a member's long-term access key stops. `get-session-token` takes codes only: users
   * of passkeys need `grantAwsLogin` on the group, and `aws login`.
   */
  ALL_REQUESTS = 'BoolIfExists',
}
