/** The logs that the command is given, read: which files there are, which of them may hold what is asked for, and what they hold. */
import { existsSync } from 'node:fs';
import { type LogFiles, logFiles } from './log-files';
import { type FilesRead, type Scanned, type Unread, bytesOf, readFiles, scanFiles } from './scan-files';
import { type CloudTrailRecord, textAt } from '../../impact/facts/record';
import type { Coverage } from '../../impact/sources/coverage';
import { type Range, mayHold, originOfFile } from '../../impact/sources/range';
import type { Progress } from '../output/progress';

export interface ReadLogs extends Pick<Scanned, 'facts' | 'coverage' | 'unread' | 'cutOff'> {
  /** That were read. */
  readonly files: number;
  /** Records that were read a second time: of an event that two trails deliver, for example. */
  readonly copies: number;
  /** Folders and files that hold no records of calls, or whose names are not those of logs. */
  readonly skipped: readonly string[];
  /** What was there, and is not in the range that was asked for. */
  readonly outside: Outside;
}

export interface Outside extends Coverage {
  /** Not read, because of their names. */
  readonly files: number;
}

/** @param progressOf what shows how far the reading is, of so many bytes */
export async function readLogs(names: readonly string[], range: Range, progressOf: (bytes: number) => Progress): Promise<ReadLogs> {
  const { files: all, skipped, closed } = found(names);
  const files = all.filter((file) => mayHold(range, file));
  const scanned = await reading(files, progressOf, (progress) => scanFiles(files, range, progress));
  const { facts, coverage, unread, withoutCalls, cutOff, outside } = scanned;
  const others = all.filter((file) => !mayHold(range, file));
  others.forEach((file) => outside.addOrigin(originOfFile(file)!));
  return {
    facts,
    coverage,
    copies: coverage.records - facts.reduce((sum, { calls }) => sum + calls, 0),
    files: files.length - unread.length - withoutCalls.length,
    unread: [...closed, ...unread],
    skipped: [...skipped, ...withoutCalls],
    cutOff,
    outside: { ...outside.coverage(), files: others.length },
  };
}

export interface FoundEvent extends FilesRead {
  readonly records: readonly CloudTrailRecord[];
}

/** The records of one event: itself, its copy in another account, and its corrections. No record is that of the empty id. */
export async function recordsOfEvent(names: readonly string[], id: string, progressOf: (bytes: number) => Progress): Promise<FoundEvent> {
  const { files } = found(names);
  const records: CloudTrailRecord[] = [];
  const read = await reading(files, progressOf, (progress) => readFiles(files, progress, (record) => {
    records.push(...id !== '' && idsOf(record).includes(id) ? [record] : []);
  }));
  return { ...read, records };
}

function idsOf(record: CloudTrailRecord): string[] {
  return [textAt(record, 'eventID'), textAt(record, 'eventId'), textAt(record, 'sharedEventID'), textAt(record, 'addendum', 'originalEventID')];
}

async function reading<T>(
  files: readonly string[], progressOf: (bytes: number) => Progress, read: (progress: Progress) => T | Promise<T>,
): Promise<T> {
  const progress = progressOf(files.reduce((sum, file) => sum + bytesOf(file), 0));
  try {
    return await read(progress);
  } finally {
    progress.end();
  }
}

function found(names: readonly string[]): Pick<LogFiles, 'files' | 'skipped'> & { readonly closed: readonly Unread[] } {
  const each = names.map((name): LogFiles => name === '-' || !existsSync(name) ? { files: [name], skipped: [], closed: [] } : logFiles(name));
  return {
    files: [...new Set(each.flatMap(({ files }) => files))],
    skipped: each.flatMap(({ skipped }) => skipped),
    closed: each.flatMap(({ files, closed }, index): Unread[] => names.length > 1 && files.length + closed.length === 0
      ? [{ file: names[index], why: 'the folder has no logs; looked for *.json and *.json.gz in every folder below' }]
      : closed.map(({ folder, code }) => ({ file: folder, why: `the folder cannot be read (${code})` }))),
  };
}
