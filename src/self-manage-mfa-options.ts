import type { UserCredential } from './user-credential';

/** Options that let members manage more than their MFA devices. */
export interface SelfManageMfaOptions {
  /**
   * Credentials of their own that the members can list, create, change and remove.
   *
   * `PASSWORD` grants `iam:ChangePassword`, which asks for the old password. It does not grant `iam:UpdateLoginProfile`, which does not ask for it.
   * The grant has no MFA condition, so that automation can rotate its keys. With `RequireMfaPolicy`, a console session without MFA cannot use the
   * grant. An attacker who has a credential of a member can create more credentials, which keep working after you revoke the first.
   *
   * @default - none
   */
  readonly selfManagedCredentials?: UserCredential[];

  /**
   * Whether the members can open the Users page of the IAM console: `iam:ListUsers`, `iam:GetAccountSummary` and `iam:ListAccountAliases`.
   *
   * Members do not need it, because they find their own devices under "Security credentials" in the account menu. An attacker with access as a
   * member learns the names of all users. With `RequireMfaPolicy`, a console session needs MFA for it.
   *
   * @default false
   */
  readonly allowListUsers?: boolean;

  /**
   * Whether the members can use `aws login` in an MFA session. Users who have only passkeys need it for the CLI, because `sts:GetSessionToken`
   * accepts codes only.
   *
   * It grants `signin:AuthorizeOAuth2Access` and `signin:CreateOAuth2Token` on `oauth2/public-client/*`, as the AWS managed policy
   * `SignInLocalDevelopmentAccess` does. It grants no tokens for service principals. An attacker who steals an MFA session of a member can make
   * credentials that last up to 12 hours.
   *
   * @see https://docs.aws.amazon.com/signin/latest/userguide/command-line-sign-in.html
   * @default false
   */
  readonly grantAwsLogin?: boolean;
}
