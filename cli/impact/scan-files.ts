/** Reads the files. A file that cannot be read is named, and the others still count. */
import { existsSync, statSync } from 'node:fs';
import { type FileForm, type NotRead, readRecords } from './scan-file';
import { scanEach, threadsFor } from './scan-threads';
import type { CloudTrailRecord } from '../../impact/facts/record';
import type { CountedFact } from '../../impact/scan/counted-fact';
import { Totals } from '../../impact/scan/totals';
import { type Coverage, CoverageTally } from '../../impact/sources/coverage';
import { type Range, originOfFile } from '../../impact/sources/range';
import type { Progress } from '../output/progress';

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

/** What a thread can run. The sources, which the tests run, are no such file. */
const COMMAND = __filename.endsWith('.js') ? __filename : undefined;

export async function scanFiles(names: readonly string[], range: Range, progress: Progress): Promise<Scanned> {
  const files = byDay(names);
  const days = files.map(({ day }) => day);
  const [totals, coverage, outside] = [new Totals(), new CoverageTally(), new CoverageTally()];
  const forms: (FileForm | NotRead)[] = [];
  let read = 0;
  await each(files, range, (index, scan) => {
    forms[index] = 'why' in scan ? scan : { isCutOff: scan.isCutOff, holdsNoCalls: scan.holdsNoCalls };
    if ('facts' in scan) {
      totals.add(scan.facts, days[index]);
      coverage.addParts(scan.coverage);
      outside.addParts(scan.outside);
    }
    while (forms[read] !== undefined) {
      read++;
    }
    totals.forgetBefore(days[read] ?? 0);
    progress.advance(files[index].bytes);
  });
  const late = totals.lateDays();
  const again = files.filter(({ day }) => day !== undefined && late.has(day));
  await each(again, range, (index, scan) => 'facts' in scan ? totals.compareLate(scan.facts, again[index].day!) : undefined);
  return { ...filesRead(files.map(({ file }) => file), forms), facts: totals.facts(), coverage: coverage.coverage(), outside };
}

function filesRead(files: readonly string[], forms: readonly (FileForm | NotRead)[]): FilesRead {
  const that = (is: (form: FileForm) => boolean) => files.filter((_, index) => {
    const form = forms[index];
    return 'isCutOff' in form && is(form);
  });
  return {
    unread: files.flatMap((file, index) => {
      const form = forms[index];
      return 'why' in form ? [{ file, why: form.why }] : [];
    }),
    withoutCalls: that(({ holdsNoCalls }) => holdsNoCalls),
    cutOff: that(({ isCutOff }) => isCutOff),
  };
}

interface LogFile {
  readonly file: string;
  readonly bytes: number;
  /** Since 1970, by its name. */
  readonly day: number | undefined;
}

/** In the order of their days, if all have one. */
function byDay(names: readonly string[]): LogFile[] {
  const files = names.map((file): LogFile => {
    const origin = originOfFile(file);
    return { file, bytes: bytesOf(file), day: origin && Date.parse(origin.day) / 86_400_000 };
  });
  return files.every(({ day }) => day !== undefined)
    ? files.sort((one, other) => one.day! - other.day!)
    : files.map((file) => ({ ...file, day: undefined }));
}

async function each(files: readonly LogFile[], range: Range, take: Parameters<typeof scanEach>[4]): Promise<void> {
  const names = files.map(({ file }) => file);
  await scanEach(names, range, threadsFor(names, files.reduce((sum, { bytes }) => sum + bytes, 0), COMMAND), COMMAND, take);
}

/** Every record of the files, one after the other. */
export function readFiles(files: readonly string[], progress: Progress, visit: (record: CloudTrailRecord) => void): FilesRead {
  return filesRead(files, files.map((file) => {
    const form = readRecords(file, visit);
    progress.advance(bytesOf(file));
    return form;
  }));
}

/** As far as anybody knows. */
export function bytesOf(file: string): number {
  return file !== '-' && existsSync(file) ? statSync(file).size : 0;
}
