/** What a credential report and the details of the account add: who has no device, who is in which group, whose keys only look idle. */
import { jsonOf, ran } from './in-process';
import { ACCOUNT_DETAILS, CREDENTIAL_REPORT } from './people-files';
import { key, record, session, through } from '../../impact/records';

jest.mock('../../../cli/impact/default-policies', () => ({
  POLICIES: jest.requireActual<typeof import('../../impact/default-policies')>('../../impact/default-policies').defaultPolicies(),
}));

const FILES = {
  'logs.json': { Records: [record(key('ada')), record(session('bob', 'false'))] },
  'report.csv': CREDENTIAL_REPORT,
  'account.json': ACCOUNT_DETAILS,
};
const WITH_PEOPLE = ['logs.json', '--credential-report', 'report.csv', '--account-details', 'account.json'];
const table = async (files: Record<string, unknown>, ...args: string[]) => (await ran(files, args, { columns: 1000 })).text;

test('they join their calls by account and name', async () => {
  const { users, others } = await jsonOf(FILES, WITH_PEOPLE);
  expect(users.map(({ user, known }) => [user, known])).toEqual([
    ['bob', { hasPassword: true, hasDevice: true, hasKeys: false, groups: [] }],
    ['ada', { hasPassword: true, hasDevice: false, hasKeys: true, keyUse: { day: '2026-11-03', service: 'ec2' }, groups: ['staff', 'admins'] }],
  ]);
  expect(others).toMatchObject([
    // The later use of two keys.
    { account: '123456789012', user: 'reader', keyUse: { day: '2026-11-05', service: 's3' } }, { user: 'asleep' }, { user: 'off', hasKeys: false }, { user: 'eve', groups: ['staff'] },
  ]);
});

test('the table says it beside the calls', async () => {
  const text = await table(FILES, ...WITH_PEOPLE);
  expect(text).toContain('\nada (123456789012): no MFA device; in staff, admins\n');
  expect(text).toContain('\nbob (123456789012): in no group\n');
  expect(text).toContain('\n2 users with a password and no MFA device, who have to enroll first: ada, off.\n');
});

test('a key that was used while the records show no call of it is named', async () => {
  const text = await table(FILES, ...WITH_PEOPLE);
  expect(text).toContain('\nKeys in use of which these records show no call: reader (s3, last on 2026-11-05). They may make calls that only data events show, or calls on other days or in other Regions. ALL_REQUESTS stops such calls.\n');
  // A service may have acted for a session of the console.
  const byService = { ...FILES, 'logs.json': { Records: [record(key('ada')), record(session('reader', 'false', { invokedBy: 'ssm.amazonaws.com' }), through('ssm.amazonaws.com'))] } };
  expect(await table(byService, ...WITH_PEOPLE)).toContain('Keys in use of which these records show no call: reader');
  const seen = { ...FILES, 'logs.json': { Records: [record(key('ada')), record(key('reader'))] } };
  expect(await table(seen, ...WITH_PEOPLE)).not.toContain('Keys in use');
});

test('a key of which a part of the records shows no call may be in use in the rest', async () => {
  const said = async (records: readonly object[], ...args: string[]) =>
    /show no call: reader .*?\. (They may make [^.]*)/.exec(await table({ ...FILES, 'logs.json': { Records: records } }, ...WITH_PEOPLE, ...args))?.[1];
  const [on3, on5] = ['2026-11-03', '2026-11-05'].map((day) => record(key('ada'), { eventTime: `${day}T08:00:00Z` }));
  const [whole, part] = ['They may make calls that only data events show', 'They may make calls that only data events show, or calls on other days or in other Regions'];
  const elsewhere = record(key('reader'), { awsRegion: 'us-east-1' });
  expect(await said([on3, on5])).toBe(whole);
  // It was used after the last record.
  expect(await said([on3])).toBe(part);
  expect(await said([on3, on5, elsewhere], '--region', 'eu-west-1')).toBe(part);
  expect(await said([on3, on5, record(key('ada'), { eventTime: '2026-11-06T08:00:00Z' })], '--to', '2026-11-05')).toBe(part);
});

test('a user of the same name in another account is somebody else', async () => {
  const { users, others } = await jsonOf({ ...FILES, 'logs.json': { Records: [record(key('ada', { accountId: '111122223333' }))] } }, WITH_PEOPLE);
  expect(users).toMatchObject([{ account: '111122223333', user: 'ada' }]);
  expect(users[0]).not.toHaveProperty('known');
  expect((others as { user: string }[]).map(({ user }) => user)).toContain('ada');
});

test('sentences tell users of the same name apart by their accounts', async () => {
  const [report, calls] = [CREDENTIAL_REPORT.replaceAll('123456789012', '111122223333'), [record(key('ada')), record(key('ada', { accountId: '111122223333' }))]];
  const files = { ...FILES, 'other.csv': report, 'logs.json': { Records: calls } };
  const text = await table(files, 'logs.json', '--credential-report', 'report.csv', '--credential-report', 'other.csv', '--intent', 'console-only');
  expect(text).toContain('\n2 users lose no call of these records: ada of 111122223333, ada of 123456789012.\n');
  expect(text).toContain('show no call: reader of 123456789012 (s3, last on 2026-11-05), reader of 111122223333 (s3, last on 2026-11-05).');
  expect(text).toContain('enroll first: ada of 123456789012, off of 123456789012, ada of 111122223333, off of 111122223333.\n');
});

test('without the files nothing of it is said', async () => {
  expect(await table(FILES, 'logs.json')).not.toMatch(/device, who|Keys in use|in no group/);
});

test.each<[string, string[], string]>([
  ['another report', ['--credential-report', 'account.json'], 'account.json: no credential report: it has no Content'],
  ['another JSON', ['--account-details', 'logs.json'], 'logs.json: expected the output of aws iam get-account-authorization-details'],
  ['no file', ['--account-details', 'nothing.json'], 'nothing.json: there is no such file'],
  ['the standard input for two', ['-', '--credential-report', '-'], 'the standard input can be read once, got - 2 times; give files instead'],
])('%s is refused', async (_, args, message) => {
  await expect(ran(FILES, ['logs.json', ...args])).rejects.toThrow(message);
});

test('a service that acts for a session with MFA shows no call of the key', async () => {
  const acting = record(session('reader', 'true', { invokedBy: 'health.amazonaws.com' }), through('health.amazonaws.com'));
  expect(await table({ ...FILES, 'logs.json': { Records: [record(key('ada')), acting] } }, ...WITH_PEOPLE)).toContain('Keys in use of which these records show no call: reader');
});

test('users who are in none of the files are named', async () => {
  const files = { ...FILES, 'logs.json': { Records: [record(key('ada')), record(key('stranger'))] } };
  expect(await table(files, ...WITH_PEOPLE)).toContain('\nThe credential report and the details of the account do not have stranger (123456789012).\n');
  expect(await table(FILES, ...WITH_PEOPLE)).not.toContain('do not have');
});

test('no file lacks a user whom the record does not name', async () => {
  const files = { ...FILES, 'logs.json': { Records: [record(key('ada')), record({ type: 'IAMUser', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', accountId: '123456789012' })] } };
  expect(await table(files, ...WITH_PEOPLE)).not.toContain('do not have');
});

test('of two keys that were used on one day, the later use is told', async () => {
  const report = (first: string, second: string) => CREDENTIAL_REPORT.replace('2026-11-05T08:00:00Z,s3,true,2026-11-04T08:00:00Z,dynamodb', `${first},true,${second}`);
  const serviceOf = async (text: string) => /show no call: reader \((\w+), last on 2026-11-05\)/.exec(await table({ ...FILES, 'report.csv': text }, ...WITH_PEOPLE))?.[1];
  expect(await serviceOf(report('2026-11-05T18:00:00Z,s3', '2026-11-05T08:00:00Z,dynamodb'))).toBe('s3');
  expect(await serviceOf(report('2026-11-05T08:00:00Z,s3', '2026-11-05T18:00:00Z,dynamodb'))).toBe('dynamodb');
});

test('what one of the files does not have is told, whatever the other has', async () => {
  const logs = { Records: [record(key('reader')), record(key('eve')), record(key('ada'))] };
  const text = await table({ ...FILES, 'logs.json': logs }, ...WITH_PEOPLE);
  expect(text).toContain('\nThe credential report does not have eve (123456789012).\n');
  expect(text).toContain('\nThe details of the account do not have reader (123456789012).\n');
  expect(await table(FILES, 'logs.json', '--account-details', 'account.json')).not.toContain('not have');
  const strangers = { ...FILES, 'logs.json': { Records: [record(key('stranger'))] } };
  expect(await table(strangers, 'logs.json', '--account-details', 'account.json')).toContain('\nThe details of the account do not have stranger (123456789012).\n');
  expect(await table(strangers, 'logs.json', '--credential-report', 'report.csv')).toContain('\nThe credential report does not have stranger (123456789012).\n');
});

test('a file without users does not have those of the logs', async () => {
  const files = { ...FILES, 'report.csv': CREDENTIAL_REPORT.split('\n').slice(0, 2).join('\n'), 'account.json': { UserDetailList: [], GroupDetailList: [] } };
  expect(await table(files, ...WITH_PEOPLE)).toContain('\nThe credential report and the details of the account do not have bob (123456789012), ada (123456789012).\n');
  expect(await table(files, 'logs.json', '--credential-report', 'report.csv')).toContain('\nThe credential report does not have bob (123456789012), ada (123456789012).\n');
});

test('two credential reports that contradict one another are refused', async () => {
  const files = { ...FILES, 'old.csv': CREDENTIAL_REPORT.replace('off,2024-01-01T00:00:00Z,true,false', 'off,2024-01-01T00:00:00Z,true,true') };
  const given = async (...reports: string[]) => table(files, 'logs.json', ...reports.flatMap((report) => ['--credential-report', report]));
  const refusal = 'credential reports contradict one another on arn:aws:iam::123456789012:user/team/off; give one for each account';
  await expect(given('report.csv', 'old.csv')).rejects.toThrow(refusal);
  await expect(given('old.csv', 'report.csv')).rejects.toThrow(refusal);
  expect(await given('report.csv', 'report.csv')).toBe(await given('report.csv'));
});
