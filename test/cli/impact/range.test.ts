/** `--from`, `--to`, `--region` and `--account`, by the names of files and by the records in them. */
import { TRAIL, jsonOf, onLogs } from './in-process';
import { key, record } from '../../impact/records';

jest.mock('../../../cli/impact/default-policies', () => ({
  POLICIES: jest.requireActual<typeof import('../../impact/default-policies')>('../../impact/default-policies').defaultPolicies(),
}));

const on = (day: string, more: object = {}) => record(key('robot'), { eventTime: `${day}T12:00:00Z`, ...more });
const named = (day: string, { account = '123456789012', region = 'eu-west-1' } = {}) => `${TRAIL}/${account}_CloudTrail_${region}_${day.replaceAll('-', '')}T1205Z_AbCd.json`;
const DAYS = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06'];
const ONE_A_DAY = Object.fromEntries(DAYS.map((day) => [named(day), { Records: [on(day)] }]));

test('days are both included; a file of the day before, or of the week after, may hold records, and others are not read', async () => {
  const { read } = await jsonOf(ONE_A_DAY, ['LOGS', '--from', '2026-11-03', '--to', '2026-11-04']);
  expect(read).toMatchObject({ records: 2, files: 5, days: 2, firstDay: '2026-11-03', lastDay: '2026-11-04', outside: { files: 1, records: 3, firstDay: '2026-11-01', lastDay: '2026-11-06' } });
  expect((await onLogs(ONE_A_DAY, '--to', '2026-11-01')).text).toContain('Outside what was asked for: 5 records, and 0 files by the name.\n');
  const late = { ...ONE_A_DAY, [named('2026-11-09')]: { Records: [on('2026-11-02')] } };
  expect((await jsonOf(late, ['LOGS', '--to', '2026-11-02'])).read).toMatchObject({ records: 3 });
  expect((await jsonOf(late, ['LOGS', '--to', '2026-11-01'])).read).toMatchObject({ records: 1, outside: { files: 1 } });
});

test('a file that is not read is not even opened', async () => {
  const broken = { ...ONE_A_DAY, [named('2026-11-20')]: 'broken' };
  expect(await jsonOf(broken, ['LOGS', '--to', '2026-11-03'])).toMatchObject({ code: 0, read: { records: 3 } });
  expect(await jsonOf(broken, ['LOGS'])).toMatchObject({ code: 2, read: { records: 6 } });
});

test('a record of the evening, which the file of the next day holds', async () => {
  const { read } = await jsonOf({ [named('2026-11-04')]: { Records: [on('2026-11-03'), on('2026-11-04')] } }, ['LOGS', '--to', '2026-11-03']);
  expect(read).toMatchObject({ records: 1, lastDay: '2026-11-03', outside: { records: 1 } });
});

test('Regions and accounts, whatever the folder is called that was given', async () => {
  const [west, east] = [{ awsRegion: 'eu-west-1' }, { awsRegion: 'us-east-1' }];
  const files = {
    [named('2026-11-03')]: { Records: [on('2026-11-03', west)] },
    [named('2026-11-03', { region: 'us-east-1' })]: { Records: [on('2026-11-03', east), on('2026-11-03', east)] },
    [named('2026-11-03', { account: '111122223333' })]: { Records: [on('2026-11-03', { recipientAccountId: '111122223333' })] },
    'no-name.json': { Records: [on('2026-11-03', west), on('2026-11-03', east)] },
  };
  const records = async (...options: string[]) => (await jsonOf(files, [TRAIL, 'no-name.json', ...options])).read.records;
  expect(await records('--region', 'us-east-1')).toBe(3);
  expect(await records('--region', 'us-east-1', '--region', 'eu-west-1')).toBe(6);
  expect(await records('--account', '111122223333')).toBe(1);
  expect(await records('--account', '123456789012', '--region', 'eu-west-1')).toBe(2);
});

test('a record that does not tell its day is within', async () => {
  const { read } = await jsonOf({ 'a.json': { Records: [on('2026-11-03'), record(key('robot'), { eventTime: 'yesterday' })] } }, ['LOGS', '--from', '2026-11-03']);
  expect(read).toMatchObject({ records: 2, days: 1 });
});

test('days that were asked for, and are not there, are told', async () => {
  const notes = async (...days: string[]) => (await jsonOf(ONE_A_DAY, ['LOGS', ...days])).notes as string[];
  expect((await notes('--from', '2026-10-01', '--to', '2026-12-31')).slice(0, 2)).toEqual([
    'The first record is of 2026-11-01, and --from asks for 2026-10-01.', 'The last record is of 2026-11-06, and --to asks for 2026-12-31.',
  ]);
  expect((await notes('--from', '2026-11-01', '--to', '2026-11-06')).filter((note) => /record is of 2026/.test(note))).toEqual([]);
  expect((await onLogs(ONE_A_DAY, '--from', '2026-10-01')).text).toContain('\nThe first record is of 2026-11-01, and --from asks for 2026-10-01.\n');
});

describe('nothing of what was asked for is refused', () => {
  test.each<[string, string[], string]>([
    ['days', ['--from', '2026-12-01', '--to', '2026-12-31'], 'LOGS: no CloudTrail record is within --from 2026-12-01 --to 2026-12-31; what is there is of 2026-11-01 to 2026-11-06, eu-west-1, 123456789012'],
    ['the only Region', ['--region', 'eu-west-3'], 'LOGS: no CloudTrail record is within --region eu-west-3; what is there is of 2026-11-01 to 2026-11-06, eu-west-1, 123456789012'],
    ['one of the Regions', ['--region', 'eu-west-1', '--region', 'us-east-1'], 'LOGS: no CloudTrail record is within --region us-east-1; leave it out, or add its logs. What is there is of 2026-11-01 to'],
    ['an account', ['--account', '111122223333', '--account', '123456789012'], 'LOGS: no CloudTrail record is within --account 111122223333; leave it out'],
  ])('%s', async (_, options, message) => {
    await expect(onLogs(ONE_A_DAY, ...options)).rejects.toThrow(message);
  });

  test.each<[string[], string]>([
    [['--from', '2026-11-31'], '--from: expected a day such as 2026-11-03, got "2026-11-31"'],
    [['--from='], '--from: expected a day such as 2026-11-03, got ""'],
    [['--to', 'yesterday'], '--to: expected a day such as 2026-11-03, got "yesterday"'],
    [['--from', '2026-11-04', '--to', '2026-11-03'], '--from 2026-11-04 is after --to 2026-11-03; exchange them'],
    [['--region', 'Ireland'], '--region: expected a Region such as eu-west-1, got "Ireland"'],
    [['--account', '1234'], '--account: expected the 12 digits of an account, got "1234"'],
  ])('%j', async (options, message) => {
    await expect(onLogs(ONE_A_DAY, ...options)).rejects.toThrow(message);
  });
});

test('until November 2021 a file of another Region may hold calls of IAM in us-east-1', async () => {
  const files = {
    [named('2021-11-03')]: { Records: [on('2021-11-03', { awsRegion: 'us-east-1' })] },
    [named('2021-12-03')]: { Records: [on('2021-12-03', { awsRegion: 'us-east-1' })] },
    [named('2021-11-03', { region: 'us-east-1' })]: { Records: [on('2021-11-03', { awsRegion: 'us-east-1' })] },
  };
  expect(await jsonOf(files, ['LOGS', '--region', 'us-east-1'])).toMatchObject({ read: { files: 2, outside: { files: 1 } } });
});
