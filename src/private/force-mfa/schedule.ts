import type { Duration, aws_lambda as lambda } from 'aws-cdk-lib';
import { Stack, aws_iam as iam, aws_scheduler as scheduler } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { allow } from '../statements/statement';

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
