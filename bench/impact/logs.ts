/** Logs of a made-up organization: the same for the same arguments, with records of about 1.5 kB, and users who repeat themselves as robots and people do. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Logs {
  /** The share of records of IAM users. */
  readonly share: number;
  readonly files: number;
  /** Of each file, uncompressed. */
  readonly bytes: number;
  readonly days: number;
}

const USERS = 500;
const ACTIONS_OF_A_USER = 12;
const REGIONS = ['us-east-1', 'eu-west-1', 'eu-central-1'];
const SERVICES = ['ec2', 's3', 'iam', 'sts', 'kms', 'logs', 'lambda', 'dynamodb', 'cloudformation', 'ssm', 'ecr', 'secretsmanager'];
const VERBS = ['Describe', 'Get', 'List', 'Put', 'Update'];
const THINGS = ['Instances', 'Object', 'Policies', 'Stack', 'Parameter', 'Key', 'Table', 'Image'];
const AGENT = 'APN/1.0 HashiCorp/1.0 Terraform/1.9.8 (+https://www.terraform.io) terraform-provider-aws/5.76.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.32.5 os/linux lang/go#1.23.3 md/GOOS#linux md/GOARCH#amd64 api/ec2#1.189.0';

/** @returns the uncompressed bytes */
export function writeLogs(folder: string, logs: Logs): number {
  let written = 0;
  for (let file = 0; file < logs.files; file++) {
    const day = Date.UTC(2026, 9, 1 + file % logs.days);
    const [account, region] = [`${111122223333 + file % 3}`, REGIONS[file % REGIONS.length]];
    const stamp = new Date(day + 8 * 3_600_000).toISOString().slice(0, 16).replace(/[-:]/g, '');
    const content = Buffer.from(fileOf(logs, file, day, account, region));
    const path = join(folder, account, 'CloudTrail', region, new Date(day).toISOString().slice(0, 10).replaceAll('-', '/'));
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, `${account}_CloudTrail_${region}_${stamp}Z_${`${file}`.padStart(16, '0')}.json.gz`), gzipSync(content));
    written += content.length;
  }
  return written;
}

function fileOf({ share, bytes }: Logs, file: number, day: number, account: string, region: string): string {
  const random = randomNumbers(file + 1);
  const records: string[] = [];
  for (let size = 14; size < bytes; size += records.at(-1)!.length + 1) {
    records.push(JSON.stringify(recordAt(new Date(day + random(86_400) * 1000), random, random(1000) < share * 1000, account, region)));
  }
  return `{"Records":[${records.join(',')}]}`;
}

type Random = (count: number) => number;

function recordAt(time: Date, random: Random, isOfUser: boolean, account: string, region: string): object {
  const hex = (length: number) => Array.from({ length }, () => random(16).toString(16)).join('');
  const uuid = () => [8, 4, 4, 4, 12].map(hex).join('-');
  const eventTime = `${time.toISOString().slice(0, 19)}Z`;
  const user = random(USERS);
  // A user repeats a few calls.
  const call = (isOfUser ? user * 31 : 0) + random(isOfUser ? ACTIONS_OF_A_USER : 400) * 7;
  const service = SERVICES[call % SERVICES.length];
  const name = `${VERBS[call % VERBS.length]}${THINGS[call % THINGS.length]}`;
  const host = `${service}.amazonaws.com`;
  const userIdentity = isOfUser ? userOf(user, account, eventTime) : otherOf(random, account, eventTime);
  return {
    eventVersion: '1.11',
    userIdentity,
    eventTime,
    eventSource: host,
    eventName: name,
    awsRegion: region,
    sourceIPAddress: `198.51.100.${random(250)}`,
    userAgent: AGENT,
    ...random(30) === 0 ? { errorCode: 'AccessDenied', errorMessage: `User: arn:aws:iam::${account}:user/a is not authorized to perform: ${service}:${name}` } : {},
    requestParameters: { name: `resource-${random(10_000)}`, userName: `user-${user}`, filterSet: { items: [{ name: 'instance-id', valueSet: { items: [{ value: `i-${hex(17)}` }] } }] }, maxResults: 100 },
    responseElements: random(3) === 0 ? { requestId: uuid(), token: hex(300), text: 'a "quoted" text\nof two lines' } : null,
    requestID: uuid(),
    eventID: uuid(),
    readOnly: name.startsWith('Put') || name.startsWith('Update') ? false : true,
    resources: [{ accountId: account, type: 'AWS::KMS::Key', ARN: `arn:aws:kms:${region}:${account}:key/${uuid()}` }],
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: `${service}.${region}.amazonaws.com` },
  };
}

function userOf(user: number, accountId: string, eventTime: string): object {
  const identity = { type: 'IAMUser', principalId: `AIDA${`${user}`.padStart(17, '0')}`, arn: `arn:aws:iam::${accountId}:user/user-${user}`, accountId };
  const sessionContext = { attributes: { creationDate: `${eventTime.slice(0, 11)}00:00:00Z`, mfaAuthenticated: user % 2 === 0 ? 'true' : 'false' } };
  return user % 3 === 0 ? { ...identity, accessKeyId: 'ASIAIOSFODNN7EXAMPLE', userName: `user-${user}`, sessionContext } : { ...identity, accessKeyId: 'AKIAIOSFODNN7EXAMPLE', userName: `user-${user}` };
}

function otherOf(random: Random, accountId: string, creationDate: string): object {
  if (random(4) === 0) {
    return { type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' };
  }
  const role = `deploy-${random(50)}`;
  return {
    type: 'AssumedRole',
    principalId: `AROAIOSFODNN7EXAMPLE:${role}`,
    arn: `arn:aws:sts::${accountId}:assumed-role/${role}/session`,
    accountId,
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    sessionContext: {
      sessionIssuer: { type: 'Role', principalId: 'AROAIOSFODNN7EXAMPLE', arn: `arn:aws:iam::${accountId}:role/${role}`, accountId, userName: role },
      attributes: { creationDate, mfaAuthenticated: 'false' },
    },
  };
}

/** xorshift, because the same logs have to come again. */
function randomNumbers(seed: number): Random {
  let state = Math.imul(seed, 2_654_435_761) >>> 0 || 1;
  return (count) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % count;
  };
}
