/** The CSV of Athena: what is not whole, not ours, or of no records is refused, because its silence would read as good news. */
import { AthenaFacts, factsOfAthena } from '../../impact/sources/athena-facts';
import { UnknownForm } from '../../impact/sources/unknown-form';

type Row = Readonly<Record<string, string>>;

const COVERED = {
  covered_accounts: '111122223333 444455556666', covered_regions: 'us-east-1 eu-west-1', covered_days: '90', covered_path: 's3://trail/AWSLogs/',
};
const NOBODY = { account: '', user_name: '', mfa: '', age: '', via_service: '', via_mcp: '', action: '', target: '', outcome: '', observed: '' };
const ALL: Row = {
  version: '1',
  ...NOBODY,
  session: 'all records',
  calls: '5',
  first_day: '2026-11-01',
  last_day: '2026-11-03',
  example: 'id-1',
  records: '6',
  data_events: '1',
  sign_in_events: '0',
  other_events: '0',
  days: '2',
  accounts: '111122223333',
  regions: 'eu-west-1 us-east-1',
  answer: '',
  ...COVERED,
};
const KEY: Row = {
  ...ALL,
  account: '111122223333',
  user_name: 'ann, "the admin"',
  session: 'key',
  mfa: 'absent',
  age: 'none',
  via_service: 'no',
  via_mcp: 'no',
  action: 's3:GetObject',
  target: '',
  outcome: 'allowed',
  calls: '3',
  records: '4',
  answer: 'goes on',
  covered_accounts: '',
  covered_regions: '',
  covered_days: '',
  covered_path: '',
};
const ROLE: Row = { ...KEY, account: '', user_name: '', session: 'role', action: '', calls: '2', records: '2', example: '', answer: 'not reached' };

function csv(rows: readonly Row[], columns = Object.keys(ALL)): string {
  const line = (values: readonly string[]) => values.map((value) => value === '' ? '' : `"${value.replaceAll('"', '""')}"`).join(',');
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))].map(line).join('\n');
}

test('a row is a fact, and the row of all records says what was seen and what the table covers', () => {
  const expected: AthenaFacts = {
    facts: [
      {
        fact: {
          account: '111122223333',
          user: 'ann, "the admin"',
          session: 'key',
          mfa: 'absent',
          age: 'none',
          viaService: 'no',
          viaMcp: 'no',
          action: 's3:GetObject',
          target: '',
          outcome: 'allowed',
          observed: '',
        },
        calls: 3,
        firstDay: '2026-11-01',
        lastDay: '2026-11-03',
        example: 'id-1',
      },
      {
        fact: {
          account: '', user: '', session: 'role', mfa: 'absent', age: 'none', viaService: 'no', viaMcp: 'no', action: '', target: '', outcome: 'allowed', observed: '',
        },
        calls: 2,
        firstDay: '2026-11-01',
        lastDay: '2026-11-03',
        example: '',
      },
    ],
    coverage: {
      records: 6,
      days: 2,
      firstDay: '2026-11-01',
      lastDay: '2026-11-03',
      accounts: ['111122223333'],
      regions: ['eu-west-1', 'us-east-1'],
      kinds: { 'management': 5, 'data': 1, 'sign-in': 0, 'other': 0 },
    },
    covered: { accounts: ['111122223333', '444455556666'], regions: ['us-east-1', 'eu-west-1'], days: 90, path: 's3://trail/AWSLogs/' },
  };
  expect(factsOfAthena(csv([ALL, KEY, ROLE]))).toEqual(expected);
});

test('columns may come in another order, with others among them, and with a mark of the byte order', () => {
  const columns = ['comment', ...Object.keys(ALL).reverse()];
  expect(factsOfAthena(`\ufeff${csv([KEY, ROLE, ALL].map((row) => ({ ...row, comment: 'x' })), columns)}\n`)).toEqual(factsOfAthena(csv([ALL, KEY, ROLE])));
});

test.each<[string, string, string]>([
  ['nothing', '', 'it has no column version, account, user_name; expected the CSV of a saved query of MfaImpactAnalysis'],
  ['a table of another query', '"eventname","count"\n"GetObject","3"', 'it has no column version, account, user_name'],
  ['a result without what the table covers', csv([ALL, KEY, ROLE], Object.keys(ALL).filter((column) => !column.startsWith('covered'))), 'it has no column covered_accounts'],
  ['a record', '{"Records": [{"eventVersion": "1.11"}]}', 'it is no CSV'],
  ['the JSON of get-query-results', '{"ResultSet":{"Rows":[]}}', 'it is no CSV'],
  ['another version', csv([{ ...ALL, version: '2' }, { ...KEY, version: '2' }]), 'it is of version "2", expected 1; use the version of cdk-iam-mfa that deployed the query'],
  ['no row of all records', csv([KEY, ROLE]), 'it is not whole: it has 0 rows of all records, expected 1; download the result again'],
  ['two results in one file', csv([ALL, KEY, ROLE, ALL, KEY, ROLE]), 'it is not whole: it has 2 rows of all records'],
  ['a row that is missing', csv([ALL, KEY]), 'it is not whole: its rows are of 4 of 6 records'],
  ['a row that is cut off', csv([ALL, KEY, ROLE]).slice(0, -30), 'it is no CSV, or is damaged or cut off'],
  ['no records', csv([{ ...ALL, calls: '0', records: '0' }]),
    'the query found no records, and Athena has no error for what the table does not name. It names the accounts 111122223333, 444455556666; the Regions us-east-1, eu-west-1; '
    + 'the last 90 days; s3://trail/AWSLogs/. Compare that'],
  ['a session that is not known', csv([ALL, { ...KEY, session: 'robot' }, ROLE]), 'a row has the session "robot", expected one of key, console'],
  ['an answer of MFA that is not known', csv([ALL, { ...KEY, mfa: 'yes' }, ROLE]), 'a row has the mfa "yes", expected one of true, false, absent, code, unknown'],
  ['an age that is not known', csv([ALL, { ...KEY, age: '17' }, ROLE]), 'a row has the age "17"'],
  ['a service that is not known', csv([ALL, { ...KEY, via_service: '' }, ROLE]), 'a row has the via_service ""'],
  ['an outcome that is not known', csv([ALL, KEY, { ...ROLE, outcome: 'fine' }]), 'a row has the outcome "fine"'],
  ['a count that is no number', csv([ALL, { ...KEY, calls: '-1' }, ROLE]), 'a row has the calls "-1", expected a number'],
])('%s is refused', (_, text, message) => {
  expect(() => factsOfAthena(text)).toThrow(UnknownForm);
  expect(() => factsOfAthena(text)).toThrow(message);
});

test('each record is of one kind, whatever its session, so that no kind gets a number below 0', () => {
  const all = { ...ALL, data_events: '2', sign_in_events: '1', other_events: '1' };
  expect(factsOfAthena(csv([all, KEY, { ...ROLE, session: 'other event', data_events: '2' }])).coverage.kinds).toEqual({ 'management': 2, 'data': 2, 'sign-in': 1, 'other': 1 });
});
