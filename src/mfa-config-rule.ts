/**
 * The managed rules of AWS Config that `MfaMonitoring` can deploy.
 *
 * AWS evaluates them once a day, from data that is up to four hours old. They need a configuration recorder that
 * records IAM users in one Region of the account.
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
   * IAM users who have no MFA device, machine users with access keys only among them.
   *
   * In AWS Config: `IAM_USER_MFA_ENABLED`.
   */
  USERS_WITHOUT_MFA = 'IAM_USER_MFA_ENABLED',

  /**
   * A root user without an MFA device. It does not exist in the partitions `aws-cn` and `aws-us-gov`.
   *
   * In AWS Config: `ROOT_ACCOUNT_MFA_ENABLED`.
   */
  ROOT_WITHOUT_MFA = 'ROOT_ACCOUNT_MFA_ENABLED',

  /**
   * A root user without MFA, or with a virtual device. It does not exist in the partitions `aws-cn` and `aws-us-gov`.
   *
   * In AWS Config: `ROOT_ACCOUNT_HARDWARE_MFA_ENABLED`.
   */
  ROOT_WITHOUT_HARDWARE_MFA = 'ROOT_ACCOUNT_HARDWARE_MFA_ENABLED',

  /**
   * IAM users with a password or an active access key that was not used for some time.
   *
   * In AWS Config: `IAM_USER_UNUSED_CREDENTIALS_CHECK`.
   */
  UNUSED_CREDENTIALS = 'IAM_USER_UNUSED_CREDENTIALS_CHECK',
}
