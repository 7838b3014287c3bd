/** Ids of the library's warnings. They are public: users acknowledge them by id, and docs/warnings.md lists them. */
export enum WarningId {
  ALLOW_ACTIONS_NOT_READ_ONLY = 'cdk-iam-mfa:allow-actions-not-read-only',
  ALLOW_ACTIONS_UNKNOWN_SERVICE = 'cdk-iam-mfa:allow-actions-unknown-service',
  SERVICE_CALLS_DENIED = 'cdk-iam-mfa:service-calls-denied',
  POLICY_NOT_GUARDED = 'cdk-iam-mfa:policy-not-guarded',
  DOCUMENT_REPLACED = 'cdk-iam-mfa:document-replaced',
  POLICY_NOT_MONITORED = 'cdk-iam-mfa:policy-not-monitored',
  POLICY_NOT_ATTACHED = 'cdk-iam-mfa:policy-not-attached',
  GROUP_NOT_GUARDED = 'cdk-iam-mfa:group-not-guarded',
  USER_NOT_GUARDED = 'cdk-iam-mfa:user-not-guarded',
  USER_ADDED_TWICE = 'cdk-iam-mfa:user-added-twice',
  GROUP_PATH_UNKNOWN = 'cdk-iam-mfa:group-path-unknown',
  USER_PATH_UNKNOWN = 'cdk-iam-mfa:user-path-unknown',
  PASSWORD_RESET_BLOCKED = 'cdk-iam-mfa:password-reset-blocked',
  MACHINE_USERS_STOPPED = 'cdk-iam-mfa:machine-users-stopped',
  IAM_EVENT_REGION_UNKNOWN = 'cdk-iam-mfa:iam-event-region-unknown',
  TOPIC_POLICY_NOT_ADDED = 'cdk-iam-mfa:topic-policy-not-added',
  USER_NOT_COVERED = 'cdk-iam-mfa:user-not-covered',
  GROUP_NOT_COVERED = 'cdk-iam-mfa:group-not-covered',
  INLINE_POLICIES_TOO_LONG = 'cdk-iam-mfa:inline-policies-too-long',
  ACCESS_KEYS_STOPPED = 'cdk-iam-mfa:access-keys-stopped',
  ROLE_WITHOUT_MFA = 'cdk-iam-mfa:role-without-mfa',
  COVERAGE_UNKNOWN = 'cdk-iam-mfa:coverage-unknown',
}

export interface Warning {
  readonly id: WarningId;
  readonly message: string;
}
