/** Reads the logs one file after the other. A file that cannot be read is named, and the others still count. */
import { existsSync } from 'node:fs';
import { logFiles } from './log-files';
import { Tally } from '../../impact/scan/tally';
import type { CountedFact } from '../../impact/scan/tally';
import { UnknownForm, recordsIn } from '../../impact/sources/records-in';
import { readInput } from '../input-files';
import { Refusal } from '../refusal';

export interface Unread {
  readonly file: string;
  readonly why: string;
}

export interface ReadLogs {
  readonly facts: readonly CountedFact[];
  readonly files: number;
  readonly records: number;
  readonly unread: readonly Unread[];
  /** Folders that hold no records of calls. */
  readonly skipped: readonly string[];
  /** Outputs of which the rest was not asked for. */
  readonly cutOff: readonly string[];
}

export function readLogs(names: readonly string[]): ReadLogs {
  const found = names.map((name) => name === '-' || !existsSync(name) ? { files: [name], skipped: [] } : logFiles(name));
  const files = [...new Set(found.flatMap((one) => one.files))];
  const tally = new Tally();
  const unread: Unread[] = [];
  const cutOff: string[] = [];
  let records = 0;
  for (const file of files) {
    try {
      const read = recordsIn(readInput(file).text);
      read.records.forEach((record) => tally.add(record));
      records += read.records.length;
      cutOff.push(...read.isCutOff ? [file] : []);
    } catch (error) {
      unread.push({ file, why: whyNot(error, file) });
    }
  }
  return { facts: tally.facts(), files: files.length - unread.length, records, unread, skipped: found.flatMap((one) => one.skipped), cutOff };
}

/** A refusal begins with the file already. */
function whyNot(error: unknown, file: string): string {
  if (error instanceof Refusal) {
    return error.message.replace(`${file}: `, '');
  }
  if (error instanceof UnknownForm) {
    return error.message;
  }
  throw error;
}
