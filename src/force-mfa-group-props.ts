import type { Duration, aws_iam as iam, aws_kms as kms, aws_logs as logs, aws_sns as sns } from 'aws-cdk-lib';
import type { ForceMfaScope } from './force-mfa-scope';
import type { MfaEnforcement } from './mfa-enforcement';

/**
 * Properties of `ForceMfaGroup`.
 *
 * `groupName`, `path` and `managedPolicies` are those of `iam.Group`. `path` is the IAM path of the group. To choose users by their
 * path, use `userPathPrefix`.
 */
export interface ForceMfaGroupProps extends iam.GroupProps {
  /**
   * How often the function updates the members: whole minutes, from 15 minutes to 12 hours.
   *
   * New users are not blocked, and enrolled users are not released, until the next run. A shorter interval causes more calls to IAM.
   *
   * @default Duration.hours(1)
   */
  readonly interval?: Duration;

  /**
   * Which users are added to the group while they have no MFA device.
   *
   * @default ForceMfaScope.CONSOLE_USERS
   */
  readonly userScope?: ForceMfaScope;

  /**
   * Which requests of the members need MFA.
   *
   * With `ALL_REQUESTS`, the access keys of a member are also blocked until the member has enrolled.
   *
   * @default MfaEnforcement.CONSOLE_ONLY
   */
  readonly enforcement?: MfaEnforcement;

  /**
   * Whether members may change their own password without MFA. Users who must choose a new password at the first sign-in need it.
   *
   * An attacker who knows the password can then change it, and lock out the owner.
   *
   * @default false
   */
  readonly allowPasswordChange?: boolean;

  /**
   * Names of users whom the function never adds. If they are members, it removes them.
   *
   * An attacker who knows the password of such a user can sign in without MFA.
   *
   * @default - nobody
   */
  readonly exemptUsers?: string[];

  /**
   * IAM path of the users to add. It begins and ends with `/`. The function removes members under other paths. An attacker who has the
   * password of such a user needs no MFA.
   *
   * You can have several groups with different paths, because each function changes only the members of its own group. If the paths overlap,
   * a user without a device is in both groups.
   *
   * @default '/' - all users
   */
  readonly userPathPrefix?: string;

  /**
   * How long a user has to enroll before the function adds the user to the group: whole seconds. The time begins when the user is created, or at
   * `enforceFrom`, whichever is later.
   *
   * During this time, an attacker who knows the password can sign in without MFA. For a roll-out, `Duration.days(7)` gives people a week.
   *
   * @default Duration.seconds(0)
   */
  readonly gracePeriod?: Duration;

  /**
   * The time from which the function adds users to the group. In a roll-out, it gives existing users time to enroll. Until then, an attacker needs
   * only a password.
   *
   * `new Date('2027-01-31')` is midnight UTC at the beginning of that day. To name an hour, write the time zone too:
   * `new Date('2027-01-31T09:00:00+01:00')`. `gracePeriod` adds to this time.
   *
   * @default - from the first run
   */
  readonly enforceFrom?: Date;

  /**
   * Whether the function only logs and counts what it would change, and changes nothing. An attacker still needs only a password.
   *
   * @default false
   */
  readonly dryRun?: boolean;

  /**
   * The topic that the alarms notify: a standard topic in the Region of the stack.
   *
   * If the topic has a policy of its own, or a key, both must let `cloudwatch.amazonaws.com` publish. Those of the topic of `MfaMonitoring`
   * do, in its own account.
   *
   * @default - the alarms notify nobody
   */
  readonly alarmTopic?: sns.ITopic;

  /**
   * How long the log of the function is kept. The log names each user who was added or removed.
   *
   * @default logs.RetentionDays.ONE_YEAR
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * The KMS key that encrypts the log of the function: a key in the Region of the stack.
   *
   * The key's policy must let CloudWatch Logs use it.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   * @default - a key of CloudWatch Logs
   */
  readonly logEncryptionKey?: kms.IKey;

  /**
   * Whether a run also starts when users, passwords or devices change.
   *
   * Events wait in a queue. Every half minute, one run looks at the users whom the events name. The schedule still runs, because AWS may deliver
   * events late or never. `lostEventsAlarm` reports events that could not be handled.
   *
   * AWS sends IAM events to one Region of each partition: us-east-1, cn-north-1 or us-gov-west-1. The account needs a CloudTrail trail that
   * records management events. In a stack of another Region, synth fails. If the Region of the stack is not known, synth warns
   * (`cdk-iam-mfa:iam-event-region-unknown`).
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
   * @default false
   */
  readonly reactToIamEvents?: boolean;
}
