import { type FactsSource, factsSql } from './facts-sql';
import { verdictSql } from './verdict-sql';
import type { PolicyStatement } from '../rules/policy-statement';
import { ALL_RECORDS } from '../vocabulary/fact';

/** The facts of a table, and for each policy a column with its verdicts. The row of all records is the first. */
export function impactSql(source: FactsSource, policies: Readonly<Record<string, readonly PolicyStatement[]>>): string {
  const verdicts = Object.entries(policies).map(([name, statements]) => `,\n  ${verdictSql(statements)} AS ${name}`);
  return `${factsSql(source)}\nSELECT facts.*${verdicts.join('')}\nFROM facts\nORDER BY session = '${ALL_RECORDS}' DESC, calls DESC`;
}
