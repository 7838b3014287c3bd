/** Names of the metrics. The construct imports this file too: it must load no library of the function. */
export const METRIC_NAMESPACE = 'CdkIamMfa';

/** Tells groups apart. */
export const METRIC_DIMENSION = 'GroupName';

export enum MetricName {
  /** Users in scope who have no device, or of whom it is not known. Only of runs that looked at every user, so missing data is a missing run. */
  USERS_WITHOUT_MFA = 'UsersWithoutMfa',
  ADDED = 'Added',
  REMOVED = 'Removed',
  /** Users for whom something failed, one more for a run that stopped before its end, and one for a group without its policy. */
  FAILED = 'Failed',
  /** Users who cannot be added because they are in ten groups already. */
  AT_QUOTA = 'AtGroupQuota',
  /** Requests that claim to come from CloudFormation and fail verification. */
  REFUSED_REQUESTS = 'RefusedRequests',
}
