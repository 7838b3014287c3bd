/** Patterns of ARNs: each of the six parts by itself, so that a star does not reach over a colon but in the last part. */
import { automatonOf, overColons } from './automaton';
import { Lookup, Pattern, compilePattern, cut, variablesIn } from './pattern';
import { type Automaton, matches } from './text-witnesses';

/** Undefined if the pattern has no six parts. */
export function compileArn(pattern: string, variables: boolean, where: string): Pattern | undefined {
  const parts = partsOf(pattern, colonsIn(pattern));
  const patterns = parts?.map((part) => compilePattern(part, { wildcards: true, variables }, where));
  return patterns && ((text, lookup) => {
    const given = partsOf(text, firstColons(text));
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

/** How many parts a pattern has, in which nothing stands for a variable. */
export function partsIn(pattern: string): number {
  return 1 + cut(pattern).reduce((sum, piece, index) => index % 2 === 1 ? sum : sum + piece.split(':').length - 1, 0);
}

/** Without the first part, which is `arn`. What stands behind the fifth colon is one part. */
function partsOf(value: string, colons: readonly number[]): string[] | undefined {
  return colons.length < 5 || colons[0] !== 3 || !value.startsWith('arn') ? undefined
    : [0, 1, 2, 3, 4].map((index) => value.slice(colons[index] + 1, index < 4 ? colons[index + 1] : undefined));
}

function firstColons(text: string): number[] {
  const colons: number[] = [];
  for (let at = text.indexOf(':'); at >= 0 && colons.length < 5; at = text.indexOf(':', at + 1)) {
    colons.push(at);
  }
  return colons;
}

/** Those that stand in no variable: the next brace closes none. */
function colonsIn(pattern: string): number[] {
  const colons: number[] = [];
  let isInside = false;
  for (let at = pattern.length - 1; at >= 0; at--) {
    const character = pattern[at];
    if (character === '}' || character === '{') {
      isInside = character === '}';
    } else if (character === ':' && !isInside) {
      colons.push(at);
    }
  }
  return colons.reverse();
}

/**
 * The same for a `Resource`, in which a star at the end of a part reaches over colons; undefined if no part but the last has one there.
 *
 * IAM User Guide, "IAM JSON policy elements: Resource": if the star is the last character of a segment, it can match beyond the colons. That
 * is said of resources only: the ARN operators of conditions check each part by itself.
 */
export function starsOverColons(pattern: string, variables: boolean): Pattern | undefined {
  if (!colonsIn(pattern).some((colon) => pattern[colon - 1] === '*')) {
    return undefined;
  }
  const names = variables ? variablesIn(pattern) : [];
  const filledIn = lastOf((lookup: Lookup) => automatonOf(pattern, { variables, wildcard: overColons }, lookup), (lookup) => names.map(lookup).join('\0'));
  return (text, lookup) => {
    const automaton = filledIn(lookup);
    return automaton && matches(automaton, text);
  };
}

/** Many requests of one user, one after the other, have the same values. */
function lastOf(make: (lookup: Lookup) => Automaton | undefined, keyOf: (lookup: Lookup) => string): (lookup: Lookup) => Automaton | undefined {
  let last: { readonly key: string; readonly automaton: Automaton | undefined } | undefined;
  return (lookup) => {
    const key = keyOf(lookup);
    last = last?.key === key ? last : { key, automaton: make(lookup) };
    return last.automaton;
  };
}
