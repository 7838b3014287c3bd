/**
 * CloudTrail records of every kind that the analysis tells apart, and what other tools make of them.
 *
 * Fields are null, empty or missing, booleans are texts, dates have every form, and parameters are an object or a text.
 *
 * Only what the table of a trail can hold: texts where the table has texts, and parameters that are JSON.
 */
import * as fc from 'fast-check';
import { NOW } from './records';
import { ACCOUNT } from '../../access/requests/example-account';
import type { CloudTrailRecord } from '../../impact/facts/record';
import { NAMED_BY, NEVER_JUDGED, PREFIXES } from '../../src/private/impact/vocabulary/actions';
import { AGE_LIMITS } from '../../src/private/impact/vocabulary/fact';
import { EVENT_TYPES, IDENTITY_TYPES, REFUSED_CODES } from '../../src/private/impact/vocabulary/record-values';

const USERS = ['ann', 'bob', 'ünï@example.com'];
const GROUPS = ['developers', 'developers2', 'Developers', 'operators'];

const arn = (resource: string, account = ACCOUNT) => `arn:aws:iam::${account}:${resource}`;
const hosts = (...services: string[]) => services.map((service) => `${service}.amazonaws.com`);

/** A field that should be a text: as often as not it is one of these, and sometimes it is missing, null or empty. */
function text(...values: unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: fc.constantFrom(undefined, null, '') });
}

/** Names that an object of JavaScript has without being told. */
const INHERITED = ['constructor', 'toString', '__proto__'];

const seconds = (before: number) => Date.parse(NOW) / 1000 - before;
const iso = (second: number) => new Date(second * 1000).toISOString();
const FORMS: ((second: number) => string)[] = [
  (second) => iso(second).replace('.000', ''),
  iso,
  (second) => iso(second).replace('T', ' '),
  (second) => iso(second).replace('.000Z', ''),
  (second) => iso(second).replace('.000Z', '.999999Z'),
  (second) => iso(second).replace('.000Z', '+00:00'),
  (second) => iso(second + 5.5 * 3600).replace('.000Z', '+0530'),
  (second) => iso(second - 8 * 3600).replace('.000Z', '-08:00'),
  (second) => iso(second).replace(/[-:]|\.000/g, ''),
];
const NO_DATES = [
  'yesterday', '2026-11-03', '2026-13-03T08:15:30Z', '2026-02-30T08:15:30Z', '2026-11-03T24:00:00Z', '2026-11-03T08:60:30Z', '2026-11-03T08:15:30+25:00', '20261103T0815Z', '2026-11-03T08:15Z', 'infinity', 'epoch',
  '2026-W45-2T08:15:30Z', ' 2026-11-03T08:15:30Z', '2026-11-03T08:15:30z',
];
/** Around every age that a fact tells apart. */
const AGES = [-60, 0, 1, ...AGE_LIMITS.slice(0, 4).flatMap((limit) => [limit - 1, limit, limit + 1]), 129_599, 129_600, 129_601, 10 ** 6];
const DATES = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...AGES).map((age) => FORMS[0](seconds(age))) },
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...FORMS), fc.constantFrom(...AGES)).map(([form, age]) => form(seconds(age))) },
  { weight: 2, arbitrary: text(...NO_DATES) },
);
const TIMES = fc.oneof({ weight: 6, arbitrary: fc.constant(NOW) }, { weight: 2, arbitrary: DATES });

const ISSUERS = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: text('IAMUser', 'IAMUser', 'Root', 'Role'), userName: text(...USERS), arn: text(...USERS.map((user) => arn(`user/${user}`)), arn('user/')) }, { requiredKeys: [] }) },
  { weight: 2, arbitrary: fc.constantFrom(undefined, null, {}) },
);
const SESSIONS = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      attributes: fc.record({ mfaAuthenticated: text('true', 'false', true, false, 'TRUE', 'False', 'maybe'), creationDate: DATES }, { requiredKeys: [] }),
      sessionIssuer: ISSUERS,
    }, { requiredKeys: ['attributes'] }),
  },
  { weight: 2, arbitrary: fc.constantFrom(undefined, null, {}, { attributes: null }, { attributes: {} }) },
);

const SENDERS = [
  ...hosts('cloudformation', 'aws-mcp', 'mcp', 'signin'), 'cloudformation.amazonaws.com.cn', 'AWS Internal', 'AWS Internal/3', '198.51.100.23', '2001:db8::1',
  'xxx.xxx.xxx.xxx', 'amazonaws.com', 'EXAMPLE.AMAZONAWS.COM', 'kms.amazonaws.',
];
const IDENTITIES = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record({
      type: fc.oneof(
        { weight: 8, arbitrary: fc.constant('IAMUser') },
        { weight: 3, arbitrary: fc.constantFrom('FederatedUser', 'Unknown') },
        { weight: 2, arbitrary: text(...Object.keys(IDENTITY_TYPES), ...INHERITED) },
      ),
      principalId: text('AIDAEXAMPLE', 'AROAEXAMPLE:session'),
      arn: text(...USERS.map((user) => arn(`user/${user}`)), arn('user/staff/ann'), arn('user/'), `arn:aws:sts::${ACCOUNT}:federated-user/token`, 'ann'),
      accountId: text(ACCOUNT, ACCOUNT, ACCOUNT, '444455556666', 'ANONYMOUS_PRINCIPAL'),
      userName: text(...USERS, ...INHERITED),
      accessKeyId: text('AKIAIOSFODNN7EXAMPLE', 'ASIAIOSFODNN7EXAMPLE'),
      invokedBy: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: text(...SENDERS) }),
      sessionContext: SESSIONS,
    }, { requiredKeys: ['type', 'sessionContext', 'accountId'] }),
  },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined, {}) },
);

const [iam, signin] = ['iam', 'signin'].map((prefix) => Object.keys(NAMED_BY).filter((action) => action.startsWith(`${prefix}:`)));
const named = (action: string) => ({ eventSource: `${action.split(':')[0]}.amazonaws.com`, eventName: action.split(':')[1] });
const EVENTS = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...iam).map(named) },
  { weight: 2, arbitrary: fc.constantFrom(...signin, 'signin:CreateOAuth2TokenWithIAM', ...NEVER_JUDGED, 'sts:GetFederationToken', 'sts:AssumeRole').map(named) },
  { weight: 2, arbitrary: fc.constantFrom('iam:CreateVirtualMFADevice', 'iam:ListVirtualMFADevices', 'iam:CreateAccessKey', 'iam:GetGroup', 'iam:GETUSER', 'iam:ListMFADevices2').map(named) },
  {
    weight: 3,
    arbitrary: fc.record({
      eventSource: text(...hosts('s3', 'ec2', 'lambda', 'cloudfront', 'signin', 'iam'), ...Object.keys(PREFIXES), 'iam', ...INHERITED),
      eventName: text('GetFunction20150331v2', 'ListDistributions2020_05_31', 'GetBucketAcl', 'ConsoleLogin', 'CheckMfa', 'Get%_!', '20150331', 'GetUser2015-03-31', ...INHERITED),
    }),
  },
);

const POLICIES = [
  arn('policy/cdk-iam-mfa/RequireMfa'), arn('policy/cdk-iam-mfa'), arn('policy/deploy'), arn('policy/cdk-iam-mfa/Other', '444455556666'), 'arn:aws:iam::aws:policy/cdk-iam-mfa/Other',
  'policy/cdk-iam-mfa/RequireMfa', ':policy/cdk-iam-mfa/RequireMfa', arn('role/policy/cdk-iam-mfa/x'),
];
const CLIENTS = ['arn:aws:signin:::console/home', 'arn:aws-cn:signin:::console/', 'arn:aws:signin:::devtools/same-device', 'arn:aws:signin:us-east-1::console/home', 'console'];
const PARAMETERS = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      userName: text(...USERS, 'Ann', 12, true, { of: 'nobody' }, ['ann']),
      groupName: text(...GROUPS),
      newGroupName: text(...GROUPS),
      policyArn: text(...POLICIES),
      client_id: text(...CLIENTS),
      serialNumber: text(arn('mfa/phone'), 'GAHT12345678', false),
    }, { requiredKeys: [] }),
  },
  { weight: 2, arbitrary: fc.constantFrom(undefined, null, {}, [], 'ann', 7) },
);
/** As tables and other tools have a part of a record. */
function part(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(values, fc.boolean()).map(([value, isText]) => typeof value === 'string' || (isText && value !== undefined && value !== null) ? JSON.stringify(value) : value);
}

const NOT_AUTHORIZED = 'is not authorized to perform: iam:GetUser';
const DENIED = `User: ${arn('user/ann')} ${NOT_AUTHORIZED}`;
const REFUSALS = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  {
    weight: 3,
    arbitrary: fc.record({
      errorCode: text(...REFUSED_CODES, 'ThrottlingException', 'accessdenied', 'NoSuchEntity'),
      errorMessage: text(
        DENIED, `User ${NOT_AUTHORIZED}`, `CodeBuild ${NOT_AUTHORIZED}`, `${DENIED} with an explicit deny in an identity-based policy`, `${DENIED} with an explicit deny in a service control policy`, 'with an explicit deny in an identity-based policy: x',
        `${DENIED} with an explicit deny in the role trust policy`, `${DENIED} because no identity-based policy allows it`, 'Rate exceeded', 'an explicit deny in a hurry',
      ),
    }, { requiredKeys: [] }),
  },
);

const TYPES = fc.oneof(
  { weight: 20, arbitrary: fc.constant('AwsApiCall') },
  { weight: 4, arbitrary: fc.constantFrom('AwsConsoleAction', 'AwsConsoleSignIn') },
  { weight: 1, arbitrary: text(...Object.keys(EVENT_TYPES), 'AwsSomething', ...INHERITED) },
);
const IDS = Array.from({ length: 40 }, (_, index) => `7c7c7c7c-0000-4000-8000-${`${index}`.padStart(12, '0')}`);

export const RECORDS: fc.Arbitrary<CloudTrailRecord> = fc.tuple(EVENTS, REFUSALS, fc.record({
  userIdentity: IDENTITIES,
  eventTime: TIMES,
  sourceIPAddress: fc.oneof({ weight: 3, arbitrary: fc.constant('198.51.100.23') }, { weight: 1, arbitrary: text(...SENDERS) }),
  eventType: TYPES,
  requestParameters: part(PARAMETERS),
  responseElements: part(text({ ConsoleLogin: 'Success' }, { ConsoleLogin: 'Failure' })),
  additionalEventData: part(text({ MFAUsed: 'Yes' }, { MFAUsed: 'No' }, { MFAUsed: 'constructor' }, {})),
  sessionCredentialFromConsole: text('true', 'TRUE', true, 'false'),
  eventID: text(...IDS),
  sharedEventID: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: text('shared by two', ...IDS) }),
  recipientAccountId: text(ACCOUNT, ACCOUNT, '444455556666'),
  awsRegion: text('eu-west-1', 'us-east-1'),
  eventCategory: text('Management', 'Management', 'Data'),
  addendum: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(undefined, null, {}) }, { weight: 1, arbitrary: fc.record({ reason: fc.constant('UPDATED_DATA'), originalEventID: text(...IDS) }) }),
}, { requiredKeys: ['userIdentity', 'eventType'] })).map(([event, refusal, others]) => ({ eventVersion: '1.11', ...others, ...event, ...refusal }));

/** As two trails of one bucket deliver them: some of them come again. */
export function twice(records: readonly CloudTrailRecord[]): CloudTrailRecord[] {
  return [...records, ...records.slice(0, records.length / 4)];
}
