/** How `MfaCoverageCheck` reports users and groups that no enforcement covers. */
export enum MfaCoverageSeverity {
  /** As an error. The CDK CLI does not deploy. */
  ERROR = 'ERROR',

  /** As a warning. The CDK CLI deploys, except with `--strict`. Use it during a roll-out. */
  WARNING = 'WARNING',
}
