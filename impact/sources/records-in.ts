/** The CloudTrail records in a text, whatever they are wrapped in. */
import { type CloudTrailRecord, isFields, valueAt } from '../facts/record';

/** A text that holds no records in a form that is known. */
export class UnknownForm extends Error {}

export interface Read {
  readonly records: readonly CloudTrailRecord[];
  /** The command that wrote it stopped before the end: there are more records where it came from. */
  readonly isCutOff: boolean;
}

const EXPECTED = 'expected a file of a trail ({"Records": [...]}) or the output of aws cloudtrail lookup-events ({"Events": [...]})';

export function recordsIn(text: string): Read {
  const read = parsed(text);
  const records = valueAt(read, 'Records');
  if (Array.isArray(records)) {
    return { records: records.map(asRecord), isCutOff: false };
  }
  const events = valueAt(read, 'Events');
  if (Array.isArray(events)) {
    // Beside the record there are fields of the same names in other forms: only the record itself is sure.
    return { records: events.map((event) => asRecord(parsed(`${valueAt(event, 'CloudTrailEvent')}`))), isCutOff: typeof valueAt(read, 'NextToken') === 'string' };
  }
  if (Array.isArray(read)) {
    return { records: read.map((one) => asRecord(typeof one === 'string' ? parsed(one) : one)), isCutOff: false };
  }
  return { records: [asRecord(read)], isCutOff: false };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnknownForm(`it is no JSON (${(error as Error).message}); ${EXPECTED}`);
  }
}

/** Every record has the version of its form, and what has none is no record. */
function asRecord(value: unknown): CloudTrailRecord {
  if (!isFields(value) || typeof value.eventVersion !== 'string') {
    throw new UnknownForm(`it holds something that is no CloudTrail record; ${EXPECTED}`);
  }
  return value;
}
