/** The credential report of IAM (`aws iam get-credential-report`), as CSV or as the commands of AWS print it. */
import { parse } from 'csv-parse/sync';
import { isRootUser } from './account-of';
import { InputError } from './input-error';
import { field, isFields } from './json-fields';
import { parseJson } from './json-scanner';
import type { Credentials } from '../subject';

const COLUMNS = ['user', 'arn', 'password_enabled', 'mfa_active', 'access_key_1_active', 'access_key_2_active'];

/** By the ARN of the user. */
export function readCredentialReport(source: string): Map<string, Credentials> {
  const [head, ...lines] = recordsOf(csvIn(source));
  if (head === undefined) {
    return refuse('it is empty');
  }
  const missing = COLUMNS.filter((column) => !head.includes(column));
  if (missing.length > 0) {
    refuse(`it has no column ${missing.join(', ')}`);
  }
  if (lines.length === 0) {
    refuse('it has no users');
  }
  return byArn(lines.map((line, index): [string, Credentials] => {
    const values = line.length === head.length ? line : withCommasInNames(line, head) ?? refuse(`line ${index + 2} has ${line.length} values, expected ${head.length}`);
    const value = (column: string) => values[head.indexOf(column)];
    const has = (column: string) => isTrue(value(column)) ?? refuse(`line ${index + 2} has ${JSON.stringify(value(column).slice(0, 40))} for ${column}, expected true or false`);
    const [key1, key2] = [has('access_key_1_active'), has('access_key_2_active')];
    const credentials = { password: has('password_enabled'), keys: key1 || key2, device: has('mfa_active'), keyUse: lastKeyUse(value) };
    const arn = value('arn');
    return [arn, isRootUser(arn) && value('password_enabled').toLowerCase() === 'false' ? { ...credentials, hasNoPassword: true } : credentials];
  }));
}

/** What two lines or reports say of one user must be the same, because nobody can tell which of them is older. */
export function byArn(all: readonly (readonly [string, Credentials])[]): Map<string, Credentials> {
  const known = new Map(all);
  const [contradicted] = all.find(([arn, said]) => JSON.stringify(said) !== JSON.stringify(known.get(arn))) ?? [];
  if (contradicted !== undefined) {
    throw new InputError(`credential reports contradict one another on ${contradicted}; give one for each account`);
  }
  return known;
}

/** A spreadsheet that saves the report writes it in capitals, and in its own language: then nobody can tell. The root user has one more word. */
function isTrue(value: string): boolean | undefined {
  return WORDS.get(value.toLowerCase());
}

const WORDS: ReadonlyMap<string, boolean> = new Map([['true', true], ['false', false], ['not_supported', false]]);

/** Of the keys that are active. A column that is not there tells nothing. */
function lastKeyUse(value: (column: string) => string | undefined): Credentials['keyUse'] {
  const uses = [1, 2].filter((key) => isTrue(value(`access_key_${key}_active`)!)).map((key) => ({
    date: value(`access_key_${key}_last_used_date`) ?? '',
    service: value(`access_key_${key}_last_used_service`) ?? '',
  }));
  const [last] = uses.filter(({ date }) => /^\d{4}-/.test(date)).sort((a, b) => a.date < b.date ? 1 : -1);
  return last && { day: last.date.slice(0, 10), service: last.service };
}

function recordsOf(csv: string): string[][] {
  try {
    return parse(csv, { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    return refuse((error as Error).message);
  }
}

/** The name of a user may hold commas; it stands twice in a line: by itself, and at the end of the ARN. */
function withCommasInNames(line: readonly string[], head: readonly string[]): string[] | undefined {
  const more = (line.length - head.length) / 2;
  const isPossible = more > 0 && Number.isInteger(more) && head[0] === 'user' && head[1] === 'arn';
  const name = line.slice(0, more + 1).join(',');
  const arn = line.slice(more + 1, 2 * more + 2).join(',');
  return isPossible && arn.endsWith(`/${name}`) ? [name, arn, ...line.slice(2 * more + 2)] : undefined;
}

/** In JSON, in base64, in both, or in neither. */
function csvIn(source: string): string {
  const text = source.replace(/^\ufeff/, '').trim();
  return unencoded(/^[{"]/.test(text) && !text.startsWith('"user"') ? contentOf(onlyOne(parseJson(text))) : text);
}

function onlyOne([value, ...others]: readonly unknown[]): unknown {
  return others.length === 0 ? value : refuse(`it has ${1 + others.length} values of JSON; give a file for each report`);
}

function contentOf(value: unknown): string {
  const content = isFields(value) ? field(value, 'Content') : value;
  if (typeof content === 'string') {
    return content;
  }
  return refuse(isFields(value) && field(value, 'State') !== undefined
    ? 'it is what generate-credential-report prints; aws iam get-credential-report gives the report'
    : 'it has no Content; aws iam get-credential-report gives one');
}

/** A report has commas, which base64 does not. */
function unencoded(content: string): string {
  const encoded = content.replace(/\s/g, '');
  return encoded.length % 4 > 0 || encoded === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)
    ? content : new TextDecoder().decode(Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)));
}

function refuse(what: string): never {
  throw new InputError(`no credential report: ${what}`);
}
