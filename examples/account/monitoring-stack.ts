/** Once per account, in the Region of IAM's events. */
import { Stack, StackProps, aws_logs as logs } from 'aws-cdk-lib';
import { MfaMonitoring } from 'cdk-iam-mfa';
import { Construct } from 'constructs';

export interface MonitoringStackProps extends StackProps {
  /**
   * Name of the CloudWatch log group of a trail that covers all Regions.
   *
   * @default - no alarm on console sign-ins
   */
  readonly trailLogGroupName?: string;
}

export class MonitoringStack extends Stack {
  public readonly monitoring: MfaMonitoring;

  public constructor(scope: Construct, id: string, { trailLogGroupName, ...props }: MonitoringStackProps) {
    super(scope, id, props);

    // Step 1 of docs/roll-out.md subscribes to its topic.
    this.monitoring = new MfaMonitoring(this, 'Monitoring', {
      trailLogGroup: trailLogGroupName === undefined ? undefined : logs.LogGroup.fromLogGroupName(this, 'Trail', trailLogGroupName),
    });
  }
}
