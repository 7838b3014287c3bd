/** Every variant of RequireMfaPolicy is understood, and the SQL answers for each fact what the function answers. */
import * as fc from 'fast-check';
import { distinctFacts, factsAskedBy, factsBesideStatements } from './asked-facts';
import { CHOICES, everyStatement, statementsOf } from './choices';
import { type Policies, answersBy, rowOfFact } from './comparison';
import { defaultPolicies } from './default-policies';
import { type SqlRow, tableQueried } from './duckdb';
import type { PolicyStatement } from '../../src/private/impact/rules/policy-statement';
import { verdictSql } from '../../src/private/impact/sql/verdict-sql';
import { COLUMNS, type Fact, sqlColumn } from '../../src/private/impact/vocabulary/fact';

/** Few, because each is asked the facts of all others too. DuckDB plans these in a moment, and hundreds in minutes. */
const AT_ONCE = 4;

/** The facts for which the SQL does not answer what the function answers, a few of them. */
async function differences(facts: readonly Fact[], policies: Policies): Promise<SqlRow[]> {
  const answers = answersBy(policies);
  const names = Object.keys(policies);
  const expected = (fact: Fact) => Object.fromEntries(Object.entries(answers(fact)).map(([name, answer]) => [`expected_${name}`, answer]));
  const columns = [...COLUMNS.map(sqlColumn), ...names.map((name) => `expected_${name}`)];
  const table = { name: 'facts', columns: columns.map((name) => `${name}: 'VARCHAR'`), rows: facts.map((fact) => ({ ...rowOfFact(fact), ...expected(fact) })) };
  const verdicts = Object.entries(policies).map(([name, statements]) => `${verdictSql(statements)} AS ${name}`);
  const differs = names.map((name) => `${name} IS DISTINCT FROM expected_${name}`).join(' OR ');
  // Compared there, because to read a million rows takes longer than to answer.
  const [[{ rows }], different] = await tableQueried(table, [
    'SELECT count(*) AS rows FROM facts',
    `SELECT * FROM (SELECT facts.*, ${verdicts.join(', ')} FROM facts) WHERE ${differs} LIMIT 4`,
  ]);
  expect(rows).toBe(`${facts.length}`);
  return different;
}

/** @param share of the facts, which are many for whole policies: one of so many */
async function differencesOf(policies: readonly (readonly PolicyStatement[])[], share = 1): Promise<SqlRow[]> {
  const found: SqlRow[] = [];
  for (let from = 0; from < policies.length; from += AT_ONCE) {
    const some = policies.slice(from, from + AT_ONCE);
    const facts = distinctFacts([...factsBesideStatements(), ...some.flat().flatMap(factsAskedBy)]).filter((_, index) => index % share === 0);
    found.push(...await differences(facts, Object.fromEntries(some.map((statements, index) => [`policy_${index}`, statements]))));
  }
  return found;
}

test('each statement of any combination of the options', async () => {
  const statements = everyStatement();
  expect(statements.length).toBeGreaterThan(50);
  expect(await differencesOf(statements.map((statement) => [statement]))).toEqual([]);
}, 300_000);

test('whole combinations of the options, and both modes by default', async () => {
  const some = fc.sample(fc.constantFrom(...CHOICES), { numRuns: 40, seed: 30 }).map(statementsOf);
  expect(await differencesOf([...Object.values(defaultPolicies()), ...some], 7)).toEqual([]);
}, 300_000);

test('names of actions with the wildcards of a policy, and with those of SQL', async () => {
  const statement = { Sid: 'Wild', Effect: 'Deny', Action: ['iam:Get*', 'S3:get?ucketAcl', 'ec2:Get%_!', 'ec2:?et_*'], Resource: '*' };
  expect(await differencesOf([[statement], [{ ...statement, Action: undefined, NotAction: statement.Action }]])).toEqual([]);
}, 300_000);
