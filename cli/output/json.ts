/** JSON for scripts, and for anyone who looks at it in a terminal: a line for each entry of a list. */
import { UNPRINTABLE } from './printable';

/** In one line. What does not print is escaped; a script that parses the text gets it back. */
export function json(value: unknown): string {
  return JSON.stringify(value).replace(UNPRINTABLE, escaped);
}

function escaped(character: string): string {
  return character.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
}

/** An object of a line for each of its fields. A field may come piece by piece. */
export function* jsonObject(fields: readonly (readonly [name: string, value: unknown])[], indent: string): Generator<string> {
  yield '{\n';
  const written = fields.filter(([, value]) => value !== undefined);
  for (const [index, [name, value]] of written.entries()) {
    yield `${indent}  ${json(name)}: `;
    if (value instanceof Pieces) {
      yield* value.of(`${indent}  `);
    } else {
      yield json(value);
    }
    yield index < written.length - 1 ? ',\n' : '\n';
  }
  yield `${indent}}`;
}

/** What comes piece by piece, at an indent. */
export class Pieces {
  public constructor(public readonly of: (indent: string) => Iterable<string>) {}
}

/** @param write gives the text of an entry, at an indent */
export function jsonList<T>(entries: Iterable<T>, write: (entry: T, indent: string) => Iterable<string>): Pieces {
  return new Pieces(function* (indent) {
    let before = '[\n';
    for (const entry of entries) {
      yield `${before}${indent}  `;
      yield* write(entry, `${indent}  `);
      before = ',\n';
    }
    yield before === '[\n' ? '[]' : `\n${indent}]`;
  });
}
