/** Reads what the command is given; `-` is the standard input. */
import { readFileSync, statSync } from 'node:fs';
import { Refusal } from './refusal';
import type { Input } from '../access/judge/inputs/read-inputs';

/** An account of 50,000 users is a tenth of it. */
const MAX_MEGABYTES = 256;

export function readInput(name: string): Input {
  return name === '-' ? { name: 'standard input', text: readText('standard input', 0) } : { name, text: readText(name, name) };
}

const REASONS: Partial<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder; name the files',
  EACCES: 'it may not be read',
  EAGAIN: 'nothing was piped into it',
  ERR_STRING_TOO_LONG: `it is larger than ${MAX_MEGABYTES} MB`,
  ERR_FS_FILE_TOO_LARGE: `it is larger than ${MAX_MEGABYTES} MB`,
};

function readText(name: string, from: string | 0): string {
  try {
    if (from !== 0 && statSync(from).size > MAX_MEGABYTES * 1_000_000) {
      throw new Refusal(`${name}: it is larger than ${MAX_MEGABYTES} MB, which no account is`);
    }
    return readFileSync(from, 'utf8');
  } catch (error) {
    if (error instanceof Refusal) {
      throw error;
    }
    const { code } = error as NodeJS.ErrnoException;
    throw new Refusal(`${name}: ${REASONS[code ?? ''] ?? `cannot be read (${code})`}`);
  }
}
