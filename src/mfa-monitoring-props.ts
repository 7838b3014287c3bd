import type { Duration, aws_iam as iam, aws_logs as logs, aws_sns as sns } from 'aws-cdk-lib';
import type { MfaConfigRule } from './mfa-config-rule';

/** Properties of `MfaMonitoring`. */
export interface MfaMonitoringProps {
  /**
   * The managed rules of AWS Config to deploy. An empty list deploys none.
   *
   * Deploy them in one Region of an account: they look at IAM, which is the same in all of them, and each copy is
   * evaluated and paid for. Leave `USERS_WITHOUT_MFA` out where machine users have no device, or it never turns green.
   *
   * Refused: a Region in which AWS Config does not record IAM, which are those that it came to after February 2022. Also refused are the
   * rules on the root user in the partitions `aws-cn` and `aws-us-gov`, which do not have them.
   *
   * @see https://docs.aws.amazon.com/config/latest/developerguide/mfa-enabled-for-iam-console-access.html
   * @default - all but `ROOT_WITHOUT_HARDWARE_MFA`; those on the root user only where the partition may have them
   */
  readonly configRules?: MfaConfigRule[];

  /**
   * After how long the rule `UNUSED_CREDENTIALS` objects to a password or an access key: whole days, at least one.
   *
   * @see https://docs.aws.amazon.com/config/latest/developerguide/iam-user-unused-credentials-check.html
   * @default Duration.days(90)
   */
  readonly unusedCredentialsAge?: Duration;

  /**
   * The CloudWatch log group of a trail that covers all Regions. Its Region and account must be those of the stack.
   *
   * Two metric filters on it count, each with an alarm:
   *
   * - successful console sign-ins of IAM users without MFA, with an alarm at the first one within five minutes. CloudTrail
   *   records sign-ins in several Regions, so a trail of one Region misses some. Federated sessions (SAML, IAM Identity
   *   Center), failed sign-ins and the root user are not counted. The filter pattern is the one that AWS Security Hub asks for
   *   (CloudWatch.3).
   * - requests that the policies under `policyPath` refused, with an alarm at the first one within an hour: it shows what stopped
   *   after you began to enforce. AWS names the policy in its messages since January 2026, service by service (Amazon S3:
   *   August 2026). A refusal by a service that does not name it yet is not counted, nor is a data event that the trail leaves out.
   *
   * The log group of an organization's trail is in the account that owns the trail, and so must be the alarms.
   *
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
   * @default - no alarms on sign-ins and on refused requests
   */
  readonly trailLogGroup?: logs.ILogGroup;

  /**
   * Whether changes are published: of MFA devices, login profiles, names and paths of users, and the enforcement, with every
   * refused attempt. Also changes of trails, of the default event bus, and of the rules and alarms of the monitoring.
   *
   * EventBridge rules get them from CloudTrail, in the one Region of the partition to which AWS sends the events of
   * IAM: us-east-1, cn-north-1 or us-gov-west-1. A stack that is known to be elsewhere is refused; for one that may be
   * anywhere there is the warning `cdk-iam-mfa:iam-event-region-unknown`. The account needs a trail that logs management events.
   * Changes of a trail are events of the trail's home Region.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
   * @default true
   */
  readonly notifyOfChanges?: boolean;

  /**
   * The groups whose changes are published: members who leave, renaming, deleting, inline policies. They need not be of this app.
   *
   * Name the enforced ones where a function or a pipeline moves users in and out of other groups. CloudTrail does not record
   * which group a denied call was on, so attempts that IAM denied are published for all groups; the message of AWS names the group.
   *
   * @default - all groups of the account
   */
  readonly enforcedGroups?: iam.IGroup[];

  /**
   * IAM path of the policies whose changes, detachments and refusals are looked for: the `path` of `RequireMfaPolicy`.
   *
   * Changes of policies under another path are not published. An attacker can undo an enforcement there unseen. Synth warns of such
   * a policy of the app (`cdk-iam-mfa:policy-not-monitored`).
   *
   * Refused: a quotation mark or a backslash in it, together with `trailLogGroup`, because a filter pattern cannot hold them.
   *
   * @default '/cdk-iam-mfa/'
   */
  readonly policyPath?: string;

  /**
   * The topic that everything is published to: a standard topic in the Region of the stack.
   *
   * Statements that let CloudWatch and EventBridge publish are added to its policy, and to the policy of its key. To
   * those of an imported topic or key CDK adds nothing, and the warning `cdk-iam-mfa:topic-policy-not-added` says
   * so. The key of AWS, `alias/aws/sns`, lets neither service publish.
   *
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
   * @default - a topic of its own, encrypted with a KMS key of its own
   */
  readonly topic?: sns.ITopic;
}
