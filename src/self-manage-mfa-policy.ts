import { Stack, aws_iam as iam } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { MfaPolicyOptions } from './mfa-policy-options';
import { reviewAttachments } from './private/app/attachment-review';
import { checkedPolicyOptions } from './private/checks/policy-options';
import { checkBooleans, checkCredentials } from './private/checks/validation';
import { IamArns } from './private/statements/iam-arns';
import { selfManageMfaStatements } from './private/statements/self-manage-mfa-statements';
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
   * `signin:CreateOAuth2Token`.
   *
   * It is the way to the command line for users of passkeys, for `sts:GetSessionToken` takes codes only.
   *
   * @see https://docs.aws.amazon.com/signin/latest/userguide/command-line-sign-in.html
   * @default false
   */
  readonly grantAwsLogin?: boolean;
}

/** Properties of `SelfManageMfaPolicy`. */
export interface SelfManageMfaPolicyProps extends SelfManageMfaOptions, MfaPolicyOptions {}

/**
 * A managed policy by which users manage their own MFA devices and nothing else, unless told more.
 *
 * It emits an `AWS::IAM::ManagedPolicy` of Allow statements:
 *
 * - enabling, looking at and resynchronizing the devices of the own user, with or without an IAM path
 * - creating virtual devices of any name
 * - listing the account's virtual devices, which shows the names of their users
 * - removing one's own device, only in a session with MFA
 *
 * It requires MFA for nothing else: that is `RequireMfaPolicy`. `ConsoleMfaEnforcedGroup` has both.
 *
 * Attaching it to a role is refused at synth: a role session has no `aws:username`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 *
 * @example
 * new SelfManageMfaPolicy(this, 'SelfManageMfa', { groups: [iam.Group.fromGroupName(this, 'Operators', 'operators')] });
 */
export class SelfManageMfaPolicy extends iam.ManagedPolicy {
  public constructor(scope: Construct, id: string, props: SelfManageMfaPolicyProps = {}) {
    const constructPath = `${scope.node.path}/${id}`;
    const stack = Stack.of(scope);
    checkBooleans(constructPath, props, ['allowListUsers', 'grantAwsLogin']);
    checkCredentials(constructPath, 'selfManagedCredentials', props.selfManagedCredentials);
    const policy = checkedPolicyOptions(constructPath, stack, props, 'Lets users manage their own MFA devices.');

    super(scope, id, {
      ...policy,
      statements: selfManageMfaStatements({
        selfManagedCredentials: props.selfManagedCredentials ?? [],
        allowListUsers: props.allowListUsers ?? false,
        grantAwsLogin: props.grantAwsLogin ?? false,
      }, new IamArns(stack)),
    });

    reviewAttachments(this, { enforcesMfa: false, deniesPasswordChange: false });
  }
}
