import type { aws_iam as iam, aws_sns as sns } from 'aws-cdk-lib';
import {
  Annotations, Duration, Names, Stack, aws_cloudwatch as cloudwatch, aws_config as config, aws_events as events,
  aws_logs as logs,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { MfaConfigRule } from './mfa-config-rule';
import { addWarnings } from './private/checks/add-warnings';
import { iamEventRegionWarnings } from './private/checks/iam-event-region';
import { invalidProp } from './private/checks/invalid-prop';
import { WarningId } from './private/checks/warnings';
import { notify } from './private/monitoring/alarm-action';
import type { EventPattern } from './private/monitoring/events';
import { CONSOLE_SIGN_IN_WITHOUT_MFA, changesOfMfa, lossOfCompliance } from './private/monitoring/events';
import { checkMonitoring, configRulesOf, notifiesOfChanges } from './private/monitoring/options';
import { createTopic, letServicesPublish } from './private/monitoring/topic';
import { DEFAULT_POLICY_PATH } from './private/statements/iam-arns';

/** Properties of `MfaMonitoring`. */
export interface MfaMonitoringProps {
  /**
   * The managed rules of AWS Config to deploy. An empty list deploys none.
   *
   * Deploy them in one Region of an account: they look at IAM, which is the same in all of them, and each copy is
   * evaluated and paid for. Leave `USERS_WITHOUT_MFA` out where machine users have no device, or it never turns green.
   *
   * Refused: a Region in which AWS Config does not record IAM (those that it came to after February 2022), and the rules on
   * the root user in the partitions `aws-cn` and `aws-us-gov`, which do not have them.
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
   * A metric filter on it counts successful console sign-ins of IAM users without MFA, and an alarm goes off at the
   * first one within five minutes. CloudTrail records sign-ins in several Regions, so a trail of one Region misses some.
   * Federated sessions (SAML, IAM Identity Center), failed sign-ins and the root user are not counted. The filter
   * pattern is the one that AWS Security Hub asks for (CloudWatch.3). The log group of an organization's trail is in the
   * account that owns the trail, and so must be the alarm.
   *
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
   * @default - no alarm on sign-ins
   */
  readonly trailLogGroup?: logs.ILogGroup;

  /**
   * Whether every change of an MFA device, a login profile or the enforcement is published, denied attempts too.
   *
   * An EventBridge rule gets them from CloudTrail, in the one Region of the partition to which AWS sends the events of
   * IAM: us-east-1, cn-north-1 or us-gov-west-1. A stack that is known to be elsewhere is refused; for one that may be
   * anywhere there is the warning `cdk-iam-mfa:iam-event-region-unknown`. The account needs a trail that logs management events.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
   * @default true
   */
  readonly notifyOfChanges?: boolean;

  /**
   * The groups whose changes (members who leave, renaming, deleting) are published. They need not be of this app.
   *
   * Name the enforced ones where a function or a pipeline moves users in and out of other groups.
   *
   * @default - all groups of the account
   */
  readonly enforcedGroups?: iam.IGroup[];

  /**
   * IAM path of the policies whose changes and detachments are published: the `path` of `RequireMfaPolicy`.
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
 * Sees who has no MFA, who signs in without it, and who changes it, and says so on one topic.
 *
 * It emits managed rules of AWS Config and an EventBridge rule on their findings, a metric filter with an alarm
 * on console sign-ins without MFA, an EventBridge rule on changes of devices, login profiles and the enforcement,
 * and an encrypted topic. It changes nothing and enforces nothing. Subscribe to `topic`, or nobody hears of it.
 *
 * Deploy it once per account, in the Region of IAM's events (us-east-1, cn-north-1 or us-gov-west-1), where the account
 * needs a configuration recorder and a trail. If the log group of the trail is in another Region, deploy a second one
 * there for sign-ins only, with `trailLogGroup`, no `configRules`, and `notifyOfChanges` off. For many accounts, put
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

  /** The alarm on console sign-ins without MFA. There is none without `trailLogGroup`. */
  public readonly consoleSignInAlarm?: cloudwatch.Alarm;

  private readonly consoleSignIns?: logs.MetricFilter;

  public constructor(scope: Construct, id: string, props: MfaMonitoringProps = {}) {
    const stack = Stack.of(scope);
    checkMonitoring(`${scope.node.path}/${id}`, props, stack);
    super(scope, id);

    this.topic = this.monitoringTopic(props.topic);
    this.addConfigRules(configRulesOf(props, stack.region), props.unusedCredentialsAge);
    if (props.trailLogGroup !== undefined) {
      this.consoleSignIns = this.consoleSignInFilter(props.trailLogGroup);
      this.consoleSignInAlarm = this.alarmOnSignIns();
    }
    if (notifiesOfChanges(props)) {
      const groupNames = (props.enforcedGroups ?? []).map(({ groupName }) => groupName);
      this.publish('Changes', 'Changes of MFA devices, login profiles and the enforcement of MFA',
        changesOfMfa(groupNames, props.policyPath ?? DEFAULT_POLICY_PATH));
      addWarnings(this, iamEventRegionWarnings('notifyOfChanges', stack.region));
    }
  }

  /**
   * Successful console sign-ins of IAM users without MFA. Fails without `trailLogGroup`.
   *
   * @default - sum over 5 minutes
   */
  public metricConsoleSignInsWithoutMfa(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    if (this.consoleSignIns === undefined) {
      throw invalidProp({
        path: this.node.path, prop: 'trailLogGroup', got: undefined, expected: 'the log group of a trail, for the metric counts in it', fix: 'pass trailLogGroup',
      });
    }
    return this.consoleSignIns.metric({ statistic: 'Sum', period: Duration.minutes(5), ...options });
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

  private addConfigRules(rules: MfaConfigRule[], unusedCredentialsAge = Duration.days(90)): void {
    const names = rules.map((identifier) => new config.ManagedRule(this, CONFIG_RULE_IDS[identifier], {
      identifier,
      inputParameters: identifier === MfaConfigRule.UNUSED_CREDENTIALS ? { maxCredentialUsageAge: unusedCredentialsAge.toDays() } : undefined,
    }).configRuleName);
    if (names.length > 0) {
      this.publish('Findings', 'Users who are found without MFA, or with unused credentials', lossOfCompliance(names));
    }
  }

  private consoleSignInFilter(logGroup: logs.ILogGroup): logs.MetricFilter {
    return new logs.MetricFilter(this, 'ConsoleSignIns', {
      logGroup,
      filterPattern: logs.FilterPattern.literal(CONSOLE_SIGN_IN_WITHOUT_MFA),
      metricNamespace: 'cdk-iam-mfa',
      // Two of them, on two trails, must not count into one metric.
      metricName: `ConsoleSignInWithoutMfa-${Names.uniqueResourceName(this, { maxLength: 80 })}`,
    });
  }

  private alarmOnSignIns(): cloudwatch.Alarm {
    const alarm = this.metricConsoleSignInsWithoutMfa().createAlarm(this, 'ConsoleSignInAlarm', {
      alarmDescription: 'An IAM user signed in to the console without MFA.',
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(notify(this.topic));
    return alarm;
  }

  /** Not by the targets module of CDK: it would load the constructs of every target, and add statements of its own. */
  private publish(id: string, description: string, eventPattern: EventPattern): void {
    new events.Rule(this, id, { description, eventPattern, targets: [{ bind: () => ({ arn: this.topic.topicArn }) }] });
  }
}

/** Contract with users: another id would replace the rule. */
const CONFIG_RULE_IDS: Record<MfaConfigRule, string> = {
  [MfaConfigRule.CONSOLE_USERS_WITHOUT_MFA]: 'ConsoleUsersWithoutMfa',
  [MfaConfigRule.USERS_WITHOUT_MFA]: 'UsersWithoutMfa',
  [MfaConfigRule.ROOT_WITHOUT_MFA]: 'RootWithoutMfa',
  [MfaConfigRule.ROOT_WITHOUT_HARDWARE_MFA]: 'RootWithoutHardwareMfa',
  [MfaConfigRule.UNUSED_CREDENTIALS]: 'UnusedCredentials',
};
