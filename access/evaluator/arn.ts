/** Patterns of ARNs: each of the six parts by itself, so that a star does not reach over a colon but in the last part. */
import { Lookup, Pattern, compilePattern, split } from './pattern';
import { Automaton, Token, matches } from './text-witnesses';

/** Undefined if the pattern has no six parts. */
export function compileArn(pattern: string, variables: boolean, where: string): Pattern | undefined {
  const parts = partsOf(pattern, /:(?![^{}]*\})/);
  const patterns = parts?.map((part) => compilePattern(part, { wildcards: true, variables }, where));
  return patterns && ((text, lookup) => {
    const given = partsOf(text, /:/);
    if (given === undefined) {
      return undefined;
    }
    for (let index = 0; index < patterns.length; index++) {
      const answer = patterns[index](given[index], lookup);
      if (answer !== true) {
        return answer;
      }
    }
    return true;
  });
}

/** Without the first part, which is `arn`. */
function partsOf(value: string, colon: RegExp): string[] | undefined {
  const [first, ...parts] = value.split(colon);
  return first !== 'arn' || parts.length < 5 ? undefined : [...parts.slice(0, 4), parts.slice(4).join(':')];
}

/**
 * The same for a `Resource`, in which a star at the end of a part reaches over colons; undefined if no part but the last has one there.
 *
 * IAM User Guide, "IAM JSON policy elements: Resource": if the star is the last character of a segment, it can match beyond the colons. That
 * is said of resources only: the ARN operators of conditions check each part by itself.
 */
export function starsOverColons(pattern: string, variables: boolean, where: string): Pattern | undefined {
  const [, ...ends] = pattern.split(/\*:(?![^{}]*\})/);
  return ends.length === 0 ? undefined : (text, lookup) => {
    const automaton = automatonOf(pattern, variables, where, lookup);
    return automaton && matches(automaton, text);
  };
}

function automatonOf(pattern: string, variables: boolean, where: string, lookup: Lookup): Automaton | undefined {
  const tokens: Token[] = [];
  for (const [index, piece] of (variables ? split(pattern, where) : [pattern]).entries()) {
    const text = typeof piece === 'string' ? piece : lookup(piece.name) || piece.fallback;
    if (text === undefined) {
      return undefined;
    }
    const isPlain = typeof piece === 'string' && index % 2 === 0;
    [...text].forEach((character, place) => tokens.push(!isPlain ? { character } : tokenOf(character, text[place + 1], tokens)));
  }
  return { tokens, ignoreCase: false };
}

/** A wildcard inside a part stays in the part; behind the fifth colon everything is one part. */
function tokenOf(character: string, next: string | undefined, before: readonly Token[]): Token {
  const inside = before.filter((token) => token.character === ':').length < 5 ? { withoutColon: true as const } : {};
  switch (character) {
    case '*': return next === ':' || next === undefined ? { repeats: true } : { repeats: true, ...inside };
    case '?': return inside;
    default: return { character };
  }
}
