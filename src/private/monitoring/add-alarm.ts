import type { aws_sns as sns } from 'aws-cdk-lib';
import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Not CDK's actions module, which loads the constructs of every action. */
export function notify(topic: sns.ITopic): cloudwatch.IAlarmAction {
  return { bind: () => ({ alarmActionArn: topic.topicArn }) };
}

export type RingingAlarmProps = Pick<cloudwatch.AlarmProps, 'alarmDescription' | 'metric'>
& Partial<Pick<cloudwatch.AlarmProps, 'comparisonOperator' | 'evaluationPeriods' | 'treatMissingData'>>;

/** An alarm that rings at the first count within a period. Where nothing is counted, nothing is wrong, unless the props say otherwise. */
export function addAlarm(scope: Construct, id: string, topic: sns.ITopic | undefined, props: RingingAlarmProps): cloudwatch.Alarm {
  const alarm = new cloudwatch.Alarm(scope, id, {
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    ...props,
  });
  if (topic !== undefined) {
    alarm.addAlarmAction(notify(topic));
  }
  return alarm;
}
