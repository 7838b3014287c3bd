import type { aws_cloudwatch as cloudwatch, aws_events as events, aws_sns as sns } from 'aws-cdk-lib';
import { Annotations, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { ForceMfaGroup } from './force-mfa-group';
import type { MfaMonitoringProps } from './mfa-monitoring-props';
import { markMonitoring } from './private/app/resource-marks';
import { mayHaveIamEvents } from './private/aws/regions';
import { addWarnings } from './private/checks/add-warnings';
import { groupPathWarnings } from './private/checks/group-path';
import { iamEventRegionWarnings } from './private/checks/iam-event-region';
import { invalidProp } from './private/checks/invalid-prop';
import { WarningId } from './private/checks/warnings';
import { addConfigRules } from './private/monitoring/config-rules';
import {
  IamCalls, changesOfAlarms, changesOfMembership, changesOfRoles, lossOfCompliance, tampering,
} from './private/monitoring/event-patterns';
import { checkWatchedGroup, resolveMonitoringOptions } from './private/monitoring/monitoring-options';
import { type Publication, numbered, publishEvents } from './private/monitoring/publication';
import {
  alarmSentence, changeSentence, findingSentence, newDocumentSentence, refusalSentence, roleSentence, tamperingSentence,
} from './private/monitoring/sentences';
import { createTopic, letServicesPublish } from './private/monitoring/topic';
import type { TrailAlarm } from './private/monitoring/trail-log-alarms';
import { countConsoleSignIns, countRefusedRequests } from './private/monitoring/trail-log-alarms';
import { watchedParts } from './private/monitoring/watched-parts';

/**
 * Publishes to one SNS topic: users without MFA, sign-ins without MFA, and changes and attempted changes of MFA.
 *
 * It emits:
 *
 * - managed rules of AWS Config, and an EventBridge rule on their findings
 * - two metric filters with alarms: console sign-ins without MFA, and requests that the policies denied
 * - EventBridge rules on changes of devices, login profiles, users and the enforcement, and on attempts that AWS denied
 * - EventBridge rules on tampering with the trail, the default event bus and the monitoring
 * - an encrypted topic
 *
 * It changes no user and enforces nothing. Subscribe to `topic`, because otherwise nobody receives the messages.
 *
 * An event arrives as a sentence in quotation marks: who did what, to whom, from where, and when. The sentence has names instead of ARNs,
 * because a quotation mark in a path would break it. It names the event. You find the record of the event in the CloudTrail event history for
 * 90 days. To get the whole event, add a target to `rules`.
 *
 * The rules publish:
 *
 * - events of the account of the stack only
 * - `UpdateUser` of every user, because a `ForceMfaGroup` may not add a user with another name or path
 * - deployments that change an alarm or a rule of the monitoring, with the role that deployed it
 *
 * It does not publish:
 *
 * - federation tokens (`sts:GetFederationToken`), because automation may need them every day. Denied ones are counted
 * - changes of the function, schedule, alarms and roles of a `ForceMfaGroup`, unless you pass the group to `watchForceMfaGroup`
 * - changes of a trail that has another home Region, and changes of the bucket and the log group of a trail
 * - changes after somebody has disabled the rule `Tampering`. An attacker who disables this rule first can disable the others without notice
 * - the disabling of a KMS key that the default event bus already uses. A new key of the event bus is published
 * - changes of the topic, its subscriptions and its key, of the rules and the recorder of AWS Config, and of the metric filters
 * - anything while no trail logs. Events arrive after some minutes, and CloudTrail does not guarantee their delivery to EventBridge
 *
 * Deploy it once per account, in the Region that receives IAM events: us-east-1, cn-north-1 or us-gov-west-1. The account needs a
 * configuration recorder and a trail there. If the log group of the trail is in another Region, deploy a second `MfaMonitoring` in that
 * Region for the alarms: with `trailLogGroup`, `configRules: []`, and `notifyOfChanges: false`. For many accounts, use a stack set, or one
 * stack per account. CDK does not show the warnings of a `StackSetStack`, unless you turn on the feature flag
 * `@aws-cdk/core:annotationsInValidationReport`.
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
  /** The topic that receives everything. */
  public readonly topic: sns.ITopic;

  /** The rules that publish sentences. Add a target to get whole events. */
  public readonly rules: events.Rule[] = [];

  /** Alarm on console sign-ins without MFA. It exists only with `trailLogGroup`. */
  public readonly consoleSignInAlarm?: cloudwatch.Alarm;

  /** Alarm on requests that the policies denied. It exists only with `trailLogGroup`. */
  public readonly refusedRequestsAlarm?: cloudwatch.Alarm;

  private readonly consoleSignIns?: TrailAlarm;
  private readonly refusedRequests?: TrailAlarm;

  public constructor(scope: Construct, id: string, props: MfaMonitoringProps = {}) {
    const stack = Stack.of(scope);
    const { trailLogGroup, policyPath, ...options } = resolveMonitoringOptions(`${scope.node.path}/${id}`, props, stack);
    super(scope, id);
    if (options.notifyOfChanges || trailLogGroup !== undefined) {
      markMonitoring(this, policyPath);
    }

    this.topic = this.monitoringTopic(options.topic);
    const configRules = addConfigRules(this, options.configRules, options.unusedCredentialsAge);
    if (configRules.length > 0) {
      this.publish('Findings', {
        description: 'Users who are found without MFA, or with unused credentials',
        eventPatterns: [lossOfCompliance(configRules)],
        sentence: findingSentence(),
      });
    }
    if (trailLogGroup !== undefined) {
      this.consoleSignIns = countConsoleSignIns(this, trailLogGroup, this.topic);
      this.consoleSignInAlarm = this.consoleSignIns.alarm;
      this.refusedRequests = countRefusedRequests(this, trailLogGroup, this.topic, policyPath);
      this.refusedRequestsAlarm = this.refusedRequests.alarm;
    }
    if (options.notifyOfChanges) {
      this.publishChanges(new IamCalls(this, options.enforcedGroupNames, policyPath));
      addWarnings(this, [
        ...iamEventRegionWarnings('notifyOfChanges', stack.region),
        ...groupPathWarnings('enforcedGroups', options.enforcedGroupNames.map((name) => JSON.stringify(stack.resolve(name)))),
      ]);
    }
  }

  /**
   * Successful console sign-ins of IAM users without MFA. The method throws an error without `trailLogGroup`.
   *
   * @default - sum over 5 minutes
   */
  public metricConsoleSignInsWithoutMfa(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.counted(this.consoleSignIns).metric(options);
  }

  /**
   * Requests that the policies under `policyPath` denied. The method throws an error without `trailLogGroup`.
   *
   * @default - sum over an hour
   */
  public metricRefusedRequests(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.counted(this.refusedRequests).metric(options);
  }

  /**
   * Publishes changes of the resources that a `ForceMfaGroup` needs to work and to report failures.
   *
   * These are:
   *
   * - its function and its schedule: code, environment, concurrency, deletion
   * - the roles of both, and the policies of these roles, if the group is in the Region that receives IAM events
   * - its alarms: deletion, disabled actions, mute rules, overwriting, forced states
   * - the EventBridge rules that publish these changes, and the rule of `reactToIamEvents`
   *
   * The method creates EventBridge rules in the stack of the group, and adds them to `rules`. That stack must be in the account and Region of the
   * topic. It returns the rule on the function and the schedule. Attempts that AWS denied are published for alarms and EventBridge rules only.
   */
  public watchForceMfaGroup(group: ForceMfaGroup): events.Rule {
    checkWatchedGroup(this.node.path, group, Stack.of(this).region, this.topic);
    const { functionName, scheduleName, alarmNames, roleNames, policyArns, ruleNames } = watchedParts(group);
    const others = [
      ...this.publishAlarmChanges(alarmNames, group),
      ...(mayHaveIamEvents(Stack.of(group).region) ? this.publish('RoleChanges', {
        description: 'Changes of the roles of the function and the schedule',
        eventPatterns: [changesOfRoles(roleNames, policyArns)],
        sentence: roleSentence(),
        scope: group,
      }) : []),
    ];
    const [rule] = this.publish('Tampering', {
      description: 'Changes of the function and the schedule that look after the group, and of rules that tell of the rest',
      eventPatterns: [changesOfMembership(functionName, scheduleName, [...ruleNames, ...others.map(({ ruleName }) => ruleName)])],
      sentence: tamperingSentence(),
      scope: group,
    });
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
    if (!letServicesPublish(topic, Stack.of(this).account)) {
      Annotations.of(this).addWarningV2(WarningId.TOPIC_POLICY_NOT_ADDED,
        'topic got an imported topic, or one with an imported key, whose policy CDK does not change, so nothing may arrive; '
        + 'fix: allow cloudwatch.amazonaws.com and events.amazonaws.com to sns:Publish, and to kms:Decrypt and kms:GenerateDataKey* with a '
        + 'customer managed key, and acknowledge this warning');
    }
    return topic;
  }

  private publishChanges(calls: IamCalls): void {
    this.publish('Changes', {
      description: 'Changes of MFA devices, login profiles, users and the enforcement of MFA',
      eventPatterns: calls.changes(),
      sentence: changeSentence(),
    });
    this.publish('NewDocuments', {
      description: 'New documents of policies that enforce MFA',
      eventPatterns: calls.newDocuments(),
      sentence: newDocumentSentence(),
    });
    this.publish('RefusedCalls', {
      description: 'Refused attempts to change MFA or what watches it',
      eventPatterns: [calls.refusedCalls()],
      sentence: refusalSentence(),
    });
    const alarmNames = [this.consoleSignInAlarm, this.refusedRequestsAlarm].flatMap((alarm) => alarm === undefined ? [] : [alarm.alarmName]);
    this.publishAlarmChanges(alarmNames);
    this.publish('Tampering', {
      description: 'Changes of trails, of the default event bus, and of the rules that watch MFA',
      eventPatterns: tampering(this.rules.map(({ ruleName }) => ruleName)),
      sentence: tamperingSentence(),
    });
  }

  private publishAlarmChanges(alarmNames: string[], scope?: Construct): events.Rule[] {
    return changesOfAlarms(alarmNames).flatMap((changes, index) => this.publish(numbered('AlarmChanges', index), {
      description: 'Changes of alarms that watch MFA',
      eventPatterns: [changes.eventPattern],
      sentence: alarmSentence(changes.alarmNames),
      scope,
    }));
  }

  private publish(id: string, { scope = this, ...publication }: Publication & { readonly scope?: Construct }): events.Rule[] {
    const added = publishEvents(scope, id, publication, this.topic);
    this.rules.push(...added);
    return added;
  }
}
