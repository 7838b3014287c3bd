/**
 * The fast way through a file of a trail. Most records are of roles and services, which no policy of a user reaches: of such records, those
 * with the same origin are counted without being read further.
 */
import { isAscii } from 'node:buffer';
import { endsOfRecord } from './record-ends';
import { userRecord } from './user-record';
import { isNotReached } from '../../src/private/impact/vocabulary/fact';
import { type CloudTrailRecord, flattenedName, hasTextInIdentity, isRecord } from '../facts/record';
import { sessionOf } from '../facts/session-of';

export type Visit = (record: CloudTrailRecord, times: number) => void;

const RECORD = '{"eventVersion":"';
const BEGIN = `{"Records":[${RECORD}`;
const COMMA = ','.charCodeAt(0);
const END = /\]\}[ \n\r\t]*$/;

/**
 * Takes JSON that was not damaged on the way.
 *
 * @returns false if it is no file as CloudTrail writes them; what was visited until then counts for nothing
 */
export function visitTrailFile(bytes: Buffer, visit: Visit): boolean {
  const starts = startsOfRecords(bytes);
  if (starts === undefined) {
    return false;
  }
  const encoding = isAscii(bytes) ? 'latin1' : 'utf8';
  const skipped = new Map<string, { readonly record: CloudTrailRecord; times: number }>();
  try {
    for (let index = 0; index < starts.length - 1; index++) {
      if (index > 0 && bytes[starts[index] - 1] !== COMMA) {
        return false;
      }
      const one = bytes.toString(encoding, starts[index], starts[index + 1] - 1);
      const ends = endsOfRecord(one);
      const alike = ends === undefined ? undefined : skipped.get(ends);
      if (alike !== undefined) {
        alike.times++;
        continue;
      }
      const ofUser = userRecord(one);
      if (ofUser !== undefined) {
        visit(ofUser, 1);
        continue;
      }
      const record = JSON.parse(one) as unknown;
      if (!isRecord(record) || hasTextInIdentity(record) || flattenedName(record) !== undefined) {
        return false;
      }
      if (ends !== undefined && isReachedByNone(record)) {
        skipped.set(ends, { record, times: 1 });
      } else {
        visit(record, 1);
      }
    }
  } catch (error) {
    if (error instanceof SyntaxError) {
      return false;
    }
    throw error;
  }
  skipped.forEach(({ record, times }) => visit(record, times));
  return true;
}

/** Where each text begins that may be a record, and one behind the last. Undefined if it is no such file. */
function startsOfRecords(bytes: Buffer): number[] | undefined {
  const end = END.exec(bytes.toString('latin1', Math.max(0, bytes.length - 20)));
  if (end === null || bytes.toString('latin1', 0, BEGIN.length) !== BEGIN) {
    return undefined;
  }
  const starts: number[] = [];
  // With its bracket, because the search stops at each character that is like the first.
  for (let at = bytes.indexOf(RECORD, 0, 'latin1'); at !== -1; at = bytes.indexOf(RECORD, at + RECORD.length, 'latin1')) {
    starts.push(at);
  }
  return [...starts, bytes.length - end[0].length + 1];
}

/** By the types of the event, of the identity and of its issuer alone. The other two reasons ask for more of the record. */
function isReachedByNone(record: CloudTrailRecord): boolean {
  const session = sessionOf(record);
  return isNotReached(session) && session !== 'unidentified' && session !== 'sign-in step';
}
