/**
 * Which requests need MFA: the condition operator of the Deny statement.
 *
 * | request | `aws:MultiFactorAuthPresent` | `CONSOLE_ONLY` | `ALL_REQUESTS` |
 * |---|---|---|---|
 * | signed with a long-term access key | absent | not denied | denied |
 * | service acting for that key (`aws:ViaAWSService` is `true`) | `false` | not denied | not denied |
 * | session from `GetFederationToken`, SAML, OIDC or Identity Center | absent | not denied | denied |
 * | console session without MFA | `false` | denied | denied |
 * | `GetSessionToken` session without a code | `false` | denied | denied |
 * | MFA session (console, or `GetSessionToken` with a code) | `true` | not denied | not denied |
 *
 * In both modes, without MFA present: the ways into the console (`iam:CreateLoginProfile`, `iam:UpdateLoginProfile`,
 * `iam:DeactivateMFADevice`, `iam:DeleteVirtualMFADevice`, `sts:GetFederationToken`) and undoing the enforcement
 * (leaving, renaming or deleting the group, detaching or changing the policy) are denied.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
export enum MfaEnforcement {
  /**
   * Only requests that carry `aws:MultiFactorAuthPresent` are checked; emits the operator `Bool`.
   *
   * An access key can do all that it could before, directly and through services, except enroll a
   * device, use a way into the console, and undo the enforcement. A console session without MFA can
   * enroll and nothing else. What a leaked access key may do is therefore what its user may do, less
   * those three.
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
