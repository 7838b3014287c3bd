import { type FactsSource, factsSql } from './facts-sql';
import { verdictSql } from './verdict-sql';
import type { PolicyStatement } from '../rules/policy-statement';

/** The facts of a table, and for each policy a column with its verdicts. No row at all means that no record was found, and not that all is well. */
export function impactSql(source: FactsSource, policies: Readonly<Record<string, readonly PolicyStatement[]>>): string {
  const verdicts = Object.entries(policies).map(([name, statements]) => `,\n  ${verdictSql(statements)} AS ${name}`);
  return `${factsSql(source)}\nSELECT facts.*${verdicts.join('')}\nFROM facts`;
}
