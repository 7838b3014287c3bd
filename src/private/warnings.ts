/** Ids of the library's warnings. They are public: users acknowledge them by id, and the README lists them. */
export enum WarningId {
  ALLOW_ACTIONS_NOT_READ_ONLY = 'cdk-iam-mfa:allow-actions-not-read-only',
  ALLOW_ACTIONS_UNKNOWN_SERVICE = 'cdk-iam-mfa:allow-actions-unknown-service',
  SERVICE_CALLS_DENIED = 'cdk-iam-mfa:service-calls-denied',
  POLICY_NOT_GUARDED = 'cdk-iam-mfa:policy-not-guarded',
  GROUP_NOT_GUARDED = 'cdk-iam-mfa:group-not-guarded',
  PASSWORD_RESET_BLOCKED = 'cdk-iam-mfa:password-reset-blocked',
}
