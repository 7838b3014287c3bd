/**
 * The managed rules of AWS Config that `MfaMonitoring` can deploy.
 *
 * AWS evaluates each rule once a day. `CONSOLE_USERS_WITHOUT_MFA` and `UNUSED_CREDENTIALS` see data that is up to four hours old. The account
 * needs a configuration recorder that records IAM users in one Region.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
 */
export enum MfaConfigRule {
  /**
   * IAM users who have a console password and no MFA device.
   *
   * In AWS Config: `MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS`.
   */
  CONSOLE_USERS_WITHOUT_MFA = 'MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS',

  /**
   * IAM users who have no MFA device, including machine users who have only access keys.
   *
   * In AWS Config: `IAM_USER_MFA_ENABLED`.
   */
  USERS_WITHOUT_MFA = 'IAM_USER_MFA_ENABLED',

  /**
   * A root user without an MFA device. The partitions `aws-cn` and `aws-us-gov` do not have this rule.
   *
   * In AWS Config: `ROOT_ACCOUNT_MFA_ENABLED`.
   */
  ROOT_WITHOUT_MFA = 'ROOT_ACCOUNT_MFA_ENABLED',

  /**
   * A root user without an MFA device, or with a virtual one. The partitions `aws-cn` and `aws-us-gov` do not have this rule.
   *
   * In AWS Config: `ROOT_ACCOUNT_HARDWARE_MFA_ENABLED`.
   */
  ROOT_WITHOUT_HARDWARE_MFA = 'ROOT_ACCOUNT_HARDWARE_MFA_ENABLED',

  /**
   * IAM users with a password or an active access key that was not used for `unusedCredentialsAge`.
   *
   * In AWS Config: `IAM_USER_UNUSED_CREDENTIALS_CHECK`.
   */
  UNUSED_CREDENTIALS = 'IAM_USER_UNUSED_CREDENTIALS_CHECK',
}
