/** Which users a `ForceMfaGroup` looks after. */
export enum ForceMfaScope {
  /**
   * Users who have a password for the console.
   *
   * Users without one are left alone, so automation is never touched. What this misses: a user without a password
   * whose leaked access key may make one. `RequireMfaPolicy` closes that.
   */
  CONSOLE_USERS = 'CONSOLE_USERS',

  /**
   * All users, those of automation included.
   *
   * Under `CONSOLE_ONLY` their access keys keep working, except for enrollment, the ways into the console and undoing the enforcement. Under
   * `ALL_REQUESTS` every machine user without a device stops, which gets the warning `cdk-iam-mfa:machine-users-stopped`.
   */
  ALL_USERS = 'ALL_USERS',
}
