/** Which users a `ForceMfaGroup` adds while they have no MFA device. */
export enum ForceMfaScope {
  /**
   * Users who have a password for the console.
   *
   * Users without a password are never added, so automation is not affected. This misses a user without a password whose leaked access key
   * can create a password. `RequireMfaPolicy` denies that.
   */
  CONSOLE_USERS = 'CONSOLE_USERS',

  /**
   * All users, including machine users.
   *
   * Under `CONSOLE_ONLY`, their access keys keep working, with the four exceptions of `MfaEnforcement.CONSOLE_ONLY` and a fifth: they cannot call
   * `iam:DeleteLoginProfile` and `iam:UpdateUser`. Under `ALL_REQUESTS`, every machine user without a device stops. Synth then gives the warning
   * `cdk-iam-mfa:machine-users-stopped`.
   */
  ALL_USERS = 'ALL_USERS',
}
