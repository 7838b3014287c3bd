import type { aws_cloudwatch as cloudwatch, aws_sns as sns } from 'aws-cdk-lib';
import { Duration, Names, aws_logs as logs } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { addAlarm } from './add-alarm';
import { CONSOLE_SIGN_IN_WITHOUT_MFA, refusedBy } from './filter-patterns';

interface TrailAlarmProps {
  readonly logGroup: logs.ILogGroup;
  readonly topic: sns.ITopic;
  /** Contract with users: other ids would replace the resources. */
  readonly filterId: string;
  readonly alarmId: string;
  readonly metricName: string;
  readonly filterPattern: string;
  readonly period: Duration;
  readonly alarmDescription: string;
}

/** A metric that counts records in the log of a trail, and an alarm at the first one within a period. */
export class TrailAlarm {
  public readonly alarm: cloudwatch.Alarm;
  private readonly filter: logs.MetricFilter;

  public constructor(scope: Construct, private readonly props: TrailAlarmProps) {
    this.filter = new logs.MetricFilter(scope, props.filterId, {
      logGroup: props.logGroup,
      filterPattern: logs.FilterPattern.literal(props.filterPattern),
      metricNamespace: 'cdk-iam-mfa',
      // Two of them, on two trails, must not count into one metric.
      metricName: `${props.metricName}-${Names.uniqueResourceName(scope, { maxLength: 80 })}`,
    });
    this.alarm = addAlarm(scope, props.alarmId, props.topic, { alarmDescription: props.alarmDescription, metric: this.metric() });
  }

  public metric(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.filter.metric({ statistic: 'Sum', period: this.props.period, ...options });
  }
}

export function countConsoleSignIns(scope: Construct, logGroup: logs.ILogGroup, topic: sns.ITopic): TrailAlarm {
  return new TrailAlarm(scope, {
    logGroup,
    topic,
    filterId: 'ConsoleSignIns',
    alarmId: 'ConsoleSignInAlarm',
    metricName: 'ConsoleSignInWithoutMfa',
    filterPattern: CONSOLE_SIGN_IN_WITHOUT_MFA,
    period: Duration.minutes(5),
    alarmDescription: 'An IAM user signed in to the console without MFA.',
  });
}

export function countRefusedRequests(scope: Construct, logGroup: logs.ILogGroup, topic: sns.ITopic, policyPath: string): TrailAlarm {
  return new TrailAlarm(scope, {
    logGroup,
    topic,
    filterId: 'RefusedRequests',
    alarmId: 'RefusedRequestsAlarm',
    metricName: 'RefusedRequests',
    filterPattern: refusedBy(policyPath),
    period: Duration.hours(1),
    alarmDescription: 'The policies that require MFA refused requests. To see whose, ask CloudWatch Logs Insights in the log group of the trail: '
      + `filter errorMessage like "explicit deny in an identity-based policy" and errorMessage like ":policy${policyPath}" `
      + '| stats count(*) by userIdentity.arn, eventSource, eventName',
  });
}
