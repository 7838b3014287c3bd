/** JSON for scripts, and for anyone who looks at it in a terminal. */
import { UNPRINTABLE } from './printable';

/** What does not print is escaped. A script that parses the text gets it back. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(UNPRINTABLE, escaped);
}

function escaped(character: string): string {
  return character === '\n' ? character // Of the indentation: those of names are escaped already.
    : character.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
}
