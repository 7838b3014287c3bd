import { Duration, aws_iam as iam } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ForceMfaPermissions } from '../../../src/private/force-mfa/function';
import { addForceMfaTriggers, addMembersResource } from '../../../src/private/force-mfa/triggers';
import { testStack } from '../../helpers';

function create(reactToIamEvents?: boolean, interval = Duration.hours(1)) {
  const stack = testStack();
  const group = new iam.Group(stack, 'Group');
  const permissions = new ForceMfaPermissions(group, '/');
  const handler = permissions.createFunction({});
  const triggers = addForceMfaTriggers(group, handler, interval, { reactToIamEvents });
  const members = addMembersResource(group, handler, permissions);
  return { stack, triggers, members, function: { 'Fn::GetAtt': [stack.getLogicalId(handler.node.defaultChild as never), 'Arn'] } };
}

test.each([[15, 'rate(15 minutes)'], [60, 'rate(60 minutes)'], [720, 'rate(720 minutes)']])('%d minutes are %s', (minutes, expression) => {
  Template.fromStack(create(false, Duration.minutes(minutes)).stack).hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: expression });
});

test('the schedule starts the function, and does not retry', () => {
  const created = create();
  Template.fromStack(created.stack).hasResourceProperties('AWS::Scheduler::Schedule', {
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: created.function, RetryPolicy: { MaximumRetryAttempts: 0 }, RoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^GroupScheduleRole'), 'Arn'] },
    },
  });
  expect(created.triggers).toHaveLength(1);
});

test('the role of the schedule may start this function, for this account', () => {
  const created = create();
  const template = Template.fromStack(created.stack);
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: created.function, Sid: 'AllowStartingRuns' }] },
    Roles: [{ Ref: Match.stringLikeRegexp('^GroupScheduleRole') }],
  });
  template.hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [{
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        Effect: 'Allow',
        Principal: { Service: 'scheduler.amazonaws.com' },
      }],
    },
  });
});

test('IAM events start it only if wanted', () => {
  const template = Template.fromStack(create().stack);
  template.resourceCountIs('AWS::Events::Rule', 0);
  template.resourceCountIs('AWS::Lambda::Permission', 0);
});

test('IAM events that succeeded start it, by this rule alone', () => {
  const created = create(true);
  const template = Template.fromStack(created.stack);
  const [rule] = Object.keys(template.findResources('AWS::Events::Rule'));
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      'source': ['aws.iam'],
      'detail-type': ['AWS API Call via CloudTrail'],
      'detail': {
        eventSource: ['iam.amazonaws.com'],
        eventName: ['CreateLoginProfile', 'CreateUser', 'DeactivateMFADevice', 'DeleteLoginProfile', 'EnableMFADevice', 'UpdateUser'],
        errorCode: [{ exists: false }],
      },
    },
    Targets: [{ Arn: created.function, Id: 'Run', RetryPolicy: { MaximumRetryAttempts: 0 } }],
  });
  template.hasResourceProperties('AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction', FunctionName: created.function, Principal: 'events.amazonaws.com', SourceArn: { 'Fn::GetAtt': [rule, 'Arn'] },
  });
  expect(created.triggers).toHaveLength(2);
});

test('the changes of members, which the function makes, do not start it', () => {
  expect(JSON.stringify(Template.fromStack(create(true).stack).findResources('AWS::Events::Rule'))).not.toMatch(/UserToGroup|UserFromGroup/);
});

test('the members are a custom resource that the function itself answers for, in time', () => {
  const created = create();
  Template.fromStack(created.stack).hasResource('Custom::ForceMfaMembers', {
    Properties: { ServiceToken: created.function, ServiceTimeout: '900', GroupName: { Ref: Match.stringLikeRegexp('^Group') } },
    DependsOn: [Match.stringLikeRegexp('^GroupRunPolicy')],
  });
});
