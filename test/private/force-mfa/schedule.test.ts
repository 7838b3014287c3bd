import { Duration, aws_iam as iam } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { resolveForceMfaProps } from '../../../src/private/force-mfa/force-mfa-options';
import { FunctionResources } from '../../../src/private/force-mfa/function-resources';
import { addSchedule } from '../../../src/private/force-mfa/schedule';
import { testStack } from '../../helpers';

const POLICY_ARN = 'arn:aws:iam::111111111111:policy/require-mfa';

function create(interval = Duration.hours(1)) {
  const stack = testStack();
  const group = new iam.Group(stack, 'Group');
  const handler = new FunctionResources(group, resolveForceMfaProps('It', stack, {})).createFunction({});
  addSchedule(group, handler, interval, POLICY_ARN);
  return { stack, function: { 'Fn::GetAtt': [stack.getLogicalId(handler.node.defaultChild as never), 'Arn'] } };
}

test.each([[15, 'rate(15 minutes)'], [60, 'rate(60 minutes)'], [720, 'rate(720 minutes)']])('%d minutes are %s', (minutes, expression) => {
  Template.fromStack(create(Duration.minutes(minutes)).stack).hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: expression });
});

test('the schedule starts the function, and does not retry', () => {
  const created = create();
  Template.fromStack(created.stack).hasResourceProperties('AWS::Scheduler::Schedule', {
    FlexibleTimeWindow: { Mode: 'OFF' },
    GroupName: 'default',
    Target: {
      Input: `{"policyArn":"${POLICY_ARN}"}`,
      Arn: created.function,
      RetryPolicy: { MaximumRetryAttempts: 0 },
      RoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^GroupScheduleRole'), 'Arn'] },
    },
  });
});

test('the role of the schedule may start this function, and only schedules of this account can assume it', () => {
  const created = create();
  const template = Template.fromStack(created.stack);
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: { Statement: [{ Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: created.function, Sid: 'AllowStartingRuns' }] },
    Roles: [{ Ref: Match.stringLikeRegexp('^GroupScheduleRole') }],
  });
  template.hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [{
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
          ArnEquals: {
            'aws:SourceArn': {
              'Fn::Join': ['', [
                'arn:', { Ref: 'AWS::Partition' }, ':scheduler:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':schedule-group/default',
              ]],
            },
          },
        },
        Effect: 'Allow',
        Principal: { Service: 'scheduler.amazonaws.com' },
      }],
    },
  });
});
