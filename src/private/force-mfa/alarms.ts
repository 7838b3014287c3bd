import type { aws_iam as iam, aws_lambda as lambda, aws_sns as sns } from 'aws-cdk-lib';
import { Duration, aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import type { MembershipMetrics } from './membership-metrics';
import type { RingingAlarmProps } from '../monitoring/add-alarm';
import { addAlarm } from '../monitoring/add-alarm';

const RUNBOOK = 'https://github.com/cdk-iam-mfa/cdk-iam-mfa/blob/main/docs/troubleshooting.md#alarms';

export interface ForceMfaAlarms {
  readonly failure: cloudwatch.Alarm;
  readonly missingRun: cloudwatch.Alarm;
  readonly quota: cloudwatch.Alarm;
  readonly refusedRequest: cloudwatch.Alarm;
}

/** Adds the alarms of one group. Each says in its description where to look and what to do. */
export class ForceMfaAlarmFactory {
  public constructor(
    private readonly group: iam.Group,
    private readonly metrics: MembershipMetrics,
    private readonly logGroupName: string,
    private readonly topic: sns.ITopic | undefined,
  ) {}

  public addAll(errors: cloudwatch.IMetric, interval: Duration): ForceMfaAlarms {
    const { metrics } = this;
    return {
      failure: this.add('FailureAlarm', {
        description: 'A run of the force-MFA function failed for some users, stopped before its end, crashed, or found the group without its policy.',
        // Lambda's own: a run with failures fails the invocation, and a crash or a lack of memory writes no metric of ours.
        metric: errors,
      }),
      missingRun: returningFirstMetric(this.add('MissingRunAlarm', {
        description: 'No run of the force-MFA function has looked at every user for two intervals: users without MFA may be outside the group.',
        // With zeroes for what is missing: CloudWatch looks back further than two periods before it takes data for missing. Without any
        // data in that time there is nothing to fill, and missing data is a breach.
        metric: new cloudwatch.MathExpression({
          expression: 'FILL(runs, 0)', usingMetrics: { runs: metrics.usersWithoutMfa({ statistic: 'SampleCount' }) }, period: interval,
        }),
        comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
        evaluationPeriods: 2,
        treatMissingData: cloudwatch.TreatMissingData.BREACHING,
      })),
      quota: this.add('QuotaAlarm', {
        description: 'Users without MFA cannot be added to the force-MFA group, because they are in ten groups already.',
        metric: metrics.atQuota(),
      }),
      refusedRequest: this.add('RefusedRequestAlarm', {
        description: 'The force-MFA function was sent a request in the name of CloudFormation that is not one.',
        metric: metrics.refusedRequests({ period: Duration.minutes(5) }),
      }),
    };
  }

  /** Events that no run has taken, after three attempts. */
  public addLostEvents(queueName: string): cloudwatch.Alarm {
    return this.add('LostEventsAlarm', {
      description: 'IAM events could not be handled by the force-MFA function. The next run of the schedule looks at everybody.',
      metric: new cloudwatch.Metric({
        namespace: 'AWS/SQS',
        metricName: 'ApproximateNumberOfMessagesVisible',
        dimensionsMap: { QueueName: queueName },
        statistic: 'Maximum',
        period: Duration.minutes(5),
      }).attachTo(this.group),
    });
  }

  private add(id: string, { description, ...props }: Omit<RingingAlarmProps, 'alarmDescription'> & { readonly description: string }): cloudwatch.Alarm {
    return addAlarm(this.group, id, this.topic, {
      alarmDescription: `${description} Log group: ${this.logGroupName}. Runbook: ${RUNBOOK}`,
      ...props,
    });
  }
}

/** That the alarm watches the expression: newer releases of CDK write it, older ones leave it to the default, which is the same. */
function returningFirstMetric(alarm: cloudwatch.Alarm): cloudwatch.Alarm {
  (alarm.node.defaultChild as cloudwatch.CfnAlarm).addPropertyOverride('Metrics.0.ReturnData', true);
  return alarm;
}

/** Lambda's own metric. Not by a method of the function, whose defaults are CDK's own business. */
export function functionErrors(handler: lambda.IFunction, period: Duration): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/Lambda', metricName: 'Errors', dimensionsMap: { FunctionName: handler.functionName }, statistic: 'Sum', period,
  }).attachTo(handler);
}
