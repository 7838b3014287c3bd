/** The credential report of IAM (`aws iam get-credential-report`), as CSV or as the JSON around it. */
import { InputError, parseJson } from './json-scanner';
import { field, isFields } from './values';
import type { Credentials } from '../subject';

const COLUMNS = ['user', 'arn', 'password_enabled', 'mfa_active', 'access_key_1_active', 'access_key_2_active'];

/** By the ARN of the user. */
export function readCredentialReport(source: string): Map<string, Credentials> {
  const csv = source.trimStart().startsWith('{') ? decoded(parseJson(source)[0]) : source;
  const [head, ...lines] = csv.trim().split(/\r?\n/).map((line) => line.split(','));
  const missing = COLUMNS.filter((column) => !head.includes(column));
  if (missing.length > 0) {
    throw new InputError(`no credential report: it has no column ${missing.join(', ')}`);
  }
  const value = (line: string[], column: string) => line[head.indexOf(column)];
  return new Map(lines.map((line): [string, Credentials] => [value(line, 'arn'), {
    password: value(line, 'password_enabled') === 'true',
    keys: value(line, 'access_key_1_active') === 'true' || value(line, 'access_key_2_active') === 'true',
    device: value(line, 'mfa_active') === 'true',
  }]));
}

function decoded(value: unknown): string {
  const content = isFields(value) ? field(value, 'Content') : undefined;
  if (typeof content !== 'string') {
    throw new InputError('no credential report: it has no Content');
  }
  return new TextDecoder().decode(Uint8Array.from(atob(content), (character) => character.charCodeAt(0)));
}
