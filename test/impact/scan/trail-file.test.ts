/** The fast way through a file sees what the slow one sees, whatever the file looks like. */
import fc from 'fast-check';
import { RECORDED, RECORDS, ROLE, countedOf, ordered } from './trail-records';
import { decodeText } from '../../../access/judge/inputs/decode-text';
import type { CloudTrailRecord } from '../../../impact/facts/record';
import { endsOfRecord } from '../../../impact/scan/record-ends';
import { visitTrailFile } from '../../../impact/scan/trail-file';
import { recordsIn } from '../../../impact/sources/records-in';
import { key, record } from '../records';

type Seen = Readonly<Record<string, number>>;

/** What is counted, and how often. */
function seenBy(read: (visit: (one: CloudTrailRecord, times: number) => void) => void): Seen {
  const seen: Record<string, number> = {};
  read((one, times) => {
    const is = countedOf(one);
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

test('a role of another account and a user of it', () => {
  const [role, user] = ['AROAEXAMPLE:session', 'AIDAEXAMPLE'].map((principalId) => record({ type: 'AWSAccount', principalId, accountId: '444455556666' }));
  for (const records of [[role, user, user], [user, role, role]]) {
    expect(fast(file(records))).toEqual(slow(file(records)));
  }
});

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

test('a name that comes twice', () => {
  const bytes = Buffer.from('{"Records":[{"eventVersion":"1","userIdentity":{},"eventVersion":"2"}]}');
  expect(fast(bytes)).toEqual(slow(bytes));
});

test.each([
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

const FEDERATED = { type: 'FederatedUser', accountId: '111122223333', sessionContext: { sessionIssuer: { type: 'IAMUser', userName: 'ann' } } };

test.each<[string, object, object]>([
  ['callers of two other accounts', record({ type: 'AWSAccount', principalId: 'x', accountId: '444455556666' }), record({ type: 'AWSAccount', principalId: 'x', accountId: '777788889999' })],
  ['nobody and a possible user', record({ type: 'Unknown' }), record({ type: 'Unknown', arn: 'arn:aws:iam::111122223333:user/ann' })],
  ['a step of a sign-in and a call in the console', record(FEDERATED, { eventType: 'AwsConsoleAction', eventSource: 'signin.amazonaws.com' }), record(FEDERATED, { eventType: 'AwsConsoleAction' })],
])('%s, which begin and end alike', (_, one, other) => {
  for (const records of [[one, one, other], [other, other, one]]) {
    expect(fast(file(records.map(ordered)))).toEqual(slow(file(records)));
    expect(Object.values(slow(file(records))!).sort()).toEqual([1, 2]);
  }
});

test('a session that a tool has flattened is left to the slow reader, which refuses it', () => {
  const bytes = file([ROLE, record({ type: 'IAMUser', userName: 'ann', sessionContext_attributes_mfaAuthenticated: 'true' })]);
  expect([fast(bytes), slow(bytes)]).toEqual([undefined, undefined]);
});

/** The last of two fields with one name counts, and a name may be written with an escape. */
test.each([
  ['its account before its type', '"recipientAccountId":"333333333333",', ',"recipientAccountId":"123456789012"'],
  ['its category before its type', '"eventCategory":"Data",', ',"eventCategory":"Management"'],
  ['whether it is of management before its type', '"managementEvent":false,', ',"managementEvent":true'],
  ['its time twice', '"eventTime":"2026-11-09T08:15:30Z",', ''],
  ['its Region twice', '"awsRegion":"us-east-1",', ''],
  ['its source twice', '"eventSource":"aws-mcp.amazonaws.com",', ''],
  ['its identity twice, once with an escape', '"user\\u0049dentity":{"type":"IAMUser","userName":"ann"},', ''],
])('a record of a role that has %s, beside another', (_, before, gone) => {
  const usual = JSON.stringify(ordered(ROLE)).replace(gone, '');
  const other = usual.replace('"eventType":', `${before}$&`);
  const bytes = Buffer.from(`{"Records":[${[usual, usual, other].join(',')}]}`);
  expect(fast(bytes)).toEqual(slow(bytes));
  expect(Object.values(fast(bytes)!).sort()).toEqual([1, 2]);
});

test('the time for a record of a role grows with its length alone', () => {
  const text = JSON.stringify(ROLE).replace(/"sessionContext":.*?\}\}/, `"sessionContext":{${'"ec2RoleDelivery":"1",'.repeat(40_000)}"x":1}`);
  const began = performance.now();
  expect(endsOfRecord(text)).toBeUndefined();
  expect(performance.now() - began).toBeLessThan(1000);
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
  expect(endsOfRecord(JSON.stringify(ROLE))).toBeDefined();
  expect(endsOfRecord(JSON.stringify(begins) + JSON.stringify(end))).toBeUndefined();
  expect(fast(bytes)).toBeUndefined();
});

test('a value that is nested deeply', () => {
  const bytes = Buffer.from(`{"Records":[{"eventVersion":"1","a":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`);
  expect(fast(bytes)).toEqual(slow(bytes));
  expect(Object.values(slow(bytes)!)).toEqual([1]);
});
