import { Duration, aws_sns as sns } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ForceMfaGroup } from '../../../src/index';
import { resourceOf, testStack } from '../../helpers';

const IDS = ['FailureAlarm', 'MissingRunAlarm', 'QuotaAlarm', 'RefusedRequestAlarm', 'LostEventsAlarm'];

function alarmsOf(props: ConstructorParameters<typeof ForceMfaGroup>[2] = {}) {
  const stack = testStack({ env: { region: 'us-east-1' } });
  const group = new ForceMfaGroup(stack, 'It', { groupName: 'jail', reactToIamEvents: true, ...props });
  const [failure, missingRun, quota, refusedRequest, lostEvents] = IDS.map((id) => resourceOf(group.node.findChild(id) as never).Properties);
  return { stack, group, failure, missingRun, quota, refusedRequest, lostEvents };
}

const AT_LEAST_ONE = { ComparisonOperator: 'GreaterThanOrEqualToThreshold', Threshold: 1, EvaluationPeriods: 1, TreatMissingData: 'notBreaching' };

test.each([[undefined, 3600], [Duration.minutes(15), 900], [Duration.hours(12), 43_200]])('with an interval of %s they look at periods of %d seconds', (interval, period) => {
  const { failure, missingRun, quota } = alarmsOf({ interval });
  const [{ MetricStat: runs }] = missingRun.Metrics.filter((metric: any) => metric.MetricStat);
  expect([failure.Period, quota.Period, runs.Period]).toEqual([period, period, period]);
  // CloudWatch allows more for periods of an hour or longer, but a missing run should not stay unnoticed for longer than a day.
  expect(missingRun.EvaluationPeriods * period).toBeLessThanOrEqual(86_400);
});

test('any failure rings, a crash too: by the count of Lambda, because who crashes writes none', () => {
  const { stack, group, failure } = alarmsOf();
  expect(failure).toMatchObject({
    ...AT_LEAST_ONE,
    Namespace: 'AWS/Lambda',
    MetricName: 'Errors',
    Statistic: 'Sum',
    Dimensions: [{ Name: 'FunctionName', Value: stack.resolve(group.membershipFunction.functionName) }],
  });
});

test('two intervals without a whole run ring, because missing data counts as zero', () => {
  const { stack, group, missingRun } = alarmsOf();
  expect(missingRun).toMatchObject({ ComparisonOperator: 'LessThanThreshold', Threshold: 1, EvaluationPeriods: 2, TreatMissingData: 'breaching' });
  const [expression, runs] = missingRun.Metrics;
  expect(expression).toMatchObject({ Expression: 'FILL(runs, 0)', ReturnData: true });
  expect(runs).toMatchObject({
    Id: 'runs',
    ReturnData: false,
    MetricStat: {
      Metric: { Namespace: 'CdkIamMfa', MetricName: 'UsersWithoutMfa', Dimensions: [{ Name: 'GroupName', Value: stack.resolve(group.groupName) }] },
      Stat: 'SampleCount',
    },
  });
});

test('users in ten groups, and requests that are refused, ring by metrics of this group', () => {
  const { stack, group, quota, refusedRequest } = alarmsOf();
  const Dimensions = [{ Name: 'GroupName', Value: stack.resolve(group.groupName) }];
  expect(quota).toMatchObject({ ...AT_LEAST_ONE, Namespace: 'CdkIamMfa', MetricName: 'AtGroupQuota', Statistic: 'Maximum', Dimensions });
  expect(refusedRequest).toMatchObject({ ...AT_LEAST_ONE, Namespace: 'CdkIamMfa', MetricName: 'RefusedRequests', Statistic: 'Sum', Period: 300, Dimensions });
});

test('lost events ring, where there are events', () => {
  const { stack, group, lostEvents } = alarmsOf();
  const queue = stack.getLogicalId(group.node.findChild('LostEvents') as never);
  expect(lostEvents).toMatchObject({
    ...AT_LEAST_ONE,
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue, 'QueueName'] } }],
  });
  expect(group.lostEventsAlarm).toBeDefined();
  expect(new ForceMfaGroup(testStack(), 'It').lostEventsAlarm).toBeUndefined();
});

test('each says where to look and what to do', () => {
  const { stack, group } = alarmsOf();
  const log = stack.getLogicalId(group.node.findChild('Log').node.defaultChild as never);
  Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm')).forEach(({ Properties }) => {
    const [sentence, logGroup, runbook] = Properties.AlarmDescription['Fn::Join'][1];
    expect(sentence).toMatch(/^[A-Z].*\. Log group: $/);
    expect(logGroup).toEqual({ Ref: log });
    expect(runbook).toBe('. Runbook: https://github.com/cdk-iam-mfa/cdk-iam-mfa/blob/main/docs/troubleshooting.md#alarms');
  });
});

test('all notify the topic, if there is one', () => {
  const { stack } = alarmsOf();
  expect(Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties.AlarmActions)).toEqual(Array(5).fill(undefined));
  const own = testStack();
  const alarmTopic = new sns.Topic(own, 'Topic');
  new ForceMfaGroup(own, 'With', { alarmTopic, reactToIamEvents: true });
  const template = Template.fromStack(own);
  expect(Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties.AlarmActions))
    .toEqual(Array(5).fill([own.resolve(alarmTopic.topicArn)]));
  template.resourceCountIs('AWS::SNS::TopicPolicy', 0);
});
