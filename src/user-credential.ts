/**
 * The credentials of an IAM user other than MFA devices.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users.html
 */
export enum UserCredential {
  /** The console password. */
  PASSWORD = 'password',

  /** Long-term access keys, from which SMTP credentials for Amazon SES are made too. */
  ACCESS_KEYS = 'access-keys',

  /** X.509 signing certificates. */
  SIGNING_CERTIFICATES = 'signing-certificates',

  /** SSH public keys, for AWS CodeCommit. */
  SSH_PUBLIC_KEYS = 'ssh-public-keys',

  /**
   * Service-specific credentials: HTTPS Git credentials for AWS CodeCommit, credentials for Amazon
   * Keyspaces, and long-term API keys for Amazon Bedrock.
   */
  SERVICE_SPECIFIC_CREDENTIALS = 'service-specific-credentials',
}
