/** Patterns of ARNs: each of the six parts by itself, so that a star does not reach over a colon but in the last part. */
import { automatonOf, overColons } from './automaton';
import { Pattern, compilePattern } from './pattern';
import { matches } from './text-witnesses';

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
export function starsOverColons(pattern: string, variables: boolean): Pattern | undefined {
  const [, ...ends] = pattern.split(/\*:(?![^{}]*\})/);
  return ends.length === 0 ? undefined : (text, lookup) => {
    const automaton = automatonOf(pattern, { variables, wildcard: overColons }, lookup);
    return automaton && matches(automaton, text);
  };
}
