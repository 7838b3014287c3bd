import type { aws_cloudwatch as cloudwatch, aws_sns as sns } from 'aws-cdk-lib';
import { Annotations, Stack, aws_events as events } from 'aws-cdk-lib';
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
import type { EventPattern } from './private/monitoring/event-patterns';
import {
  IamCalls, changesOfAlarms, changesOfMembership, changesOfRoles, lossOfCompliance, ofAccount, tampering,
} from './private/monitoring/event-patterns';
import { checkWatchedGroup, resolveMonitoringOptions } from './private/monitoring/monitoring-options';
import {
  alarmSentence, changeSentence, findingSentence, newDocumentSentence, refusalSentence, roleSentence, tamperingSentence,
} from './private/monitoring/sentences';
import { createTopic, letServicesPublish } from './private/monitoring/topic';
import type { TrailAlarm } from './private/monitoring/trail-log-alarms';
import { countConsoleSignIns, countRefusedRequests } from './private/monitoring/trail-log-alarms';
import { watchedParts } from './private/monitoring/watched-parts';

/**
 * Sees who has no MFA, who signs in without it, and who changes it or tries to, and says so on one topic.
 *
 * It emits:
 *
 * - managed rules of AWS Config, and an EventBridge rule on their findings
 * - two metric filters with alarms, on console sign-ins without MFA and on requests that the policies refused
 * - EventBridge rules on changes of devices, login profiles, users and the enforcement, on refused attempts, and on tampering with
 *   the trail, the default event bus and the monitoring. They take events of the stack's own account only
 * - an encrypted topic
 *
 * It changes nothing and enforces nothing. Subscribe to `topic`, or nobody hears of it.
 *
 * An event arrives as a sentence: who did what, to whom, from where, and when. EventBridge puts it in quotation marks. The sentence has
 * names, and no ARNs, because a quotation mark in a path would break it. It names the event, whose record is in the event history of
 * CloudTrail for 90 days. To get the whole event, add a target to `rules`.
 *
 * `UpdateUser` is published for every user, because a new name or path takes a user out of what a `ForceMfaGroup` looks after.
 *
 * A deployment that changes an alarm or a rule of the monitoring is published too, with the role that deployed it.
 *
 * What it does not see:
 *
 * - federation tokens (`sts:GetFederationToken`), which may be everyday work of automation; refused ones are counted;
 * - changes of a `ForceMfaGroup`'s function, schedule, alarms and roles, unless you pass it to `watchForceMfaGroup`;
 * - changes of a trail whose home Region is another, of its bucket and of its log group;
 * - the end of the rule `Tampering`: who disables that one first can disable the others in silence;
 * - the end of a key that the default event bus has already: it sees that the bus gets another key, and not that a key is disabled;
 * - changes of the topic, its subscriptions and its key, of the rules and the recorder of AWS Config, and of the metric filters;
 * - anything while no trail logs. EventBridge gets events after minutes, and CloudTrail's delivery to it is best effort.
 *
 * Deploy it once per account, in the Region of IAM's events (us-east-1, cn-north-1 or us-gov-west-1), where the account
 * needs a configuration recorder and a trail. If the log group of the trail is in another Region, deploy a second one
 * there for the alarms only, with `trailLogGroup`, no `configRules`, and `notifyOfChanges` off. For many accounts, put
 * the stack into a stack set, or make one stack for each account. CDK loses the warnings of a `StackSetStack`, unless you turn on its
 * feature flag `@aws-cdk/core:annotationsInValidationReport`.
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
    const { trailLogGroup, policyPath, ...options } = resolveMonitoringOptions(`${scope.node.path}/${id}`, props, stack);
    super(scope, id);
    if (options.notifyOfChanges || trailLogGroup !== undefined) {
      markMonitoring(this, policyPath);
    }

    this.topic = this.monitoringTopic(options.topic);
    const configRules = addConfigRules(this, options.configRules, options.unusedCredentialsAge);
    if (configRules.length > 0) {
      this.publish('Findings', 'Users who are found without MFA, or with unused credentials', [lossOfCompliance(configRules)], findingSentence());
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
   * Publishes changes of what a `ForceMfaGroup` needs in order to work and to be heard:
   *
   * - its function and its schedule: code, environment, concurrency, deletion
   * - the roles of both, and the policies of these roles. Only where IAM's events are, as with `notifyOfChanges`
   * - its alarms: deletion, silencing, muting, overwriting, forced states
   * - the EventBridge rules that tell of these, and the rule of `reactToIamEvents`
   *
   * The EventBridge rules are in the stack of the group, whose Region must be that of the topic, and they are added to `rules`. Returned is
   * the one on the function and the schedule. Attempts that AWS denied are not published, except on alarms and EventBridge rules.
   */
  public watchForceMfaGroup(group: ForceMfaGroup): events.Rule {
    checkWatchedGroup(this.node.path, group, Stack.of(this).region);
    const { functionName, scheduleName, alarmNames, roleNames, policyArns, ruleNames } = watchedParts(group);
    const others = [
      ...this.publishAlarmChanges(alarmNames, group),
      ...(mayHaveIamEvents(Stack.of(group).region) ? this.publish('RoleChanges', 'Changes of the roles of the function and the schedule',
        [changesOfRoles(roleNames, policyArns)], roleSentence(), group) : []),
    ];
    const [rule] = this.publish('Tampering', 'Changes of the function and the schedule that look after the group, and of rules that tell of the rest',
      [changesOfMembership(functionName, scheduleName, [...ruleNames, ...others.map(({ ruleName }) => ruleName)])], tamperingSentence(), group);
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
    this.publishAlarmChanges(alarmNames);
    this.publish('Tampering', 'Changes of trails, of the default event bus, and of the rules that watch MFA',
      tampering(this.rules.map(({ ruleName }) => ruleName)), tamperingSentence());
  }

  private publishAlarmChanges(alarmNames: string[], scope?: Construct): events.Rule[] {
    return changesOfAlarms(alarmNames).flatMap((changes, index) => this.publish(numbered('AlarmChanges', index), 'Changes of alarms that watch MFA',
      [changes.eventPattern], alarmSentence(changes.alarmNames), scope));
  }

  /** Not by the targets module of CDK: it would load the constructs of every target, and add statements of its own. */
  private publish(id: string, description: string, eventPatterns: EventPattern[], sentence: string, scope: Construct = this): events.Rule[] {
    const input = events.RuleTargetInput.fromText(sentence);
    const { account } = Stack.of(scope);
    const added = eventPatterns.map((eventPattern, index) => new events.Rule(scope, numbered(id, index), {
      description, eventPattern: ofAccount(account, eventPattern), targets: [{ bind: () => ({ arn: this.topic.topicArn, input }) }],
    }));
    this.rules.push(...added);
    return added;
  }
}

function numbered(id: string, index: number): string {
  return index === 0 ? id : `${id}${index + 1}`;
}
