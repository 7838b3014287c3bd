/**
 * The credentials of an IAM user other than MFA devices.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users.html
 */
export enum UserCredential {
  /** The console password. */
  PASSWORD = 'PASSWORD',

  /** Long-term access keys. SMTP credentials for Amazon SES are made from them too. */
  ACCESS_KEYS = 'ACCESS_KEYS',

  /** X.509 signing certificates. */
  SIGNING_CERTIFICATES = 'SIGNING_CERTIFICATES',

  /** SSH public keys, for AWS CodeCommit. */
  SSH_PUBLIC_KEYS = 'SSH_PUBLIC_KEYS',

  /**
   * Service-specific credentials: HTTPS Git credentials for AWS CodeCommit, credentials for Amazon Keyspaces, and long-term API keys, such as
   * those for Amazon Bedrock and Amazon CloudWatch Logs.
   */
  SERVICE_SPECIFIC_CREDENTIALS = 'SERVICE_SPECIFIC_CREDENTIALS',
}
