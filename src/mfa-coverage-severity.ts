/** How `MfaCoverageCheck` reports what no enforcement covers. */
export enum MfaCoverageSeverity {
  /** As an error: the CDK CLI does not deploy. */
  ERROR = 'ERROR',

  /** As a warning: the CDK CLI deploys, unless it is told to be strict. For the time of a roll-out. */
  WARNING = 'WARNING',
}
