import type { Duration, Size, Stack, aws_s3 as s3 } from 'aws-cdk-lib';
import { Token } from 'aws-cdk-lib';
import type { MfaImpactAnalysisProps } from '../../../mfa-impact-analysis-props';
import type { RequireMfaPolicy } from '../../../require-mfa-policy';
import { iamEventRegion, isOfKnownPartition } from '../../aws/regions';
import { invalidProp } from '../../checks/invalid-prop';
import { BUCKET, checkConstruct } from '../../checks/prop-constructs';
import { DAYS, checkDuration } from '../../checks/prop-values';

/** The least that Athena takes as a limit. */
const MIN_CUTOFF_BYTES = 10_000_000;
const DEFAULT_CUTOFF_BYTES = 1024 ** 4;
/** What event history keeps too. */
const DEFAULT_LOOKBACK_DAYS = 90;
const DEFAULT_EXPIRATION_DAYS = 30;

/** The props with their defaults. */
export interface AnalysisOptions {
  readonly trailBucket: s3.IBucket;
  /** Of the objects of the trail, up to the account. */
  readonly prefix: string;
  readonly accounts: string[];
  readonly regions: string[];
  readonly lookbackDays: number;
  readonly cutoffBytes: number;
  readonly expirationDays: number;
  /** None is both modes. */
  readonly policies: RequireMfaPolicy[];
}

/** The props with their defaults. Refuses what the table would answer with no rows, and what Athena would refuse. */
export function resolveAnalysisOptions(path: string, props: MfaImpactAnalysisProps, stack: Stack): AnalysisOptions {
  checkTrail(path, props);
  checkAccounts(path, props);
  checkRegions(path, props.regions, stack.region);
  checkDays(path, 'lookback', props.lookback, 'Duration.days(90)');
  checkDays(path, 'resultsExpiration', props.resultsExpiration, 'Duration.days(30)');
  checkCutoff(path, props.bytesScannedCutoffPerQuery);
  checkPolicies(path, props.policies);
  return {
    trailBucket: props.trailBucket,
    prefix: [props.s3KeyPrefix, 'AWSLogs', props.organizationId].filter((part) => part !== undefined).join('/'),
    accounts: [...new Set(props.accounts ?? [stack.account])],
    regions: [...new Set(props.regions)],
    lookbackDays: props.lookback?.toDays() ?? DEFAULT_LOOKBACK_DAYS,
    cutoffBytes: props.bytesScannedCutoffPerQuery?.toBytes() ?? DEFAULT_CUTOFF_BYTES,
    expirationDays: props.resultsExpiration?.toDays() ?? DEFAULT_EXPIRATION_DAYS,
    policies: [...new Set(props.policies)],
  };
}

function checkTrail(path: string, { trailBucket, s3KeyPrefix, organizationId }: MfaImpactAnalysisProps): void {
  checkConstruct(path, 'trailBucket', trailBucket, BUCKET);
  if ((trailBucket ?? undefined) === undefined) {
    throw invalidProp({ path, prop: 'trailBucket', got: undefined, expected: 'the bucket of a trail', fix: `pass it, or import it with ${BUCKET.importer}` });
  }
  if (isWritten(s3KeyPrefix) && (typeof s3KeyPrefix !== 'string' || !/^(?!AWSLogs(\/|$)|.{201})[^/$]+(\/(?!AWSLogs(\/|$))[^/$]+)*$/.test(s3KeyPrefix))) {
    throw invalidProp({
      path,
      prop: 's3KeyPrefix',
      got: s3KeyPrefix,
      expected: 'what stands before AWSLogs/ in the keys of the trail, at most 200 characters, without a / at its ends and without $',
      fix: 'write it as in logs/trail, or leave it out if the keys begin with AWSLogs/',
    });
  }
  if (isWritten(organizationId) && !/^o-[a-z0-9]{10,32}$/.test(organizationId)) {
    throw invalidProp({ path, prop: 'organizationId', got: organizationId, expected: 'the id of an organization', fix: 'write it as in o-exampleorgid' });
  }
}

function checkAccounts(path: string, { accounts, organizationId }: MfaImpactAnalysisProps): void {
  if (accounts === undefined && organizationId !== undefined) {
    throw invalidProp({
      path,
      prop: 'accounts',
      got: undefined,
      expected: 'accounts together with organizationId, because the table has no rows of an account that it does not name',
      fix: 'name every account whose users you ask about',
    });
  }
  checkList(path, 'accounts', accounts ?? ['111122223333'], /^\d{12}$/, 'an account id of 12 digits', '111122223333');
}

function checkRegions(path: string, regions: string[], ofStack: string): void {
  const example = Token.isUnresolved(ofStack) || !isOfKnownPartition(ofStack) ? 'us-east-1' : iamEventRegion(ofStack);
  checkList(path, 'regions', regions, /^[a-z]{2,}(-[a-z]+)+-\d+$/, 'a Region', example);
  checkPartition(path, regions, ofStack);
  const known = regions.filter((region) => !Token.isUnresolved(region) && isOfKnownPartition(region));
  const missing = known.map(iamEventRegion).find((region) => !regions.includes(region));
  if (missing !== undefined && known.length === regions.length) {
    throw invalidProp({
      path,
      prop: 'regions',
      got: regions,
      expected: `${missing} among them, because the calls of IAM are logged there only`,
      fix: `add ${missing}`,
    });
  }
}

/** A trail and its bucket are in one partition, so the table has no rows of another. */
function checkPartition(path: string, regions: string[], ofStack: string): void {
  const known = [ofStack, ...regions].filter((region) => !Token.isUnresolved(region) && isOfKnownPartition(region));
  const other = known.find((region) => iamEventRegion(region) !== iamEventRegion(known[0]));
  if (other !== undefined) {
    throw invalidProp({
      path,
      prop: 'regions',
      got: regions,
      expected: `Regions of the partition that ${known[0]} is in, because a trail has calls of its own partition only`,
      fix: `leave ${other} out, or use a stack of its partition`,
    });
  }
}

function checkList(path: string, prop: string, values: string[], form: RegExp, expected: string, example: string): void {
  const isToken = Token.isUnresolved(values);
  if (!Array.isArray(values) || values.length === 0 || isToken) {
    throw invalidProp({
      path,
      prop,
      got: isToken ? 'an unresolved list' : values,
      expected: 'an array with at least one value',
      fix: `write it as in ['${example}']${isToken ? '; single values may be tokens' : ''}`,
    });
  }
  values.forEach((value, index) => {
    if (!Token.isUnresolved(value) && !form.test(value)) {
      throw invalidProp({ path, prop: `${prop}[${index}]`, got: value, expected, fix: `write it as in ${example}` });
    }
  });
}

function checkDays(path: string, prop: string, duration: Duration | undefined, example: string): void {
  checkDuration(path, prop, duration, { unit: DAYS, min: 1, max: Infinity, expected: 'whole days, at least one', example });
}

function checkCutoff(path: string, cutoff: Size | undefined): void {
  const isSize = typeof cutoff?.toBytes === 'function';
  const bytes = isSize && !cutoff.isUnresolved() ? cutoff.toBytes() : undefined;
  if (cutoff !== undefined && (bytes === undefined || bytes < MIN_CUTOFF_BYTES)) {
    throw invalidProp({
      path,
      prop: 'bytesScannedCutoffPerQuery',
      got: !isSize ? cutoff : bytes === undefined ? 'an unresolved token' : `${bytes} bytes`,
      expected: `at least ${MIN_CUTOFF_BYTES} bytes, the least that Athena takes`,
      fix: 'pass a Size such as Size.gibibytes(100)',
    });
  }
}

function checkPolicies(path: string, policies: RequireMfaPolicy[] | undefined): void {
  if (policies !== undefined && !Array.isArray(policies)) {
    throw invalidProp({ path, prop: 'policies', got: policies, expected: 'an array of RequireMfaPolicy', fix: 'put it in an array' });
  }
  policies?.forEach((policy, index) => {
    if (typeof policy?.document?.addStatements !== 'function') {
      throw invalidProp({
        path,
        prop: `policies[${index}]`,
        got: (policy as RequireMfaPolicy | undefined)?.node?.path ?? policy,
        expected: 'a RequireMfaPolicy, whose statements are known at synth',
        fix: 'pass one, or requireMfaPolicy of a group of this library',
      });
    }
  });
}

function isWritten(text: string | undefined): text is string {
  return text !== undefined && !Token.isUnresolved(text);
}
