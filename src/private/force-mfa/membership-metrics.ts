import type { Duration, aws_iam as iam } from 'aws-cdk-lib';
import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { METRIC_DIMENSION, METRIC_NAMESPACE, MetricName } from '../../membership-function/metric-names';

/** The metrics that the function writes about one group. The period is that of the runs. */
export class MembershipMetrics {
  public constructor(private readonly group: iam.Group, private readonly interval: Duration) {}

  public usersWithoutMfa(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(MetricName.USERS_WITHOUT_MFA, 'Maximum', options);
  }

  public added(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(MetricName.ADDED, 'Sum', options);
  }

  public removed(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(MetricName.REMOVED, 'Sum', options);
  }

  public failed(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(MetricName.FAILED, 'Sum', options);
  }

  public atQuota(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(MetricName.AT_QUOTA, 'Maximum', options);
  }

  public refusedRequests(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(MetricName.REFUSED_REQUESTS, 'Sum', options);
  }

  private metric(metricName: MetricName, statistic: string, options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: METRIC_NAMESPACE,
      metricName,
      dimensionsMap: { [METRIC_DIMENSION]: this.group.groupName },
      statistic,
      period: this.interval,
      ...options,
    }).attachTo(this.group); // A dashboard or an alarm of another Region would ask its own.
  }
}
