import { type AnalysisOptions } from './analysis-options';
import { invalidProp } from '../../checks/invalid-prop';
import { type PolicyStatement } from '../rules/policy-statement';
import { UnknownStatement } from '../rules/requirement';
import { impactSql } from '../sql/impact-sql';
import { quoted } from '../sql/text';
import { ALL_RECORDS } from '../vocabulary/fact';
import { QUERY_VERSION } from '../vocabulary/query-result';

/** Of a query in Athena. */
const MAX_QUERY_BYTES = 262_144;

export interface AskedOf extends Pick<AnalysisOptions, 'accounts' | 'regions' | 'lookbackDays'> {
  readonly path: string;
  /** In FROM. */
  readonly table: string;
  /** Below it lie the objects of the trail. */
  readonly root: string;
}

/** Asks for each fact and what the policy does to it. What the table covers is beside it, because Athena has no error for what it does not cover. */
export function queryText(asked: AskedOf, policy: string, statements: () => readonly PolicyStatement[]): string {
  const text = `SELECT ${QUERY_VERSION} AS version, impact.*,
  ${coveredColumns(asked).map(([name, value]) => `CASE WHEN session = ${quoted(ALL_RECORDS)} THEN ${quoted(value)} END AS ${name}`).join(',\n  ')}
FROM (
${understood(asked.path, policy, () => impactSql({ table: asked.table }, { answer: statements() }))}
) AS impact
ORDER BY records DESC`;
  checkLength(asked, policy, Buffer.byteLength(text));
  return text;
}

function checkLength({ path, accounts }: AskedOf, policy: string, bytes: number): void {
  if (bytes <= MAX_QUERY_BYTES) {
    return;
  }
  const isOfPolicy = bytes - accounts.join(' ').length > MAX_QUERY_BYTES;
  throw invalidProp({
    path,
    prop: isOfPolicy ? 'policies' : 'accounts',
    got: `${isOfPolicy ? policy : `${accounts.length} accounts`}, and with ${isOfPolicy ? 'it' : 'them'} a query of ${bytes} bytes`,
    expected: `at most ${MAX_QUERY_BYTES} bytes, the longest query that Athena takes`,
    fix: isOfPolicy ? 'split the policy into two, or leave it out' : 'name fewer accounts, and make one MfaImpactAnalysis for each part of them',
  });
}

function coveredColumns({ accounts, regions, lookbackDays, root }: AskedOf): [name: string, value: string][] {
  return [['covered_accounts', accounts.join(' ')], ['covered_regions', regions.join(' ')], ['covered_days', `${lookbackDays}`], ['covered_path', root]];
}

function understood(path: string, policy: string, sql: () => string): string {
  try {
    return sql();
  } catch (error) {
    throw error instanceof UnknownStatement ? invalidProp({
      path,
      prop: 'policies',
      got: `${policy}, with ${error.message}`,
      expected: 'statements of RequireMfaPolicy, because the records do not tell what any other does to a call',
      fix: 'leave the policy out, or take away the statement that was added to it',
    }) : error;
  }
}
