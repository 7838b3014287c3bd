import { MAX_DEPTH } from '../../access/judge/inputs/json-scanner';

/** A CloudTrail record as it was read: nothing in it is sure to be there, or to have the type that it should have. */
export type CloudTrailRecord = Readonly<Record<string, unknown>>;

/**
 * Every record has the version of its form, except one that stands for many calls. Events of S3 and of streams have a version too. Tools that
 * guess types write the version as a number.
 */
export function isRecord(value: unknown): value is CloudTrailRecord {
  return isFields(value) && (value.eventType === 'AwsAggregatedEvent'
    || (['string', 'number'].includes(typeof value.eventVersion) && !textAt(value, 'eventSource').startsWith('aws:')));
}

/**
 * The value at a path. Whatever is on the way may be absent, null, or something else than an object. No name that is asked for is one that
 * every object has. Without a list of names, because that is slower, and calls are many.
 */
export function valueAt(record: unknown, first: string, second?: string, third?: string, fourth?: string): unknown {
  const one = valueOf(record, first);
  const two = second === undefined ? one : valueOf(one, second);
  const three = third === undefined ? two : valueOf(two, third);
  return fourth === undefined ? three : valueOf(three, fourth);
}

function valueOf(fields: unknown, name: string): unknown {
  return isFields(fields) ? fields[name] : undefined;
}

/** As text. Absent, null and the empty text are alike, and a boolean reads like its name. */
export function textAt(record: unknown, first: string, second?: string, third?: string, fourth?: string): string {
  const value = valueAt(record, first, second, third, fourth);
  return typeof value === 'string' ? value : typeof value === 'boolean' || typeof value === 'number' ? `${value}` : '';
}

/** Whether there is anything in it. Some tools write the empty text or a list of nothing for what is not there. What is nested deeply is something. */
export function isTold(value: unknown, depth = 0): boolean {
  return typeof value === 'object' && value !== null ? depth > MAX_DEPTH || Object.values(value).some((one) => isTold(one, depth + 1))
    : value !== undefined && value !== null && value !== '';
}

/** Athena, event data stores and other tools give some parts as a text of JSON. */
export function partAt(record: unknown, name: string): unknown {
  const value = valueAt(record, name);
  return typeof value === 'string' ? parsed(value) : value;
}

export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A name such as `userIdentity.type` or `sessionContext_attributes_mfaAuthenticated`: a tool has made one level of two, and who asked is lost. */
export function flattenedName(record: CloudTrailRecord): string | undefined {
  return flatIn(record, 'userIdentity') ?? flatIn(record.userIdentity, 'sessionContext');
}

/** Whether a part of who asked is a text of JSON, as tools write it that make a table of records. */
export function hasTextInIdentity({ userIdentity }: CloudTrailRecord): boolean {
  const session = valueAt(userIdentity, 'sessionContext');
  return isText(userIdentity) || isText(session) || isText(valueAt(session, 'attributes')) || isText(valueAt(session, 'sessionIssuer'));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** Who asked, in fields again. A text that is none stays one. */
export function withIdentityInFields(record: CloudTrailRecord): CloudTrailRecord {
  const userIdentity = inFields(record, 'userIdentity');
  const sessionContext = inFields(userIdentity, 'sessionContext');
  const parts = { attributes: inFields(sessionContext, 'attributes'), sessionIssuer: inFields(sessionContext, 'sessionIssuer') };
  return { ...record, userIdentity: withPart(userIdentity, { sessionContext: withPart(sessionContext, parts) }) };
}

function inFields(fields: unknown, name: string): unknown {
  const part = partAt(fields, name);
  return isFields(part) ? part : valueAt(fields, name);
}

function withPart(fields: unknown, parts: object): unknown {
  return isFields(fields) ? { ...fields, ...parts } : fields;
}

function flatIn(fields: unknown, part: string): string | undefined {
  return !isFields(fields) || isFields(fields[part]) ? undefined
    : Object.keys(fields).find((name) => name !== part && name.toLowerCase().replace(/[^a-z]/g, '').startsWith(part.toLowerCase()));
}

/** What a table has for a name from a record, which may be `constructor`. */
export function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
