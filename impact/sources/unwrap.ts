/** From what commands and services of AWS put around records to the records. */
import { UnknownForm } from './unknown-form';
import { MAX_DEPTH } from '../../access/judge/inputs/json-scanner';
import { type CloudTrailRecord, flattenedName, hasTextInIdentity, isFields, isRecord, textAt, valueAt, withIdentityInFields } from '../facts/record';

const EXPECTED = 'expected a file of a trail ({"Records": [...]}) or the output of aws cloudtrail lookup-events ({"Events": [...]})';

export const INSIGHTS = 'it looks like a result of CloudWatch Logs Insights, which leaves out what is over its limit of rows; give what aws logs filter-log-events prints';

const AS_WRITTEN = 'give the records as CloudTrail wrote them';

export function* unwrapped(value: unknown, depth = 0): Generator<CloudTrailRecord> {
  if (depth > MAX_DEPTH) {
    throw new UnknownForm(`it is nested deeper than ${MAX_DEPTH} levels, which no log is`);
  }
  if (typeof value === 'string') {
    yield* unwrapped(parsed(value), depth + 1);
  } else if (Array.isArray(value)) {
    for (const one of withoutOtherColumns(value)) {
      yield* unwrapped(one, depth + 1);
    }
  } else if (isRecord(value)) {
    yield withIdentity(value);
  } else {
    yield* unwrapped(contentOf(value), depth + 1);
  }
}

/** Tools that make a table of records write a part of them as a text. */
function withIdentity(record: CloudTrailRecord): CloudTrailRecord {
  const inFields = hasTextInIdentity(record) ? withIdentityInFields(record) : record;
  const flat = flattenedName(inFields);
  if (flat !== undefined) {
    throw new UnknownForm(`it has ${flat.slice(0, 60)} in place of fields in fields, as if a tool had flattened the records; ${AS_WRITTEN}`);
  }
  const { userIdentity } = inFields;
  if (typeof userIdentity === 'string' && userIdentity !== '') {
    throw new UnknownForm(`it has the text ${JSON.stringify(userIdentity.slice(0, 40))} as a userIdentity; ${AS_WRITTEN}`);
  }
  // Logstash moves the time there.
  return inFields.eventTime === undefined ? { ...inFields, eventTime: inFields['@timestamp'] } : inFields;
}

/** What a wrapper holds. Beside the record, some have fields of the same names in other forms: only the record itself is sure. */
function contentOf(value: unknown): unknown {
  const wrapper = WRAPPERS.find(({ holds }) => listAt(value, holds) !== undefined);
  if (wrapper !== undefined) {
    return wrapper.content(listAt(value, wrapper.holds)!, value);
  }
  const record = column(value) ?? HOLDING_ONE.map((name) => valueAt(value, name)).find((one) => one !== undefined);
  if (record !== undefined) {
    return record;
  }
  const other = Object.keys(LOOKS_LIKE).find((name) => valueAt(value, name) !== undefined);
  if (other !== undefined) {
    throw new UnknownForm(`it looks like ${LOOKS_LIKE[other]}`);
  }
  throw new UnknownForm(`it holds something that is no CloudTrail record${isFields(value) ? ` (${Object.keys(value).slice(0, 3).join(', ').slice(0, 80)})` : ''}; ${EXPECTED}`);
}

/** Beside EventBridge, a line that Elasticsearch, OpenSearch or Splunk exports. */
const HOLDING_ONE = ['CloudTrailEvent', 'detail', '_source', 'result', '_raw'];

const BASE64 = "records in base64; decode them with: jq -r '.. | .data?, .Data? | strings' FILE | base64 -d | gzip -cdf";

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  class_uid: 'OCSF, as Security Lake writes it, which does not tell a session without MFA from an access key; give the files of the trail',
  hits: 'the answer to a search, which leaves out what is over its size; export all documents, one on each line, with _source or _raw',
  awslogs: BASE64,
  kinesis: BASE64,
  Data: BASE64,
};

interface Wrapper {
  readonly holds: string;
  readonly content: (list: readonly unknown[], wrapper: unknown) => unknown;
}

const messages = (list: readonly unknown[]) => list.map((one) => valueAt(one, 'message'));

const WRAPPERS: readonly Wrapper[] = [
  // A file of a trail.
  { holds: 'Records', content: (list) => list },
  // aws cloudtrail lookup-events. With --query, an event may stand without the list.
  { holds: 'Events', content: (list) => list.map((one) => valueAt(one, 'CloudTrailEvent')) },
  // aws cloudtrail get-query-results.
  { holds: 'QueryResultRows', content: queryResults },
  {
    holds: 'results',
    content: ([first]) => {
      throw new UnknownForm(valueAt(first, '_raw') === undefined ? INSIGHTS : `it looks like ${LOOKS_LIKE.hits}`);
    },
  },
  // A subscription or an export of CloudWatch Logs, and aws logs filter-log-events.
  { holds: 'logEvents', content: (list, wrapper) => textAt(wrapper, 'messageType') === 'CONTROL_MESSAGE' ? [] : messages(list) },
  {
    holds: 'events',
    content: (list, wrapper) => {
      if (valueAt(wrapper, 'nextForwardToken') !== undefined) {
        throw new UnknownForm('it looks like a page of aws logs get-log-events, which has no sign of the last page; give what aws logs filter-log-events prints');
      }
      return messages(list);
    },
  },
];

function queryResults(rows: readonly unknown[], result: unknown): unknown {
  const status = textAt(result, 'QueryStatus');
  if (status !== '' && status !== 'FINISHED') {
    throw new UnknownForm(`the query is ${status.slice(0, 40)}; ask again once it is FINISHED`);
  }
  if (!rows.every((row) => Array.isArray(row) && row.some((one) => column(one) !== undefined))) {
    throw new UnknownForm('its rows have no column eventJson; query SELECT eventJson FROM ...');
  }
  return rows;
}

function listAt(value: unknown, name: string): unknown[] | undefined {
  const list = valueAt(value, name);
  return Array.isArray(list) ? list : undefined;
}

/** The record of a row of CloudTrail Lake. */
function column(value: unknown): unknown {
  return valueAt(value, 'eventJson') ?? valueAt(value, 'eventjson');
}

/** A row is a list of columns, one of which is the record. */
function withoutOtherColumns(list: readonly unknown[]): readonly unknown[] {
  const isOther = (one: unknown) => isFields(one) && Object.keys(one).length === 1 && column(one) === undefined;
  return list.some((one) => column(one) !== undefined) ? list.filter((one) => !isOther(one) || isWrapper(one)) : list;
}

function isWrapper(value: unknown): boolean {
  return valueAt(value, 'detail') !== undefined || WRAPPERS.some(({ holds }) => listAt(value, holds) !== undefined);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnknownForm(`it holds the text ${JSON.stringify(text.slice(0, 40))}, which is no CloudTrail record; ${EXPECTED}`);
  }
}
