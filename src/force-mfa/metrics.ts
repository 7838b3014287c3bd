import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import { METRIC_DIMENSION, METRIC_NAMESPACE, MetricName } from './metric-names';
import type { Summary } from './summary';

/** Writes the metrics of a run to the log, in the format that CloudWatch turns into metrics. Zeroes too. */
export function publishMetrics(groupName: string, summary: Summary): void {
  const metrics = new Metrics({ namespace: METRIC_NAMESPACE });
  metrics.clearDefaultDimensions(); // The library's own, `service`, would be one more.
  metrics.setDefaultDimensions({ [METRIC_DIMENSION]: groupName });
  Object.entries(metricsOf(summary)).forEach(([name, value]) => metrics.addMetric(name, MetricUnit.Count, value));
  metrics.publishStoredMetrics();
}

export function metricsOf({ stopped, withoutMfa, added, removed, failed }: Summary): Partial<Record<MetricName, number>> {
  return {
    ...(stopped === undefined && { [MetricName.USERS_WITHOUT_MFA]: withoutMfa }),
    [MetricName.ADDED]: added,
    [MetricName.REMOVED]: removed,
    [MetricName.FAILED]: failed + (stopped === undefined ? 0 : 1),
  };
}
