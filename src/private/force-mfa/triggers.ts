import { CustomResource, Duration, Stack, aws_events as events, aws_iam as iam, aws_lambda as lambda, aws_scheduler as scheduler } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ForceMfaPermissions } from './function';
import type { ForceMfaGroupProps } from '../../force-mfa-group';
import { allow } from '../statements/statement';

/** What may change who has a device or a password. Not the changes of members, which the function makes itself. */
const IAM_EVENTS = ['CreateLoginProfile', 'CreateUser', 'DeactivateMFADevice', 'DeleteLoginProfile', 'EnableMFADevice', 'UpdateUser'];

/** Stands for the members in CloudFormation: on delete it empties the group, and it refuses to have the group renamed. */
export function addMembersResource(group: iam.Group, handler: lambda.IFunction, permissions: ForceMfaPermissions): Construct {
  const members = new CustomResource(group, 'Members', {
    serviceToken: handler.functionArn,
    resourceType: 'Custom::ForceMfaMembers',
    // The function answers within its ten minutes; should it not be able to, CloudFormation would wait an hour.
    serviceTimeout: Duration.minutes(15),
    properties: { GroupName: group.groupName },
  });
  members.node.addDependency(permissions.run);
  return members;
}

/** L1 resources, for the L2 targets make roles and permissions whose ids are CDK's own business. */
export function addForceMfaTriggers(group: iam.Group, handler: lambda.IFunction, interval: Duration, props: ForceMfaGroupProps): Construct[] {
  const schedule = addSchedule(group, handler, interval);
  return props.reactToIamEvents ? [schedule, addEventRule(group, handler)] : [schedule];
}

function addSchedule(group: iam.Group, handler: lambda.IFunction, interval: Duration): Construct {
  const role = new iam.Role(group, 'ScheduleRole', {
    assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(group).account } } }),
  });
  const policy = new iam.Policy(group, 'SchedulePolicy', {
    roles: [role],
    statements: [allow({ sid: 'AllowStartingRuns', actions: ['lambda:InvokeFunction'], resources: [handler.functionArn] })],
  });
  const schedule = new scheduler.CfnSchedule(group, 'Schedule', {
    description: 'Starts the runs that keep the users without an MFA device in the group.',
    scheduleExpression: `rate(${interval.toMinutes()} minutes)`,
    flexibleTimeWindow: { mode: 'OFF' },
    // The next run comes by itself, and does all that this one would have done.
    target: { arn: handler.functionArn, roleArn: role.roleArn, retryPolicy: { maximumRetryAttempts: 0 } },
  });
  schedule.node.addDependency(policy);
  return schedule;
}

function addEventRule(group: iam.Group, handler: lambda.IFunction): Construct {
  const rule = new events.CfnRule(group, 'IamEvents', {
    description: 'Starts a run when users, passwords or MFA devices change.',
    eventPattern: {
      'source': ['aws.iam'],
      'detail-type': ['AWS API Call via CloudTrail'],
      // Calls that were denied changed nothing, and would let anybody start runs.
      'detail': { eventSource: ['iam.amazonaws.com'], eventName: IAM_EVENTS, errorCode: [{ exists: false }] },
    },
    targets: [{ id: 'Run', arn: handler.functionArn, retryPolicy: { maximumRetryAttempts: 0 } }],
  });
  new lambda.CfnPermission(group, 'IamEventsPermission', {
    action: 'lambda:InvokeFunction',
    functionName: handler.functionArn,
    principal: 'events.amazonaws.com',
    sourceArn: rule.attrArn,
  });
  return rule;
}
