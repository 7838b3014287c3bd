/** Trino, of which Athena is made, finds by the same SQL what the functions find. That DuckDB does too, sql.test.ts says. */
import * as fc from 'fast-check';
import { OF_A_TRAIL } from './athena-table';
import { ALLOWING, CHOICES, statementsOf } from './choices';
import { byFunctions, inOrder } from './comparison';
import { defaultPolicies } from './default-policies';
import { RECORDS } from './generated-records';
import { queriedByTrino } from './trino/queries';
import { ACCOUNT } from '../../access/requests/example-account';
import { impactSql } from '../../src/private/impact/sql/impact-sql';

const { CONSOLE_ONLY: console_only, ALL_REQUESTS: all_requests } = defaultPolicies();
const DEFAULTS = { console_only, all_requests };
const OTHERS = Object.fromEntries(fc.sample(fc.constantFrom(...CHOICES), { numRuns: 6, seed: 30 }).map((choice, index) => [`policy_${index}`, statementsOf(choice)]));
const GENERATED = fc.sample(RECORDS, { numRuns: 1000, seed: 30 });
/** All of the recorded calls, by columns of which two have the names of others in the query. */
const EVERYTHING = `account = '${ACCOUNT}' AND region = 'eu-west-1' OR region <> '' AND "day" <> '2026-11-03'`;

test('the facts and verdicts are those of the functions', () => {
  const asked = [
    { records: OF_A_TRAIL, policies: DEFAULTS, where: EVERYTHING },
    { records: GENERATED, policies: { ...DEFAULTS, ...OTHERS, allowing: statementsOf(ALLOWING[3]) } },
    { records: [], policies: DEFAULTS },
  ];
  const answers = queriedByTrino(asked.map(({ records, policies, where }) => ({ records, sql: impactSql({ table: 'cloudtrail', where }, policies) })));
  expect(answers.map(inOrder)).toEqual(asked.map(({ records, policies }) => inOrder(byFunctions(records, policies))));
  expect(answers.map(([first]) => first)).toMatchObject(asked.map(({ records }) => ({ session: 'all records', records: `${records.length}` })));
});
