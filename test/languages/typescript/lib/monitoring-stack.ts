import { Duration, Stack, StackProps, aws_iam as iam, aws_logs as logs, aws_s3 as s3 } from 'aws-cdk-lib';
import { MfaConfigRule, MfaImpactAnalysis, MfaMonitoring } from 'cdk-iam-mfa';
import { Construct } from 'constructs';

export interface MonitoringStackProps extends StackProps {
  readonly enforcedGroups: iam.IGroup[];
}

/** Who signs in without MFA, who changes what, and which calls would stop. */
export class MonitoringStack extends Stack {
  public constructor(scope: Construct, id: string, { enforcedGroups, ...props }: MonitoringStackProps) {
    super(scope, id, props);

    const monitoring = new MfaMonitoring(this, 'Monitoring', {
      configRules: [
        MfaConfigRule.CONSOLE_USERS_WITHOUT_MFA,
        MfaConfigRule.USERS_WITHOUT_MFA,
        MfaConfigRule.ROOT_WITHOUT_MFA,
        MfaConfigRule.ROOT_WITHOUT_HARDWARE_MFA,
        MfaConfigRule.UNUSED_CREDENTIALS,
      ],
      unusedCredentialsAge: Duration.days(45),
      trailLogGroup: logs.LogGroup.fromLogGroupName(this, 'Trail', 'trail'),
      enforcedGroups,
    });
    monitoring.metricConsoleSignInsWithoutMfa().createAlarm(this, 'ManySignIns', { threshold: 5, evaluationPeriods: 1 });

    new MfaImpactAnalysis(this, 'Impact', {
      trailBucket: s3.Bucket.fromBucketName(this, 'TrailBucket', 'trail-bucket'),
      regions: ['us-east-1', 'eu-west-1'],
    });
  }
}
