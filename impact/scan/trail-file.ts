/**
 * The fast way through a file of a trail. Most records are of roles and services, which no policy of a user reaches: of such records, those
 * with the same origin are counted without being read further.
 */
import { endsOfRecord } from './record-ends';
import { isNotReached } from '../../src/private/impact/vocabulary/fact';
import { type CloudTrailRecord, flattenedName, hasTextInIdentity, isRecord } from '../facts/record';
import { sessionOf } from '../facts/session-of';

export type Visit = (record: CloudTrailRecord, times: number) => void;

const VERSION = '"eventVersion"';
const IDENTITY = '"userIdentity"';
const START = `{${VERSION}:"`;
const BEGIN = `{"Records":[${START}`;
const BETWEEN = `},${START}`;
const END = /\]\}\s*$/;

/**
 * Takes JSON that was not damaged on the way.
 *
 * @returns false if it is no file as CloudTrail writes them; what was visited until then counts for nothing
 */
export function visitTrailFile(text: string, visit: Visit): boolean {
  const starts = startsOfRecords(text);
  if (starts === undefined) {
    return false;
  }
  const skipped = new Map<string, { readonly record: CloudTrailRecord; times: number }>();
  try {
    for (let index = 0; index < starts.length - 1; index++) {
      const one = text.slice(starts[index], starts[index + 1] - 1);
      const ends = endsOfRecord(one);
      const alike = ends === undefined ? undefined : skipped.get(ends);
      if (alike !== undefined && hasOneIdentity(one)) {
        alike.times++;
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
function startsOfRecords(text: string): number[] | undefined {
  const end = END.exec(text.slice(-20));
  if (end === null || !text.startsWith(BEGIN)) {
    return undefined;
  }
  const starts: number[] = [];
  for (let at = text.indexOf(VERSION); at !== -1; at = text.indexOf(VERSION, at + VERSION.length)) {
    starts.push(at - 1);
  }
  const isList = starts.every((start, index) => index === 0 || text.startsWith(BETWEEN, start - 2));
  return isList ? [...starts, text.length - end[0].length + 1] : undefined;
}

/**
 * Whether this is one record, if its first and its last fields are those of one. JSON that is parsed tells it by itself.
 *
 * In JSON, a name with its quotes stands in no text, so each place of it is one of a field. Every record has an identity.
 */
function hasOneIdentity(text: string): boolean {
  // Forward, because a search from the end is several times slower.
  return text.indexOf(IDENTITY, text.indexOf(IDENTITY) + 1) < 0;
}

/** By the types of the event, of the identity and of its issuer alone. The other two reasons ask for more of the record. */
function isReachedByNone(record: CloudTrailRecord): boolean {
  const session = sessionOf(record);
  return isNotReached(session) && session !== 'unidentified' && session !== 'sign-in step';
}
