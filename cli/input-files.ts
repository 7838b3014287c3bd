/** Reads what the command is given; `-` is the standard input. */
import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Refusal } from './refusal';
import { templatesIn } from './template-folder';
import { decodeText } from '../access/judge/inputs/decode-text';
import type { Input } from '../access/judge/inputs/parse-input';

/** An account of 50,000 users is a tenth of it. */
const MAX_MEGABYTES = 256;
const MAX_BYTES = MAX_MEGABYTES * 1_000_000;

export function readInput(name: string): Input {
  return name === '-' ? { name: 'standard input', text: readText('standard input', 0) } : { name, text: readText(name, name) };
}

/** What was read once is not there a second time, and a variable that is not set names nothing. */
export function refuseUnusableNames(names: readonly string[]): void {
  const times = names.filter((name) => name === '-').length;
  if (times > 1) {
    throw new Refusal(`the standard input can be read once, got - ${times} times; give files instead`);
  }
  if (names.includes('')) {
    throw new Refusal('expected the name of a file, got ""; give one, or leave it out');
  }
}

const TOO_LARGE = `it is larger than ${MAX_MEGABYTES} MB, the most that this command reads; give it in parts`;
const DAMAGED = 'it is gzip that is damaged or cut off';

/** A folder stands for the templates in it. */
export function readInputFiles(name: string): Input[] {
  if (name === '-' || !readable(name, () => statSync(name)).isDirectory()) {
    return [readInput(name)];
  }
  const templates = readable(name, () => templatesIn(name));
  if (templates.length === 0) {
    throw new Refusal(`${name}: it is a folder without templates (*.template.json); name the files`);
  }
  return templates.map(({ file, stack }) => ({ ...readInput(file), stack }));
}

const REASONS: Partial<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder; name the files',
  EACCES: 'it may not be read',
  EPERM: 'it may not be read',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'there is no such file, because the name is too long',
  EAGAIN: 'nothing was piped into it',
  ERR_INVALID_ARG_VALUE: 'no file can have such a name',
  ERR_STRING_TOO_LONG: TOO_LARGE,
  ERR_FS_FILE_TOO_LARGE: TOO_LARGE,
  ERR_BUFFER_TOO_LARGE: TOO_LARGE,
  // Of zlib.
  Z_BUF_ERROR: DAMAGED,
  Z_DATA_ERROR: DAMAGED,
};

function readText(name: string, from: string | 0): string {
  return decodeText(bytesOf(name, from).bytes);
}

export interface FileBytes {
  /** As they are, or as they were before gzip. */
  readonly bytes: Buffer;
  /** By the checksum of gzip, nothing has damaged them. */
  readonly isChecked: boolean;
}

/** `-` is the standard input. */
export function readBytes(name: string): FileBytes {
  return name === '-' ? bytesOf('standard input', 0) : bytesOf(name, name);
}

function bytesOf(name: string, from: string | 0): FileBytes {
  return readable(name, () => {
    if (from !== 0 && statSync(from).size > MAX_BYTES) {
      throw new Refusal(`${name}: ${TOO_LARGE}`);
    }
    const bytes = readFileSync(from);
    if (startsWith(bytes, ZIP)) {
      throw new Refusal(`${name}: it looks like a ZIP file; give the files in it`);
    }
    if (!startsWith(bytes, GZIP)) {
      return { bytes, isChecked: false };
    }
    const once = unzipped(bytes, name);
    // A subscription of CloudWatch Logs is gzip, and Firehose may put it into gzip once more.
    return { bytes: startsWith(once, GZIP) ? unzipped(once, name) : once, isChecked: true };
  });
}

function unzipped(gzip: Buffer, name: string): Buffer {
  const options = { maxOutputLength: MAX_BYTES, chunkSize: chunkFor(gzip), info: true };
  const { buffer, engine } = gunzipSync(gzip, options) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
  // Zeros may fill a file up. Node reads nothing behind them, and says nothing.
  if (gzip.subarray(engine.bytesWritten).some((byte) => byte !== 0)) {
    throw new Refusal(`${name}: ${DAMAGED}`);
  }
  return buffer;
}

/** What the system or zlib says against it is a refusal; anything else is a fault of this command. */
function readable<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new Refusal(`${name}: ${REASONS[code] ?? `cannot be read (${code})`}`);
  }
}

/** The last four bytes tell the size of what is in it, or of its last part, so that it mostly comes in one piece. */
function chunkFor(gzip: Buffer): number {
  const size = gzip.length < 4 ? 0 : gzip.readUInt32LE(gzip.length - 4);
  return Math.max(gzip.length, 16_384, size <= Math.min(MAX_BYTES, gzip.length * 1_032) ? size + 1 : 0);
}

/** How such files begin, whatever they are called. */
const GZIP = [0x1F, 0x8B];
const ZIP = [0x50, 0x4B, 0x03, 0x04];

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
