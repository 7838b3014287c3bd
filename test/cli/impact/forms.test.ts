/** The forms of logs that `cdk-iam-mfa impact` reads, and what it says about other texts. */
import { gzipSync } from 'zlib';
import { TRAIL, jsonOf, onLogs, ran } from './in-process';
import type { CloudTrailRecord } from '../../../impact/facts/record';
import { key, record, session } from '../../impact/records';

jest.mock('../../../cli/impact/default-policies', () => ({
  POLICIES: jest.requireActual<typeof import('../../impact/default-policies')>('../../impact/default-policies').defaultPolicies(),
}));

const ROBOT = record(key('robot'));
const ANN = record(session('ann', 'false'));
const BOTH = [ROBOT, ANN];
const ROLE = record({ type: 'AssumedRole', sessionContext: { sessionIssuer: { type: 'Role' } } }, { userAgent: 'role' });
const text = (value: unknown) => JSON.stringify(value);

/** As the AWS CLI prints it; only the record itself is sure. */
const event = (one: CloudTrailRecord) => ({
  EventId: one.eventID,
  EventName: one.eventName,
  ReadOnly: 'true',
  EventTime: '2026-11-03T09:15:30+01:00',
  EventSource: one.eventSource,
  Username: 'somebody else',
  Resources: [],
  CloudTrailEvent: text(one),
});
const message = (one: CloudTrailRecord, index: number) => ({ id: `${index}`, timestamp: 1_793_693_730_000, message: text(one) });
const bridged = (one: CloudTrailRecord) => ({
  'version': '0',
  'id': 'x',
  'detail-type': 'AWS API Call via CloudTrail',
  'source': 'aws.ec2',
  'account': '123456789012',
  'time': '2026-11-03T08:15:30Z',
  'region': 'eu-west-1',
  'resources': [],
  'detail': one,
});
const subscription = (logEvents: unknown[], messageType = 'DATA_MESSAGE') => ({
  messageType, owner: '123456789012', logGroup: 'trail', logStream: '123456789012_CloudTrail_eu-west-1', subscriptionFilters: ['all'], logEvents,
});
const HEALTH = { id: '', timestamp: 1_793_693_730_000, message: 'CWL CONTROL MESSAGE: Checking health of destination Kinesis stream.' };
const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;

const FORMS: Record<string, string | Buffer> = {
  'a file of a trail': text({ Records: BOTH }),
  'one that a tool made readable': JSON.stringify({ Records: BOTH }, null, 2),
  'one in gzip': gzipSync(text({ Records: BOTH })),
  'one in gzip of two parts': Buffer.concat([gzipSync(text({ Records: BOTH }).slice(0, 50)), gzipSync(text({ Records: BOTH }).slice(50))]),
  'one with a byte order mark': `\ufeff${text({ Records: BOTH })}`,
  'aws cloudtrail lookup-events': JSON.stringify({ Events: BOTH.map(event) }, null, 4),
  'lookup-events of several Regions, one after the other': BOTH.map((one) => JSON.stringify({ Events: [event(one)] }, null, 4)).join('\n'),
  'lookup-events --query "Events[].CloudTrailEvent"': text(BOTH.map(text)),
  'lookup-events --query "Events[].[CloudTrailEvent]"': text(BOTH.map((one) => [text(one)])),
  'the same with --output text': BOTH.map(text).join('\n'),
  'lookup-events --query "Events[]"': text(BOTH.map(event)),
  'lookup-events --query "Events[].{CloudTrailEvent: CloudTrailEvent}"': text(BOTH.map((one) => ({ CloudTrailEvent: text(one) }))),
  'a list of records': text(BOTH),
  'records line by line, with Windows line ends and an empty line': `${BOTH.map(text).join('\r\n\r\n')}\r\n`,
  'records without anything between': BOTH.map(text).join(''),
  'aws cloudtrail get-query-results': text({ QueryStatus: 'FINISHED', QueryResultRows: BOTH.map((one) => [{ eventJson: text(one) }]) }),
  'query results with other columns': text({ QueryResultRows: BOTH.map((one) => [{ eventTime: '2026-11-03 08:15:30.000' }, { eventjson: text(one) }, { awsRegion: 'eu-west-1' }]) }),
  'rows of a query': text(BOTH.map((one) => [{ eventJson: text(one) }])),
  'a saved query result': `eventID,eventJson\n${BOTH.map((one) => `${String(one.eventID)},${quoted(text(one))}`).join('\n')}\n`,
  'a saved query result of one column, quoted': `"eventJson"\r\n${BOTH.map((one) => quoted(text(one))).join('\r\n')}\r\n`,
  'a subscription of CloudWatch Logs': text(subscription(BOTH.map(message))),
  'subscriptions in gzip, which Firehose puts into gzip': gzipSync(Buffer.concat(BOTH.map((one, index) => gzipSync(text(subscription([message(one, index)])))))),
  'subscriptions, one after the other, and a test message': [subscription([HEALTH], 'CONTROL_MESSAGE'), ...BOTH.map((one, index) => subscription([message(one, index)]))].map(text).join(''),
  'aws logs filter-log-events': text({ events: BOTH.map(message), searchedLogStreams: [] }),
  'an export of CloudWatch Logs to S3': BOTH.map((one) => `2026-11-03T08:15:30.000Z ${text(one)}\n`).join(''),
  'records of a tool that guesses types': text(BOTH.map((one) => ({ ...one, eventVersion: 1.11 }))),
  'an export of Elasticsearch': BOTH.map((one) => text({ _index: 'trail', _id: one.eventID, _source: one })).join('\n'),
  'an export of Splunk': BOTH.map((one, offset) => text({ preview: false, offset, result: { _raw: text(one), sourcetype: 'aws:cloudtrail' } })).join('\n'),
  'an export of Splunk as CSV': `"_raw","_time","requestParameters{}.x"\n${BOTH.map((one) => `${quoted(text(one))},"1",""`).join('\n')}\n`,
  'events of EventBridge': BOTH.map((one) => text(bridged(one))).join('\n'),
};

test.each(Object.entries(FORMS))('%s', async (_, content) => {
  const { code, read, users } = await jsonOf({ 'logs.json': content }, ['logs.json']);
  expect({ code, read }).toMatchObject({ code: 0, read: { files: 1, records: 2, unread: [], cutOff: [] } });
  expect(users.map(({ user, facts }) => [user, facts.map(({ calls, example }) => [calls, example])])).toEqual([
    ['ann', [[1, ANN.eventID]]], ['robot', [[1, ROBOT.eventID]]],
  ]);
});

test('a record by itself', async () => {
  expect(await jsonOf({ 'one.json': text(ANN) }, ['one.json'])).toMatchObject({ code: 0, read: { records: 1 }, users: [{ user: 'ann' }] });
});

test.each<[string, unknown, string]>([
  ['lookup-events', { Events: BOTH.map(event), NextToken: 'eyJ' }, '1 file is cut off'],
  ['get-query-results', { QueryResultRows: BOTH.map((one) => [{ eventJson: text(one) }]), NextToken: 'eyJ' }, '1 file is cut off'],
  ['the API of CloudWatch Logs', { events: BOTH.map(message), nextToken: 'eyJ' }, '1 file is cut off'],
])('%s that stopped before the end is told in every output', async (_, content, told) => {
  const files = { 'events.json': content };
  const json = await jsonOf(files, ['LOGS']);
  expect(json).toMatchObject({ code: 0, read: { records: 2, cutOff: ['events.json'] }, warnings: [expect.stringContaining(told)] });
  const csv = await onLogs(files, '--csv');
  expect(csv).toMatchObject({ code: 0 });
  expect(csv.warnings[0]).toContain(told);
  expect(await onLogs(files, '--explain', `${String(ANN.eventID)}`)).toMatchObject({ code: 0, warnings: [expect.stringContaining(told)] });
  const table = await onLogs(files);
  expect(table.text.startsWith(told)).toBe(true);
  // Once: the table says it itself.
  expect(table.warnings).toEqual([]);
});

test.each<[string, unknown[], string[]]>([
  ['nothing', [], []],
  ['nothing of the days', [event(ANN)], ['--to', '2026-10-01']],
  ['nothing of the Region', [event(ANN)], ['--region', 'us-east-1']],
])('a refusal of logs with %s says that they are cut off', async (_, Events, args) => {
  await expect(onLogs({ 'events.json': { Events, NextToken: 'eyJ' } }, ...args)).rejects.toThrow(/^LOGS: no CloudTrail record.*\. 1 file is cut off, .*: events\.json$/);
});

test('what is missing may have any answer', async () => {
  const fine = record(session('ann', 'true'));
  expect(await onLogs({ 'events.json': { Events: [event(fine)] } }, '--fail-on', 'stops')).toMatchObject({ code: 0 });
  expect(await onLogs({ 'events.json': { Events: [event(fine)], NextToken: 'eyJ' } }, '--fail-on', 'stops')).toMatchObject({ code: 1 });
});

const ocsf = { class_uid: 6003, class_name: 'API Activity', metadata: { version: '1.1.0', product: { name: 'CloudTrail' } }, actor: { user: { type: 'IAMUser', name: 'ann' } } };

/** As tools that make a table of records name the fields of a field. */
function flattened(fields: object, part: string, between: string, named = (name: string) => name): object {
  const { [part]: inner, ...others } = fields as Record<string, object>;
  return { ...others, ...Object.fromEntries(Object.entries(inner).map(([name, value]) => [named(`${part}${between}${name}`), value])) };
}

const DECODE = "decode them with: jq -r '.. | .data?, .Data? | strings' FILE | base64 -d | gzip -cdf";

const OTHER_OUTPUT = 'it looks like the text, YAML or table of a command of AWS; give --output json';

test.each<[string, string | Buffer, string]>([
  ['Security Lake', text(ocsf), 'it looks like OCSF, as Security Lake writes it, which does not tell a session without MFA from an access key; give the files of the trail'],
  ['the table of Athena', 'eventversion,useridentity,eventtime\n1.08,"{type=IAMUser}",2026-11-03T08:15:30Z\n', 'it looks like a table with the columns eventversion,useridentity,eventtime; expected JSON, as the console downloads it too, or a column eventJson'],
  ['the CSV that the console downloads', 'User name,AWS access key,Event time,Event name,Read-only\nann,,2026-11-03T08:15:30Z,GetUser,true\n', 'it looks like a table with the columns User name,AWS access key,Event time,Event name,Read-only; expected JSON, as the console downloads it too'],
  ['a result of CloudWatch Logs Insights', text({ results: [[{ field: '@message', value: text(ANN) }]], status: 'Complete' }), 'it looks like a result of CloudWatch Logs Insights'],
  ['an answer of Elasticsearch', text({ took: 3, hits: { total: { value: 2 }, hits: [{ _source: ANN }] } }), 'it looks like the answer to a search, which leaves out what is over its size; export all documents'],
  ['an answer of Splunk', text({ preview: false, results: [{ _raw: text(ANN) }] }), 'it looks like the answer to a search, which leaves out'],
  ['what a subscription sends to a function', text({ awslogs: { data: 'H4sI' } }), `it looks like records in base64; ${DECODE}`],
  ['what a stream sends to a function', text({ Records: [{ eventVersion: '1.0', eventSource: 'aws:kinesis', eventName: 'aws:kinesis:record', kinesis: { data: 'H4sI' } }] }), `it looks like records in base64; ${DECODE}`],
  ['aws kinesis get-records', text({ Records: [{ SequenceNumber: '1', Data: 'H4sI' }], NextShardIterator: 'x' }), `it looks like records in base64; ${DECODE}`],
  ['the same as CSV', `@timestamp,@message\n2026-11-03 08:15:30.000,${quoted(text(ANN))}\n`, 'it looks like a result of CloudWatch Logs Insights, which leaves out'],
  ['an export of CloudWatch Logs with a line that is damaged', `2026-11-03T08:15:30.000Z ${text(ANN)}\n2026-11-03T08:15:30.000Z {"eventVersion"\n`, 'it is damaged, cut off or not JSON'],
  ['a damaged CSV', 'eventJson\n"{""eventVersion"": ', 'it is damaged or cut off (Quote Not Closed'],
  // Of a record that no policy of a user reaches.
  ['a damaged record of a role', text({ Records: [ROBOT, ROLE] }).replace('"userAgent":"role"', '"userAgent":role'), 'it is damaged, cut off or not JSON'],
  ['a file that is cut off', text({ Records: BOTH }).slice(0, 400), 'it is damaged, cut off or not JSON: it ends too early (line 1, column 401)'],
  ['gzip that is cut off', gzipSync(text({ Records: BOTH })).subarray(0, 60), 'it is gzip that is damaged or cut off'],
  ['a query that runs', text({ QueryStatus: 'RUNNING', QueryResultRows: [] }), 'the query is RUNNING; ask again once it is FINISHED'],
  ['a query of other columns', text({ QueryResultRows: [[{ eventName: 'GetUser' }]] }), 'its rows have no column eventJson; query SELECT eventJson FROM ...'],
  ['another list', text({ Records: [{ messageId: 'x', body: '{}' }] }), 'it holds something that is no CloudTrail record (messageId, body); expected a file of a trail ({"Records": [...]})'],
  ['events without their record', text({ Events: [{ EventId: 'x', EventName: 'GetUser' }] }), 'it holds something that is no CloudTrail record'],
  ['null', 'null', 'it holds something that is no CloudTrail record'],
  ['texts', text(['GetUser']), 'it holds the text "GetUser", which is no CloudTrail record'],
  ['a flattened identity', text({ Records: [flattened(ANN, 'userIdentity', '.')] }), 'it has userIdentity.type in place of fields in fields, as if a tool had flattened the records; give the records as CloudTrail wrote them'],
  ['a flattened identity in lower case, in gzip', gzipSync(text({ Records: [flattened(ANN, 'userIdentity', '_', (name) => name.toLowerCase())] })), 'it has useridentity_type in place of fields in fields'],
  ['a flattened session', gzipSync(text({ Records: [{ ...ANN, userIdentity: flattened(ANN.userIdentity as object, 'sessionContext', '.') }] })), 'it has sessionContext.attributes in place of fields in fields'],
  ['a session of another name', gzipSync(text({ Records: [{ ...ANN, userIdentity: { ...key('ann'), session_context: {} } }] })), 'it has session_context in place of fields in fields'],
  ['an identity as a text of another form', gzipSync(text({ Records: [{ ...ANN, userIdentity: '{type=IAMUser, userName=ann}' }] })), 'it has the text "{type=IAMUser, userName=ann}" as a userIdentity; give the records as CloudTrail wrote them'],
  ['lists in lists', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'it is nested deeper than 100 levels, which no log is'],
  ['the same line by line', `${'['.repeat(50_000)}${']'.repeat(50_000)}\n[]`, 'it is nested deeper than 100 levels'],
  ['events in events', `${'{"detail":'.repeat(50_000)}1${'}'.repeat(50_000)}`, 'it is nested deeper than 100 levels'],
  ['nothing', '\n', 'it is empty'],
  ['output as YAML', 'Events:\n- EventId: x\n', OTHER_OUTPUT],
  ['output as a stream of YAML', '- Events:\n  - EventId: x\n', OTHER_OUTPUT],
  ['output as text', `EVENTS\tAKIAIOSFODNN7EXAMPLE\t${text(ANN)}\n`, OTHER_OUTPUT],
  ['output as a table', '-----------\n|  LookupEvents  |\n', OTHER_OUTPUT],
  ['output as a table, on Windows', '-----------\r\n|  LookupEvents  |\r\n', OTHER_OUTPUT],
  ['YAML', 'Other:\n- EventId: x\n', 'it is damaged, cut off or not JSON'],
])('%s is named, and nothing of it counts', async (_, content, why) => {
  // Next to a file that can be read.
  const { code, read, warnings } = await jsonOf({ 'a.json': { Records: [ROBOT] }, 'b.json': content }, ['LOGS']);
  expect({ code, records: read.records, unread: read.unread }).toEqual({ code: 2, records: 1, unread: [{ file: 'b.json', why: expect.stringContaining(why) }] });
  expect(warnings).toEqual([expect.stringContaining(`1 file could not be read, and no number counts it: b.json: ${why}`)]);
});

test('of a file with one strange entry, nothing counts', async () => {
  const { read } = await jsonOf({ 'a.json': { Records: [ROBOT] }, 'b.json': { Records: [ANN, { strange: true }] } }, ['LOGS']);
  expect(read).toMatchObject({ records: 1, unread: [{ file: 'b.json' }] });
});

test('a folder as a bucket has it: other folders and files are left out and named', async () => {
  const { code, read } = await jsonOf({
    [`${TRAIL}/123456789012_CloudTrail_eu-west-1_20261103T0820Z_AbCdEfGh.json.gz`]: gzipSync(text({ Records: BOTH })),
    [`${TRAIL}/a.jsonl`]: text(record(key('other'))),
    'AWSLogs/123456789012/CloudTrail-Digest/eu-west-1/digest.json.gz': gzipSync('{}'),
    'AWSLogs/123456789012/CloudTrail-Insight/eu-west-1/insight.json': text({ Records: [ANN] }),
    'flat/123456789012_CloudTrail-Digest_eu-west-1_trail_20261103T0820Z.json.gz': gzipSync('{}'),
    'flat/renamed.json': text({ digestStartTime: '2026-11-03T07:00:00Z', digestEndTime: '2026-11-03T08:00:00Z', logFiles: [] }),
    'flat/notes.txt': 'hello',
    '.hidden/a.json': text({ Records: [ANN] }),
  }, ['LOGS']);
  expect({ code, read }).toMatchObject({ code: 0, read: { files: 2, records: 3, unread: [] } });
  expect(read.skipped).toEqual([
    '.hidden',
    'AWSLogs/123456789012/CloudTrail-Digest', 'AWSLogs/123456789012/CloudTrail-Insight', 'flat/123456789012_CloudTrail-Digest_eu-west-1_trail_20261103T0820Z.json.gz', 'flat/notes.txt',
    'flat/renamed.json',
  ]);
});

test('a file that is named is read whatever it is called, and once', async () => {
  const files = { 'a.log': { Records: [ANN] } };
  expect(await jsonOf(files, ['a.log', 'a.log'])).toMatchObject({ code: 0, read: { files: 1, records: 1 } });
});

test('the event of two trails, and its correction, count once', async () => {
  const corrected = { ...ANN, eventID: 'other', addendum: { reason: 'UPDATED_DATA', originalEventID: ANN.eventID } };
  const { text: table } = await onLogs({ 'a.json': { Records: [ANN, ROBOT] }, 'b.json': { Records: [ANN, corrected] } });
  expect(table.replace(/\s+/g, ' ')).toContain('in 2 files. 2 of the records are copies of others; a call counts once.');
  expect(await jsonOf({ 'a.json': { Records: [ANN] }, 'b.json': { Records: [ANN, corrected] } }, ['LOGS'])).toMatchObject({ read: { records: 3, copies: 2 }, users: [{ facts: [{ calls: 1 }] }] });
});

test.each<[Record<string, unknown>, string]>([
  [{}, 'management'],
  [{ eventCategory: 'Data' }, 'data'],
  // Before there were categories.
  [{ eventCategory: undefined, managementEvent: false }, 'data'],
  [{ eventCategory: undefined, managementEvent: undefined }, 'management'],
  [{ eventType: 'AwsConsoleSignIn' }, 'sign-in'],
  [{ eventCategory: 'NetworkActivity', eventType: 'AwsVpceEvents' }, 'other'],
  [{ eventCategory: 'constructor' }, 'other'],
])('%j is an event of the kind %s', async (fields, kind) => {
  const { read } = await jsonOf({ 'a.json': { Records: [record(key('robot'), fields)] } }, ['LOGS']);
  expect(read.kinds).toEqual({ 'management': 0, 'data': 0, 'sign-in': 0, 'other': 0, [kind]: 1 });
});

test('the time of a record is read where Logstash puts it, so that --from leaves out what is before', async () => {
  const { eventTime: _, ...rest } = ANN;
  const lines = ['2026-10-31T08:15:30.000Z', '2026-11-03T08:15:30.000Z'].map((time, index) => text({ ...rest, 'eventID': `${index}`, '@timestamp': time }));
  const { read, users } = await jsonOf({ 'logs.jsonl': lines.join('\n') }, ['logs.jsonl', '--from', '2026-11-01']);
  expect(read).toMatchObject({ firstDay: '2026-11-03', records: 1, outside: { records: 1 } });
  expect(users[0].facts[0].calls).toBe(1);
});

test('it says what it saw', async () => {
  const files = { 'a.json': { Records: [...BOTH, record(key('robot'), { eventCategory: 'Data', managementEvent: false, awsRegion: 'us-east-1', eventTime: '2026-11-05T23:59:59Z', recipientAccountId: '111122223333' })] } };
  expect(await jsonOf(files, ['LOGS'])).toMatchObject({
    read: {
      records: 3,
      days: 2,
      firstDay: '2026-11-03',
      lastDay: '2026-11-05',
      accounts: ['111122223333', '123456789012'],
      regions: ['eu-west-1', 'us-east-1'],
      kinds: { 'management': 2, 'data': 1, 'sign-in': 0, 'other': 0 },
    },
  });
  expect((await ran(files, ['LOGS'], { columns: 500 })).text).toMatch(
    /^3 records of 2 days from 2026-11-03 to 2026-11-05, accounts 111122223333, 123456789012, Regions eu-west-1, us-east-1: 2 management events, 1 data event, 0 sign-in events; in 1 file\.\n/);
});

test.each<[string, unknown]>([
  ['a notification of S3', { Records: [{ eventVersion: '2.1', eventSource: 'aws:s3', eventTime: '2026-11-03T00:00:00.000Z', eventName: 'ObjectCreated:Put', s3: {} }] }],
  ['records of a stream', { Records: [{ eventVersion: '1.1', eventSource: 'aws:dynamodb', eventName: 'INSERT', dynamodb: {} }] }],
])('%s is no record of a call', async (_what, value) => {
  await expect(onLogs({ 'a.json': value })).rejects.toThrow('it holds something that is no CloudTrail record');
  const { code, read } = await jsonOf({ 'a.json': value, 'b.json': { Records: [ANN] } }, ['LOGS']);
  expect([code, read.unread]).toEqual([2, [expect.objectContaining({ file: 'a.json' })]]);
});

test.each([['alone', [ANN]], ['beside others', [ROBOT, ANN]]])('an identity that is a text of JSON is read, %s', async (_where, records) => {
  const asTexts = records.map((one) => ({ ...one, userIdentity: text(one.userIdentity) }));
  expect(await jsonOf({ 'a.json': { Records: asTexts } }, ['LOGS'])).toEqual(await jsonOf({ 'a.json': { Records: records } }, ['LOGS']));
});

const ATTRIBUTES = { creationDate: '2026-11-03T07:41:12Z', mfaAuthenticated: 'false' };
const answerTo = async (sessionContext: unknown, pack: (content: string) => string | Buffer, fields: object = {}) => {
  const one = { ...ANN, userIdentity: { ...key('ann'), sessionContext, ...fields } };
  const { users } = await jsonOf({ 'a.json': pack(text({ Records: [one] })) }, ['LOGS']);
  return users[0].facts[0].verdicts.CONSOLE_ONLY.answer;
};

describe.each([['plain', (content: string) => content], ['gz', (content: string) => gzipSync(content)]])('a session, %s', (_form, pack) => {
  test.each([
    ['in fields', { attributes: ATTRIBUTES }],
    ['as a text of JSON', text({ attributes: ATTRIBUTES })],
    ['its attributes as a text of JSON', { attributes: text(ATTRIBUTES) }],
  ])('%s is read', async (_what, sessionContext) => {
    expect(await answerTo(sessionContext, pack)).toBe('stops');
  });

  test.each([
    ['of another form', '{attributes={mfaAuthenticated=false}}'],
    ['without its attributes', { mfaAuthenticated: 'false' }],
    ['with a list of attributes', { attributes: [{ name: 'mfaAuthenticated', value: false }] }],
    ['with attributes of another case', { attributes: { mfaauthenticated: 'false' } }],
    ['with its sign-in alone', { signInSessionArn: 'arn:aws:signin:us-west-2:111122223333:session/1' }],
  ])('%s is no access key', async (_what, sessionContext) => {
    expect(await answerTo(sessionContext, pack)).toBe('depends');
  });

  test.each([['nothing', undefined], ['empty parts', { attributes: {}, sessionIssuer: {} }], ['an empty text', '']])('of %s is that of an access key', async (_what, sessionContext) => {
    expect(await answerTo(sessionContext, pack)).toBe('goes on');
  });
});

test('the issuer of a session as a text of JSON is read', async () => {
  const sessionContext = { attributes: ATTRIBUTES, sessionIssuer: text({ type: 'IAMUser', userName: 'ann' }) };
  expect(await answerTo(sessionContext, (content) => content, { type: 'FederatedUser' })).toBe('goes on');
});

test('all pages of a result of CloudTrail Lake in one file are whole, and some of them are not', async () => {
  const pages = BOTH.map((one, index) => ({ QueryStatistics: { TotalResultsCount: BOTH.length }, QueryResultRows: [[{ eventJson: text(one) }]], ...index === 0 ? { NextToken: 'eyJ' } : {} }));
  expect((await ran({ 'a.json': pages.map(text).join('\n') }, ['a.json'])).text).not.toContain('cut off');
  expect((await ran({ 'a.json': text(pages[0]) }, ['a.json'])).text).toContain('1 file is cut off');
});

test('a page of a result of CloudTrail Lake that is there twice counts once, and the last page alone is not all', async () => {
  const page = (one: CloudTrailRecord, TotalResultsCount: number, token?: string) => text(
    { QueryStatistics: { TotalResultsCount }, QueryResultRows: [[{ eventJson: text(one) }]], NextToken: token });
  const cutOff = async (...pages: string[]) => (await jsonOf({ 'a.json': pages.join('\n') }, ['a.json'])).read.cutOff;
  expect(await cutOff(page(ANN, 2, 't'), page(ANN, 2, 't'))).toEqual(['a.json']);
  expect(await cutOff(page(ANN, 2, 't'), page(ROBOT, 2), page(ROBOT, 2))).toEqual([]);
  expect(await cutOff(page(ANN, 2001))).toEqual(['a.json']);
  // Of the second result, a row is missing.
  expect(await cutOff(page(ANN, 1), page(ROBOT, 2))).toEqual(['a.json']);
});

test('a result of CloudTrail Lake that is whole does not hide that another one of its size is cut off', async () => {
  const page = (token: string | undefined, ...some: CloudTrailRecord[]) => (
    { QueryStatistics: { TotalResultsCount: 2 }, QueryResultRows: some.map((one) => [{ eventJson: text(one) }]), NextToken: token });
  const cutOff = async (content: unknown) => (await jsonOf({ 'a.json': content }, ['a.json'])).read.cutOff;
  const whole = [page('t', ANN), page(undefined, ROBOT)];
  expect(await cutOff([...whole, page('t', ROLE)].map(text).join('\n'))).toEqual(['a.json']);
  expect(await cutOff([...whole, page(undefined, ROLE, ROBOT)].map(text).join('\n'))).toEqual([]);
  expect(await cutOff([page(undefined), { Events: [event(ANN)] }].map(text).join('\n'))).toEqual(['a.json']);
  // As jq -s makes of them.
  expect(await cutOff(whole)).toEqual([]);
  expect(await cutOff(whole.slice(0, 1))).toEqual(['a.json']);
  expect(await cutOff([...whole, { Events: [event(ANN)], NextToken: 't' }])).toEqual(['a.json']);
});

test('a page of get-log-events does not tell whether it is the last', async () => {
  await expect(ran({ 'a.json': text({ events: BOTH.map(message), nextForwardToken: 'f/1', nextBackwardToken: 'b/1' }) }, ['a.json'])).rejects.toThrow('give what aws logs filter-log-events prints');
});

test.each(['NextToken', 'nextToken'])('pages in a list are cut off too (%s)', async (name) => {
  const page = (token: object) => ({ Events: [event(ANN)], ...token });
  expect(await jsonOf({ 'a.json': [page({}), page({ [name]: 'more' })] }, ['LOGS'])).toMatchObject({ read: { cutOff: ['a.json'] } });
  expect(await jsonOf({ 'a.json': [page({})] }, ['LOGS'])).toMatchObject({ read: { cutOff: [] } });
  // As tools write what is not there.
  expect(await jsonOf({ 'a.json': [page({ [name]: null }), page({ [name]: '' })] }, ['LOGS'])).toMatchObject({ read: { cutOff: [] } });
});

test('a saved result of CloudTrail Lake is read where AWS puts it, and its signatures are none', async () => {
  const folder = 'AWSLogs/123456789012/CloudTrail-Lake/Query/2026/11/03/id';
  const csv = `eventJson\n"${text(ANN).replaceAll('"', '""')}"\n`;
  const { code, read } = await jsonOf({ [`${folder}/result_1.csv.gz`]: gzipSync(csv), [`${folder}/result_sign.json`]: { version: '1.0', files: [] } }, ['LOGS']);
  expect([code, read.records, read.skipped]).toEqual([0, 1, [`${folder}/result_sign.json`]]);
});

test('a folder without logs is named, also beside one that has some', async () => {
  const { code, read } = await jsonOf({ 'good/a.json': { Records: [ANN] }, 'empty/notes.txt': 'x' }, ['good', 'empty']);
  expect([code, read.unread]).toEqual([2, [{ file: 'empty', why: 'the folder has no logs; looked for *.json and *.json.gz in every folder below' }]]);
});

const ENDPOINT = { eventType: 'AwsVpceEvent', eventCategory: 'NetworkActivity' };

test.each<[string, CloudTrailRecord[]]>([
  ['no identity', [record(null), record(null)]],
  ['identities without a type', [record({ userName: 'ann' }), record({ Type: 'IAMUser' })]],
  ['beside records that are no requests', [record(null), record(null, ENDPOINT)]],
])('records of which none tells who asked are refused: %s', async (_, records) => {
  for (const content of [{ Records: records }, gzipSync(text({ Records: records }))]) {
    await expect(onLogs({ 'a.json': content })).rejects.toThrow(
      'LOGS: no record tells who asked, as if a tool had left out or renamed userIdentity.type; give the records as CloudTrail wrote them');
  }
});

test('records that are no requests need no identity', async () => {
  expect(await jsonOf({ 'a.json': [record(null, ENDPOINT)] }, ['LOGS'])).toMatchObject({ code: 0, notReached: { 'network activity': 1 } });
});

test('callers of other accounts may be users, whom the logs of their own account name', async () => {
  const elsewhere = record({ type: 'AWSAccount', principalId: 'AIDAEXAMPLE', accountId: '444455556666' });
  const files = { 'a.json': { Records: [elsewhere, ROLE] } };
  const told = '1 record is of callers of other accounts, whose logs are not here (444455556666): a call of a user among them may stop too, and no number counts it.';
  expect((await jsonOf(files, ['LOGS'])).notes).toContain(told);
  const { text: table } = await ran(files, ['LOGS'], { columns: 500 });
  expect(table).toContain('\nNo IAM user made a call in these records. No policy of a user reaches the others (role: 1).\n');
  expect(table).toContain(`  ${told}\n  No data events`);
  const { text: explained } = await ran(files, ['LOGS', '--explain', String(elsewhere.eventID)], { columns: 500 });
  expect(explained).toContain('CONSOLE_ONLY: not judged: if the caller is a user, the logs of the account of the caller tell whose call it is\n');
  expect((await jsonOf({ 'a.json': [elsewhere, elsewhere] }, ['LOGS'])).notes).toContainEqual(expect.stringMatching(/^2 records are of callers /));
});

test('where the logs of their account are there too, they are in the numbers', async () => {
  const elsewhere = ['444455556666', '555566667777', undefined].map((accountId) => record({ type: 'AWSAccount', principalId: 'AIDAEXAMPLE', accountId }));
  const own = record(key('eve', { accountId: '444455556666' }), { recipientAccountId: '444455556666' });
  const noteOf = async (...records: CloudTrailRecord[]) => {
    const { notes, notReached } = await jsonOf({ 'a.json': records }, ['LOGS']);
    return [(notReached as Record<string, number>)['other account'], (notes as string[]).find((note) => note.includes('of other accounts'))?.replace(/:.*/, '')];
  };
  expect(await noteOf(elsewhere[0], own)).toEqual([1, undefined]);
  // The first records of CloudTrail do not tell whose log they are in.
  expect(await noteOf({ ...elsewhere[0], recipientAccountId: undefined })).toEqual([1, '1 record is of callers of other accounts, whose logs are not here (444455556666)']);
  expect(await noteOf(...elsewhere, own)).toEqual([3, '2 records are of callers of other accounts, whose logs are not here (unknown, 555566667777)']);
});

test('what nobody signed is of no user of another account', async () => {
  const elsewhere = { type: 'AWSAccount', principalId: 'AIDAEXAMPLE', accountId: '444455556666' };
  const records = ['', '', 'AIDAEXAMPLE'].map((principalId) => record({ ...elsewhere, principalId, ...principalId === '' ? { accountId: 'ANONYMOUS_PRINCIPAL' } : {} }));
  const { notes, notReached } = await jsonOf({ 'a.json': { Records: records } }, ['LOGS']);
  expect(notReached).toEqual({ 'anonymous': 2, 'other account': 1 });
  expect((notes as string[])[0]).toMatch(/^1 record is of callers of other accounts, /);
});

test('a role of another account is no user of it', async () => {
  const role = record({ type: 'AWSAccount', principalId: 'AROAEXAMPLE:session', accountId: '444455556666' });
  const { notes, notReached } = await jsonOf({ 'a.json': { Records: [role] } }, ['LOGS']);
  expect(notReached).toEqual({ role: 1 });
  expect(text(notes)).not.toContain('callers of other accounts');
});

test('a sentence beside the numbers counts the records that do not tell who asked', async () => {
  const files = { 'a.json': { Records: [...BOTH, ROLE, record(null)] } };
  const told = '1 record does not tell who asked, as some of services do not: no call of a user that is among them is in a number.';
  const { code, notes } = await jsonOf(files, ['LOGS']);
  expect([code, (notes as string[])[0]]).toEqual([0, told]);
  const { text: table } = await ran(files, ['LOGS'], { columns: 500 });
  expect(table).toContain('Calls of 2 IAM users. No policy of a user reaches the others (role: 1).\n');
  expect(table).toContain(`  ${told}\n  No data events`);
  expect((await jsonOf({ 'a.json': [...BOTH, record(null), record(null)] }, ['LOGS'])).notes).toContainEqual(expect.stringMatching(/^2 records do not tell who asked, /));
});
