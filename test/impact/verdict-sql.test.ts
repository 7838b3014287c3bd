/** Every variant of RequireMfaPolicy is understood, and the SQL answers for each fact what the function answers. */
import * as fc from 'fast-check';
import { distinctFacts, factsAskedBy, factsBesideStatements } from './asked-facts';
import { CHOICES, everyStatement, statementsOf } from './choices';
import { type Policies, answersBy, inOrder, rowOfFact } from './comparison';
import { defaultPolicies } from './default-policies';
import { tableQueried } from './duckdb';
import type { PolicyStatement } from '../../src/private/impact/rules/policy-statement';
import { verdictSql } from '../../src/private/impact/sql/verdict-sql';
import { COLUMNS, type Fact, sqlColumn } from '../../src/private/impact/vocabulary/fact';

/** Few, because each is asked the facts of all others too. DuckDB plans these in a moment, and hundreds in minutes. */
const AT_ONCE = 4;

/** What one of the two answers and the other does not, a few of them. */
async function differences(facts: readonly Fact[], policies: Policies): Promise<string[]> {
  const answers = answersBy(policies);
  const table = { name: 'facts', columns: COLUMNS.map((column) => `${sqlColumn(column)}: 'VARCHAR'`), rows: facts.map(rowOfFact) };
  const verdicts = Object.entries(policies).map(([name, statements]) => `${verdictSql(statements)} AS ${name}`);
  const [bySql] = (await tableQueried(table, [`SELECT facts.*, ${verdicts.join(', ')} FROM facts`])).map(inOrder);
  const byFunction = inOrder(facts.map((fact) => ({ ...rowOfFact(fact), ...answers(fact) })));
  return byFunction.flatMap((row, index) => row === bySql[index] ? [] : [row, bySql[index]]).slice(0, 4);
}

/** @param share of the facts, which are many for whole policies: one of so many */
async function differencesOf(policies: readonly (readonly PolicyStatement[])[], share = 1): Promise<string[]> {
  const found: string[] = [];
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
