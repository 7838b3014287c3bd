import type { aws_athena as athena, aws_glue as glue, aws_s3 as s3, aws_iam as iam } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { MfaImpactAnalysisProps } from './mfa-impact-analysis-props';
import type * as analysis from './private/impact/athena/analysis';

/**
 * Asks a CloudTrail trail with Amazon Athena which calls would stop if you enforced MFA: for an account, or for an organization.
 *
 * It emits:
 *
 * - a saved query (`AWS::Athena::NamedQuery`) for each policy
 * - an Athena workgroup, whose settings win over those of the client: results, encryption, and a limit of the data that a query reads
 * - an encrypted bucket for the results, which S3 deletes after 30 days. As every bucket of CDK, it stays when the stack is deleted
 * - a Glue database, and a table over the objects of the trail. Athena computes the partitions, so nothing has to crawl the bucket
 *
 * It enforces nothing, runs nothing by itself, and does not change the trail. You pay when you run a query.
 *
 * The result of a query has a row for each kind of call: who, how, what, how often, from when to when, and the answer of the policy. Read it with
 * `npx --no cdk-iam-mfa impact --facts FILE`, which judges it by both modes or by your template, and explains the answers.
 *
 * The first row, `all records`, says what the query has seen: records, days, accounts and Regions. If the table
 * does not name an account, a Region or a day, Athena finds no rows of it and reports no error. So nothing found in no records is not good news.
 *
 * What the trail does not log, no query finds. By default, a trail logs no data events, such as reads of objects in S3.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
 *
 * @example
 * new MfaImpactAnalysis(this, 'Impact', {
 *   trailBucket: s3.Bucket.fromBucketName(this, 'TrailBucket', 'my-trail-bucket'),
 *   regions: ['us-east-1', 'eu-west-1'],
 * });
 */
export class MfaImpactAnalysis extends Construct {
  /** The saved queries, one for each policy. The `ref` of a query is its id. */
  public readonly queries: athena.CfnNamedQuery[];

  /** The workgroup that runs the queries. Its `ref` is its name. */
  public readonly workGroup: athena.CfnWorkGroup;

  /** The table over the objects of the trail. */
  public readonly table: glue.CfnTable;

  /** The bucket of the results. To delete it with the stack, empty it, and set its removal policy. */
  public readonly resultsBucket: s3.Bucket;

  private readonly parts: analysis.Analysis;

  public constructor(scope: Construct, id: string, props: MfaImpactAnalysisProps) {
    // Required here: who wants only a policy does not load the SQL and what knows of records.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { createAnalysis, resolveAnalysisOptions } = require('./private/impact/athena/analysis') as typeof analysis;
    const options = resolveAnalysisOptions(`${scope.node.path}/${id}`, props ?? {}, Stack.of(scope));
    super(scope, id);
    this.parts = createAnalysis(this, options);
    this.queries = this.parts.queries;
    this.workGroup = this.parts.workGroup;
    this.table = this.parts.table;
    this.resultsBucket = this.parts.results;
  }

  /**
   * Lets a principal run the queries and read the results.
   *
   * It grants Athena in the workgroup, reading the table, reading the objects of the trail below `AWSLogs/`, and reading and writing the results.
   * It also grants reading and creating the database `default` of AWS Glue, which Athena needs.
   *
   * The principal can then read every record of the trail. To choose the workgroup in the console, grant `athena:ListWorkGroups` too. If a KMS key
   * encrypts the trail and is not the `encryptionKey` of `trailBucket`, grant `kms:Decrypt` on that key too. For a bucket of another account, and
   * with AWS Lake Formation, more is needed there.
   */
  public grantQuery(grantee: iam.IGrantable): iam.Grant {
    return this.parts.grantQuery(grantee);
  }
}
