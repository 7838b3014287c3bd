import type { Duration, aws_iam as iam, aws_logs as logs, aws_sns as sns } from 'aws-cdk-lib';
import type { MfaConfigRule } from './mfa-config-rule';

/** Properties of `MfaMonitoring`. */
export interface MfaMonitoringProps {
  /**
   * The managed rules of AWS Config to deploy. An empty list deploys none.
   *
   * Deploy them in one Region of each account, because IAM is the same in all Regions and you pay for each copy. If machine users have no
   * device, leave out `USERS_WITHOUT_MFA`, because the account would never become compliant.
   *
   * Refused:
   *
   * - rules in a Region in which AWS Config does not record IAM: the Regions that AWS added to AWS Config after February 2022
   * - rules on the root user in the partitions `aws-cn` and `aws-us-gov`, which do not have these rules
   *
   * @see https://docs.aws.amazon.com/config/latest/developerguide/mfa-enabled-for-iam-console-access.html
   * @default - all but `ROOT_WITHOUT_HARDWARE_MFA`; `ROOT_WITHOUT_MFA` only if the partition may have it
   */
  readonly configRules?: MfaConfigRule[];

  /**
   * The age from which the rule `UNUSED_CREDENTIALS` reports an unused password or access key: whole days, at least one.
   *
   * @see https://docs.aws.amazon.com/config/latest/developerguide/iam-user-unused-credentials-check.html
   * @default Duration.days(90)
   */
  readonly unusedCredentialsAge?: Duration;

  /**
   * The CloudWatch log group of a trail that covers all Regions. Its Region and account must be those of the stack.
   *
   * Two metric filters count events in it. Each filter has an alarm:
   *
   * - Successful console sign-ins of IAM users without MFA. One sign-in within five minutes sets off the alarm. CloudTrail records sign-ins in
   *   several Regions, so a trail of one Region misses some. Not counted: federated sessions (SAML, IAM Identity Center), failed
   *   sign-ins, and the root user. The filter pattern is the one of the AWS Security Hub control CloudWatch.3.
   * - Requests that the policies under `policyPath` denied. One request within an hour sets off the alarm. It shows what stopped after you
   *   began to enforce. Not counted: requests to a service whose message does not name the policy yet, and data events that the trail does
   *   not log. AWS services began to name the policy in January 2026, and Amazon S3 in August 2026.
   *
   * The log group of an organization trail is in the account that owns the trail. Deploy the alarms in that account.
   *
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
   * @default - no alarms on sign-ins and on refused requests
   */
  readonly trailLogGroup?: logs.ILogGroup;

  /**
   * Whether to publish changes, and attempts that AWS denied.
   *
   * The changes are those of:
   *
   * - MFA devices, login profiles, names and paths of users
   * - the enforcement: its groups and policies
   * - trails, the default event bus, and the rules and alarms of the monitoring
   *
   * AWS sends IAM events to one Region of each partition: us-east-1, cn-north-1 or us-gov-west-1. In a stack of another Region, synth fails. If
   * the Region of the stack is not known, synth warns (`cdk-iam-mfa:iam-event-region-unknown`). The account needs a trail that logs
   * management events. AWS sends changes of a trail to the home Region of the trail.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
   * @default true
   */
  readonly notifyOfChanges?: boolean;

  /**
   * The groups whose changes are published: members who leave, renaming, deleting, and inline policies. They can belong to another app.
   *
   * Name the enforced groups if a function or a pipeline moves users in and out of other groups. Attempts that IAM denied are published for
   * all groups, because CloudTrail does not record the group of a denied call. The error message in the event names the group.
   * Groups of another account are refused.
   *
   * If the stack of a group uses the topic of this construct, import the group by its name. Otherwise, the two stacks refer to each other, and
   * CDK fails with `cyclic reference`.
   *
   * @default - all groups of the account
   */
  readonly enforcedGroups?: iam.IGroup[];

  /**
   * IAM path of the policies whose changes, detachments and denials are published or counted: the `path` of `RequireMfaPolicy`.
   *
   * Changes of policies under another path are not published, so an attacker can undo such an enforcement without notice. For a policy of the
   * app under another path, synth gives the warning `cdk-iam-mfa:policy-not-monitored`.
   *
   * Refused with `trailLogGroup`: a path with a quotation mark or a backslash, because a filter pattern cannot hold them.
   *
   * @default '/cdk-iam-mfa/'
   */
  readonly policyPath?: string;

  /**
   * The topic that receives everything: a standard topic in the Region of the stack. It is in the account of the stack too, unless only the alarms
   * of `trailLogGroup` publish to it.
   *
   * The construct adds statements to the policy of the topic, and to the policy of its key, so that CloudWatch and EventBridge can publish. CDK
   * cannot change the policy of an imported topic or key. Then synth gives the warning `cdk-iam-mfa:topic-policy-not-added`. With the AWS
   * managed key `alias/aws/sns`, neither service can publish.
   *
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
   * @default - a topic of its own, encrypted with a KMS key of its own
   */
  readonly topic?: sns.ITopic;
}
