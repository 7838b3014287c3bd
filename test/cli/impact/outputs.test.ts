/** The table and the CSV. */
import { onLogs, ran } from './in-process';
import { ACCOUNT_DETAILS, CREDENTIAL_REPORT } from './people-files';
import { key, record, session } from '../../impact/records';

jest.mock('../../../cli/impact/default-policies', () => ({
  POLICIES: jest.requireActual<typeof import('../../impact/default-policies')>('../../impact/default-policies').defaultPolicies(),
}));

const users = (count: number) => Array.from({ length: count }, (_, index) => record(session(`user-${index}`, 'false')));
const table = async (files: Record<string, unknown>, ...args: string[]) => (await ran(files, ['LOGS', ...args], { columns: 1000 })).text;

test('the table: what was read, what stops, who, why and what helps', async () => {
  const ann = [record(session('ann', 'false')), record(session('ann', 'false')), record(session('ann', 'false'), { eventName: 'DescribeVpcs' })];
  const lines = (await table({ 'a.json': { Records: [...ann, record(key('robot'))] } })).split('\n');
  expect(lines).toEqual([
    '4 records of 2026-11-03, account 123456789012, Region eu-west-1: 4 management events, 0 data events, 0 sign-in events; in 1 file.',
    'Calls of 2 IAM users.',
    '',
    'If every user here were a member of a group with one of these policies:',
    '  CONSOLE_ONLY: 3 calls of 1 user stop; 1 call keeps working',
    '  ALL_REQUESTS: 4 calls of 2 users stop; 0 calls keep working',
    '  No data events are in these records: the event history and a trail by default have none. A call on an object of S3, a function of Lambda or an item of DynamoDB may stop too, and no number counts it.',
    '  No record is of us-east-1, where IAM logs its calls (in China cn-north-1, in GovCloud us-gov-west-1): no number counts the calls of IAM.',
    '  No record is of us-east-1, us-east-2, eu-north-1, ap-southeast-2: sign-ins of users are logged there too, and in the Region whose address they use.',
    '',
    'ann (123456789012)',
    '  CONSOLE_ONLY: 3 calls stop',
    '    3 calls in a session without MFA (the console, or GetSessionToken without a code): ec2:DescribeVolumes (2), ec2:DescribeVpcs (1)',
    `      by DenyAllButEnrollmentWithoutMfa, last on 2026-11-03, such as ${String(ann[0].eventID)}`,
    '      -> in the console: enroll an MFA device, and sign in again with its code; in a script: give GetSessionToken a code, or, under CONSOLE_ONLY, sign with the key itself',
    '  ALL_REQUESTS: the same as CONSOLE_ONLY',
    '',
    'robot (123456789012)',
    '  CONSOLE_ONLY: nothing stops',
    '  ALL_REQUESTS: 1 call stops',
    '    1 call with an access key: ec2:DescribeVolumes',
    expect.stringMatching(/^ {6}by DenyAllButEnrollmentWithoutMfa, last on 2026-11-03, such as 7c7c/),
    expect.stringMatching(/^ {6}-> sign the call in a session with MFA .*; under CONSOLE_ONLY, keys keep working, with four exceptions$/),
    '',
    '',
  ]);
});

test.each([
  ['CONSOLE_ONLY', key('robot'), 'use a role in place of the token, or set allowFederationTokensWithAccessKeys'],
  ['ALL_REQUESTS', key('robot'), 'use a role in place of the token\n'],
])('under %s, nobody is told to make a federation token in a session, which AWS refuses', async (mode, identity, advice) => {
  const call = record(identity, { eventSource: 'sts.amazonaws.com', eventName: 'GetFederationToken' });
  const { text } = await ran({ 'logs.json': { Records: [call] } }, ['logs.json', '--intent', mode], { columns: 1000 });
  expect(text).toContain(advice);
  expect(text).not.toContain('get-session-token');
});

test('who loses nothing is named', async () => {
  expect(await table({ 'a.json': { Records: [record(session('ann', 'true')), ...users(1)] } })).toContain('\n1 user loses no call of these records under any of the policies: ann.\n');
  expect(await table({ 'a.json': { Records: [record(key('ann')), record(key('bob'))] } }, '--intent', 'console-only')).toContain('\n2 users lose no call of these records: ann, bob.\n');
});

test('what no user sees at once is counted', async () => {
  const calls = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => record(session('ann', 'false'), { eventName: name }));
  expect(await table({ 'a.json': { Records: calls } })).toContain('ec2:A (1), ec2:B (1), ec2:C (1), ec2:D (1), ec2:E (1) and 2 more actions\n');
  expect(await table({ 'a.json': { Records: users(27) } })).toContain('\n2 more users with calls that stop or depend: --json and --csv have all of them.\n');
  const broken = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`broken-${index}.json`, '{']));
  expect(await table({ ...broken, 'a.json': { Records: users(1) } })).toMatch(/^7 files could not be read, and no number counts them:\n {2}broken-0\.json: .*\n(?: {2}broken.*\n){4} {2}and 2 more: --json names all of them\n/);
  const skipped = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`${index}.txt`, '']));
  expect(await table({ ...skipped, 'a.json': { Records: users(1) } })).toMatch(/^Left out, as no logs of calls by name or content, or as links back to a folder above: 0\.txt, .* and 2 more\. A file that you name is read whatever it is called\.\n/);
});

test('data events, where there are some', async () => {
  const text = await table({ 'a.json': { Records: [record(key('robot'), { eventCategory: 'Data', awsRegion: 'us-east-1' })] } });
  expect(text).toContain('0 management events, 1 data event');
  expect(text).toContain('\n  Data events that the trail does not log are in no number.\n');
  expect(text).not.toContain('where IAM logs its calls');
});

test.each([['us-east-1 us-east-2 eu-north-1 ap-southeast-2', false], ['us-east-1', true], ['cn-north-1 cn-northwest-1', false], ['us-gov-west-1', false]])('sign-ins of %s', async (regions, isTold) => {
  const records = regions.split(' ').map((awsRegion) => record(key('robot'), { awsRegion }));
  const text = await table({ 'a.json': { Records: records } });
  expect(text.includes('sign-ins of users are logged there too')).toBe(isTold);
  expect(text).not.toContain('where IAM logs its calls');
});

test.each([80, 110])('no line is longer than %d columns', async (columns) => {
  const { text } = await ran({ 'a.json': { Records: [...users(3), record(key('robot'))] } }, ['LOGS'], { columns });
  const lengths = text.split('\n').map(({ length }) => length);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(columns);
  expect(Math.max(...lengths)).toBeGreaterThan(columns - 15);
});

test('what stops is red on a terminal only, and no name steers it', async () => {
  const files = { 'a.json': { Records: [record(session('an\u001b[2Jn', 'false'))] } };
  const env = jest.replaceProperty(process, 'env', { ...process.env, NO_COLOR: '', TERM: 'xterm' });
  const shown = (await ran(files, ['LOGS'], { isTTY: true, columns: 1000 })).text;
  expect(shown).toContain('\u001b[31m  CONSOLE_ONLY: 1 call of 1 user stops; 0 calls keep working\u001b[0m\n');
  expect(shown).toContain('\nan?[2Jn (123456789012)\n');
  expect((await onLogs(files)).text).not.toContain('\u001b');
  env.restore();
});

test('CSV: a line for each call and policy under which it stops, or may', async () => {
  const internal = record(session('ann', 'false', { invokedBy: 'AWS Internal' }), { sourceIPAddress: 'AWS Internal' });
  const { text } = await onLogs({ 'a.json': { Records: [record(key('=robot')), internal, record(session('bob', 'true'))] } }, '--csv');
  const [head, ...lines] = text.trimEnd().split('\r\n');
  expect(head).toBe('account,user,made,action,target,outcome,calls,first day,last day,example,policy,answer,statement,advice');
  expect(lines).toEqual([
    expect.stringMatching(/^123456789012,ann,"in a session without MFA .*,CONSOLE_ONLY,depends,DenyAllButEnrollmentWithoutMfa,"whether AWS counts the caller as a service/),
    expect.stringMatching(/^123456789012,ann,"in a session without MFA .*,ALL_REQUESTS,depends,/),
    expect.stringMatching(/^123456789012,'=robot,with an access key,ec2:DescribeVolumes,,allowed,1,2026-11-03,2026-11-03,7c.*,ALL_REQUESTS,stops,DenyAllButEnrollmentWithoutMfa,"sign the call/),
  ]);
});

test('beside CSV stands what its lines cannot say', async () => {
  const files = {
    'logs.json': { Records: [record(key('ann')), record({ type: 'Unknown' })] }, 'notes.txt': '', 'report.csv': CREDENTIAL_REPORT, 'account.json': ACCOUNT_DETAILS,
  };
  const { text, warnings } = await ran(files, ['LOGS', '--csv', '--intent', 'console-only', '--from', '2026-11-01', '--credential-report', 'report.csv']);
  expect(text.trimEnd().split('\r\n')).toHaveLength(1);
  expect(warnings).toEqual([
    expect.stringMatching(/^1 file could not be read.*account\.json/),
    'The first record is of 2026-11-03, and --from asks for 2026-11-01.',
    expect.stringMatching(/^1 record does not tell who asked/),
    expect.stringMatching(/^No data events are in these records/),
    expect.stringMatching(/^No record is of us-east-1, where IAM/),
    expect.stringMatching(/^No record is of us-east-1, us-east-2/),
    'Left out, as no logs of calls by name or content, or as links back to a folder above: notes.txt, report.csv. A file that you name is read whatever it is called.',
    'The credential report does not have ann (123456789012).',
    expect.stringMatching(/^Keys in use of which these records show no call: ada \(ec2, last on 2026-11-03\), reader/),
    expect.stringMatching(/^2 users with a password and no MFA device/),
  ]);
});
