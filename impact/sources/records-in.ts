/** The CloudTrail records in a text, whatever they are wrapped in. */
import { parse as parseCsv } from 'csv-parse/sync';
import { UnknownForm } from './unknown-form';
import { INSIGHTS, unwrapped } from './unwrap';
import { InputError } from '../../access/judge/inputs/input-error';
import { parseJson } from '../../access/judge/inputs/json-scanner';
import { type CloudTrailRecord, textAt, valueAt } from '../facts/record';

export interface Read {
  readonly records: readonly CloudTrailRecord[];
  /** The command that wrote it stopped before the end: there are more records where it came from. */
  readonly isCutOff: boolean;
  /** What the text is, if it is a file of a trail that holds no calls. */
  readonly holdsNoCalls?: string;
}

export function recordsIn(text: string): Read {
  const values = valuesIn(text.replace(/^\ufeff/, ''));
  if (values.length === 1 && valueAt(values[0], 'digestStartTime') !== undefined) {
    return { records: [], isCutOff: false, holdsNoCalls: 'a digest' };
  }
  const parts = values.flat();
  return { records: [...unwrapped(values)], isCutOff: lackRows(parts.filter(isCounted)) || parts.some((part) => !isCounted(part) && isCutOff(part)) };
}

/** A page of a result of CloudTrail Lake that tells how many rows the result has. */
function isCounted(value: unknown): boolean {
  return typeof totalOf(value) === 'number' && Array.isArray(valueAt(value, 'QueryResultRows'));
}

function totalOf(page: unknown): unknown {
  return valueAt(page, 'QueryStatistics', 'TotalResultsCount');
}

/** Pages of several results may be there, and results of the same size. Pages that are there twice, as after a second try, count once. */
function lackRows(pages: readonly unknown[]): boolean {
  const once = [...new Map(pages.map((page) => [JSON.stringify(valueAt(page, 'QueryResultRows')), page])).values()];
  return [...new Set(once.map(totalOf) as number[])].some((total) => {
    const rows = once.filter((page) => totalOf(page) === total).flatMap((page) => valueAt(page, 'QueryResultRows')).length;
    return total > 0 && (rows === 0 || rows % total !== 0);
  });
}

/** The commands and the APIs of AWS have a token for the rest. */
function isCutOff(value: unknown): boolean {
  return Array.isArray(value) ? value.some(isCutOff) : ['NextToken', 'nextToken'].some((name) => textAt(value, name) !== '');
}

/** One value, one on each line, or several one after the other. */
function valuesIn(source: string): unknown[] {
  if (source.trim() === '') {
    throw new UnknownForm('it is empty');
  }
  return whole(source) ?? fromTable(source) ?? lines(withoutTimes(source)) ?? several(source);
}

function whole(source: string): unknown[] | undefined {
  try {
    return [JSON.parse(source)];
  } catch {
    return undefined;
  }
}

function lines(source: string): unknown[] | undefined {
  try {
    return source.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as unknown);
  } catch {
    return undefined;
  }
}

/** An export of CloudWatch Logs to S3 has the time of each event before it. */
function withoutTimes(source: string): string {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z (?=\{)/gm;
  const isExport = source.split('\n').every((line) => line.trim() === '' || line.search(time) === 0);
  return isExport ? source.replace(time, '') : source;
}

/** Says where it is no JSON. */
function several(source: string): unknown[] {
  try {
    return parseJson(source);
  } catch (error) {
    if (OTHER_OUTPUT.test(source)) {
      throw new UnknownForm('it looks like the text, YAML or table of a command of AWS; give --output json');
    }
    throw error instanceof InputError ? new UnknownForm(`it is damaged, cut off or ${error.message}`) : error;
  }
}

/** As aws cloudtrail lookup-events begins it, if that is the output that somebody has configured. */
const OTHER_OUTPUT = /^(-{3,}\r?\n\||EVENTS\t|(- )?Events:)/;

/** The result of a query as CSV, with the record in one of its columns. */
function fromTable(source: string): unknown[] | undefined {
  const head = source.slice(0, source.search(/[\r\n]|$/)).trim();
  const names = head.split(',').map((name) => name.replace(/"/g, '').trim());
  const hasRecords = names.some(isRecordColumn);
  if (names.includes('@message')) {
    throw new UnknownForm(INSIGHTS);
  }
  if (!hasRecords && (names.length === 1 || !names.every((name) => /^[\w .-]+$/.test(name)))) {
    return undefined;
  }
  if (!hasRecords) {
    throw new UnknownForm(`it looks like a table with the columns ${head.slice(0, 60)}; expected JSON, as the console downloads it too, or a column eventJson (SELECT eventJson FROM ...)`);
  }
  try {
    const [columns, ...rows] = parseCsv(source, { skip_empty_lines: true }) as string[][];
    const at = columns.findIndex(isRecordColumn);
    return rows.map((row) => row[at]);
  } catch (error) {
    throw new UnknownForm(`it is damaged or cut off (${(error as Error).message})`);
  }
}

function isRecordColumn(name: string): boolean {
  return ['eventjson', '_raw'].includes(name.toLowerCase());
}
