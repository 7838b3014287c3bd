import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import { METRIC_DIMENSION, METRIC_NAMESPACE, MetricName } from './metric-names';
import type { Summary } from './summary';

/** Writes metrics to the log, in the format that CloudWatch turns into metrics. Zeroes too. */
export function publishMetrics(groupName: string, values: Partial<Record<MetricName, number>>): void {
  const metrics = new Metrics({ namespace: METRIC_NAMESPACE });
  metrics.clearDefaultDimensions(); // The library's own, `service`, would be one more.
  metrics.setDefaultDimensions({ [METRIC_DIMENSION]: groupName });
  Object.entries(values).forEach(([name, value]) => metrics.addMetric(name, MetricUnit.Count, value));
  metrics.publishStoredMetrics();
}

/** Of a run. Users of whom nothing is known count as without MFA: a run that was denied every look must not read as if all were well. */
export function metricsOf(summary: Summary): Partial<Record<MetricName, number>> {
  const { stopped, partial, groupProblem, withoutMfa, unsure, added, removed, failed, atQuota } = summary;
  return {
    ...(stopped === undefined && !partial && { [MetricName.USERS_WITHOUT_MFA]: withoutMfa + unsure }),
    [MetricName.ADDED]: added,
    [MetricName.REMOVED]: removed,
    [MetricName.FAILED]: failed + (stopped === undefined ? 0 : 1) + (groupProblem === undefined ? 0 : 1),
    ...(!partial && { [MetricName.AT_QUOTA]: atQuota }),
  };
}
