/** Runs the SQL that is written for Athena in Trino, over records in a table as Athena has them. */
import { join } from 'node:path';
import type { CloudTrailRecord } from '../../../impact/facts/record';
import { javaArchives, runJava } from '../../java-archives';
import { TEXT_COLUMNS, rowOf } from '../athena-table';
import type { SqlRow } from '../duckdb';

const IDENTITY = `ROW("type" varchar, principalid varchar, arn varchar, accountid varchar, username varchar, accesskeyid varchar, invokedby varchar, sessioncontext ROW(
  attributes ROW(mfaauthenticated varchar, creationdate varchar), sessionissuer ROW("type" varchar, username varchar, arn varchar)))`;
const COLUMNS = { useridentity: IDENTITY, addendum: 'ROW(originaleventid varchar)', ...Object.fromEntries(TEXT_COLUMNS.map((name) => [name, 'varchar'])) };
const OPTIONS = ['--add-opens=java.base/java.nio=ALL-UNNAMED', '-Xmx2g'];

/** A query over a table `cloudtrail`, and what is in the table. */
export interface QueryOfRecords {
  readonly records: readonly CloudTrailRecord[];
  readonly sql: string;
}

export function queriedByTrino(queries: readonly QueryOfRecords[]): SqlRow[][] {
  const archives = join(javaArchives('test-trino', join(__dirname, 'pom.xml')), '*');
  const texts = queries.map(({ records, sql }) => sql.replace(/^WITH /, () => `WITH ${tableOf(records)}, `));
  return JSON.parse(runJava(join(__dirname, 'Queries.java'), archives, JSON.stringify(texts), OPTIONS)) as SqlRow[][];
}

/** The runner has no tables, so the query brings one. */
function tableOf(records: readonly CloudTrailRecord[]): string {
  const columns = Object.entries(COLUMNS).map(([name, type]) => `${name} ${type}`);
  const text = JSON.stringify(records.map((record) => ({ one: rowOf(record) }))).replaceAll("'", "''");
  return `cloudtrail AS (
  SELECT ${Object.keys(COLUMNS).map((name) => `one.${name}`).join(', ')}
  FROM UNNEST(CAST(json_parse('${text}') AS ARRAY(ROW(one ROW(${columns.join(', ')}))))) AS table_of_records (one)
)`;
}
