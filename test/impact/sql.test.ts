/** The SQL finds the facts and verdicts that the functions find, on the same records. */
import * as fc from 'fast-check';
import { OF_A_TRAIL } from './athena-table';
import { CHOICES, statementsOf } from './choices';
import { type Policies, byFunctions, bySql, inOrder } from './comparison';
import { defaultPolicies } from './default-policies';
import { allQueried, queried } from './duckdb';
import { RECORDS, twice } from './generated-records';
import { key, record, session } from './records';
import { ACCOUNT } from '../../access/requests/example-account';
import type { PolicyStatement } from '../../src/private/impact/rules/policy-statement';
import { factsSql } from '../../src/private/impact/sql/facts-sql';
import { impactSql } from '../../src/private/impact/sql/impact-sql';
import { verdictSql } from '../../src/private/impact/sql/verdict-sql';
import type { RequireMfaChoice } from '../every-require-mfa-policy';

test('the facts and verdicts of the recorded calls are the same', async () => {
  const { CONSOLE_ONLY: console_only, ALL_REQUESTS: all_requests } = defaultPolicies();
  const policies = { console_only, all_requests };
  const rows = await bySql(OF_A_TRAIL, policies);
  expect(rows.length).toBeGreaterThan(40);
  expect(inOrder(rows)).toEqual(inOrder(byFunctions(OF_A_TRAIL, policies)));
});

test('an event that two trails deliver is counted once, and so are its correction and its copy in another account', async () => {
  const [first] = OF_A_TRAIL.filter(({ eventID }) => eventID !== undefined);
  const corrected = { ...first, eventID: 'another', addendum: { reason: 'UPDATED_DATA', originalEventID: first.eventID } };
  const later = { ...first, eventID: 'later', sharedEventID: 'shared', eventTime: '2026-11-05T00:00:00Z' };
  const copy = { ...later, eventID: 'of the other account', recipientAccountId: '444455556666' };
  const delivered = [first, first, corrected, later, copy];
  const rows = await bySql(delivered, {});
  const counted = { calls: '2', first_day: '2026-11-03', last_day: '2026-11-05', records: '5', accounts: `${ACCOUNT} 444455556666` };
  expect(rows).toMatchObject([counted, counted]);
  expect(inOrder(rows)).toEqual(inOrder(byFunctions(delivered, {})));
});

describe('the row of all records', () => {
  const { CONSOLE_ONLY: console_only } = defaultPolicies();
  const NOBODY = { account: '', user_name: '', session: 'all records', mfa: '', age: '', via_service: '', via_mcp: '', action: '', target: '', outcome: '', observed: '' };

  test('is there without a record, so that no row means that the answer is not whole', async () => {
    expect(await bySql([], { console_only })).toEqual([
      { ...NOBODY, calls: '0', first_day: '', last_day: '', example: '', records: '0', data_events: '0', sign_in_events: '0', other_events: '0', days: '0', accounts: '', regions: '', console_only: '' },
    ]);
  });

  test('comes first, and says what was seen where no user did anything', async () => {
    const role = (fields: Readonly<Record<string, unknown>>) => record({ type: 'AssumedRole', accountId: '999988887777' }, fields);
    const records = [
      role({ awsRegion: 'us-east-1', eventTime: '2026-11-01T23:59:59Z' }), role({ awsRegion: 'eu-west-1', eventCategory: 'Data' }), role({ recipientAccountId: '444455556666' }),
      role({ recipientAccountId: '', awsRegion: null, eventTime: 'yesterday' }),
    ];
    const rows = await bySql(records, { console_only });
    expect(rows).toMatchObject([
      { ...NOBODY, records: '4', data_events: '1', days: '2', first_day: '2026-11-01', last_day: '2026-11-03', accounts: `${ACCOUNT} 444455556666`, regions: 'eu-west-1 us-east-1', console_only: '' },
      { session: 'role', console_only: 'not reached' },
    ]);
  });

  test('counts what the partitions asked for hold', async () => {
    const records = [
      record(key('ann')), record(key('ann'), { awsRegion: 'us-east-1' }), record(session('bob', 'true'), { recipientAccountId: '444455556666' }),
      record(key('ann'), { eventTime: '2026-11-02T00:00:00Z' }),
    ];
    const where = `account = '${ACCOUNT}' AND region IN ('eu-west-1') AND "day" BETWEEN '2026/11/03' AND '2026/11/04'`;
    expect(await queried(records, impactSql({ table: 'cloudtrail', where }, {}))).toMatchObject([
      { session: 'all records', records: '1', first_day: '2026-11-03' }, { session: 'key', records: '1' },
    ]);
    expect(await queried(records, impactSql({ table: 'cloudtrail', where: "\"day\" = '2026-11-03'" }, {}))).toMatchObject([{ session: 'all records', records: '0' }]);
  });
});

test('any records, under each statement of any policies', async () => {
  // Each alone, because DuckDB takes minutes to plan many whole policies.
  const some = fc.array(fc.constantFrom(...CHOICES), { minLength: 6, maxLength: 6 }).map(distinctStatements);
  await fc.assert(fc.asyncProperty(fc.array(RECORDS, { minLength: 600, maxLength: 600 }).map(twice), some, async (records, statements) => {
    const policies = Object.fromEntries(statements.map((statement, index) => [`statement_${index}`, [statement]]));
    const [, rows] = await allQueried(records, [`CREATE TABLE facts AS ${factsSql({ table: 'cloudtrail' })} SELECT * FROM facts`, verdictsOfFacts(policies)]);
    expect(inOrder(rows)).toEqual(inOrder(byFunctions(records, policies)));
  }), { numRuns: 2, endOnFailure: true });
}, 300_000);

function distinctStatements(choices: readonly RequireMfaChoice[]): PolicyStatement[] {
  return [...new Map(choices.flatMap(statementsOf).map((statement) => [JSON.stringify(statement), statement])).values()];
}

function verdictsOfFacts(policies: Policies): string {
  return `SELECT facts.*, ${Object.entries(policies).map(([name, statements]) => `${verdictSql(statements)} AS ${name}`).join(', ')} FROM facts`;
}
