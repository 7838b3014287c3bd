import type { aws_lambda as lambda } from 'aws-cdk-lib';
import { CustomResource, Duration, Stack, aws_iam as iam, aws_scheduler as scheduler } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ForceMfaPermissions } from './function-resources';
import { MEMBERS_TYPE, NAME_TYPE } from '../../membership-function/environment';
import { allow } from '../statements/statement';

/**
 * Stand in CloudFormation for the name of the group, which must not change, and for its members, who are removed on delete.
 *
 * The policies come between. They come after the name, so that a refused rename leaves them where they are. They come before the members,
 * so that they hold the members until the group is empty.
 */
export function addGroupResources(
  group: iam.Group, handler: lambda.IFunction, permissions: ForceMfaPermissions, policies: readonly iam.ManagedPolicy[],
): Construct {
  const name = addResource(group, 'Name', NAME_TYPE, handler);
  const members = addResource(group, 'Members', MEMBERS_TYPE, handler);
  name.node.addDependency(permissions.run);
  policies.forEach((policy) => policy.node.addDependency(name));
  members.node.addDependency(permissions.run, ...policies);
  return members;
}

function addResource(group: iam.Group, id: string, resourceType: string, handler: lambda.IFunction): Construct {
  return new CustomResource(group, id, {
    serviceToken: handler.functionArn,
    resourceType,
    // The function answers within its ten minutes; should it not be able to, CloudFormation would wait an hour.
    serviceTimeout: Duration.minutes(15),
    properties: { GroupName: group.groupName },
  });
}

/** L1 resources, because the L2 targets make roles and permissions whose ids are CDK's own business. */
export function addSchedule(group: iam.Group, handler: lambda.IFunction, interval: Duration, policyArn: string): Construct {
  const stack = Stack.of(group);
  const scheduleGroup = stack.formatArn({ service: 'scheduler', resource: 'schedule-group', resourceName: 'default' });
  const role = new iam.Role(group, 'ScheduleRole', {
    assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account }, ArnEquals: { 'aws:SourceArn': scheduleGroup } },
    }),
  });
  const policy = new iam.ManagedPolicy(group, 'SchedulePolicy', {
    description: 'Lets the schedule start the force-MFA function.',
    roles: [role],
    statements: [allow({ sid: 'AllowStartingRuns', actions: ['lambda:InvokeFunction'], resources: [handler.functionArn] })],
  });
  const schedule = new scheduler.CfnSchedule(group, 'Schedule', {
    description: 'Starts the runs that keep the users without an MFA device in the group.',
    groupName: 'default',
    scheduleExpression: `rate(${interval.toMinutes()} minutes)`,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: handler.functionArn,
      roleArn: role.roleArn,
      input: stack.toJsonString({ policyArn }),
      // The next run comes by itself, and does all that this one would have done.
      retryPolicy: { maximumRetryAttempts: 0 },
    },
  });
  schedule.node.addDependency(policy);
  return schedule;
}
