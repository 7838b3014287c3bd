/** Texts in which patterns meet that are parts of one another in neither way: what fits one of them alone does not show what fits both. */
import { type Automaton, type Token, matches, textWitnesses } from './text-witnesses';

/** Of more patterns than these, each two are tried, because the ways to fit all double with each. */
const MAX_TOGETHER = 6;
const MAX_PAIRS = 200;

export interface Meeting {
  readonly text: string;
  /** The patterns that the text fits, by their place in the list: two or more. */
  readonly fits: readonly number[];
}

/** @param within what each text has to fit, too */
export function meetingsOf(patterns: readonly Automaton[], within: Automaton): Meeting[] {
  const pairs = crossingPairs(patterns);
  const crossing = [...new Set(pairs.flat())];
  // A single text that several fit is a way by itself: a Deny may name it.
  const isSingle = (pattern: Automaton) => isPlain(pattern) && crossing.filter((index) => matches(patterns[index], headOf(pattern))).length > 1;
  const single = [...patterns.keys()].filter((index) => isSingle(patterns[index]));
  const together = crossing.length > MAX_TOGETHER ? pairs : crossing.length > 0 ? [[...crossing, ...single]] : [];
  return together.flatMap((places) => (textWitnesses([...places.map((place) => patterns[place]), within]) ?? [])
    .filter((witness) => witness.matches.at(-1))
    .map((witness) => ({ text: witness.text, fits: places.filter((_, index) => witness.matches[index]) }))
    .filter(({ fits }) => fits.length > 1));
}

/** In the order of what they begin with, so that each is compared with those alone that begin alike. */
function crossingPairs(patterns: readonly Automaton[]): number[][] {
  const heads = patterns.map(headOf);
  const isPart = (one: number, other: number) => isPartOf(heads[one], patterns[other], heads[other]);
  const pairs: number[][] = [];
  const alike: number[] = [];
  for (const index of [...patterns.keys()].filter((one) => !isPlain(patterns[one])).sort((a, b) => heads[a] < heads[b] ? -1 : 1)) {
    while (alike.length > 0 && !heads[index].startsWith(heads[alike.at(-1)!])) {
      alike.pop();
    }
    const crossed = alike.filter((other) => !isPart(index, other) && !isPart(other, index));
    pairs.push(...crossed.map((other) => [other, index]));
    if (pairs.length > MAX_PAIRS) {
      return pairs.slice(0, MAX_PAIRS);
    }
    alike.push(index);
  }
  return pairs;
}

/** Most begin with other names, which costs nothing to see. */
export function mayMeet(head: string, other: string): boolean {
  return head.startsWith(other) || other.startsWith(head);
}

/** Whether all that begins so fits the other pattern, because its only wildcard is a star at the end. */
function isPartOf(head: string, { tokens }: Automaton, otherHead: string): boolean {
  return tokens.length === otherHead.length + 1 && isStar(tokens.at(-1)!) && head.startsWith(otherHead);
}

function isPlain({ tokens }: Automaton): boolean {
  return tokens.every(({ character }) => character !== undefined);
}

function isStar({ character, repeats }: Token): boolean {
  return character === undefined && repeats === true;
}

/** What every text that fits begins with. */
export function headOf({ tokens }: Automaton): string {
  const wildcard = tokens.findIndex(({ character }) => character === undefined);
  return tokens.slice(0, wildcard < 0 ? undefined : wildcard).map(({ character }) => character).join('');
}
