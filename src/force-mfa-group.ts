import type { CfnElement, aws_lambda as lambda } from 'aws-cdk-lib';
import { Aws, Lazy, Stack, aws_cloudwatch as cloudwatch, aws_iam as iam } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ForceMfaGroupProps } from './force-mfa-group-props';
import { markMembership } from './private/app/resource-marks';
import { addWarnings } from './private/checks/add-warnings';
import { definedProps } from './private/checks/defined-props';
import { ForceMfaAlarmFactory, functionErrors } from './private/force-mfa/alarms';
import { forceMfaEnvironment, forceMfaWarnings, resolveForceMfaProps } from './private/force-mfa/force-mfa-options';
import { ForceMfaPermissions } from './private/force-mfa/function-resources';
import { addGroupResources } from './private/force-mfa/group-resources';
import { addIamEvents } from './private/force-mfa/iam-event-queue';
import { MembershipMetrics } from './private/force-mfa/membership-metrics';
import { addSchedule } from './private/force-mfa/schedule';
import { denyLeavingByAnotherWay } from './private/statements/membership-statements';
import { arnOf } from './private/statements/policy-resource';
import { RequireMfaPolicy } from './require-mfa-policy';
import { SelfManageMfaPolicy } from './self-manage-mfa-policy';
import { UserCredential } from './user-credential';

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

  /** Alarm on requests that claim to come from CloudFormation and fail verification. */
  public readonly refusedRequestAlarm: cloudwatch.Alarm;

  /** Alarm on IAM events that could not be handled. There with `reactToIamEvents` only. */
  public readonly lostEventsAlarm?: cloudwatch.Alarm;

  private readonly metrics: MembershipMetrics;

  public constructor(scope: Construct, id: string, props: ForceMfaGroupProps = {}) {
    const stack = Stack.of(scope);
    const options = resolveForceMfaProps(`${scope.node.path}/${id}`, stack, props);
    super(scope, id, definedProps({ groupName: props.groupName, managedPolicies: props.managedPolicies, path: props.path }));

    const { enforcement, allowPasswordChange, interval } = options;
    const groups = [this];
    this.selfManageMfaPolicy = new SelfManageMfaPolicy(this, 'SelfManageMfaPolicy', {
      groups, selfManagedCredentials: allowPasswordChange ? [UserCredential.PASSWORD] : [],
    });
    this.requireMfaPolicy = new RequireMfaPolicy(this, 'RequireMfaPolicy', { groups, enforcement, allowPasswordChange });
    this.requireMfaPolicy.addStatements(denyLeavingByAnotherWay());

    if (!options.dryRun) {
      markMembership(this, {
        userPathPrefix: options.userPathPrefix,
        exemptUsers: [...options.exemptUsers],
        ...(options.enforceFrom === undefined ? {} : { enforceFrom: options.enforceFrom.toISOString() }),
        hasGracePeriod: (options.gracePeriod?.toSeconds() ?? 0) > 0,
      });
    }

    const permissions = new ForceMfaPermissions(this, options);
    // A name, and no reference, because the members refer to the function.
    const membersId = Lazy.string({ produce: () => (members.node.defaultChild as CfnElement).logicalId });
    this.membershipFunction = permissions.createFunction(forceMfaEnvironment(this.groupName, Aws.STACK_ID, membersId, options));
    const members = addGroupResources(this, this.membershipFunction, permissions, [this.selfManageMfaPolicy, this.requireMfaPolicy]);
    const policyArn = arnOf(this.requireMfaPolicy);
    const schedule = addSchedule(this, this.membershipFunction, interval, policyArn);
    const iamEvents = options.reactToIamEvents ? addIamEvents(this, this.membershipFunction, permissions.role, policyArn) : undefined;
    // Deleted first, so that no run begins; then the right to add goes, and only then is the group emptied.
    [schedule, ...iamEvents?.triggers ?? []].forEach((trigger) => trigger.node.addDependency(permissions.addUsers));
    permissions.addUsers.node.addDependency(members);

    this.metrics = new MembershipMetrics(this.groupName, interval);
    const alarms = new ForceMfaAlarmFactory(this, this.metrics, permissions.logGroup.logGroupName, options.alarmTopic);
    const { failure, missingRun, quota, refusedRequest } = alarms.addAll(functionErrors(this.membershipFunction, interval), interval);
    this.failureAlarm = failure;
    this.missingRunAlarm = missingRun;
    this.quotaAlarm = quota;
    this.refusedRequestAlarm = refusedRequest;
    this.lostEventsAlarm = iamEvents && alarms.addLostEvents(iamEvents.deadLetterQueueName);
    addWarnings(this, forceMfaWarnings(stack, options));
  }

  /**
   * Users in scope who have no device, or of whom it is not known, as of the last run that looked at every user.
   *
   * @default - the maximum over one interval
   */
  public metricUsersWithoutMfa(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.usersWithoutMfa(options);
  }

  /**
   * Users who were added to the group.
   *
   * @default - the sum over one interval
   */
  public metricAdded(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.added(options);
  }

  /**
   * Users who were removed from the group.
   *
   * @default - the sum over one interval
   */
  public metricRemoved(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.removed(options);
  }

  /**
   * Users for whom something failed, one more for a run that stopped before its end, and one for a group without its
   * policy. A run that crashed writes none; the function's own metric `Errors` has it.
   *
   * @default - the sum over one interval
   */
  public metricFailed(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.failed(options);
  }

  /**
   * Users who cannot be added because they are in ten groups already.
   *
   * @default - the maximum over one interval
   */
  public metricAtQuota(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.atQuota(options);
  }

  /**
   * Requests that claim to come from CloudFormation and fail verification.
   *
   * @default - the sum over one interval
   */
  public metricRefusedRequests(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.refusedRequests(options);
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
}
