/** Reads what the command is given; `-` is the standard input. */
import { readFileSync, statSync } from 'node:fs';
import { Refusal } from './refusal';
import type { Input } from '../access/judge/inputs';

/** An account of 50,000 users is a tenth of it. */
const MAX_MEGABYTES = 256;

export function readInput(name: string): Input {
  return name === '-' ? { name: 'standard input', text: readFileSync(0, 'utf8') } : { name, text: readText(name) };
}

function readText(name: string): string {
  try {
    if (statSync(name).size > MAX_MEGABYTES * 1_000_000) {
      throw new Refusal(`${name}: larger than ${MAX_MEGABYTES} MB, which no account is`);
    }
    return readFileSync(name, 'utf8');
  } catch (error) {
    if (error instanceof Refusal) {
      throw error;
    }
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Partial<Record<string, string>> = { ENOENT: 'there is no such file', EISDIR: 'it is a folder; name the files', EACCES: 'it may not be read' };
    throw new Refusal(`${name}: ${reasons[code ?? ''] ?? `cannot be read (${code})`}`);
  }
}
