/**
 * The fast way through a file of a trail. Most records are of roles and services, which no policy of a user reaches: of such records, those
 * with the same origin are counted without being read further.
 */
import { endsOfRecord } from './record-ends';
import { isNotReached } from '../../src/private/impact/vocabulary/fact';
import type { CloudTrailRecord } from '../facts/record';
import { sessionOf } from '../facts/session-of';

export type Visit = (record: CloudTrailRecord, times: number) => void;

const START = '{"eventVersion":"';
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
      const [start, end] = [starts[index], starts[index + 1] - 1];
      const ends = endsOfRecord(text, start, end);
      const alike = ends === undefined ? undefined : skipped.get(ends);
      if (alike !== undefined) {
        alike.times++;
        continue;
      }
      const record = JSON.parse(text.slice(start, end)) as CloudTrailRecord;
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

/**
 * Where each record begins, and one behind the last. Undefined if that is not sure.
 *
 * In JSON, a name with its quotes stands in no text, so each place of the two names is one of a field. Every record has both. So if
 * each name stands once between the beginnings of two records, no other record lies there.
 */
function startsOfRecords(text: string): number[] | undefined {
  const end = END.exec(text.slice(-20));
  if (end === null || !text.startsWith(BEGIN)) {
    return undefined;
  }
  const starts = placesOf(text, '"eventVersion"').map((place) => place - 1);
  const identities = placesOf(text, '"userIdentity"');
  const isOneEach = starts.length === identities.length && starts.every((start, index) =>
    start < identities[index] && !(identities[index] > starts[index + 1]) && (index === 0 || text.startsWith(BETWEEN, start - 2)));
  return isOneEach ? [...starts, text.length - end[0].length + 1] : undefined;
}

function placesOf(text: string, name: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    places.push(at);
  }
  return places;
}

/** By the types of the event, of the identity and of its issuer alone. The other two reasons ask for more of the record. */
function isReachedByNone(record: CloudTrailRecord): boolean {
  const session = sessionOf(record);
  return isNotReached(session) && session !== 'unidentified' && session !== 'sign-in step';
}
