/** Text of the input, such as a name, for readers: nothing in it steers a terminal, turns the direction of the text, or hides. */

/**
 * Control characters, which a terminal would obey. Marks of direction and other format characters, which turn or hide the text around them.
 * Separators of lines, halves of characters, and fillers that nobody sees. No name in AWS has any of these.
 */
export const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '?');
}
