/** Reads the logs one file after the other. A file that cannot be read is named, and the others still count. */
import { existsSync } from 'node:fs';
import { type LogFiles, logFiles } from './log-files';
import { type CloudTrailRecord, textAt } from '../../impact/facts/record';
import { Tally } from '../../impact/scan/tally';
import type { CountedFact } from '../../impact/scan/tally';
import { type Origin, type Range, isWithin, mayHold, originOf, originOfFile } from '../../impact/sources/range';
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
  /** In the range that was asked for. */
  readonly records: number;
  readonly unread: readonly Unread[];
  /** Folders and files that hold no records of calls. */
  readonly skipped: readonly string[];
  /** Outputs of which the rest was not asked for. */
  readonly cutOff: readonly string[];
  /** Records of data events, which the event history and a trail by default do not have. */
  readonly dataEvents: number;
  readonly outside: Outside;
}

/** What was there, and is not in the range that was asked for. */
export interface Outside {
  /** Left out by their names. */
  readonly files: number;
  readonly records: number;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly firstDay: string;
  readonly lastDay: string;
}

type Visit = (records: readonly CloudTrailRecord[]) => void;

export function readLogs(names: readonly string[], range: Range): ReadLogs {
  const found = foundBy(names);
  const all = [...new Set(found.flatMap(({ files }) => files))];
  const tally = new Tally();
  const outside = new OutsideTally();
  const files = all.filter((file) => mayHold(range, file) || outside.addFile(file));
  let [records, dataEvents] = [0, 0];
  const read = readFiles(files, (some) => some.forEach((record) => {
    const origin = originOf(record);
    if (isWithin(range, origin)) {
      tally.add(record);
      records++;
      dataEvents += isDataEvent(record) ? 1 : 0;
    } else {
      outside.addRecord(origin);
    }
  }));
  const closed = found.flatMap((one) => one.closed).map(({ folder, code }): Unread => ({ file: folder, why: `the folder cannot be read (${code})` }));
  return {
    facts: tally.facts(),
    files: files.length - read.unread.length - read.skipped.length,
    records,
    unread: [...closed, ...read.unread],
    skipped: [...found.flatMap(({ skipped }) => skipped), ...read.skipped],
    cutOff: read.cutOff,
    dataEvents,
    outside: outside.seen(),
  };
}

/** The records of one event: itself, its copy in another account, and its corrections. */
export function recordsOfEvent(names: readonly string[], id: string): CloudTrailRecord[] {
  const of: CloudTrailRecord[] = [];
  readFiles(foundBy(names).flatMap(({ files }) => files), (some) => of.push(...some.filter((record) => idsOf(record).includes(id))));
  return of;
}

function idsOf(record: CloudTrailRecord): string[] {
  return [textAt(record, 'eventID'), textAt(record, 'eventId'), textAt(record, 'sharedEventID'), textAt(record, 'addendum', 'originalEventID')];
}

function foundBy(names: readonly string[]): LogFiles[] {
  return names.map((name) => name === '-' || !existsSync(name) ? { files: [name], skipped: [], closed: [] } : logFiles(name));
}

function isDataEvent(record: CloudTrailRecord): boolean {
  return textAt(record, 'eventCategory') === 'Data' || textAt(record, 'managementEvent') === 'false';
}

function readFiles(files: readonly string[], visit: Visit): Pick<ReadLogs, 'unread' | 'skipped' | 'cutOff'> {
  const [unread, skipped, cutOff]: [Unread[], string[], string[]] = [[], [], []];
  for (const file of files) {
    try {
      const read = recordsIn(readInput(file).text);
      visit(read.records);
      cutOff.push(...read.isCutOff ? [file] : []);
      skipped.push(...read.holdsNoCalls === undefined ? [] : [file]);
    } catch (error) {
      unread.push({ file, why: whyNot(error, file) });
    }
  }
  return { unread, skipped, cutOff };
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

class OutsideTally {
  private readonly accounts = new Set<string>();
  private readonly regions = new Set<string>();
  private readonly days = new Set<string>();
  private files = 0;
  private records = 0;

  /** What it says of the file: it is not read. */
  public addFile(file: string): false {
    this.files++;
    this.add(originOfFile(file)!);
    return false;
  }

  public addRecord(origin: Origin): void {
    this.records++;
    this.add(origin);
  }

  public seen(): Outside {
    const days = [...this.days].filter((day) => day !== '').sort();
    return {
      files: this.files,
      records: this.records,
      accounts: [...this.accounts].sort(),
      regions: [...this.regions].sort(),
      firstDay: days[0] ?? '',
      lastDay: days.at(-1) ?? '',
    };
  }

  private add({ account, region, day }: Origin): void {
    this.accounts.add(account);
    this.regions.add(region);
    this.days.add(day);
  }
}
