/** Users whom an older tool makes, under /legacy/, and whom nobody can put into groups by hand. */
import { Stack, StackProps, aws_sns as sns } from 'aws-cdk-lib';
import { ForceMfaGroup } from 'cdk-iam-mfa';
import { Construct } from 'constructs';

export interface LegacyUsersStackProps extends StackProps {
  /** Whether those without a device are held. If not, the runs only report whom they would hold. */
  readonly enforce: boolean;

  /** Topic that the alarms on the runs notify. */
  readonly alarmTopic: sns.ITopic;
}

/** A stack of its own: destroying it is the way back, for it empties the group, and a dry run would leave the members in it. */
export class LegacyUsersStack extends Stack {
  public constructor(scope: Construct, id: string, { enforce, alarmTopic, ...props }: LegacyUsersStackProps) {
    super(scope, id, props);

    new ForceMfaGroup(this, 'LegacyUsersWithoutMfa', {
      userPathPrefix: '/legacy/',
      // Left out wherever it lies, also when somebody widens the path.
      exemptUsers: ['break-glass'],
      dryRun: !enforce,
      alarmTopic,
    });
  }
}
