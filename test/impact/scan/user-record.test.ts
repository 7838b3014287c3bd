/** What is read of a user's record without parsing it counts as the whole record does. */
import fc from 'fast-check';
import { RECORD, RECORDED, ROLE, VALUE, countedOf, ordered } from './trail-records';
import type { CloudTrailRecord } from '../../../impact/facts/record';
import { userRecord } from '../../../impact/scan/user-record';
import { iam, key, record, session } from '../records';

const OF_S3 = {
  eventSource: 's3.amazonaws.com',
  requestParameters: { Host: 'x', note: 'a "quote", a bracket ] and a backslash \\' },
  responseElements: { list: [{ deep: '}' }, []] },
  additionalEventData: { 'x-amz-id-2': 'x', 'bytesTransferredIn': 1.5 },
  requestID: 'x',
  readOnly: true,
  resources: [{ accountId: '111122223333', type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::x' }],
};
const AT_THE_END = { sharedEventID: 'shared', vpcEndpointId: 'vpce-1', tlsDetails: { tlsVersion: 'TLSv1.3' }, sessionCredentialFromConsole: 'true' };

test.each([
  ['of a key', record(key('robot'))],
  ['of a session', record(session('ann', 'true'))],
  ['of a session as older records write it', record({ ...key('ann'), sessionContext: { sessionIssuer: {}, webIdFederationData: {}, attributes: { mfaAuthenticated: 'true', creationDate: '2026-11-03T07:41:12Z' } } })],
  ['of a service for a key', record(key('robot', { invokedBy: 'athena.amazonaws.com' }))],
  ['refused', record(key('robot'), { errorCode: 'AccessDenied', errorMessage: 'User: x is not authorized to perform: s3:Get because no policy' })],
  ['of S3, with all that it answered', record(key('robot'), OF_S3)],
  ['with all fields at the end', record(session('ann', 'false'), AT_THE_END)],
  ['of a call that names another user', record(session('ann', 'false'), iam('UpdateLoginProfile', { userName: 'bob' }))],
  ['of a call that names a user in an older version of its API', record(key('ann'), iam('GetUser2010_05_08', { userName: 'bob' }))],
  ['with an escape in the name of its client', record(key('robot'), { userAgent: 'a "robot"' })],
])('a record %s is read', (_, one) => {
  const read = userRecord(JSON.stringify(ordered(one)));
  expect(read).toBeDefined();
  expect(countedOf(read!)).toBe(countedOf(one));
});

/** As JSON.parse takes the last of two fields with one name. */
test('a session that tells twice when it began', () => {
  const text = JSON.stringify(ordered(record(session('ann', 'true')))).replace('"mfaAuthenticated":"true"', '$&,"creationDate":"2026-11-03T08:15:00Z"');
  const read = userRecord(text);
  expect(read).toBeDefined();
  expect(countedOf(read!)).toBe(countedOf(JSON.parse(text) as CloudTrailRecord));
});

test.each([
  ['of a role', ROLE],
  ['of a sign-in', record(key('ann'), { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Success' }, eventType: 'AwsConsoleSignIn' })],
  ['that is an event of S3', record(key('ann'), { eventSource: 'aws:s3' })],
  ['with condition keys of IAM', record(key('ann'), { eventContext: { requestContext: { 'aws:MultiFactorAuthPresent': 'true' } } })],
  ['that is corrected', record(key('ann'), { addendum: { originalEventID: 'x' } })],
  ['with an escape in the name of its user', record(key('a"b'))],
  ['with an issuer', record(key('ann', { sessionContext: { sessionIssuer: { type: 'Root' }, attributes: { mfaAuthenticated: 'false' } } }))],
  ['without parameters', record(key('ann'), { requestParameters: undefined })],
  ['with a version of its kind', record(key('ann'), { eventVersion: 1.11 })],
])('a record %s has to be parsed', (_, one) => {
  expect(userRecord(JSON.stringify(ordered(one)))).toBeUndefined();
});

test.each([
  ['with blanks', JSON.stringify(record(key('ann')), null, 1)],
  ['with a field twice', JSON.stringify(record(key('ann'))).replace(/}$/, ',"eventID":"x"}')],
  ['with a comma at its end', JSON.stringify(record(key('ann'))).replace(/}$/, ',}')],
  ['that is followed by another', `${JSON.stringify(record(key('ann')))},${JSON.stringify(record(key('ann')))}`],
  ['that a bracket follows', `${JSON.stringify(record(key('ann')))}]`],
  ['in the parameters of another', JSON.stringify(record(key('ann'), { requestParameters: [record(key('bob')), 1] })).replace(/,1\].*/, '')],
  ['that ends in its parameters', JSON.stringify(record(key('ann'))).replace(/null.*/, '{"a":"b')],
])('a record %s is left alone', (_, text) => {
  expect(userRecord(text)).toBeUndefined();
});

test('a record that is too long for a pattern has to be parsed', () => {
  const one = record(key('robot'), { userAgent: '\\'.repeat(4_000_000) });
  expect(userRecord(JSON.stringify(ordered(one)))).toBeUndefined();
});

test('generated records of users', () => {
  let read = 0;
  const identity = fc.constantFrom(key('ann'), session('ann', 'false'), session('ann', 'true'));
  fc.assert(fc.property(RECORD, identity, VALUE, VALUE, fc.boolean(), (one, userIdentity, requestParameters, responseElements, isUsual) => {
    const usual = isUsual ? { userIdentity, addendum: undefined, extra: undefined, eventContext: undefined } : {};
    const text = JSON.stringify(ordered({ ...one, requestParameters, responseElements, ...usual }));
    const known = userRecord(text);
    read += known === undefined ? 0 : 1;
    return known === undefined || expect(countedOf(known)).toBe(countedOf(JSON.parse(text) as CloudTrailRecord)) === undefined;
  }), { numRuns: 1000 });
  expect(read).toBeGreaterThan(100);
});

test('most recorded calls of users are read', () => {
  const users = RECORDED.map((one) => JSON.stringify(ordered(one))).filter((text) => text.includes('"type":"IAMUser"'));
  expect(users.filter((text) => userRecord(text) !== undefined).length / users.length).toBeGreaterThan(0.5);
});
