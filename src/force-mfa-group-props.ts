import type { Duration, aws_iam as iam, aws_kms as kms, aws_logs as logs, aws_sns as sns } from 'aws-cdk-lib';
import type { ForceMfaScope } from './force-mfa-scope';
import type { MfaEnforcement } from './mfa-enforcement';

/**
 * Properties of `ForceMfaGroup`.
 *
 * `groupName`, `path` and `managedPolicies` are those of `iam.Group`. `path` is the IAM path of the group. It does not choose
 * users: that is `userPathPrefix`.
 */
export interface ForceMfaGroupProps extends iam.GroupProps {
  /**
   * How often the members are brought up to date: whole minutes, from 15 minutes to 12 hours.
   *
   * New users are not blocked, and enrolled users are not released, until the next run. A shorter interval makes more calls to IAM.
   *
   * @default Duration.hours(1)
   */
  readonly interval?: Duration;

  /**
   * Which users belong in the group as long as they have no MFA device.
   *
   * @default ForceMfaScope.CONSOLE_USERS
   */
  readonly userScope?: ForceMfaScope;

  /**
   * Which requests of the members need MFA.
   *
   * With `ALL_REQUESTS` the access keys of a member wait too, until the user has enrolled.
   *
   * @default MfaEnforcement.CONSOLE_ONLY
   */
  readonly enforcement?: MfaEnforcement;

  /**
   * Whether members may change their own password without MFA: for users whose first sign-in asks for a new one.
   *
   * An attacker who knows the password can then change it and lock the owner out.
   *
   * @default false
   */
  readonly allowPasswordChange?: boolean;

  /**
   * Names of users who are left out, and taken out if they are members.
   *
   * An attacker who has the password of such a user signs in without MFA.
   *
   * @default - nobody
   */
  readonly exemptUsers?: string[];

  /**
   * IAM path of the users to look after. It begins and ends with `/`, and members outside it are taken out.
   *
   * Two groups with different paths do not fight, because each changes its own members only. Where paths overlap, a user
   * without a device is in both groups.
   *
   * @default '/' - all users
   */
  readonly userPathPrefix?: string;

  /**
   * How long a user is left alone after the later of their creation and `enforceFrom`: whole seconds.
   *
   * In that time an attacker with the password signs in without MFA. For a roll-out, `Duration.days(7)` gives people a week.
   *
   * @default Duration.seconds(0)
   */
  readonly gracePeriod?: Duration;

  /**
   * The moment from which users are put into the group: for a roll-out, so that existing users have time to enroll.
   *
   * `new Date('2027-01-31')` is midnight UTC at the beginning of that day. To name an hour, write the time zone too, such as
   * `new Date('2027-01-31T09:00:00+01:00')`. With `gracePeriod`, users have that much more time.
   *
   * @default - from the first run
   */
  readonly enforceFrom?: Date;

  /**
   * Whether the runs only report what they would change.
   *
   * @default false
   */
  readonly dryRun?: boolean;

  /**
   * Topic that the alarms notify: on failures, a missing run, users in ten groups, refused requests, and lost events. It is a standard
   * topic in the Region of the stack.
   *
   * A topic with a policy of its own, or with a key, must let `cloudwatch.amazonaws.com` publish. That of
   * `MfaMonitoring` does.
   *
   * @default - the alarms notify nobody
   */
  readonly alarmTopic?: sns.ITopic;

  /**
   * How long the function's log is kept. It names each user who was added or removed.
   *
   * @default logs.RetentionDays.ONE_YEAR
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * Key that the function's log is encrypted with: one in the Region of the stack.
   *
   * The key's policy must let CloudWatch Logs use it.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   * @default - a key of CloudWatch Logs
   */
  readonly logEncryptionKey?: kms.IKey;

  /**
   * Whether a run also starts when users, passwords and devices change. The schedule stays.
   *
   * IAM events exist in one Region of each partition (us-east-1, cn-north-1, us-gov-west-1), and only with a
   * CloudTrail trail that records management events. In a stack that is known to be elsewhere, synth fails; where
   * the Region is not known, there is a warning. Events go through a queue: each half minute, one run
   * looks at the users whom they name. Events come late or not at all, so the schedule stays. An alarm tells of
   * events that could not be handled.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
   * @default false
   */
  readonly reactToIamEvents?: boolean;
}
