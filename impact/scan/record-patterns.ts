/** Patterns of the text of a record, with its fields in the order in which CloudTrail writes them. Of texts, those without an escape. */

export const TEXT = '"[^"\\\\]*"';
export const PAIRS = `(?:"[A-Za-z]+":${TEXT},?)*`;

/** Any of the fields, with a text each. */
export const pairs = (...names: readonly string[]) => `(?:,"(?:${names.join('|')})":${TEXT})*`;
/** A field that may be absent, and its value. */
export const optional = (name: string, value: string) => `(?:,"${name}":(${value}))?`;

/** Far more than CloudTrail writes, and far less than what a pattern has no stack for. */
const LONGEST = 1_000_000;

/** Null for a longer text too, which may match. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return at < 0 || text.length > LONGEST ? null : pattern.exec(text);
}
