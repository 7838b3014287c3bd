/** DuckDB executes the SQL of the analysis over a folder of logs, and tells how long it took, without starting. Run by run.ts. */
import { readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { impactSql } from '../../src/private/impact/sql/impact-sql';
import { defaultPolicies } from '../../test/impact/default-policies';
import { MACROS } from '../../test/impact/duckdb';

const fields = (names: string, type: string) => names.split(' ').map((name) => `"${name}" ${type}`);
/** Of a record, what the SQL reads. */
const RECORD = [
  ...fields('eventType eventSource eventName awsRegion sourceIPAddress errorCode errorMessage sessionCredentialFromConsole', 'VARCHAR'),
  ...fields('eventTime eventID sharedEventID recipientAccountId eventCategory', 'VARCHAR'),
  ...fields('requestParameters responseElements additionalEventData', 'JSON'),
  'addendum STRUCT("originalEventID" VARCHAR)',
  `"userIdentity" STRUCT(${fields('type principalId arn accountId userName accessKeyId invokedBy', 'VARCHAR').join(', ')},
    "sessionContext" STRUCT(attributes STRUCT("mfaAuthenticated" VARCHAR, "creationDate" VARCHAR), "sessionIssuer" STRUCT("type" VARCHAR, "userName" VARCHAR, arn VARCHAR)))`,
].join(', ');

async function main(folder: string, threads: string): Promise<void> {
  const database = await DuckDBInstance.create(':memory:', { threads });
  const connection = await database.connect();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json.gz')).map((name) => `'${join(folder, name)}'`);
  for (const statement of ["SET TimeZone = 'UTC'", 'SET preserve_insertion_order = false', ...MACROS]) {
    await connection.run(statement);
  }
  await connection.run(`CREATE VIEW cloudtrail AS SELECT one.* FROM (SELECT unnest(Records) AS one FROM read_json([${files.join(', ')}],
    format = 'unstructured', maximum_object_size = 1073741824, columns = {Records: 'STRUCT(${RECORD})[]'}))`);
  const { CONSOLE_ONLY: console_only, ALL_REQUESTS: all_requests } = defaultPolicies();
  const began = performance.now();
  const rows = (await connection.runAndReadAll(impactSql({ table: 'cloudtrail' }, { console_only, all_requests }))).currentRowCount;
  if (rows === 0) {
    throw new Error('DuckDB found no fact');
  }
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const seconds = (performance.now() - began) / 1000;
  writeSync(3, JSON.stringify({ seconds, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 }));
}

void main(process.argv[2], process.argv[3]);
