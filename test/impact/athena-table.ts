/** CloudTrail records as rows of the table that Athena has of a trail. How Athena's own reader makes them of a trail's files, no test here sees. */
import { RECORDED_CALLS } from './recorded-calls';
import { dayOf } from '../../impact/facts/instant';
import { type CloudTrailRecord, textAt, valueAt } from '../../impact/facts/record';

/** A trail's files hold no condition keys. */
export const OF_A_TRAIL = RECORDED_CALLS.map(({ record }) => record).filter((record) => !('eventContext' in record));

/** The columns of a trail's table that the SQL reads, by the paths of a record. */
const TEXTS = [
  'eventType', 'eventSource', 'eventName', 'awsRegion', 'sourceIPAddress', 'errorCode', 'errorMessage', 'sessionCredentialFromConsole', 'eventTime', 'eventID', 'sharedEventID',
  'recipientAccountId', 'eventCategory',
];
/** Athena gives these as a text of JSON. */
const JSON_TEXTS = ['requestParameters', 'responseElements', 'additionalEventData'];
/** Of the path of a file. A column of the facts has the name of one. */
const PARTITIONS = ['account', 'region', 'day'];
export const TEXT_COLUMNS = [...[...TEXTS, ...JSON_TEXTS].map((name) => name.toLowerCase()), ...PARTITIONS];

/** Names in lower case, as in Athena. */
export function rowOf(record: CloudTrailRecord): object {
  return {
    ...partitionOf(record),
    useridentity: lowered(valueAt(record, 'userIdentity') ?? null),
    addendum: lowered(valueAt(record, 'addendum') ?? null),
    ...Object.fromEntries(TEXTS.map((name) => [name.toLowerCase(), record[name] ?? null])),
    ...Object.fromEntries(JSON_TEXTS.map((name) => [name.toLowerCase(), asText(record[name])])),
  };
}

/** As the path of a trail's file has it: the account whose trail it is, and the day in which the file was written. */
function partitionOf(record: CloudTrailRecord): object {
  return {
    account: textAt(record, 'recipientAccountId'),
    region: textAt(record, 'awsRegion'),
    day: dayOf(textAt(record, 'eventTime')).replaceAll('-', '/'),
  };
}

function asText(value: unknown): string | null {
  return value === undefined || value === null ? null : typeof value === 'string' ? value : JSON.stringify(value);
}

function lowered(value: unknown): unknown {
  return typeof value !== 'object' || value === null ? value
    : Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), lowered(inner)]));
}
