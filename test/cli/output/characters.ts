/** Characters that names do not have, and that a reader of names must not meet: one for each kind, and all that a terminal obeys. */
const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Without the half of a character, which no encoding of a file has. */
export const UNPRINTABLE: [string, string][] = [
  ...range(0x00, 0x1f), ...range(0x7f, 0x9f), // Controls.
  0x061c, 0x200e, 0x200f, ...range(0x202a, 0x202e), ...range(0x2066, 0x2069), // Direction.
  0x2028, 0x2029, // Lines and paragraphs.
  0x00ad, 0x180e, 0x200b, 0x200c, 0x200d, 0x2060, 0x3164, 0xfe0f, 0xfeff, 0xfff9, 0xe0041, // Not seen.
].map((code) => [`U+${code.toString(16).toUpperCase().padStart(4, '0')}`, String.fromCodePoint(code)]);
