/** `--facts`: the CSV of Athena instead of logs. What it must be is in test/impact/athena-facts.test.ts. */
import { jsonOf, ran } from './in-process';
import { defaultPolicies } from '../../impact/default-policies';

jest.mock('../../../cli/impact/default-policies', () => ({ get POLICIES() { return defaultPolicies(); } }));

const HEAD = 'version,account,user_name,session,mfa,age,via_service,via_mcp,action,target,outcome,observed,calls,first_day,last_day,example,records,data_events,days,accounts,regions,'
  + 'answer,covered_accounts,covered_regions,covered_days,covered_path,sign_in_events,other_events';
const ALL = '"1",,,"all records",,,,,,,,,"3","2026-11-01","2026-11-03","id-1","4","0","2","111122223333","us-east-1",,"111122223333 444455556666","us-east-1 eu-west-1","90","s3://trail/AWSLogs/","0","0"';
const SESSION = '"1","111122223333","ann","session","false","none","no","no","s3:ListBuckets","","allowed","","3","2026-11-01","2026-11-03","id-1","4","0","2","111122223333","us-east-1","stops It",,,,,"0","0"';
const CSV = [HEAD, ALL, SESSION].join('\n');

test('the report is that of the records, and says what the table covers', async () => {
  const { code, text } = await ran({ 'result.csv': CSV }, ['--facts', 'result.csv']);
  expect(code).toBe(0);
  for (const sentence of [
    '4 records of 2 days from 2026-11-01 to 2026-11-03, account 111122223333, Region us-east-1', '1 of the records is a copy of another',
    'The table names 2 accounts (111122223333, 444455556666), 2 Regions (us-east-1, eu-west-1) and the last 90 days, below s3://trail/AWSLogs/.',
    'No record is of 1 account that the table names: 444455556666.', 'CONSOLE_ONLY: 3 calls of 1 user stop', 'No data events are in these records',
  ]) {
    expect(text.replace(/\s+/g, ' ')).toContain(sentence);
  }
});

test('JSON has the facts and what the table covers', async () => {
  const { read, notes, users } = await jsonOf({ 'result.csv': CSV }, ['--facts', 'result.csv']);
  expect(read).toMatchObject({ files: 1, records: 4, copies: 1, unread: [] });
  expect(notes).toEqual(expect.arrayContaining([expect.stringContaining('The table names 2 accounts')]));
  expect(users).toMatchObject([{ user: 'ann', facts: [{ calls: 3, example: 'id-1', verdicts: { CONSOLE_ONLY: { answer: 'stops' } } }] }]);
});

test('the answer does not follow the order of the rows, which Athena leaves to chance where numbers are alike', async () => {
  const all = ALL.replace('"3"', '"9"').replace('"4"', '"12"');
  const rows = [SESSION, SESSION.replace('s3:ListBuckets', 'ec2:DescribeVolumes').replace('id-1', 'id-2'), SESSION.replaceAll('ann', 'bob')];
  const csv = (some: string[]) => [HEAD, all, ...some].join('\n');
  for (const format of [[], ['--json'], ['--csv']]) {
    const of = async (some: string[]) => (await ran({ 'result.csv': csv(some) }, ['--facts', 'result.csv', ...format])).text;
    expect(await of([...rows].reverse())).toBe(await of(rows));
  }
});

test('where every account has records, no sentence says otherwise', async () => {
  const { notes } = await jsonOf({ 'result.csv': CSV.replace('111122223333 444455556666', '111122223333') }, ['--facts', 'result.csv']);
  expect(JSON.stringify(notes)).not.toContain('that the table names:');
});

test.each<[string, string[], string]>([
  ['logs too', ['--facts', 'result.csv', 'LOGS'], '--facts is the result of a query, which chose the records already; leave out LOGS'],
  ['a second result', ['--facts', 'other.csv', '--facts', 'result.csv'], '--facts takes one value, and was given several; run the command once for each'],
  ['a record to explain', ['--facts', 'result.csv', '--explain', 'id-1'], '--facts is the result'],
  ['a range', ['--facts', 'result.csv', '--from', '2026-11-01'], '--facts is the result'],
  ['a Region', ['--facts', 'result.csv', '--region', 'eu-west-1'], '--facts is the result'],
  ['another table', ['--facts', 'other.csv'], 'other.csv: it has no column version'],
  ['no file', ['--facts', 'missing.csv'], 'missing.csv'],
  ['records of nobody', ['--facts', 'nobody.csv'], 'nobody.csv: no record tells who asked'],
  ['no records', ['--facts', 'none.csv'], 'none.csv: the query found no records'],
])('%s is refused', async (_, args, message) => {
  const none = [HEAD, ALL.replace('"3"', '"0"').replace('"4"', '"0"')].join('\n');
  await expect(ran({ 'result.csv': CSV, 'other.csv': 'a,b\n1,2', 'none.csv': none, 'nobody.csv': CSV.replace('"session"', '"unidentified"') }, args)).rejects.toThrow(message);
});
