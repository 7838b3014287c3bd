import { Aws, Duration, aws_athena as athena, aws_s3 as s3 } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { AnalysisOptions } from './analysis-options';

/** The results name users and what they do. */
export function createResultsBucket(scope: Construct, { expirationDays }: AnalysisOptions): s3.Bucket {
  return new s3.Bucket(scope, 'Results', {
    encryption: s3.BucketEncryption.S3_MANAGED,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    lifecycleRules: [{ expiration: Duration.days(expirationDays), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
  });
}

/** Its settings win over those of a client. */
export function createWorkGroup(scope: Construct, name: string, results: s3.IBucket, { cutoffBytes }: AnalysisOptions): athena.CfnWorkGroup {
  return new athena.CfnWorkGroup(scope, 'WorkGroup', {
    name,
    description: 'Runs the queries of MfaImpactAnalysis.',
    // With what was asked in it, Athena would not delete the workgroup.
    recursiveDeleteOption: true,
    workGroupConfiguration: {
      enforceWorkGroupConfiguration: true,
      bytesScannedCutoffPerQuery: cutoffBytes,
      engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
      resultConfiguration: {
        outputLocation: `s3://${results.bucketName}/`,
        expectedBucketOwner: Aws.ACCOUNT_ID,
        encryptionConfiguration: { encryptionOption: 'SSE_S3' },
      },
    },
  });
}
