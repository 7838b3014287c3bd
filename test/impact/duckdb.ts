/** Runs the SQL that is written for Athena in DuckDB, over records in a table as Athena has them. */
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { TEXT_COLUMNS, rowOf } from './athena-table';
import type { CloudTrailRecord } from '../../impact/facts/record';

/** Functions of Trino that DuckDB has by another name. */
export const MACROS = [
  // Trino has no text for an object or a list.
  "CREATE MACRO json_extract_scalar(json, path) AS CASE WHEN json_type(json, path) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(json, path) END",
  'CREATE MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern)',
  'CREATE MACRO from_iso8601_timestamp(text) AS CAST(text AS TIMESTAMPTZ)',
  'CREATE MACRO to_unixtime(instant) AS epoch(instant)',
  'CREATE MACRO array_join(list, separator) AS array_to_string(list, separator)',
];

const IDENTITY = `STRUCT("type" VARCHAR, principalid VARCHAR, arn VARCHAR, accountid VARCHAR, username VARCHAR, accesskeyid VARCHAR, invokedby VARCHAR,
  sessioncontext STRUCT(attributes STRUCT(mfaauthenticated VARCHAR, creationdate VARCHAR), sessionissuer STRUCT("type" VARCHAR, username VARCHAR, arn VARCHAR)))`;
const COLUMNS = [`useridentity: '${IDENTITY}'`, "addendum: 'STRUCT(originaleventid VARCHAR)'", ...TEXT_COLUMNS.map((name) => `${name}: 'VARCHAR'`)];

export type SqlRow = Readonly<Record<string, string>>;

/** A table, and its rows as objects of JSON. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly object[];
}

export async function queried(records: readonly CloudTrailRecord[], sql: string): Promise<SqlRow[]> {
  return (await allQueried(records, [sql]))[0];
}

/** Several queries over the same records. */
export async function allQueried(records: readonly CloudTrailRecord[], queries: readonly string[]): Promise<SqlRow[][]> {
  return tableQueried(tableOf(records), queries);
}

export async function tableQueried(table: Table, queries: readonly string[]): Promise<SqlRow[][]> {
  const open = await openTable(table);
  try {
    const answers: SqlRow[][] = [];
    for (const query of queries) {
      answers.push(await open.queried(query));
    }
    return answers;
  } finally {
    open.close();
  }
}

/** A table of which more is asked later. */
export interface OpenTable {
  readonly queried: (sql: string) => Promise<SqlRow[]>;
  readonly close: () => void;
}

export async function openRecords(records: readonly CloudTrailRecord[]): Promise<OpenTable> {
  return openTable(tableOf(records));
}

async function openTable(table: Table): Promise<OpenTable> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-impact-'));
  const database = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await database.connect();
  const close = () => {
    connection.closeSync();
    database.closeSync();
  };
  try {
    const file = join(folder, 'rows.json');
    writeFileSync(file, table.rows.map((row) => JSON.stringify(row)).join('\n'));
    await load(connection, table, file);
    return { queried: (sql) => answered(connection, sql), close };
  } catch (error) {
    close();
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tableOf(records: readonly CloudTrailRecord[]): Table {
  return { name: 'cloudtrail', columns: COLUMNS, rows: records.map(rowOf) };
}

async function load(connection: DuckDBConnection, { name, columns }: Table, file: string): Promise<void> {
  // To optimize takes longer than to answer: the queries are long, and the tables are small.
  for (const statement of ["SET TimeZone = 'UTC'", 'PRAGMA disable_optimizer', ...MACROS]) {
    await connection.run(statement);
  }
  await connection.run(`CREATE TABLE ${name} AS SELECT * FROM read_json('${file}', format = 'newline_delimited', columns = {${columns.join(', ')}})`);
}

async function answered(connection: DuckDBConnection, query: string): Promise<SqlRow[]> {
  const result = await connection.runAndReadAll(query);
  return result.getRowObjectsJson().map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, `${value ?? ''}`])));
}
