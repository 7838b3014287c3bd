/** The automaton of a text of a policy, with its variables filled in. */
import { Lookup, split } from './pattern';
import type { Automaton, Token } from './text-witnesses';

/** What a star or a question mark stands for: `next` follows it, and `colons` stand before it. */
export type Wildcard = (mark: string, next: string | undefined, colons: number) => Token;

export interface Reading {
  readonly variables: boolean;
  readonly ignoreCase?: boolean;
  /** Without one, a star is a star. */
  readonly wildcard?: Wildcard;
  /** The value of a variable that has none, and for which the text says none. */
  readonly filler?: string;
}

/** Of whatever characters. */
export const anywhere: Wildcard = (mark) => mark === '*' ? { repeats: true } : {};

/** In an ARN, inside a part; behind the fifth colon everything is one part. */
export const insideParts: Wildcard = (mark, next, colons) => ({ ...anywhere(mark, next, colons), ...colons < 5 && { withoutColon: true } });

/** The same, but a star at the end of a part reaches over colons. */
export const overColons: Wildcard = (mark, next, colons) =>
  (mark === '*' && (next === ':' || next === undefined) ? anywhere : insideParts)(mark, next, colons);

/** Undefined where a variable has no value, because nothing matches then. */
export function automatonOf(source: string, { variables, ignoreCase = false, wildcard, filler }: Reading, lookup: Lookup): Automaton | undefined {
  const tokens: Token[] = [];
  let colons = 0;
  for (const [index, piece] of (variables ? split(source, '') : [source]).entries()) {
    const text = typeof piece === 'string' ? piece : lookup(piece.name) || (piece.fallback ?? filler);
    if (text === undefined) {
      return undefined;
    }
    // What stands between braces is neither a wildcard nor the end of a part.
    const isPlain = typeof piece === 'string' && index % 2 === 0;
    [...text].forEach((character, place) => {
      const isWildcard = isPlain && wildcard !== undefined && (character === '*' || character === '?');
      tokens.push(isWildcard ? wildcard(character, text[place + 1], colons) : { character });
      colons += isPlain && character === ':' ? 1 : 0;
    });
  }
  return { tokens, ignoreCase };
}
