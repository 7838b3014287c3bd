/** `--credential-report`, which may be given once for each account. */
import { readInput } from './input-files';
import { readCredentialReport } from '../access/judge/inputs/credential-report';
import { InputError } from '../access/judge/inputs/input-error';
import { within } from '../access/judge/inputs/parse-input';
import type { Credentials } from '../access/judge/subject';

/** By the ARN of the user. What two reports say of one user must be the same, because nobody can tell which of them is older. */
export function readCredentialReports(files: readonly string[]): Map<string, Credentials> {
  const all = files.map(readInput).flatMap(({ name, text }) => [...within(name, () => readCredentialReport(text))]);
  const known = new Map(all);
  const [contradicted] = all.find(([arn, said]) => JSON.stringify(said) !== JSON.stringify(known.get(arn))) ?? [];
  if (contradicted !== undefined) {
    throw new InputError(`credential reports contradict one another on ${contradicted}; give one for each account`);
  }
  return known;
}
