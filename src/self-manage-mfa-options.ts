import type { UserCredential } from './user-credential';

/** What members may do to their own user. */
export interface SelfManageMfaOptions {
  /**
   * What else the members may manage of their own: reading, creating, changing and removing these credentials.
   *
   * `PASSWORD` grants `iam:ChangePassword`, which asks for the old password, and never `iam:UpdateLoginProfile`,
   * which does not. The grant has no MFA condition of its own, so that automation can rotate its keys; beside
   * `RequireMfaPolicy` a console session without MFA cannot use it. An attacker who holds a credential of the
   * member can make further ones, which survive the loss of the first.
   *
   * @default - none
   */
  readonly selfManagedCredentials?: UserCredential[];

  /**
   * Whether the members see the console's Users page: `iam:ListUsers`, `iam:GetAccountSummary` and
   * `iam:ListAccountAliases`.
   *
   * Members do not need it: they find their own devices under "Security credentials" in the account menu. An
   * attacker who got in as a member learns the names of all users. Beside `RequireMfaPolicy` it needs MFA.
   *
   * @default false
   */
  readonly allowListUsers?: boolean;

  /**
   * Whether the members may use `aws login` in a session with MFA: `signin:AuthorizeOAuth2Access` and
   * `signin:CreateOAuth2Token` on `oauth2/public-client/*`, as in AWS's own `SignInLocalDevelopmentAccess`.
   *
   * Users who have only passkeys need it for the command line, because `sts:GetSessionToken` accepts codes only. It grants no
   * tokens for service principals. An attacker who gets into a session with MFA of a member can make credentials that
   * last up to 12 hours.
   *
   * @see https://docs.aws.amazon.com/signin/latest/userguide/command-line-sign-in.html
   * @default false
   */
  readonly grantAwsLogin?: boolean;
}
