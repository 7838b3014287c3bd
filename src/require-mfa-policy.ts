import type { Duration } from 'aws-cdk-lib';
import { Annotations, Lazy, Stack, Token, aws_iam as iam } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { MfaEnforcement } from './mfa-enforcement';
import { AttachmentReview } from './private/app/attachment-review';
import { markAsEnforcement } from './private/app/enforcement-mark';
import { PolicySizeCheck } from './private/checks/policy-size-check';
import { checkRequireMfaOptions, requireMfaWarnings, withDefaults } from './private/checks/require-mfa-options';
import { checkAttachments, checkPolicyPath } from './private/checks/validation';
import { WarningId } from './private/checks/warnings';
import { requestsWithoutMfa, unlessMfaPresent } from './private/statements/conditions';
import { guardStatements } from './private/statements/enforcement-guard';
import { IamArns, DEFAULT_POLICY_PATH } from './private/statements/iam-arns';
import { rememberLast } from './private/statements/memoize-last';
import type { RequireMfaStatementOptions } from './private/statements/require-mfa-statements';
import { requireMfaStatements } from './private/statements/require-mfa-statements';
import type { UserCredential } from './user-credential';

/** What is denied without MFA, and what is not. */
export interface RequireMfaOptions {
  /**
   * Whether the calls that AWS services make on a user's behalf (forward access sessions) are left alone.
   *
   * Athena reads S3, CloudFormation creates instances and S3 uses KMS with a session of the caller that carries
   * `aws:MultiFactorAuthPresent: false`, even when an access key made the first call. The first call is judged
   * as ever, so an attacker gains nothing by it unless `allowActions` lets the first call through. With `false`
   * such calls are denied; together with `CONSOLE_ONLY` that breaks automation and gets the warning
   * `cdk-iam-mfa:service-calls-denied`.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
   * @default true
   */
  readonly allowAwsServiceCalls?: boolean;

  /**
   * Whether a session without MFA may change its own password: `iam:ChangePassword` and
   * `iam:GetAccountPasswordPolicy`. `RequireMfaPolicy` only exempts them; `ConsoleMfaEnforcedGroup` grants them too.
   *
   * It is needed by users who are created with a password to reset at the first sign-in, and by those whose
   * password has expired. An attacker who knows the password can then change it and lock the owner out.
   *
   * @default false
   */
  readonly allowPasswordChange?: boolean;

  /**
   * Further actions that need no MFA, such as `s3:GetObject`.
   *
   * Everybody who has the password alone can use them. An action that is not recognizably read-only gets the
   * warning `cdk-iam-mfa:allow-actions-not-read-only`: a service called without MFA acts for the caller, and
   * what it does is not denied (CloudFormation started without MFA creates what it likes).
   *
   * Refused: `*`, malformed names, wildcards in the service, any wildcard in `iam`, `sts`, `signin`, `sso*` and
   * `identitystore*`, `iam` actions other than Get and List, and `sts` actions other than
   * `DecodeAuthorizationMessage`, `GetAccessKeyInfo`, `GetCallerIdentity`, `GetServiceBearerToken` and
   * `GetSessionToken`.
   *
   * @default - none
   */
  readonly allowActions?: string[];

  /**
   * Whether a long-term access key may create and enable MFA devices of its own user.
   *
   * An attacker with the leaked access key of a user who has no device yet can then enroll a device of their own,
   * get an MFA session with it, and so pass for a user with MFA.
   *
   * @default false
   */
  readonly allowEnrollmentWithAccessKeys?: boolean;

  /**
   * Whether a long-term access key may call `sts:GetFederationToken`, for automation that vends tokens. For `CONSOLE_ONLY` only.
   *
   * An attacker with a leaked access key can then open a console session that needs no MFA and can go on for up to
   * 36 hours, also after the key was revoked.
   *
   * @default false
   */
  readonly allowFederationTokensWithAccessKeys?: boolean;

  /**
   * Whether a member's long-term access key may manage login profiles and MFA devices of **other** users, for
   * provisioning and off-boarding. For `CONSOLE_ONLY` only.
   *
   * By default that needs MFA, a role, or a user outside the group. An attacker with a leaked access key of such a
   * member can then give another user a password, or take their device, and sign in as them.
   *
   * @default false
   */
  readonly allowUserAdministrationWithAccessKeys?: boolean;

  /**
   * Credentials that a long-term access key may not create, change or remove without MFA either, of any user.
   * For `CONSOLE_ONLY` only.
   *
   * `ACCESS_KEYS` stops an attacker from making a leaked key outlive its rotation, and stops automation that
   * rotates keys by itself.
   *
   * @default - none: automation goes on rotating keys
   */
  readonly credentialsRequiringMfa?: UserCredential[];

  /**
   * The age from which an MFA session counts as without MFA: whole seconds, from 1 second to 36 hours.
   *
   * Console users sign in again once their session is older; until then the session can enroll and nothing else. It
   * never touches the requests of access keys under `CONSOLE_ONLY`. Without it, an attacker who steals an MFA
   * session can use it for its whole life, up to 36 hours.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage
   * @default - as long as the session lives
   */
  readonly maxMfaAge?: Duration;
}

/** Properties of `RequireMfaPolicy`. */
export interface RequireMfaPolicyProps extends RequireMfaOptions {
  /** Which requests need MFA. There is no default, because one choice stops automation and the other does not. */
  readonly enforcement: MfaEnforcement;

  /**
   * Physical name of the policy. With a name, a change that replaces the policy fails until the name changes too.
   *
   * @default - a name generated by CloudFormation
   */
  readonly managedPolicyName?: string;

  /**
   * Description of the policy. A change of it replaces the policy.
   *
   * @default - a sentence that says what the policy does
   */
  readonly description?: string;

  /**
   * IAM path of the policy; it begins and ends with `/`. A change of it replaces the policy.
   *
   * A policy cannot name its own ARN, so the guard names the path: without MFA members cannot change any managed
   * policy below it. Keep other policies out of it. With `/` nothing keeps a member with the permissions from
   * changing the policy without MFA, and the warning `cdk-iam-mfa:policy-not-guarded` says so.
   *
   * @default '/cdk-iam-mfa/'
   */
  readonly path?: string;

  /**
   * Groups to attach the policy to. They need not be of this app.
   *
   * The policy keeps their members from leaving, renaming or deleting them without MFA.
   *
   * @default - none
   */
  readonly groups?: iam.IGroup[];

  /**
   * Users to attach the policy to. They need not be of this app.
   *
   * The policy keeps them from detaching it without MFA.
   *
   * @default - none
   */
  readonly users?: iam.IUser[];
}

/**
 * A managed policy that denies its users everything but enrollment without MFA.
 *
 * It emits an `AWS::IAM::ManagedPolicy` of Deny statements, and grants nothing: members need `SelfManageMfaPolicy`,
 * or another grant, to enroll. What it denies besides, in both
 * modes and also through a service that acts for the user: enrollment with an access key, the ways into the
 * console (login profiles, removing a device, federation tokens), and undoing the enforcement.
 *
 * The guard against undoing follows the groups and users that the policy is attached to **from its own side**:
 * `groups`, `users`, `attachToGroup`, `attachToUser`. With `group.addManagedPolicy(policy)` the policy cannot name
 * the group, and the warning `cdk-iam-mfa:group-not-guarded` says so; `cdk-iam-mfa:user-not-guarded` is for users.
 *
 * Outside its promise is whatever can become another principal: assuming or passing a role, access keys of users
 * outside the group, identity providers. Attaching it to a role is refused at synth: a role session carries no MFA.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 *
 * @example
 * const operators = iam.Group.fromGroupName(this, 'Operators', 'operators');
 * new SelfManageMfaPolicy(this, 'SelfManageMfa', { groups: [operators] });
 * new RequireMfaPolicy(this, 'RequireMfa', { groups: [operators], enforcement: MfaEnforcement.CONSOLE_ONLY });
 */
export class RequireMfaPolicy extends iam.ManagedPolicy {
  public constructor(scope: Construct, id: string, props: RequireMfaPolicyProps) {
    const path = `${scope.node.path}/${id}`;
    const stack = Stack.of(scope);
    checkRequireMfaOptions(path, props?.enforcement, props ?? {});
    checkPolicyPath(path, props.path);
    checkAttachments(path, stack.account, props.groups, props.users);
    const options = withDefaults(props.enforcement, props);
    const policyPath = props.path ?? DEFAULT_POLICY_PATH;
    const arns = new IamArns(stack);

    super(scope, id, {
      managedPolicyName: props.managedPolicyName,
      description: props.description ?? 'Denies everything but enrollment without MFA.',
      path: policyPath,
      groups: props.groups,
      users: props.users,
      statements: requireMfaStatements(options, arns),
    });

    this.guard(options, policyPath, arns);
    markAsEnforcement(this);
    AttachmentReview.register(this, { guardsGroups: true, deniesPasswordChange: !options.allowPasswordChange });
    for (const { id: warningId, message } of requireMfaWarnings(options)) {
      Annotations.of(this).addWarningV2(warningId, message);
    }
    if (policyPath === '/') {
      Annotations.of(this).addWarningV2(WarningId.POLICY_NOT_GUARDED,
        'path got "/", below which lies every policy of the account, so the guard does not name this one and members with the permissions '
        + 'may change it without MFA; fix: leave path out, or acknowledge this warning');
    }
  }

  /** Adds the guard when the template is made, for until then the policy may be attached to more groups and users. */
  private guard(options: RequireMfaStatementOptions, policyPath: string, arns: IamArns): void {
    const resource = this.node.defaultChild as iam.CfnManagedPolicy | undefined;
    if (resource === undefined) {
      return; // `Role.customizeRoles` keeps policies out of the template.
    }
    const ownStatements = this.document.statementCount;
    const namesIn = (groups: unknown) => [groups ?? []].flat().map((name) => Token.asString(name));
    const guardOf = rememberLast(({ groups, users }: { groups: unknown; users: unknown }) => {
      const guarded = { groupNames: namesIn(groups), attachedToUsers: users !== undefined, policyPath };
      // `minimize` has CDK sort the ARNs, which it would or would not by a feature flag of the user's.
      const guard = new iam.PolicyDocument({ statements: guardStatements(guarded, unlessMfaPresent(options), arns), minimize: true });
      return guard.isEmpty ? [] : Stack.of(this).resolve(guard).Statement;
    });
    resource.policyDocument = Lazy.uncachedAny({
      produce: (context) => {
        // CDK resolves what is returned; resolving the document here already would walk every statement twice.
        const document = this.document.resolve(context);
        const guard = guardOf({ groups: context.resolve(resource.groups), users: context.resolve(resource.users) });
        return { ...document, Statement: [...document.Statement, ...guard] };
      },
    });
    const sizeCheck = new PolicySizeCheck(this, resource, () => ({
      allowActions: requestsWithoutMfa(options).map(() => options.allowActions),
      groups: Lazy.uncachedAny({ produce: (context) => namesIn(context.resolve(resource.groups)).flatMap((name) => arns.group(name)) }),
      addStatements: this.document.toJSON().Statement.slice(ownStatements),
    }));
    // With one group every combination of the closed options fits, and measuring would resolve the document once more.
    const isOpen = () => options.allowActions.length > 0 || policyPath !== DEFAULT_POLICY_PATH
      || this.document.statementCount > ownStatements || namesIn(Stack.of(this).resolve(resource.groups)).length > 1;
    this.node.addValidation({ validate: () => isOpen() ? sizeCheck.validate() : [] });
  }
}
