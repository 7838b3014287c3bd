import type { aws_kms as kms, aws_lambda as lambda, aws_logs as logs, aws_sns as sns } from 'aws-cdk-lib';
import {
  Aws, Duration, Stack, aws_cloudwatch as cloudwatch, aws_iam as iam,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ForceMfaScope } from './force-mfa-scope';
import { METRIC_DIMENSION, METRIC_NAMESPACE, MetricName } from './membership-function/metric-names';
import { MfaEnforcement } from './mfa-enforcement';
import { markMembership } from './private/app/mark';
import { addWarnings } from './private/checks/add-warnings';
import { ForceMfaAlarmFactory, functionErrors } from './private/force-mfa/alarms';
import { checkForceMfaOptions, forceMfaEnvironment, forceMfaWarnings } from './private/force-mfa/force-mfa-options';
import { ForceMfaPermissions } from './private/force-mfa/function-resources';
import { addIamEvents } from './private/force-mfa/iam-event-queue';
import { addGroupResources, addSchedule } from './private/force-mfa/schedule';
import { denyLeavingByAnotherWay } from './private/statements/membership-statements';
import { RequireMfaPolicy } from './require-mfa-policy';
import { SelfManageMfaPolicy } from './self-manage-mfa-policy';
import { UserCredential } from './user-credential';

/**
 * Properties of `ForceMfaGroup`.
 *
 * `groupName`, `path` and `managedPolicies` are those of `iam.Group`. `path` is the IAM path of the group. It does not choose
 * users: that is `userPathPrefix`.
 */
export interface ForceMfaGroupProps extends iam.GroupProps {
  /**
   * How often the members are brought up to date: whole minutes, from 15 minutes to 12 hours.
   *
   * New users are not blocked, and enrolled users are not released, until the next run. A shorter interval makes more calls to IAM.
   *
   * @default Duration.hours(1)
   */
  readonly interval?: Duration;

  /**
   * Which users belong in the group as long as they have no MFA device.
   *
   * @default ForceMfaScope.CONSOLE_USERS
   */
  readonly userScope?: ForceMfaScope;

  /**
   * Which requests of the members need MFA.
   *
   * With `ALL_REQUESTS` the access keys of a member wait too, until the user has enrolled.
   *
   * @default MfaEnforcement.CONSOLE_ONLY
   */
  readonly enforcement?: MfaEnforcement;

  /**
   * Whether members may change their own password without MFA: for users whose first sign-in asks for a new one.
   *
   * An attacker who knows the password can then change it and lock the owner out.
   *
   * @default false
   */
  readonly allowPasswordChange?: boolean;

  /**
   * Names of users who are left out, and taken out if they are members.
   *
   * An attacker who has the password of such a user signs in without MFA.
   *
   * @default - nobody
   */
  readonly exemptUsers?: string[];

  /**
   * IAM path of the users to look after. It begins and ends with `/`, and members outside it are taken out.
   *
   * Two groups with different paths do not fight, because each changes its own members only. Where paths overlap, a user
   * without a device is in both groups.
   *
   * @default '/' - all users
   */
  readonly userPathPrefix?: string;

  /**
   * How long a user is left alone after the later of their creation and `enforceFrom`: whole seconds.
   *
   * In that time an attacker with the password signs in without MFA. For a roll-out, `Duration.days(7)` gives people a week.
   *
   * @default Duration.seconds(0)
   */
  readonly gracePeriod?: Duration;

  /**
   * The moment from which users are put into the group: for a roll-out, so that existing users have time to enroll.
   *
   * `new Date('2027-01-31')` is midnight UTC at the beginning of that day. To name an hour, write the time zone too, such as
   * `new Date('2027-01-31T09:00:00+01:00')`. With `gracePeriod`, users have that much more time.
   *
   * @default - from the first run
   */
  readonly enforceFrom?: Date;

  /**
   * Whether the runs only report what they would change.
   *
   * @default false
   */
  readonly dryRun?: boolean;

  /**
   * Topic that the alarms notify: on failures, a missing run, users in ten groups, refused requests, and lost events.
   *
   * A topic with a policy of its own, or with a key, must let `cloudwatch.amazonaws.com` publish. That of
   * `MfaMonitoring` does.
   *
   * @default - the alarms notify nobody
   */
  readonly alarmTopic?: sns.ITopic;

  /**
   * How long the function's log is kept. It names each user who was added or removed.
   *
   * @default logs.RetentionDays.ONE_YEAR
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * Key that the function's log is encrypted with.
   *
   * The key's policy must let CloudWatch Logs use it.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   * @default - a key of CloudWatch Logs
   */
  readonly logEncryptionKey?: kms.IKey;

  /**
   * Whether a run also starts when users, passwords and devices change. The schedule stays.
   *
   * IAM events exist in one Region of each partition (us-east-1, cn-north-1, us-gov-west-1), and only with a
   * CloudTrail trail that records management events. In a stack that is known to be elsewhere, synth fails; where
   * the Region is not known, there is a warning. Events go through a queue: each half minute, one run
   * looks at the users whom they name. Events come late or not at all, so the schedule stays. An alarm tells of
   * events that could not be handled.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
   * @default false
   */
  readonly reactToIamEvents?: boolean;
}

/**
 * A group whose members are the users who have a password and no MFA device. Members can enroll and nothing else.
 *
 * `userScope`, `userPathPrefix`, `exemptUsers`, `gracePeriod` and `enforceFrom` change which users these are.
 *
 * Once a user has a device, AWS's own sign-in asks for the code, and the user leaves the group. No policy of this
 * strategy touches a request of an enrolled user, and access keys of enrolled users never notice.
 *
 * It emits the group with `SelfManageMfaPolicy` and `RequireMfaPolicy`, and a function that a schedule runs, with its role and
 * log group. It also emits alarms, and a custom resource that empties the group before it is deleted. The function is bundled in
 * this package. It may change the members of this group and of no other. An update that renames the group fails, because
 * the members would stay in the old one.
 *
 * What it leaves open: after enrollment a user's access keys are as before, so a leaked key can still use the ways into
 * the console. If it removes somebody's device, the next run puts that user back. Attach `RequireMfaPolicy` to the
 * users' groups as well to close them. IAM is eventually consistent: a change holds after seconds, not at once. A user who is
 * in ten groups already cannot be added: an alarm of its own tells, and the log names the user. A dry run finds them too.
 *
 * @example
 * new ForceMfaGroup(this, 'WithoutMfa', { exemptUsers: ['break-glass'] });
 */
export class ForceMfaGroup extends iam.Group {
  /** Lets the members enroll. */
  public readonly selfManageMfaPolicy: SelfManageMfaPolicy;

  /** Denies the members everything but enrollment. */
  public readonly requireMfaPolicy: RequireMfaPolicy;

  /** The function that keeps the membership. */
  public readonly membershipFunction: lambda.IFunction;

  /** Alarm on users for whom something failed, on runs that stopped before their end or crashed, and on a group without its policy. */
  public readonly failureAlarm: cloudwatch.Alarm;

  /** Alarm on two intervals without a run that looked at every user. */
  public readonly missingRunAlarm: cloudwatch.Alarm;

  /** Alarm on users without MFA who cannot be added, because they are in ten groups already. */
  public readonly quotaAlarm: cloudwatch.Alarm;

  /** Alarm on requests in the name of CloudFormation that the function did not believe. */
  public readonly refusedRequestAlarm: cloudwatch.Alarm;

  /** Alarm on IAM events that could not be handled. There with `reactToIamEvents` only. */
  public readonly lostEventsAlarm?: cloudwatch.Alarm;

  private readonly interval: Duration;

  public constructor(scope: Construct, id: string, props: ForceMfaGroupProps = {}) {
    checkForceMfaOptions(`${scope.node.path}/${id}`, Stack.of(scope), props);
    super(scope, id, { groupName: props.groupName, managedPolicies: props.managedPolicies, path: props.path });
    this.interval = props.interval ?? Duration.hours(1);

    const groups = [this];
    this.selfManageMfaPolicy = new SelfManageMfaPolicy(this, 'SelfManageMfaPolicy', {
      groups, selfManagedCredentials: props.allowPasswordChange ? [UserCredential.PASSWORD] : [],
    });
    this.requireMfaPolicy = new RequireMfaPolicy(this, 'RequireMfaPolicy', {
      groups, enforcement: props.enforcement ?? MfaEnforcement.CONSOLE_ONLY, allowPasswordChange: props.allowPasswordChange,
    });
    this.requireMfaPolicy.addStatements(denyLeavingByAnotherWay());

    if (!props.dryRun) {
      markMembership(this, {
        userPathPrefix: props.userPathPrefix ?? '/',
        exemptUsers: [...props.exemptUsers ?? []],
        ...(props.enforceFrom === undefined ? {} : { enforceFrom: props.enforceFrom.toISOString() }),
        hasGracePeriod: props.gracePeriod !== undefined,
      });
    }

    const permissions = new ForceMfaPermissions(this, props.userPathPrefix ?? '/', props);
    this.membershipFunction = permissions.createFunction(forceMfaEnvironment(this.groupName, Aws.STACK_ID, props));
    const members = addGroupResources(this, this.membershipFunction, permissions, [this.selfManageMfaPolicy, this.requireMfaPolicy]);
    const policyArn = this.requireMfaPolicy.managedPolicyArn;
    const schedule = addSchedule(this, this.membershipFunction, this.interval, policyArn);
    const iamEvents = props.reactToIamEvents ? addIamEvents(this, this.membershipFunction, permissions.role, policyArn) : undefined;
    // Deleted first, so that no run begins; then the right to add goes, and only then is the group emptied.
    [schedule, ...iamEvents?.triggers ?? []].forEach((trigger) => trigger.node.addDependency(permissions.addUsers));
    permissions.addUsers.node.addDependency(members);

    const alarms = new ForceMfaAlarmFactory(this, permissions.logGroup.logGroupName, props.alarmTopic);
    const { failure, missingRun, quota, refusedRequest } = alarms.addAll(functionErrors(this.membershipFunction, this.interval), this.interval);
    this.failureAlarm = failure;
    this.missingRunAlarm = missingRun;
    this.quotaAlarm = quota;
    this.refusedRequestAlarm = refusedRequest;
    this.lostEventsAlarm = iamEvents && alarms.addLostEvents(iamEvents.deadLetterQueueName);
    addWarnings(this, forceMfaWarnings(Stack.of(this), props));
  }

  /**
   * Users in scope who have no device, or of whom it is not known, as of the last run that looked at every user.
   *
   * @default - the maximum over one interval
   */
  public metricUsersWithoutMfa(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(MetricName.USERS_WITHOUT_MFA, 'Maximum', options);
  }

  /**
   * Users who were added to the group.
   *
   * @default - the sum over one interval
   */
  public metricAdded(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(MetricName.ADDED, 'Sum', options);
  }

  /**
   * Users who were removed from the group.
   *
   * @default - the sum over one interval
   */
  public metricRemoved(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(MetricName.REMOVED, 'Sum', options);
  }

  /**
   * Users for whom something failed, one more for a run that stopped before its end, and one for a group without its
   * policy. A run that crashed writes none; the function's own metric `Errors` has it.
   *
   * @default - the sum over one interval
   */
  public metricFailed(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(MetricName.FAILED, 'Sum', options);
  }

  /**
   * Users who cannot be added because they are in ten groups already.
   *
   * @default - the maximum over one interval
   */
  public metricAtQuota(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(MetricName.AT_QUOTA, 'Maximum', options);
  }

  /**
   * Requests in the name of CloudFormation that the function did not believe.
   *
   * @default - the sum over one interval
   */
  public metricRefusedRequests(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(MetricName.REFUSED_REQUESTS, 'Sum', options);
  }

  /** A widget for a dashboard that shows the four metrics. */
  public dashboardWidget(options: cloudwatch.GraphWidgetProps = {}): cloudwatch.IWidget {
    return new cloudwatch.GraphWidget({
      title: 'Users without MFA',
      left: [this.metricUsersWithoutMfa()],
      right: [this.metricAdded(), this.metricRemoved(), this.metricFailed()],
      ...options,
    });
  }

  private metric(metricName: MetricName, statistic: string, options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: METRIC_NAMESPACE,
      metricName,
      dimensionsMap: { [METRIC_DIMENSION]: this.groupName },
      statistic,
      period: this.interval,
      ...options,
    });
  }
}
