/** Text of the input, such as a name, for readers: nothing in it steers a terminal, turns the direction of the text, or hides. */

/** A control character, which a terminal would obey, or one that turns the direction of the text. */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '?');
}
