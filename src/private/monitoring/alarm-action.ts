import type { aws_cloudwatch as cloudwatch, aws_sns as sns } from 'aws-cdk-lib';

/** Not CDK's actions module, which loads the constructs of every action. */
export function notify(topic: sns.ITopic): cloudwatch.IAlarmAction {
  return { bind: () => ({ alarmActionArn: topic.topicArn }) };
}
