/** The SQL finds the facts and verdicts that the functions find, on the same records. */
import { SqlRow, queried } from './duckdb';
import { RECORDED_CALLS } from './recorded-calls';
import { type CloudTrailRecord } from '../../impact/facts/record';
import { Tally } from '../../impact/scan/tally';
import { compile } from '../../impact/verdicts/verdict';
import { defaultPolicies } from '../../projenrc/default-policies';
import { PolicyStatement } from '../../src/private/impact/rules/policy-statement';
import { impactSql } from '../../src/private/impact/sql/impact-sql';
import { COLUMNS, sqlColumn } from '../../src/private/impact/vocabulary/fact';

type Policies = Readonly<Record<string, readonly PolicyStatement[]>>;

/** A trail's files, which the SQL is for, hold no condition keys. */
const OF_A_TRAIL = RECORDED_CALLS.map(({ record }) => record).filter((record) => !('eventContext' in record));

const sorted = (rows: SqlRow[]) => rows.map((row) => JSON.stringify(row)).sort();

function byFunctions(records: readonly CloudTrailRecord[], policies: Policies): SqlRow[] {
  const tally = new Tally();
  records.forEach((record) => tally.add(record));
  const verdicts = Object.entries(policies).map(([name, statements]) => ({ name, verdict: compile(statements) }));
  return tally.facts().map(({ fact, calls, firstDay, lastDay, example }) => ({
    ...Object.fromEntries(COLUMNS.map((column) => [sqlColumn(column), fact[column]])),
    calls: `${calls}`,
    first_day: firstDay,
    last_day: lastDay,
    example,
    ...Object.fromEntries(verdicts.map(({ name, verdict }) => {
      const { answer, sid } = verdict(fact);
      return [name, sid === undefined ? answer : `${answer} ${sid}`];
    })),
  }));
}

async function bySql(records: readonly CloudTrailRecord[], policies: Policies): Promise<SqlRow[]> {
  return queried(records, impactSql({ table: 'cloudtrail' }, policies));
}

test('the facts and verdicts of the recorded calls are the same', async () => {
  const { CONSOLE_ONLY: console_only, ALL_REQUESTS: all_requests } = defaultPolicies();
  const policies = { console_only, all_requests };
  const rows = await bySql(OF_A_TRAIL, policies);
  expect(rows.length).toBeGreaterThan(40);
  expect(sorted(rows)).toEqual(sorted(byFunctions(OF_A_TRAIL, policies)));
});

test('an event that two trails deliver is counted once, and so are its correction and its copy in another account', async () => {
  const [first] = OF_A_TRAIL.filter(({ eventID }) => eventID !== undefined);
  const corrected = { ...first, eventID: 'another', addendum: { reason: 'UPDATED_DATA', originalEventID: first.eventID } };
  const later = { ...first, eventID: 'later', sharedEventID: 'shared', eventTime: '2026-11-05T00:00:00Z' };
  const copy = { ...later, eventID: 'of the other account', recipientAccountId: '444455556666' };
  const twice = [first, first, corrected, later, copy];
  const rows = await bySql(twice, {});
  expect(rows).toMatchObject([{ calls: '2', first_day: '2026-11-03', last_day: '2026-11-05' }]);
  expect(sorted(rows)).toEqual(sorted(byFunctions(twice, {})));
});

test('no record is no row', async () => {
  expect(await bySql([], {})).toEqual([]);
});
