import { aws_cloudwatch as cloudwatch, aws_sns as sns } from 'aws-cdk-lib';
import { notify } from '../../../src/private/monitoring/add-alarm';
import { testStack } from '../../helpers';

test('the action of an alarm is the topic', () => {
  const stack = testStack();
  const topic = new sns.Topic(stack, 'Topic');
  expect(notify(topic).bind(stack, undefined as unknown as cloudwatch.IAlarm)).toEqual({ alarmActionArn: topic.topicArn });
});
