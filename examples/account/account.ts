/** A whole account: who must use MFA, who helps, what is watched, and a check that nobody was forgotten. */
import { App, Aspects } from 'aws-cdk-lib';
import { MfaCoverageCheck, MfaCoverageSeverity } from 'cdk-iam-mfa';
import { IdentityStack } from './identity-stack';
import { LegacyUsersStack } from './legacy-users-stack';
import { MonitoringStack } from './monitoring-stack';

export interface AccountProps {
  /** Whether MFA is required. If not, everybody can enroll, and nothing is denied: the first steps of a roll-out. */
  readonly enforce: boolean;

  /**
   * Name of the CloudWatch log group of the trail.
   *
   * @default - no alarm on console sign-ins
   */
  readonly trailLogGroupName?: string;
}

/** Enforces only when asked to, by `-c enforce=true` or in `cdk.json`: docs/roll-out.md. */
export function accountProps(app: App): AccountProps {
  return {
    // From the command line it is a string, from cdk.json a boolean.
    enforce: `${app.node.tryGetContext('enforce')}` === 'true',
    trailLogGroupName: app.node.tryGetContext('trail'),
  };
}

/** The Region of IAM's events; cn-north-1 and us-gov-west-1 in the other partitions. */
const REGION = 'us-east-1';

export function addAccount(app: App, { enforce, trailLogGroupName }: AccountProps): void {
  const env = { account: process.env.CDK_DEFAULT_ACCOUNT, region: REGION };
  const { monitoring } = new MonitoringStack(app, 'MfaMonitoring', { env, trailLogGroupName });
  new IdentityStack(app, 'Identity', { env, enforce });
  new LegacyUsersStack(app, 'LegacyUsers', { env, enforce, alarmTopic: monitoring.topic });

  // Over all stacks, those of other teams too: a user with a password and no enforcement does not get deployed.
  Aspects.of(app).add(new MfaCoverageCheck({ severity: enforce ? MfaCoverageSeverity.ERROR : MfaCoverageSeverity.WARNING }));
}
