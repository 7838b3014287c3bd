/** Reads the files one after the other. A file that cannot be read is named, and the others still count. */
import { existsSync, statSync } from 'node:fs';
import type { CloudTrailRecord } from '../../impact/facts/record';
import { type CountedFact, Tally } from '../../impact/scan/tally';
import { type Coverage, CoverageTally } from '../../impact/sources/coverage';
import { type Range, isWithin, originOf } from '../../impact/sources/range';
import { UnknownForm, recordsIn } from '../../impact/sources/records-in';
import { readInput } from '../input-files';
import type { Progress } from '../output/progress';
import { Refusal } from '../refusal';

export interface Unread {
  readonly file: string;
  readonly why: string;
}

export interface FilesRead {
  readonly unread: readonly Unread[];
  /** Files of a trail that hold no calls. */
  readonly withoutCalls: readonly string[];
  /** Outputs of which the rest was not asked for. */
  readonly cutOff: readonly string[];
}

export interface Scanned extends FilesRead {
  readonly facts: readonly CountedFact[];
  readonly coverage: Coverage;
  /** Records that are not in the range that was asked for. */
  readonly outside: CoverageTally;
}

export function scanFiles(files: readonly string[], range: Range, progress: Progress): Scanned {
  const [tally, coverage, outside] = [new Tally(), new CoverageTally(), new CoverageTally()];
  const read = readFiles(files, progress, (record) => {
    const origin = originOf(record);
    const isAskedFor = isWithin(range, origin);
    (isAskedFor ? coverage : outside).add(record, origin);
    if (isAskedFor) {
      tally.add(record);
    }
  });
  return { ...read, facts: tally.facts(), coverage: coverage.coverage(), outside };
}

/** A file counts as a whole or not at all. */
export function readFiles(files: readonly string[], progress: Progress, visit: (record: CloudTrailRecord) => void): FilesRead {
  const [unread, withoutCalls, cutOff]: [Unread[], string[], string[]] = [[], [], []];
  for (const file of files) {
    try {
      const read = recordsIn(readInput(file).text);
      read.records.forEach(visit);
      cutOff.push(...read.isCutOff ? [file] : []);
      withoutCalls.push(...read.holdsNoCalls === undefined ? [] : [file]);
    } catch (error) {
      unread.push({ file, why: whyNot(error, file) });
    }
    progress.advance(bytesOf(file));
  }
  return { unread, withoutCalls, cutOff };
}

/** As far as anybody knows. */
export function bytesOf(file: string): number {
  return file !== '-' && existsSync(file) ? statSync(file).size : 0;
}

/** A refusal begins with the file already. */
function whyNot(error: unknown, file: string): string {
  if (error instanceof Refusal) {
    return error.message.replace(`${file === '-' ? 'standard input' : file}: `, '');
  }
  if (error instanceof UnknownForm) {
    return error.message;
  }
  throw error;
}
