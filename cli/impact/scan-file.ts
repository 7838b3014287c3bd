/** One file of logs: its facts, and what it holds. A thread of its own may read it, so all of it is plain data. */
import { decodeText } from '../../access/judge/inputs/decode-text';
import { FileCount, type FileFacts } from '../../impact/scan/file-count';
import { type Visit, visitTrailFile } from '../../impact/scan/trail-file';
import { type CoverageParts, CoverageTally } from '../../impact/sources/coverage';
import { type Range, isWithin, originOf } from '../../impact/sources/range';
import { recordsIn } from '../../impact/sources/records-in';
import { UnknownForm } from '../../impact/sources/unknown-form';
import { readBytes } from '../input-files';
import { Refusal } from '../refusal';

export interface FileForm {
  /** The rest was not asked for. */
  readonly isCutOff: boolean;
  /** A file of a trail that holds no calls. */
  readonly holdsNoCalls: boolean;
}

/** Why a file cannot be read. */
export interface NotRead { readonly why: string }

export interface FileScan extends FileForm {
  readonly facts: FileFacts;
  readonly coverage: CoverageParts;
  /** Of records that are not in the range that was asked for. */
  readonly outside: CoverageParts;
}

export type ScanFile = (file: string) => FileScan | NotRead;

export function fileScanner(range: Range): ScanFile {
  return (file) => refusing(file, () => {
    const { bytes, isChecked } = readBytes(file);
    const fast = isChecked ? scanned(range, (visit) => visitTrailFile(bytes, visit) ? PLAIN : undefined) : undefined;
    return fast ?? scanned(range, (visit) => visitAll(bytes, visit))!;
  });
}

/** All records of a file, in whatever form. */
export function readRecords(file: string, visit: Visit): FileForm | NotRead {
  return refusing(file, () => visitAll(readBytes(file).bytes, visit));
}

const PLAIN: FileForm = { isCutOff: false, holdsNoCalls: false };

function visitAll(bytes: Buffer, visit: Visit): FileForm {
  const { records, isCutOff, holdsNoCalls } = recordsIn(decodeText(bytes));
  records.forEach((record) => visit(record, 1));
  return { isCutOff, holdsNoCalls: holdsNoCalls !== undefined };
}

/** A file counts as a whole or not at all. */
function scanned(range: Range, read: (visit: Visit) => FileForm | undefined): FileScan | undefined {
  const [count, coverage, outside] = [new FileCount(), new CoverageTally(), new CoverageTally()];
  const form = read((record, times) => {
    const origin = originOf(record);
    const isAskedFor = isWithin(range, origin);
    (isAskedFor ? coverage : outside).add(record, origin, times);
    if (isAskedFor) {
      count.add(record, origin.day, times);
    }
  });
  return form && { ...form, facts: count.facts(), coverage: coverage.parts(), outside: outside.parts() };
}

function refusing<T>(file: string, read: () => T): T | NotRead {
  try {
    return read();
  } catch (error) {
    // A refusal begins with the file already.
    if (error instanceof Refusal) {
      return { why: error.message.replace(`${file === '-' ? 'standard input' : file}: `, '') };
    }
    if (error instanceof UnknownForm) {
      return { why: error.message };
    }
    throw error;
  }
}
