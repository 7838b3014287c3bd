/** The answers that the picture of the README shows, written into the PNG too, so that a test can tell whether it is current. */
import { crc32 } from 'node:zlib';
import type { PageData } from '../../page/page-data';

const KEYWORD = 'Comment';
const SIGNATURE_AND_HEADER = 8 + 25;

/** Each row of the table side by side, in ASCII, as a text chunk of PNG wants it. */
export function tableAsText({ overview, overviewColumns }: Pick<PageData, 'overview' | 'overviewColumns'>): string {
  const rows = overview.map(({ title, cells }) => [title, ...cells.map(({ status, words, details, reason }) => [status, words, ...details, reason ?? ''])]);
  return JSON.stringify([overviewColumns, ...rows]).replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export function withText(png: Buffer, text: string): Buffer {
  const body = Buffer.from(`tEXt${KEYWORD}\0${text}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([png.subarray(0, SIGNATURE_AND_HEADER), length, body, check, png.subarray(SIGNATURE_AND_HEADER)]);
}

export function textIn(png: Buffer): string | undefined {
  const start = Buffer.from(`tEXt${KEYWORD}\0`, 'latin1');
  const at = png.indexOf(start);
  return at < 0 ? undefined : png.toString('latin1', at + start.length, at + 4 + png.readUInt32BE(at - 4));
}
