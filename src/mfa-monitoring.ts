import type { Duration, aws_cloudwatch as cloudwatch, aws_iam as iam, aws_logs as logs, aws_scheduler as scheduler, aws_sns as sns } from 'aws-cdk-lib';
import { Annotations, Stack, aws_events as events } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { ForceMfaGroup } from './force-mfa-group';
import type { MfaConfigRule } from './mfa-config-rule';
import { addWarnings } from './private/checks/add-warnings';
import { iamEventRegionWarnings } from './private/checks/iam-event-region';
import { invalidProp } from './private/checks/invalid-prop';
import { WarningId } from './private/checks/warnings';
import { addConfigRules } from './private/monitoring/config-rules';
import type { EventPattern } from './private/monitoring/event-rules';
import { IamCalls, changesOfMembership, lossOfCompliance, tampering } from './private/monitoring/event-rules';
import { checkMonitoring, checkWatchedGroup, configRulesOf, notifiesOfChanges } from './private/monitoring/monitoring-options';
import {
  changeSentence, findingSentence, newDocumentSentence, refusalSentence, tamperingSentence,
} from './private/monitoring/sentences';
import { createTopic, letServicesPublish } from './private/monitoring/topic';
import type { TrailAlarm } from './private/monitoring/trail-alarm';
import { countConsoleSignIns, countRefusedRequests } from './private/monitoring/trail-alarm';
import { DEFAULT_POLICY_PATH } from './private/statements/iam-arns';

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
   * refused attempt. Also changes of trails, and of the rules and alarms of the monitoring.
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

/**
 * Sees who has no MFA, who signs in without it, and who changes it or tries to, and says so on one topic.
 *
 * It emits:
 *
 * - managed rules of AWS Config, and an EventBridge rule on their findings
 * - two metric filters with alarms, on console sign-ins without MFA and on requests that the policies refused
 * - EventBridge rules on changes of devices, login profiles, users and the enforcement, on refused attempts, and on tampering with
 *   the trail and the monitoring
 * - an encrypted topic
 *
 * It changes nothing and enforces nothing. Subscribe to `topic`, or nobody hears of it.
 *
 * An event arrives as a sentence: who did what, to whom, from where, and when. EventBridge puts it in quotation marks. The
 * sentence names the event, whose record is in the event history of CloudTrail for 90 days; to get the whole event, add a target to
 * `rules`.
 *
 * `UpdateUser` is published for every user, because a new name or path takes a user out of what a `ForceMfaGroup` looks after.
 *
 * What it does not see:
 *
 * - federation tokens (`sts:GetFederationToken`), which may be everyday work of automation; refused ones are counted;
 * - changes of the function and the schedule of a `ForceMfaGroup`, unless you pass it to `watchForceMfaGroup`;
 * - changes of a trail whose home Region is another, of its bucket and of its log group;
 * - the end of the rule `Tampering`: who disables that one first can disable the others in silence;
 * - changes of the topic, its subscriptions and its key, of the rules and the recorder of AWS Config, and of the metric filters;
 * - anything while no trail logs. EventBridge gets events after minutes, and CloudTrail's delivery to it is best effort.
 *
 * Deploy it once per account, in the Region of IAM's events (us-east-1, cn-north-1 or us-gov-west-1), where the account
 * needs a configuration recorder and a trail. If the log group of the trail is in another Region, deploy a second one
 * there for the alarms only, with `trailLogGroup`, no `configRules`, and `notifyOfChanges` off. For many accounts, put
 * the stack into a stack set, or make one stack for each account.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config.html
 *
 * @example
 * const monitoring = new MfaMonitoring(this, 'Monitoring', {
 *   trailLogGroup: logs.LogGroup.fromLogGroupName(this, 'Trail', 'trail'),
 * });
 * monitoring.topic.addSubscription(new subscriptions.EmailSubscription('security@example.com'));
 */
export class MfaMonitoring extends Construct {
  /** The topic that everything is published to. */
  public readonly topic: sns.ITopic;

  /** The rules that publish sentences. Add a target to get whole events. */
  public readonly rules: events.Rule[] = [];

  /** The alarm on console sign-ins without MFA. There is none without `trailLogGroup`. */
  public readonly consoleSignInAlarm?: cloudwatch.Alarm;

  /** The alarm on requests that the policies refused. There is none without `trailLogGroup`. */
  public readonly refusedRequestsAlarm?: cloudwatch.Alarm;

  private readonly consoleSignIns?: TrailAlarm;
  private readonly refusedRequests?: TrailAlarm;

  public constructor(scope: Construct, id: string, props: MfaMonitoringProps = {}) {
    const stack = Stack.of(scope);
    checkMonitoring(`${scope.node.path}/${id}`, props, stack);
    super(scope, id);

    const policyPath = props.policyPath ?? DEFAULT_POLICY_PATH;
    this.topic = this.monitoringTopic(props.topic);
    const configRules = addConfigRules(this, configRulesOf(props, stack.region), props.unusedCredentialsAge);
    if (configRules.length > 0) {
      this.publish('Findings', 'Users who are found without MFA, or with unused credentials', [lossOfCompliance(configRules)], findingSentence());
    }
    if (props.trailLogGroup !== undefined) {
      this.consoleSignIns = countConsoleSignIns(this, props.trailLogGroup, this.topic);
      this.consoleSignInAlarm = this.consoleSignIns.alarm;
      this.refusedRequests = countRefusedRequests(this, props.trailLogGroup, this.topic, policyPath);
      this.refusedRequestsAlarm = this.refusedRequests.alarm;
    }
    if (notifiesOfChanges(props)) {
      this.publishChanges(new IamCalls(this, (props.enforcedGroups ?? []).map(({ groupName }) => groupName), policyPath));
      addWarnings(this, iamEventRegionWarnings('notifyOfChanges', stack.region));
    }
  }

  /**
   * Successful console sign-ins of IAM users without MFA. Fails without `trailLogGroup`.
   *
   * @default - sum over 5 minutes
   */
  public metricConsoleSignInsWithoutMfa(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.counted(this.consoleSignIns).metric(options);
  }

  /**
   * Requests that the policies under `policyPath` refused. Fails without `trailLogGroup`.
   *
   * @default - sum over an hour
   */
  public metricRefusedRequests(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.counted(this.refusedRequests).metric(options);
  }

  /**
   * Publishes changes of the function and of the schedule of a `ForceMfaGroup`: code, environment, concurrency, deletion.
   *
   * The rule is in the stack of the group, whose Region must be that of the topic, and it is added to `rules`. Attempts that AWS
   * denied are not published.
   */
  public watchForceMfaGroup(group: ForceMfaGroup): events.Rule {
    checkWatchedGroup(this.node.path, group, Stack.of(this).region);
    const scheduleName = (group.node.findChild('Schedule') as scheduler.CfnSchedule).ref;
    const [rule] = this.publish('Tampering', 'Changes of the function and the schedule that look after the group',
      [changesOfMembership(group.membershipFunction.functionName, scheduleName)], tamperingSentence(), group);
    return rule;
  }

  private counted(counter: TrailAlarm | undefined): TrailAlarm {
    if (counter === undefined) {
      throw invalidProp({
        path: this.node.path,
        prop: 'trailLogGroup',
        got: undefined,
        expected: 'the log group of a trail, because the metric counts in it',
        fix: 'pass trailLogGroup',
      });
    }
    return counter;
  }

  private monitoringTopic(given?: sns.ITopic): sns.ITopic {
    const topic = given ?? createTopic(this);
    if (!letServicesPublish(topic)) {
      Annotations.of(this).addWarningV2(WarningId.TOPIC_POLICY_NOT_ADDED,
        'topic got an imported topic, or one with an imported key, whose policy CDK does not change, so nothing may arrive; '
        + 'fix: allow cloudwatch.amazonaws.com and events.amazonaws.com to sns:Publish, and to kms:Decrypt and kms:GenerateDataKey* with a '
        + 'customer managed key, and acknowledge this warning');
    }
    return topic;
  }

  private publishChanges(calls: IamCalls): void {
    this.publish('Changes', 'Changes of MFA devices, login profiles, users and the enforcement of MFA', calls.changes(), changeSentence());
    this.publish('NewDocuments', 'New documents of policies that enforce MFA', calls.newDocuments(), newDocumentSentence());
    this.publish('RefusedCalls', 'Refused attempts to change MFA or what watches it', [calls.refusedCalls()], refusalSentence());
    const alarmNames = [this.consoleSignInAlarm, this.refusedRequestsAlarm].flatMap((alarm) => alarm === undefined ? [] : [alarm.alarmName]);
    this.publish('Tampering', 'Changes of trails, and of the rules and alarms that watch MFA',
      tampering(this.rules.map(({ ruleName }) => ruleName), alarmNames), tamperingSentence());
  }

  /** Not by the targets module of CDK: it would load the constructs of every target, and add statements of its own. */
  private publish(id: string, description: string, eventPatterns: EventPattern[], sentence: string, scope: Construct = this): events.Rule[] {
    const input = events.RuleTargetInput.fromText(sentence);
    const added = eventPatterns.map((eventPattern, index) => new events.Rule(scope, index === 0 ? id : `${id}${index + 1}`, {
      description, eventPattern, targets: [{ bind: () => ({ arn: this.topic.topicArn, input }) }],
    }));
    this.rules.push(...added);
    return added;
  }
}
