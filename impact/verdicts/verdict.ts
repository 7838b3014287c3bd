/** What a policy's Deny statements do to a fact. The same as SQL: src/private/impact/sql/verdict-sql.ts. */
import { type Verdict, judgeBy } from './judge-rules';
import type { PolicyStatement } from '../../src/private/impact/rules/policy-statement';
import { readStatements } from '../../src/private/impact/rules/read-statements';
import type { Fact } from '../../src/private/impact/vocabulary/fact';

/** Throws an `UnknownStatement` for a policy that the facts cannot answer. */
export function compile(statements: readonly PolicyStatement[]): (fact: Fact) => Verdict {
  return judgeBy(readStatements(statements));
}
