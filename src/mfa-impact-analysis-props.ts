import type { Duration, Size, aws_s3 as s3 } from 'aws-cdk-lib';
import type { RequireMfaPolicy } from './require-mfa-policy';

/** Properties of `MfaImpactAnalysis`. */
export interface MfaImpactAnalysisProps {
  /**
   * The bucket that a CloudTrail trail writes to. It can be imported, and it can belong to another account.
   *
   * The policy of a bucket in another account must let the readers of the queries list the bucket and get its objects. Place the stack in the
   * Region of the bucket, because AWS charges for data that leaves a Region.
   *
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-find-log-files.html
   */
  readonly trailBucket: s3.IBucket;

  /**
   * What stands before `AWSLogs/` in the keys of the trail: the prefix that the trail has, without a slash at its ends.
   *
   * A wrong prefix finds no records. The result of a query then says so, and `npx --no cdk-iam-mfa impact --facts` refuses it. AWS Control Tower
   * uses the id of the organization as a prefix.
   *
   * Refused: a slash at an end, `$`, `AWSLogs` as a part, and more than the 200 characters that CloudTrail takes.
   *
   * @default - no prefix
   */
  readonly s3KeyPrefix?: string;

  /**
   * The id of the organization whose trail it is. CloudTrail puts it between `AWSLogs/` and the account.
   *
   * Refused: anything but `o-` and 10 to 32 lowercase letters or digits, and an id without `accounts`.
   *
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html
   * @default - the trail of one account
   */
  readonly organizationId?: string;

  /**
   * The accounts whose users you ask about. The queries see no other account, and Athena reports no error for one that is missing here.
   *
   * Name a few dozen at most. For more accounts, use one `MfaImpactAnalysis` for each part of them, because Athena plans a query over every
   * account, Region and day.
   *
   * Refused: an empty list, and anything but 12 digits.
   *
   * @see https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
   * @default - the account of the stack; required with `organizationId`
   */
  readonly accounts?: string[];

  /**
   * The Regions that the trail logs. The queries see no other Region, and Athena reports no error for one that is missing here.
   *
   * Name every Region that the accounts have enabled, also those that nobody should use. The calls of IAM and the sign-ins of the console are
   * logged in a few Regions, whatever Region the users work in.
   *
   * Refused: an empty list, a malformed Region, and a Region of another partition than that of the stack. Also a list without the Region that
   * logs the calls of IAM: us-east-1, cn-north-1 or us-gov-west-1.
   *
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
   */
  readonly regions: string[];

  /**
   * How far the queries look back: whole days, at least one.
   *
   * A query reads all of these days, and you pay for what it reads. To ask about fewer days once, change `WHERE TRUE` in the text of the query,
   * for example to `WHERE "day" >= '2026/11/01'`.
   *
   * @default Duration.days(90)
   */
  readonly lookback?: Duration;

  /**
   * The policies to judge by. Each gets a query, with the statements that the policy has when the app is synthesized.
   *
   * Of a group whose name only CloudFormation knows, the answers say `depends` where the name decides.
   *
   * Refused: a policy with a statement that this library does not write, because records may not tell what it does.
   *
   * @default - `RequireMfaPolicy` as it is by default, once for each member of `MfaEnforcement`
   */
  readonly policies?: RequireMfaPolicy[];

  /**
   * The amount of data after which Athena cancels a query. Athena charges for the amount that a canceled query has read.
   *
   * Refused: less than 10,000,000 bytes, the least that Athena takes.
   *
   * @see https://docs.aws.amazon.com/athena/latest/ug/workgroups-setting-control-limits-cloudwatch.html
   * @default Size.tebibytes(1)
   */
  readonly bytesScannedCutoffPerQuery?: Size;

  /**
   * After what time S3 deletes the results of the queries: whole days, at least one. The results name users and what they did.
   *
   * @default Duration.days(30)
   */
  readonly resultsExpiration?: Duration;
}
