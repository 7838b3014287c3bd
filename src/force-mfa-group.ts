import type { CfnElement, aws_lambda as lambda } from 'aws-cdk-lib';
import { Aws, Lazy, Stack, aws_cloudwatch as cloudwatch, aws_iam as iam } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ForceMfaGroupProps } from './force-mfa-group-props';
import { markGivenVariables, markMembership } from './private/app/resource-marks';
import { addWarnings } from './private/checks/add-warnings';
import { definedProps } from './private/checks/defined-props';
import { ForceMfaAlarmFactory, functionErrors } from './private/force-mfa/alarms';
import { addCustomResources } from './private/force-mfa/custom-resources';
import { forceMfaEnvironment, forceMfaWarnings, resolveForceMfaProps } from './private/force-mfa/force-mfa-options';
import { FunctionResources } from './private/force-mfa/function-resources';
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
 * `userScope`, `userPathPrefix`, `exemptUsers`, `gracePeriod` and `enforceFrom` change who becomes a member.
 *
 * A scheduled function adds users without a device, and removes users who have enrolled. Once a user has a device, the AWS sign-in page
 * asks for a code. The policies of this group do not affect enrolled users or their access keys.
 *
 * Without MFA, a member cannot call `iam:DeleteLoginProfile` and `iam:UpdateUser` for any user, not even with an access key. Otherwise, the member
 * could become somebody whom the function removes from the group.
 *
 * It emits:
 *
 * - the group, with `SelfManageMfaPolicy` and `RequireMfaPolicy`
 * - the function with its role, log group and schedule. The function is bundled in this package. It can change the members of this group
 *   only
 * - alarms
 * - a custom resource that empties the group before CloudFormation deletes it
 *
 * You cannot rename the group by an update: the update fails, because the members would stay in the old group.
 *
 * What it leaves open:
 *
 * - After enrollment, a user's access keys work as before, so a leaked key can still use the ways into the console. To close them, attach
 *   `RequireMfaPolicy` to the users' groups too. If a leaked key removes a user's device, the next run adds that user to the group again.
 * - A change takes effect after some seconds, because IAM is eventually consistent.
 * - A user who is in ten groups cannot be added. `quotaAlarm` reports this, and the log of the function names the user. A dry run finds such
 *   users too.
 *
 * @example
 * new ForceMfaGroup(this, 'WithoutMfa', { exemptUsers: ['break-glass'] });
 */
export class ForceMfaGroup extends iam.Group {
  /** Lets the members enroll. */
  public readonly selfManageMfaPolicy: SelfManageMfaPolicy;

  /** Denies the members everything but enrollment. */
  public readonly requireMfaPolicy: RequireMfaPolicy;

  /** The function that adds and removes members. */
  public readonly membershipFunction: lambda.IFunction;

  /**
   * Alarm on failures: users for whom a call failed, runs that stopped early or crashed, and a group that has lost its policy.
   */
  public readonly failureAlarm: cloudwatch.Alarm;

  /** Alarm on two intervals without a full run. A full run looks at every user. */
  public readonly missingRunAlarm: cloudwatch.Alarm;

  /** Alarm on users without MFA who cannot be added, because they already are in ten groups. */
  public readonly quotaAlarm: cloudwatch.Alarm;

  /** Alarm on requests that claim to come from CloudFormation and fail verification. */
  public readonly refusedRequestAlarm: cloudwatch.Alarm;

  /** Alarm on IAM events that could not be handled. It exists only with `reactToIamEvents`. */
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

    const resources = new FunctionResources(this, options);
    // A name, and no reference, because the members refer to the function.
    const membersId = Lazy.string({ produce: () => (members.node.defaultChild as CfnElement).logicalId });
    const variables = forceMfaEnvironment(this.groupName, Aws.STACK_ID, membersId, options);
    this.membershipFunction = resources.createFunction(variables);
    markGivenVariables(this.membershipFunction.node.defaultChild!, variables);
    const members = addCustomResources(this, this.membershipFunction, resources, [this.selfManageMfaPolicy, this.requireMfaPolicy]);
    const policyArn = arnOf(this.requireMfaPolicy);
    const schedule = addSchedule(this, this.membershipFunction, interval, policyArn);
    const iamEvents = options.reactToIamEvents ? addIamEvents(this, this.membershipFunction, resources.role, policyArn) : undefined;
    // Deleted first, so that no run begins; then the right to add goes, and only then is the group emptied.
    [schedule, ...iamEvents?.triggers ?? []].forEach((trigger) => trigger.node.addDependency(resources.addUsers));
    resources.addUsers.node.addDependency(members);

    this.metrics = new MembershipMetrics(this, interval);
    const alarms = new ForceMfaAlarmFactory(this, this.metrics, resources.logGroup.logGroupName, options.alarmTopic);
    const { failure, missingRun, quota, refusedRequest } = alarms.addAll(functionErrors(this.membershipFunction, interval), interval);
    this.failureAlarm = failure;
    this.missingRunAlarm = missingRun;
    this.quotaAlarm = quota;
    this.refusedRequestAlarm = refusedRequest;
    this.lostEventsAlarm = iamEvents && alarms.addLostEvents(iamEvents.deadLetterQueueName);
    addWarnings(this, forceMfaWarnings(stack, options));
  }

  /**
   * Users in scope without a device, plus users that could not be checked, as of the last full run.
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
   * Failures: users for whom a call failed, runs that stopped early, and runs that found the group without its policy.
   *
   * A run that crashes is not counted here. The function's own metric `Errors` counts it.
   *
   * @default - the sum over one interval
   */
  public metricFailed(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.failed(options);
  }

  /**
   * Users who cannot be added, because they already are in ten groups.
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

  /** A dashboard widget that shows four metrics: users without MFA, users added, users removed, and failures. */
  public dashboardWidget(options: cloudwatch.GraphWidgetProps = {}): cloudwatch.IWidget {
    return new cloudwatch.GraphWidget({
      title: 'Users without MFA',
      left: [this.metricUsersWithoutMfa()],
      right: [this.metricAdded(), this.metricRemoved(), this.metricFailed()],
      ...options,
    });
  }
}
