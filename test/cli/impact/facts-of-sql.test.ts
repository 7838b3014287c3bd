/** The same records, read by the command and asked by the query: every output is the same, but for what the table covers. */
import * as fc from 'fast-check';
import { ran } from './in-process';
import { csv } from '../../../cli/output/csv';
import { queryText } from '../../../src/private/impact/athena/query-text';
import { OF_A_TRAIL } from '../../impact/athena-table';
import { defaultPolicies } from '../../impact/default-policies';
import { queried } from '../../impact/duckdb';
import { RECORDS, twice } from '../../impact/generated-records';

jest.mock('../../../cli/impact/default-policies', () => ({ get POLICIES() { return defaultPolicies(); } }));

const ASKED = { path: 'Stack/Impact', table: 'cloudtrail', root: 's3://trail/AWSLogs/', accounts: ['123456789012'], regions: ['eu-west-1'], lookbackDays: 90 };

/** A sentence of the table, and an item of JSON. */
const OF_THE_TABLE = /^The table names .*\n|"The table names [^"]*",/gm;

test.each([
  ['recorded calls', OF_A_TRAIL],
  ['any records', twice(fc.sample(RECORDS, { numRuns: 1000, seed: 7 }))],
])('%s', async (_, records) => {
  const rows = await queried(records, queryText(ASKED, 'Stack/Policy', () => defaultPolicies().CONSOLE_ONLY));
  const files = { 'logs.json': { Records: records }, 'result.csv': [...csv([Object.keys(rows[0]), ...rows.map((row) => Object.values(row))])].join('') };
  for (const format of [[], ['--json'], ['--csv']]) {
    const textOf = async (...args: string[]) => (await ran(files, [...args, ...format], { columns: 100_000 })).text;
    expect((await textOf('--facts', 'result.csv')).replace(OF_THE_TABLE, '')).toBe(await textOf('logs.json'));
  }
});
