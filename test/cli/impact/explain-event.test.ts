/** `--explain`: one record, its fact, and why each policy does what to it. */
import { ran } from './in-process';
import type { CloudTrailRecord } from '../../../impact/facts/record';
import { iam, key, record, session } from '../../impact/records';

jest.mock('../../../cli/impact/default-policies', () => ({
  POLICIES: jest.requireActual<typeof import('../../impact/default-policies')>('../../impact/default-policies').defaultPolicies(),
}));

const explained = async (one: CloudTrailRecord, ...args: string[]) =>
  (await ran({ 'logs.json': { Records: [record(key('robot')), one] } }, ['logs.json', '--explain', String(one.eventID), ...args], { columns: 10_000 })).text;
const SIGN_IN = { eventType: 'AwsConsoleSignIn', eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Success' } };

test('an option that would do nothing beside it is refused', async () => {
  const one = record(key('robot'));
  for (const [option, ...value] of [['--json'], ['--fail-on', 'stops'], ['--from', '2027-01-01'], ['--account-details', 'a.json']]) {
    await expect(explained(one, option, ...value)).rejects.toThrow(`--explain prints what one record says, in words; leave out ${option}`);
  }
});

test('a record with a field that is nested deeply is explained, and not shown', async () => {
  const one = record(key('robot'));
  const logs = JSON.stringify([one]).replace('"requestParameters":null', `"requestParameters":${'['.repeat(50_000)}${']'.repeat(50_000)}`);
  const { code, text } = await ran({ 'logs.json': logs }, ['logs.json', '--explain', String(one.eventID)]);
  expect([code, text]).toEqual([0, expect.stringMatching(/^The record:\n {2}It is nested too deeply to be shown\.\nWhat it says of the call:\n/)]);
});

test.each(['"requestParameters":null', '"sessionContext":null'])('whether there is anything in a field that is nested deeply is told: %s', async (field) => {
  const one = record(key('robot', { sessionContext: null }), iam('GetUser'));
  const logs = JSON.stringify([one]).replace(field, `${field.replace('null', '')}${'['.repeat(50_000)}${']'.repeat(50_000)}`);
  expect((await ran({ 'logs.json': logs }, ['logs.json', '--intent', 'all-requests'], { columns: 500 })).text).toContain('ALL_REQUESTS: ');
});

test('the empty id, as an unset variable gives it, is that of no record', async () => {
  await expect(ran({ 'logs.json': [record(key('robot'))] }, ['logs.json', '--explain='])).rejects.toThrow('no record of these logs has the event id ""');
});

test('the record, what it says, and each policy', async () => {
  const one = record(session('ann', 'false'));
  const lines = (await explained(one)).split('\n');
  expect(lines.slice(0, 2)).toEqual(['The record:', `  ${JSON.stringify(one)}`]);
  expect(lines.slice(2, 9)).toEqual([
    'What it says of the call:', '  account: 123456789012', '  user: ann', '  session: session', '  mfa: false', '  age: none', '  viaService: no',
  ]);
  expect(lines).toContain('  action: ec2:DescribeVolumes');
  // What is empty says nothing.
  expect(lines.filter((line) => /^ {2}(target|observed): /.test(line))).toEqual([]);
  expect(lines.filter((line) => /^[A-Z_]+: /.test(line))).toEqual([
    expect.stringMatching(/^CONSOLE_ONLY: stops, by DenyAllButEnrollmentWithoutMfa: the call was made in a session without MFA .*To keep it working: in the console: enroll/),
    expect.stringMatching(/^ALL_REQUESTS: stops, by /),
  ]);
});

test.each<[string, CloudTrailRecord, RegExp]>([
  ['goes on', record(key('robot')), /^CONSOLE_ONLY: goes on: no statement denies a call that was made with an access key$/m],
  ['never judged', record(key('robot'), { eventSource: 'sts.amazonaws.com', eventName: 'GetCallerIdentity' }), /^ALL_REQUESTS: goes on: AWS answers this call whatever a policy says$/m],
  ['depends', record(session('ann', 'false', { invokedBy: 'AWS Internal' }), { sourceIPAddress: 'AWS Internal' }),
    /^CONSOLE_ONLY: depends, because the record does not tell whether AWS counts the caller as a service \("AWS Internal" says neither\); DenyAllButEnrollmentWithoutMfa may stop it$/m],
  ['the name of the group', record(key('robot'), iam('RemoveUserFromGroup', { groupName: 'staff' })),
    /^CONSOLE_ONLY: depends, because the record does not tell whether this is the group of the policy: only the deployment tells its name, or its name has another case; DenyUndoing/m],
  ['refused', record(key('robot'), { errorCode: 'AccessDenied' }), /^CONSOLE_ONLY: refused already, before any of these policies$/m],
  ['a sign-in', record({ type: 'IAMUser', userName: 'ann', accountId: '123456789012' }, SIGN_IN), /^CONSOLE_ONLY: a sign-in, which no policy judges$/m],
  ['nobody', record(null), /^CONSOLE_ONLY: not judged: the record does not tell who asked$/m],
  ['a role', record({ type: 'AssumedRole' }), /^CONSOLE_ONLY: not reached: no policy of a user judges it \(role\)$/m],
])('%s', async (_, one, expected) => {
  expect(await explained(one)).toMatch(expected);
});

test('one mode', async () => {
  expect(await explained(record(key('robot')), '--intent', 'all-requests')).not.toContain('CONSOLE_ONLY: ');
});

test('the copy of another account and the correction are shown too', async () => {
  const one = record(key('robot'));
  const [copy, correction] = [{ ...one, eventID: 'copy', sharedEventID: one.eventID }, { ...one, eventID: 'correction', addendum: { originalEventID: one.eventID } }];
  const { text } = await ran({ 'logs.json': { Records: [one, copy, correction, record(key('other'))] } }, ['logs.json', '--explain', String(one.eventID)]);
  expect(text.match(/^The record:$/gm)).toHaveLength(3);
});

test('an id that no record has is refused, with what could not be read', async () => {
  const files = { 'a.json': { Records: [record(key('robot'))] } };
  await expect(ran(files, ['LOGS', '--explain', 'x'])).rejects.toThrow(/^--explain: no record of these logs has the event id "x"; --json and --csv name an example of each kind of call$/);
  await expect(ran({ ...files, 'b.json': 'broken' }, ['LOGS', '--explain', 'x'])).rejects.toThrow(/call\. 1 file could not be read, and no number counts it: b\.json: it is damaged, cut off or not JSON/);
});

test('nothing in a record steers the terminal', async () => {
  expect(await explained(record(key('ro\u001b[2Jbot'), { userAgent: '\u202e' }))).not.toMatch(/[\u001b\u202e]/);
});
