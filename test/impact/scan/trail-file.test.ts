/** The fast way through a file sees what the slow one sees, whatever the file looks like. */
import fc from 'fast-check';
import { decodeText } from '../../../access/judge/inputs/decode-text';
import { factOf } from '../../../impact/facts/fact-of';
import { type CloudTrailRecord, textAt } from '../../../impact/facts/record';
import { idOf } from '../../../impact/scan/counted-fact';
import { endsOfRecord } from '../../../impact/scan/record-ends';
import { visitTrailFile } from '../../../impact/scan/trail-file';
import { originOf } from '../../../impact/sources/range';
import { recordsIn } from '../../../impact/sources/records-in';
import { isNotReached } from '../../../src/private/impact/vocabulary/fact';
import { RECORDED_CALLS } from '../recorded-calls';
import { key, record, session, through } from '../records';

type Seen = Readonly<Record<string, number>>;

/** All that is counted of a record, and how often. */
function seenBy(read: (visit: (one: CloudTrailRecord, times: number) => void) => void): Seen {
  const seen: Record<string, number> = {};
  read((one, times) => {
    const fact = factOf(one);
    const is = JSON.stringify([fact, isNotReached(fact.session) ? '' : idOf(one), originOf(one), textAt(one, 'eventCategory'), textAt(one, 'managementEvent')]);
    seen[is] = (seen[is] ?? 0) + times;
  });
  return seen;
}

function fast(bytes: Buffer): Seen | undefined {
  let isTrail = false;
  const seen = seenBy((visit) => { isTrail = visitTrailFile(bytes, visit); });
  return isTrail ? seen : undefined;
}

function slow(bytes: Buffer): Seen | undefined {
  try {
    const { records } = recordsIn(decodeText(bytes));
    return seenBy((visit) => records.forEach((one) => visit(one, 1)));
  } catch {
    return undefined;
  }
}

const file = (records: readonly unknown[]) => Buffer.from(JSON.stringify({ Records: records }));
/** An aggregated event has no version, and is no call. */
const RECORDED = RECORDED_CALLS.map((call) => call.record).filter((one) => 'eventVersion' in one && 'userIdentity' in one);
const ROLE = record({ type: 'AssumedRole', accountId: '111122223333', sessionContext: { sessionIssuer: { type: 'Role', userName: 'deploy' }, attributes: { mfaAuthenticated: 'false' } } });

test('the recorded calls', () => {
  expect(fast(file(RECORDED))).toEqual(slow(file(RECORDED)));
});

test('the records with verdicts', () => {
  const bytes = file([ROLE, ROLE, { ...ROLE, awsRegion: 'us-east-1' }, record(key('robot')), { ...ROLE, managementEvent: false }]);
  const seen = fast(bytes)!;
  expect(seen).toEqual(slow(bytes));
  expect(Object.values(seen).sort()).toEqual([1, 1, 1, 2]);
});

/** By its source alone, no policy is asked. */
test.each([
  ['of a role', ROLE],
  ['of a session of GetFederationToken', record({ type: 'FederatedUser', accountId: '111122223333', sessionContext: { sessionIssuer: { type: 'IAMUser', userName: 'ann' } } })],
])('an event of the AWS MCP Server and others of the same origin, %s', (_, one) => {
  const server = { ...one, eventSource: 'aws-mcp.amazonaws.com' };
  for (const records of [[server, one, one], [one, one, server]]) {
    expect(fast(file(records))).toEqual(slow(file(records)));
  }
});

/** What a record may have in any place. */
const TEXT = fc.oneof(
  fc.constantFrom('', 'a', '"', '\\', '{"eventVersion":"1.11"}', '},{"eventVersion":', ']}', 'ü', '😀', '\u2028', '\u0001', '\ud800', 'IAMUser', 'Root', '2026-11-03'),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const { value: VALUE } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 3, depthSize: 'small' }, TEXT, fc.constantFrom(null, true, false, 0, -1.5e-7, 12_345, [], {}), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(TEXT, tie('value'), { maxKeys: 3 }),
    fc.record({ eventVersion: tie('value'), userIdentity: tie('value') })),
}));
const fields = (spec: Record<string, fc.Arbitrary<unknown>>) => fc.record(spec, { requiredKeys: [] });
const TYPES = ['IAMUser', 'AssumedRole', 'Root', 'AWSService', 'FederatedUser', 'AWSAccount', 'Role', 'Unknown', 'constructor', undefined];

/** @param odd of ten values, how many are of a kind that nobody expects there */
function changesWith(odd: number): fc.Arbitrary<object> {
  const seldom = (usual: fc.Arbitrary<unknown>) => fc.oneof({ weight: 10 - odd, arbitrary: usual }, { weight: odd, arbitrary: VALUE });
  const among = (...values: unknown[]) => seldom(fc.constantFrom<unknown>(...values));
  const identity = fields({
    type: among(...TYPES),
    arn: among('arn:aws:iam::111122223333:user/ann', 'arn:aws:iam::111122223333:root'),
    accountId: among('111122223333', '444455556666'),
    userName: among('ann', 'bob'),
    accessKeyId: among('AKIAIOSFODNN7EXAMPLE', 'ASIAIOSFODNN7EXAMPLE'),
    sessionContext: seldom(fields({
      attributes: seldom(fields({ mfaAuthenticated: among('true', 'false', true), creationDate: among('2026-11-03T07:41:12Z', '20261103T074112Z') })),
      sessionIssuer: seldom(fields({ type: among('Role', 'IAMUser', 'Root'), userName: among('ann'), arn: among('arn:aws:iam::111122223333:user/x/ann') })),
      webIdFederationData: seldom(fields({ federatedProvider: among('arn:aws:iam::111122223333:oidc-provider/x'), attributes: among({}, { a: 'b' }) })),
    })),
    invokedBy: among('cloudformation.amazonaws.com', 'AWS Internal/3', 'signin.amazonaws.com'),
    inScopeOf: among({ issuerType: 'AWS::Lambda::Function' }, 'x'),
  });
  return fields({
    eventVersion: among('1.11'),
    userIdentity: seldom(identity),
    eventTime: among('2026-11-03T08:15:30Z', '2026-11-03T23:59:59Z', '2026-11-04T00:00:00Z', '2026-13-04T00:00:00Z', '2026-11-04 00:00:00', '1793779200', ''),
    eventSource: among('iam.amazonaws.com', 'signin.amazonaws.com', 'sts.amazonaws.com', 'aws-mcp.amazonaws.com'),
    eventName: among('GetUser', 'ConsoleLogin', 'DetachUserPolicy', 'AuthorizeOAuth2Access', 'RemoveUserFromGroup'),
    awsRegion: among('eu-west-1', 'us-east-1'),
    sourceIPAddress: among('198.51.100.23', 'ec2.amazonaws.com', 'AWS Internal', 'aws-mcp.amazonaws.com'),
    errorCode: among('AccessDenied', 'ThrottlingException'),
    errorMessage: among('is not authorized to perform', 'explicit deny in an identity-based policy'),
    requestParameters: fc.oneof(seldom(fields({ userName: among('ann'), groupName: among('developers'), policyArn: among('arn:aws:iam::aws:policy/p'), client_id: among('arn:aws:signin:::console/x') })), fc.constant('{"userName":"bob"}')),
    responseElements: seldom(fields({ ConsoleLogin: among('Success', 'Failure') })),
    additionalEventData: seldom(fields({ MFAUsed: among('Yes', 'No') })),
    eventID: among('one', 'two'),
    eventType: among('AwsApiCall', 'AwsConsoleSignIn', 'AwsServiceEvent', 'AwsVpceEvent', 'AwsConsoleAction'),
    managementEvent: among(true, false, 'false'),
    recipientAccountId: among('111122223333', '444455556666'),
    eventCategory: among('Data', 'Management'),
    sharedEventID: among('three'),
    addendum: seldom(fields({ originalEventID: among('one') })),
    tlsDetails: among({ tlsVersion: 'TLSv1.3' }),
    sessionCredentialFromConsole: among('true', true),
    eventContext: seldom(fields({ requestContext: fields({ 'aws:MultiFactorAuthPresent': among('true'), 'aws:MultiFactorAuthAge': among('5'), 'aws:ViaAWSService': among('true') }) })),
    extra: among('x'),
  });
}

/** In the order in which CloudTrail writes the fields, or with what is new at the end. */
const ORDER = [
  'eventVersion', 'userIdentity', 'eventTime', 'eventSource', 'eventName', 'awsRegion', 'sourceIPAddress', 'userAgent', 'errorCode', 'errorMessage', 'requestParameters',
  'responseElements', 'additionalEventData', 'requestID', 'eventID', 'readOnly', 'extra', 'addendum', 'eventType', 'managementEvent', 'recipientAccountId', 'sharedEventID',
  'eventCategory', 'tlsDetails', 'sessionCredentialFromConsole', 'eventContext',
];

function ordered(one: object): object {
  return Object.fromEntries(Object.entries(one).sort(([first], [second]) => ORDER.indexOf(first) - ORDER.indexOf(second)));
}

const BASES = fc.constantFrom(ROLE, ROLE, ...RECORDED, record(session('ann', 'true', { invokedBy: 'x' }), through('x')));
const changed = (odd: number) => fc.tuple(BASES, changesWith(odd), fc.boolean()).map(([base, changes, isOrdered]) => {
  const one: object = { ...base, ...changes };
  return isOrdered ? ordered(one) : one;
});
const RECORD = fc.oneof({ weight: 9, arbitrary: changed(0) }, { weight: 1, arbitrary: changed(2) });
const RECORDS = fc.array(fc.oneof(
  { weight: 60, arbitrary: RECORD },
  { weight: 1, arbitrary: VALUE },
  { weight: 1, arbitrary: fc.tuple(RECORD, VALUE).map(([one, eventJson]) => ({ ...one, eventJson })) },
), { maxLength: 6 });


/** JSON as other tools write it: blanks, another order of names, escapes, a name that comes twice. */
function written(value: unknown, choose: (count: number) => number): string {
  const blank = () => choose(200) === 0 ? [' ', '\n', '\r\n\t'][choose(3)] : '';
  const text = (one: string) => JSON.stringify(one).replace(/[a-z]/g, (letter) => choose(200) === 0 ? `\\u00${letter.charCodeAt(0).toString(16)}` : letter).replace(/\//g, () => choose(9) === 0 ? '\\/' : '/');
  if (Array.isArray(value)) {
    return `[${blank()}${value.map((one) => written(one, choose)).join(`${blank()},`)}${blank()}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const all = Object.entries(value).filter(([, inner]) => inner !== undefined);
    const some = choose(4) === 0 ? [...all].reverse() : choose(40) === 0 ? [...all, ...all.slice(0, 1)] : all;
    return `{${blank()}${some.map(([name, inner]) => `${text(name)}${blank()}:${blank()}${written(inner, choose)}`).join(`${blank()},`)}}`;
  }
  return typeof value === 'string' ? text(value) : JSON.stringify(value) ?? 'null';
}

const RUNS = { numRuns: 400 };

test('generated files: fast = slow, and compact files of a trail are read fast', () => {
  let isFast = 0;
  fc.assert(fc.property(RECORDS, (records) => {
    const bytes = file(records);
    const seen = fast(bytes);
    isFast += seen === undefined ? 0 : 1;
    return seen === undefined || expect(seen).toEqual(slow(bytes)) === undefined;
  }), RUNS);
  expect(isFast).toBeGreaterThan(100);
});

/** A number that the seed and its place in the sequence decide. */
function chooser(seed: number): (count: number) => number {
  let state = seed;
  return (count) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % count;
  };
}

test('files as other tools write them', () => {
  let isFast = 0;
  fc.assert(fc.property(RECORDS, fc.nat(), fc.constantFrom('', '', '', '', '\ufeff', '\n'), (records, seed, before) => {
    const bytes = Buffer.from(`${before}${written({ Records: records }, chooser(seed))}\n`);
    const seen = fast(bytes);
    isFast += seen === undefined ? 0 : 1;
    return seen === undefined || expect(seen).toEqual(slow(bytes)) === undefined;
  }), RUNS);
  expect(isFast).toBeGreaterThan(20);
});

test('damaged files that are JSON nevertheless, and files that are cut off', () => {
  const bytes = fc.constantFrom(...'{}[]",:\\ \n0-.eEtfnu\u0000\u001f'.split('').map((one) => one.charCodeAt(0)), 0xC3, 0xFF, 0x80);
  let [isFast, isBroken] = [0, 0];
  fc.assert(fc.property(RECORDS, fc.nat(), bytes, fc.constantFrom('other', 'gone', 'more', 'end'), (records, where, byte, how) => {
    const whole = file(records);
    const at = where % whole.length;
    const damaged = Buffer.concat([whole.subarray(0, at), Buffer.from(how === 'other' || how === 'more' ? [byte] : []), how === 'end' ? Buffer.alloc(0) : whole.subarray(how === 'more' ? at : at + 1)]);
    const [seen, read] = [fast(damaged), slow(damaged)];
    isFast += seen === undefined ? 0 : 1;
    isBroken += read === undefined ? 1 : 0;
    // In what is skipped, damage goes unnoticed. So the fast way is for bytes with a checksum only.
    return seen === undefined || read === undefined || expect(seen).toEqual(read) === undefined;
  }), { numRuns: 2000 });
  expect(isFast).toBeGreaterThan(100);
  expect(isBroken).toBeGreaterThan(500);
});

test.each([
  ['nothing', ''], ['no list', '{"Records":{}}'], ['more beside the list', '{"Records":[],"NextToken":"x"}'], ['two values', '{"Records":[]}{}'], ['another name', '{"Record":[]}'],
  ['cut off', '{"Records":['], ['no value', '{"Records":[{"eventVersion":}]}'], ['a number with a zero before it', '{"Records":[{"eventVersion":"1","a":01}]}'],
  ['a comma too many', '{"Records":[{"eventVersion":"1",}]}'], ['a control character', '{"Records":[{"eventVersion":"1","a":"\u0001"}]}'],
  ['a text that does not end', '{"Records":[{"eventVersion":"1","a":"'], ['brackets that do not match', '{"Records":[{"eventVersion":"1","a":[}]}]'],
  ['a name without quotes', '{"Records":[{"eventVersion":"1",a:1}]}'], ['fields without names', '{"Records":[{"eventVersion":"1","a":{1}}]}'],
])('%s is left to the slow reader', (_, text) => {
  expect(fast(Buffer.from(text))).toBeUndefined();
});

test.each([
  ['a name that comes twice', '{"eventVersion":"1","eventVersion":"2","userIdentity":{}}'],
  ['a name that is written with an escape', '{"eventVersion":"1","userIdentity":{}},{"event\\u0056ersion":"1","userIdentity":{}}'],
  ['another order of names', '{"eventVersion":"1","userIdentity":{}},{"userIdentity":{},"eventVersion":"1"}'],
  ['a record in a record', '{"eventVersion":"1","userIdentity":{},"a":[{"a":1},{"eventVersion":"1","userIdentity":{}}]}'],
  ['something that is no record', '{"eventVersion":"1","userIdentity":{}},{"a":1}'],
])('%s is left to the slow reader', (_, records) => {
  expect(fast(Buffer.from(`{"Records":[${records}]}`))).toBeUndefined();
});

test('records with something else between them than a comma', () => {
  const one = JSON.stringify(ROLE);
  expect(fast(Buffer.from(`{"Records":[${one},${one}]}`))).toBeDefined();
  expect(fast(Buffer.from(`{"Records":[${one};${one}]}`))).toBeUndefined();
});

test('a blank of another alphabet at the end, which is not of JSON', () => {
  const whole = `{"Records":[${JSON.stringify(ROLE)}]}`;
  expect(fast(Buffer.from(`${whole} \n`))).toBeDefined();
  expect(fast(Buffer.from(`${whole}\u00a0`, 'latin1'))).toBeUndefined();
});

test('what begins like a role is read to its end', () => {
  const roles = [ROLE, { ...ROLE, eventTime: '2026-11-04T08:15:30Z' }, { ...ROLE, addendum: { originalEventID: 'x' } }, { ...ROLE, eventType: 'AwsServiceEvent' }];
  const bytes = file([...roles, ...roles]);
  expect(fast(bytes)).toEqual(slow(bytes));
  expect(Object.values(slow(bytes)!).sort()).toEqual([2, 2, 4]);
});

test('roles of the same origin, of which one names an identity in its parameters', () => {
  const bytes = file([ROLE, ROLE, { ...ROLE, requestParameters: { userIdentity: 'x' } }, ROLE]);
  expect(fast(bytes)).toEqual(slow(bytes));
  expect(Object.values(fast(bytes)!)).toEqual([4]);
});

test('events of S3 that look like calls of roles are left to the slow reader, which refuses them', () => {
  const bytes = file([ROLE, ROLE, { ...ROLE, eventSource: 'aws:s3' }]);
  expect([fast(bytes), slow(bytes)]).toEqual([undefined, undefined]);
});

test('a record without an identity', () => {
  const bytes = file([ROLE, ROLE, { ...ROLE, userIdentity: undefined }, { ...ROLE, userIdentity: undefined, eventType: undefined }]);
  expect(fast(bytes)).toEqual(slow(bytes));
  expect(Object.values(slow(bytes)!).sort()).toEqual([2, 2]);
});

test('two records, of which the first begins like a role and the second ends like one', () => {
  const { eventType, managementEvent, recipientAccountId, eventCategory, ...begins } = ROLE;
  const { eventVersion, ...ends } = record(key('robot'));
  const bytes = file([ROLE, ROLE, begins, ends]);
  const end = { ...ends, eventType, managementEvent, recipientAccountId, eventCategory };
  expect(endsOfRecord(JSON.stringify(begins) + JSON.stringify(end))).toBeDefined();
  expect(fast(bytes)).toBeUndefined();
});

test('a value that is nested deeply', () => {
  const bytes = Buffer.from(`{"Records":[{"eventVersion":"1","a":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`);
  expect(fast(bytes)).toEqual(slow(bytes));
  expect(Object.values(slow(bytes)!)).toEqual([1]);
});
