/** Users whom an older tool makes, under /legacy/, and whom nobody can put into groups by hand. */
import { Stack, StackProps, aws_sns as sns } from 'aws-cdk-lib';
import { ForceMfaGroup } from 'cdk-iam-mfa';
import { Construct } from 'constructs';

export interface LegacyUsersStackProps extends StackProps {
  /** Whether users without a device are blocked. If not, the runs only report whom they would block. */
  readonly enforce: boolean;

  /** Topic that the alarms on the runs notify. */
  readonly alarmTopic: sns.ITopic;
}

/** A stack of its own, because destroying it is the way back: that empties the group. A dry run would leave the members in it. */
export class LegacyUsersStack extends Stack {
  public constructor(scope: Construct, id: string, { enforce, alarmTopic, ...props }: LegacyUsersStackProps) {
    super(scope, id, props);

    new ForceMfaGroup(this, 'LegacyUsersWithoutMfa', {
      userPathPrefix: '/legacy/',
      // Never blocked, whatever its path is, also when somebody widens the prefix.
      exemptUsers: ['break-glass'],
      dryRun: !enforce,
      alarmTopic,
    });
  }
}
