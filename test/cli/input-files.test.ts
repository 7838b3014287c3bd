/** Files as shells and tools write them. */
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { gzipSync } from 'zlib';
import { readInput } from '../../cli/input-files';

const TEXT = '{"Name": "Jürgen, 漢字"}';
let folder: string;

beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-files-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function readBytes(bytes: Uint8Array): string {
  const path = join(folder, 'input.json');
  writeFileSync(path, bytes);
  return readInput(path).text;
}

const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16();

test.each<[string, Uint8Array]>([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`)],
  ['UTF-16, as > of Windows PowerShell 5.1 writes it', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  ['UTF-16 with the other order of bytes', bigEndian(`\ufeff${TEXT}`)],
  ['UTF-16 without a byte order mark', Buffer.from(TEXT, 'utf16le')],
  ['UTF-16 of the other order without a mark', bigEndian(TEXT)],
  ['gzip', gzipSync(TEXT)],
  ['gzip of UTF-16', gzipSync(Buffer.from(`\ufeff${TEXT}`, 'utf16le'))],
  ['gzip in two parts', Buffer.concat([gzipSync(TEXT.slice(0, 5)), gzipSync(TEXT.slice(5))])],
])('%s is read', (_what, bytes) => {
  expect(readBytes(bytes)).toBe(TEXT);
});

test('gzip that is cut off, or that holds more than 256 MB, is refused', () => {
  expect(() => readBytes(gzipSync(TEXT).subarray(0, 20))).toThrow('input.json: it is gzip that is damaged or cut off');
  expect(() => readBytes(gzipSync(Buffer.alloc(256_000_001)))).toThrow('input.json: it is larger than 256 MB, which no account is');
});

test('what is no text is refused', () => {
  expect(() => readBytes(Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0, 0]))).toThrow('input.json: it looks like a ZIP file; give the files in it');
});
