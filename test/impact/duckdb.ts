/** Runs the SQL that is written for Athena in DuckDB, over records in a table as Athena has them. */
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { dayOf } from '../../impact/facts/instant';
import { type CloudTrailRecord, textAt, valueAt } from '../../impact/facts/record';

/** Functions of Trino that DuckDB has by another name. */
const MACROS = [
  // Trino has no text for an object or a list.
  "CREATE MACRO json_extract_scalar(json, path) AS CASE WHEN json_type(json, path) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(json, path) END",
  'CREATE MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern)',
  'CREATE MACRO from_iso8601_timestamp(text) AS CAST(text AS TIMESTAMPTZ)',
  'CREATE MACRO to_unixtime(instant) AS epoch(instant)',
  'CREATE MACRO array_join(list, separator) AS array_to_string(list, separator)',
];

/** The columns of a trail's table that the SQL reads, by the paths of a record. */
const TEXTS = [
  'eventType', 'eventSource', 'eventName', 'awsRegion', 'sourceIPAddress', 'errorCode', 'errorMessage', 'sessionCredentialFromConsole', 'eventTime', 'eventID', 'sharedEventID',
  'recipientAccountId', 'eventCategory',
];
/** Athena gives these as a text of JSON. */
const JSON_TEXTS = ['requestParameters', 'responseElements', 'additionalEventData'];
/** Of the path of a file. A column of the facts has the name of one. */
const PARTITIONS = ['account', 'region', 'day'];
export const TEXT_COLUMNS = [...[...TEXTS, ...JSON_TEXTS].map((name) => name.toLowerCase()), ...PARTITIONS];

const IDENTITY = `STRUCT("type" VARCHAR, arn VARCHAR, accountid VARCHAR, username VARCHAR, accesskeyid VARCHAR, invokedby VARCHAR,
  sessioncontext STRUCT(attributes STRUCT(mfaauthenticated VARCHAR, creationdate VARCHAR), sessionissuer STRUCT("type" VARCHAR, username VARCHAR, arn VARCHAR)))`;
const COLUMNS = [`useridentity: '${IDENTITY}'`, "addendum: 'STRUCT(originaleventid VARCHAR)'", ...TEXT_COLUMNS.map((name) => `${name}: 'VARCHAR'`)];

export type SqlRow = Readonly<Record<string, string>>;

export async function queried(records: readonly CloudTrailRecord[], sql: string): Promise<SqlRow[]> {
  return (await allQueried(records, [sql]))[0];
}

/** Several queries over the same records. */
export async function allQueried(records: readonly CloudTrailRecord[], queries: readonly string[]): Promise<SqlRow[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-impact-'));
  const database = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await database.connect();
  try {
    const file = join(folder, 'records.json');
    writeFileSync(file, records.map((record) => JSON.stringify(rowOf(record))).join('\n'));
    await load(connection, file);
    const answers: SqlRow[][] = [];
    for (const query of queries) {
      answers.push(await answered(connection, query));
    }
    return answers;
  } finally {
    connection.closeSync();
    database.closeSync();
    rmSync(folder, { recursive: true });
  }
}

async function load(connection: DuckDBConnection, file: string): Promise<void> {
  for (const statement of ["SET TimeZone = 'UTC'", ...MACROS]) {
    await connection.run(statement);
  }
  await connection.run(`CREATE TABLE cloudtrail AS SELECT * FROM read_json('${file}', format = 'newline_delimited', columns = {${COLUMNS.join(', ')}})`);
}

async function answered(connection: DuckDBConnection, query: string): Promise<SqlRow[]> {
  const result = await connection.runAndReadAll(query);
  return result.getRowObjectsJson().map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, `${value ?? ''}`])));
}

/** Names in lower case, as in Athena. */
export function rowOf(record: CloudTrailRecord): object {
  return {
    ...partitionOf(record),
    useridentity: lowered(valueAt(record, 'userIdentity') ?? null),
    addendum: lowered(valueAt(record, 'addendum') ?? null),
    ...Object.fromEntries(TEXTS.map((name) => [name.toLowerCase(), record[name] ?? null])),
    ...Object.fromEntries(JSON_TEXTS.map((name) => [name.toLowerCase(), asText(record[name])])),
  };
}

/** As the path of a trail's file has it: the account whose trail it is, and the day in which the file was written. */
function partitionOf(record: CloudTrailRecord): object {
  return {
    account: textAt(record, 'recipientAccountId'),
    region: textAt(record, 'awsRegion'),
    day: dayOf(textAt(record, 'eventTime')).replaceAll('-', '/'),
  };
}

function asText(value: unknown): string | null {
  return value === undefined || value === null ? null : typeof value === 'string' ? value : JSON.stringify(value);
}

function lowered(value: unknown): unknown {
  return typeof value !== 'object' || value === null ? value
    : Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), lowered(inner)]));
}
