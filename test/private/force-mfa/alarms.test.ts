import { Duration, aws_sns as sns } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ForceMfaGroup } from '../../../src/index';
import { resourceOf, testStack } from '../../helpers';

const alarmsOf = (group: ForceMfaGroup) => ['FailureAlarm', 'MissingRunAlarm'].map((id) => resourceOf(group.node.findChild(id) as never).Properties);

test.each([[undefined, 3600], [Duration.minutes(15), 900], [Duration.hours(12), 43_200]])('with an interval of %s they look at periods of %d seconds', (interval, period) => {
  const [failure, missingRun] = alarmsOf(new ForceMfaGroup(testStack(), 'It', { interval }));
  expect([failure.Period, missingRun.Period]).toEqual([period, period]);
  // CloudWatch looks back one day.
  expect(missingRun.EvaluationPeriods * period).toBeLessThanOrEqual(86_400);
});

test('any failure rings; the want of a run is for the other alarm', () => {
  const [failure] = alarmsOf(new ForceMfaGroup(testStack(), 'It', { groupName: 'jail' }));
  expect(failure).toMatchObject({
    Namespace: 'CdkIamMfa',
    MetricName: 'Failed',
    Statistic: 'Sum',
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    Threshold: 1,
    EvaluationPeriods: 1,
    TreatMissingData: 'notBreaching',
  });
});

test('two intervals without a whole run ring, for missing data is a missing run', () => {
  const [, missingRun] = alarmsOf(new ForceMfaGroup(testStack(), 'It', { groupName: 'jail' }));
  expect(missingRun).toMatchObject({
    Namespace: 'CdkIamMfa',
    MetricName: 'UsersWithoutMfa',
    Statistic: 'SampleCount',
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 1,
    EvaluationPeriods: 2,
    TreatMissingData: 'breaching',
  });
});

test('they are of this group', () => {
  const stack = testStack();
  const group = new ForceMfaGroup(stack, 'It');
  expect(alarmsOf(group).map(({ Dimensions }) => Dimensions)).toEqual(Array(2).fill([{ Name: 'GroupName', Value: stack.resolve(group.groupName) }]));
});

test('both notify the topic, if there is one', () => {
  const stack = testStack();
  const topic = new sns.Topic(stack, 'Topic');
  const groups = [new ForceMfaGroup(stack, 'With', { alarmTopic: topic }), new ForceMfaGroup(stack, 'Without')];
  const [withTopic, without] = groups.map((group) => alarmsOf(group).map(({ AlarmActions }) => AlarmActions));
  expect(withTopic).toEqual(Array(2).fill([stack.resolve(topic.topicArn)]));
  expect(without).toEqual([undefined, undefined]);
  Template.fromStack(stack).resourceCountIs('AWS::SNS::TopicPolicy', 0);
});
