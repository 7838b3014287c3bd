/** `--credential-report`, which may be given once for each account. */
import { readInput } from './input-files';
import { byArn, readCredentialReport } from '../access/judge/inputs/credential-report';
import { within } from '../access/judge/inputs/parse-input';
import type { Credentials } from '../access/judge/subject';

export function readCredentialReports(files: readonly string[]): Map<string, Credentials> {
  return byArn(files.map(readInput).flatMap(({ name, text }) => [...within(name, () => readCredentialReport(text))]));
}
