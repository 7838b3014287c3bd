/** Facts and verdicts of records by the functions, as the rows that the SQL answers with. */
import { type SqlRow, queried } from './duckdb';
import * as tallies from './tally';
import * as facts from '../../impact/facts/fact-of';
import * as instants from '../../impact/facts/instant';
import { type CloudTrailRecord, textAt } from '../../impact/facts/record';
import * as counted from '../../impact/scan/counted-fact';
import * as coverages from '../../impact/sources/coverage';
import * as verdicts from '../../impact/verdicts/verdict';
import type { PolicyStatement } from '../../src/private/impact/rules/policy-statement';
import { impactSql } from '../../src/private/impact/sql/impact-sql';
import { ALL_RECORDS, COLUMNS, type Fact, isNotReached, sqlColumn } from '../../src/private/impact/vocabulary/fact';

export type Policies = Readonly<Record<string, readonly PolicyStatement[]>>;

/** What is compared. The test of the comparison puts slips into it. */
export interface Functions {
  readonly Tally: typeof tallies.Tally;
  readonly compile: typeof verdicts.compile;
  readonly factOf: typeof facts.factOf;
  readonly idOf: typeof counted.idOf;
  readonly dayOf: typeof instants.dayOf;
}

const FUNCTIONS: Functions = { ...tallies, ...counted, ...verdicts, ...facts, ...instants };

/** A row for each fact, with the verdict of each policy, and the row of all records. */
export function byFunctions(records: readonly CloudTrailRecord[], policies: Policies, functions: Functions = FUNCTIONS): SqlRow[] {
  const tally = new functions.Tally();
  records.forEach((record) => tally.add(record));
  const answers = answersBy(policies, functions);
  const ofFact = new Map<string, CloudTrailRecord[]>();
  for (const record of records) {
    const key = keyOf(functions.factOf(record));
    ofFact.set(key, [...ofFact.get(key) ?? [], record]);
  }
  const rows = tally.facts().map(({ fact, calls, firstDay, lastDay, example }) => ({
    ...rowOfFact(fact),
    calls: `${calls}`,
    first_day: firstDay,
    last_day: lastDay,
    example,
    ...seenIn(ofFact.get(keyOf(fact))!),
    ...answers(fact),
  }));
  return [...rows, ofAll(records, Object.keys(policies), functions)];
}

export function rowOfFact(fact: Fact): SqlRow {
  return Object.fromEntries(COLUMNS.map((column) => [sqlColumn(column), fact[column]]));
}

/** What each policy does to a fact, with the statement that decides. */
export function answersBy(policies: Policies, functions: Functions = FUNCTIONS): (fact: Fact) => SqlRow {
  const compiled = Object.entries(policies).map(([name, statements]) => ({ name, verdict: functions.compile(statements) }));
  return (fact) => Object.fromEntries(compiled.map(({ name, verdict }) => {
    const { answer, sid } = verdict(fact);
    return [name, sid === undefined ? answer : `${answer} ${sid}`];
  }));
}

/** The row that is no fact, and that is there without a record too. */
function ofAll(records: readonly CloudTrailRecord[], policies: readonly string[], { factOf, idOf, dayOf }: Functions): SqlRow {
  const ids = records.map((record) => isNotReached(factOf(record).session) ? '' : idOf(record));
  const days = distinct(records.map((record) => dayOf(textAt(record, 'eventTime'))));
  return {
    ...Object.fromEntries(COLUMNS.map((column) => [sqlColumn(column), ''])),
    session: ALL_RECORDS,
    calls: `${distinct(ids).length + ids.filter((id) => id === '').length}`,
    first_day: days[0] ?? '',
    last_day: days[days.length - 1] ?? '',
    example: distinct(ids)[0] ?? '',
    ...seenIn(records),
    ...Object.fromEntries(policies.map((name) => [name, ''])),
  };
}

function keyOf(fact: Fact): string {
  return JSON.stringify(COLUMNS.map((column) => fact[column]));
}

function seenIn(records: readonly CloudTrailRecord[]): SqlRow {
  const tally = new coverages.CoverageTally();
  records.forEach((record) => tally.add(record));
  const ofKind = (kind: coverages.EventKind) => `${tally.coverage().kinds[kind]}`;
  const list = (name: string) => distinct(records.map((record) => textAt(record, name))).join(' ');
  return {
    records: `${records.length}`,
    data_events: ofKind('data'),
    sign_in_events: ofKind('sign-in'),
    other_events: ofKind('other'),
    days: `${distinct(records.map((record) => instants.dayOf(textAt(record, 'eventTime')))).length}`,
    accounts: list('recipientAccountId'),
    regions: list('awsRegion'),
  };
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '').sort();
}

export async function bySql(records: readonly CloudTrailRecord[], policies: Policies): Promise<SqlRow[]> {
  return queried(records, impactSql({ table: 'cloudtrail' }, policies));
}

/** In one order, because only the SQL has one. */
export function inOrder(rows: readonly SqlRow[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
