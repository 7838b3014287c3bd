/** The result of a saved query of `MfaImpactAnalysis`: the CSV that Athena writes to the bucket of the results. */
import { parse } from 'csv-parse/sync';
import type { Coverage } from './coverage';
import { UnknownForm } from './unknown-form';
import {
  AGE_LIMITS, ALL_RECORDS, COLUMNS, type Fact, NOT_REACHED, NO_AGE, OLDER, OUTCOMES, REACHED_SESSIONS, SIGN_IN, UNKNOWN, WITH_CODE, sqlColumn,
} from '../../src/private/impact/vocabulary/fact';
import { QUERY_VERSION } from '../../src/private/impact/vocabulary/query-result';
import type { CountedFact } from '../scan/counted-fact';

export interface AthenaFacts {
  readonly facts: readonly CountedFact[];
  readonly coverage: Coverage;
  /** What the table names. It has no rows of anything else. */
  readonly covered: Covered;
}

interface Covered {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly days: number;
  readonly path: string;
}

type Row = Readonly<Record<string, string>>;

const EXPECTED = [
  'version', ...COLUMNS.map(sqlColumn), 'calls', 'first_day', 'last_day', 'example', 'records', 'data_events', 'sign_in_events', 'other_events', 'days', 'accounts', 'regions',
  'covered_accounts', 'covered_regions', 'covered_days', 'covered_path',
];

export function factsOfAthena(text: string): AthenaFacts {
  const rows = rowsOf(text);
  const total = rows.filter(({ session }) => session === ALL_RECORDS);
  const facts = rows.filter(({ session }) => session !== ALL_RECORDS);
  const counted = facts.reduce((sum, row) => sum + numberOf(row, 'records'), 0);
  if (total.length !== 1 || counted !== numberOf(total[0], 'records')) {
    throw new UnknownForm(`it is not whole: ${total.length === 1 ? `its rows are of ${counted} of ${total[0].records} records` : `it has ${total.length} rows of ${ALL_RECORDS}, expected 1`}; download the result again`);
  }
  const [all] = total;
  const covered = { accounts: list(all.covered_accounts), regions: list(all.covered_regions), days: numberOf(all, 'covered_days'), path: all.covered_path };
  if (counted === 0) {
    throw new UnknownForm(`the query found no records, and Athena has no error for what the table does not name. It names the accounts ${covered.accounts.join(', ')}; `
      + `the Regions ${covered.regions.join(', ')}; the last ${covered.days} days; ${covered.path}. Compare that with the keys of the trail's objects`);
  }
  return { facts: facts.map(factOf), coverage: coverageOf(all), covered };
}

function coverageOf(all: Row): Coverage {
  const [records, data, signIns, other] = ['records', 'data_events', 'sign_in_events', 'other_events'].map((column) => numberOf(all, column));
  return {
    records,
    days: numberOf(all, 'days'),
    firstDay: all.first_day,
    lastDay: all.last_day,
    accounts: list(all.accounts),
    regions: list(all.regions),
    kinds: { 'management': records - data - signIns - other, data, 'sign-in': signIns, other },
  };
}

function rowsOf(text: string): Row[] {
  const [head, ...lines] = tableOf(text);
  const missing = EXPECTED.filter((column) => !head.includes(column));
  if (missing.length > 0) {
    throw new UnknownForm(`it has no column ${missing.slice(0, 3).join(', ')}; expected the CSV of a saved query of MfaImpactAnalysis, from its bucket of results`);
  }
  const rows = lines.map((line): Row => Object.fromEntries(head.map((column, index) => [column, line[index]])));
  const other = rows.find(({ version }) => version !== `${QUERY_VERSION}`);
  if (other !== undefined) {
    throw new UnknownForm(`it is of version ${JSON.stringify(other.version.slice(0, 20))}, expected ${QUERY_VERSION}; use the version of cdk-iam-mfa that deployed the query`);
  }
  return rows;
}

function tableOf(text: string): string[][] {
  try {
    const table = parse(text, { bom: true, skip_empty_lines: true }) as string[][];
    return table.length === 0 ? [[]] : table;
  } catch (error) {
    throw new UnknownForm(`it is no CSV, or is damaged or cut off (${(error as Error).message})`);
  }
}

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  session: [...REACHED_SESSIONS, SIGN_IN, ...NOT_REACHED],
  mfa: ['true', 'false', 'absent', WITH_CODE, UNKNOWN],
  age: [NO_AGE, UNKNOWN, OLDER, ...AGE_LIMITS.map(String)],
  viaService: ['yes', 'no', UNKNOWN],
  viaMcp: ['yes', 'no'],
  outcome: OUTCOMES,
};

function factOf(row: Row): CountedFact {
  const fact = Object.fromEntries(COLUMNS.map((column) => [column, row[sqlColumn(column)]])) as unknown as Fact;
  for (const [column, values] of Object.entries(KNOWN)) {
    const value = fact[column as keyof Fact];
    if (!values.includes(value)) {
      throw new UnknownForm(`a row has the ${sqlColumn(column as keyof Fact)} ${JSON.stringify(value.slice(0, 40))}, expected one of ${values.slice(0, 6).join(', ')}`);
    }
  }
  return { fact, calls: numberOf(row, 'calls'), firstDay: row.first_day, lastDay: row.last_day, example: row.example };
}

function numberOf(row: Row, column: string): number {
  if (!/^\d+$/.test(row[column])) {
    throw new UnknownForm(`a row has the ${column} ${JSON.stringify(row[column].slice(0, 40))}, expected a number`);
  }
  return Number(row[column]);
}

function list(text: string): string[] {
  return text.split(' ').filter((one) => one !== '');
}
