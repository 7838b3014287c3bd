import type { aws_sns as sns } from 'aws-cdk-lib';
import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import type { ForceMfaGroup } from '../../force-mfa-group';
import { notify } from '../monitoring/alarm-action';

export interface ForceMfaAlarms {
  readonly failure: cloudwatch.Alarm;
  readonly missingRun: cloudwatch.Alarm;
}

export function addForceMfaAlarms(group: ForceMfaGroup, topic: sns.ITopic | undefined): ForceMfaAlarms {
  const alarms: ForceMfaAlarms = {
    failure: new cloudwatch.Alarm(group, 'FailureAlarm', {
      alarmDescription: 'A run of the force-MFA function failed for some users, or stopped before its end. Its log names them.',
      metric: group.metricFailed(),
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      // Without a run there is no failure; the other alarm tells of that.
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    }),
    missingRun: new cloudwatch.Alarm(group, 'MissingRunAlarm', {
      alarmDescription: 'No run of the force-MFA function has looked at every user for two intervals: users without MFA may be outside the group.',
      metric: group.metricUsersWithoutMfa({ statistic: 'SampleCount' }),
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 2,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    }),
  };
  if (topic !== undefined) {
    alarms.failure.addAlarmAction(notify(topic));
    alarms.missingRun.addAlarmAction(notify(topic));
  }
  return alarms;
}
