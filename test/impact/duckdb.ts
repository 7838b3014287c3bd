/** Runs the SQL that is written for Athena in DuckDB, over records in a table as Athena has them. */
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { type CloudTrailRecord, valueAt } from '../../impact/facts/record';

/** Functions of Trino that DuckDB has by another name. */
export const MACROS = [
  'CREATE MACRO json_extract_scalar(json, path) AS json_extract_string(json, path)',
  'CREATE MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern)',
  'CREATE MACRO from_iso8601_timestamp(text) AS CAST(text AS TIMESTAMPTZ)',
  'CREATE MACRO to_unixtime(instant) AS epoch(instant)',
];

/** The columns of a trail's table that the SQL reads, by the paths of a record. */
const IDENTITY = `STRUCT("type" VARCHAR, arn VARCHAR, accountid VARCHAR, username VARCHAR, accesskeyid VARCHAR, invokedby VARCHAR,
  sessioncontext STRUCT(attributes STRUCT(mfaauthenticated VARCHAR, creationdate VARCHAR), sessionissuer STRUCT("type" VARCHAR, username VARCHAR, arn VARCHAR)))`;
const TEXTS = [
  'eventType', 'eventSource', 'eventName', 'sourceIPAddress', 'errorCode', 'errorMessage', 'sessionCredentialFromConsole', 'eventTime', 'eventID', 'sharedEventID',
];
/** Athena gives these as a text of JSON. */
const JSON_TEXTS = ['requestParameters', 'responseElements', 'additionalEventData'];
const COLUMNS = [
  `useridentity: '${IDENTITY}'`, "addendum: 'STRUCT(originaleventid VARCHAR)'", ...[...TEXTS, ...JSON_TEXTS].map((name) => `${name.toLowerCase()}: 'VARCHAR'`),
];

export type SqlRow = Readonly<Record<string, string>>;

export async function queried(records: readonly CloudTrailRecord[], sql: string): Promise<SqlRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-impact-'));
  const database = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await database.connect();
  try {
    const file = join(folder, 'records.json');
    writeFileSync(file, records.map((record) => JSON.stringify(rowOf(record))).join('\n'));
    return await answered(connection, file, sql);
  } finally {
    connection.closeSync();
    database.closeSync();
    rmSync(folder, { recursive: true });
  }
}

async function answered(connection: DuckDBConnection, file: string, sql: string): Promise<SqlRow[]> {
  for (const statement of ["SET TimeZone = 'UTC'", ...MACROS]) {
    await connection.run(statement);
  }
  await connection.run(`CREATE TABLE cloudtrail AS SELECT * FROM read_json('${file}', format = 'newline_delimited', columns = {${COLUMNS.join(', ')}})`);
  const result = await connection.runAndReadAll(sql);
  return result.getRowObjectsJson().map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, `${value ?? ''}`])));
}

/** Names in lower case, as in Athena. */
function rowOf(record: CloudTrailRecord): object {
  return {
    useridentity: lowered(valueAt(record, 'userIdentity') ?? null),
    addendum: lowered(valueAt(record, 'addendum') ?? null),
    ...Object.fromEntries(TEXTS.map((name) => [name.toLowerCase(), record[name] ?? null])),
    ...Object.fromEntries(JSON_TEXTS.map((name) => [name.toLowerCase(), asText(record[name])])),
  };
}

function asText(value: unknown): string | null {
  return value === undefined || value === null ? null : typeof value === 'string' ? value : JSON.stringify(value);
}

function lowered(value: unknown): unknown {
  return typeof value !== 'object' || value === null ? value
    : Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), lowered(inner)]));
}
