/**
 * Texts that stand for all texts: for each way in which a text can match some of several patterns, one that does.
 *
 * Two texts that match the same patterns are alike to a policy. So these, tried, are every text tried.
 */

/** What a pattern expects at a place. */
export interface Token {
  /** One character, or nothing for whatever character. */
  readonly character?: string;
  /** Whether it may come any number of times. */
  readonly repeats?: true;
  /** Whether a colon is no match, as inside a segment of an ARN. */
  readonly withoutColon?: true;
}

export interface Automaton {
  readonly tokens: readonly Token[];
  readonly ignoreCase: boolean;
}

/** More ways than these are not followed, and no more steps are made; no real policy came near. */
const MAX_STATES = 4_000;
const MAX_STEPS = 2_000_000;

/** The places of each pattern at which a text may stand, in ascending order. */
type Places = readonly number[];
type State = readonly Places[];

export interface Witness {
  readonly text: string;
  /** Of each pattern, whether the text matches. */
  readonly matches: readonly boolean[];
}

/** Undefined if there are too many to tell. The empty text is one only if no other matches the same. */
export function textWitnesses(automata: readonly Automaton[]): Witness[] | undefined {
  const alphabet = alphabetOf(automata);
  let steps = 0;
  const start: State = automata.map(({ tokens }) => reached([], 0, tokens));
  const seen = new Set([key(start)]);
  const found = new Map<string, Witness>();
  const find = (text: string, state: State): void => {
    const matching = state.map((places, index) => isEnd(places, automata[index]));
    const name = matching.join();
    found.set(name, found.get(name) ?? { text, matches: matching });
  };
  let edge: { readonly text: string; readonly state: State }[] = [{ text: '', state: start }];
  while (edge.length > 0) {
    const next: typeof edge = [];
    for (const { text, state } of edge) {
      steps += alphabet.length * state.reduce((sum, places) => sum + places.length + 1, 0);
      if (steps > MAX_STEPS) {
        return undefined;
      }
      for (const character of alphabet) {
        const after = state.map((places, index) => step(places, automata[index], character));
        const name = key(after);
        if (!seen.has(name)) {
          seen.add(name);
          const longer = text + character;
          next.push({ text: longer, state: after });
          find(longer, after);
        }
      }
      if (seen.size > MAX_STATES) {
        return undefined;
      }
    }
    edge = next;
  }
  find('', start);
  return [...found.values()];
}

export function matches(automaton: Automaton, text: string): boolean {
  let places: Places = reached([], 0, automaton.tokens);
  for (const character of text) {
    places = step(places, automaton, character);
  }
  return isEnd(places, automaton);
}

function key(state: State): string {
  return state.map((places) => places.join()).join(' ');
}

/** Adds a place, and those that are reached from it without a character: behind what may not come at all. Those before it are there already. */
function reached(places: number[], first: number, tokens: readonly Token[]): number[] {
  for (let place = first; places.length === 0 || places[places.length - 1] < place; place++) {
    places.push(place);
    if (!tokens[place]?.repeats) {
      break;
    }
  }
  return places;
}

function step(places: Places, { tokens, ignoreCase }: Automaton, character: string): Places {
  const after: number[] = [];
  for (const place of places) {
    if (place < tokens.length && accepts(tokens[place], character, ignoreCase)) {
      reached(after, tokens[place].repeats ? place : place + 1, tokens);
    }
  }
  return after;
}

function accepts({ character: expected, withoutColon }: Token, character: string, ignoreCase: boolean): boolean {
  if (expected === undefined) {
    return withoutColon === undefined || character !== ':';
  }
  return expected === character || (ignoreCase && expected.toLowerCase() === character.toLowerCase());
}

function isEnd(places: Places, { tokens }: Automaton): boolean {
  return places.at(-1) === tokens.length;
}

/** Every character that a pattern names, in both cases where the case does not matter to one, a colon, and one that none names. */
function alphabetOf(automata: readonly Automaton[]): string[] {
  const named = automata.flatMap(({ tokens }) => tokens.flatMap(({ character }) => character ?? []));
  const foldsCase = automata.some(({ ignoreCase }) => ignoreCase);
  const characters = new Set([':', ...named, ...foldsCase ? named.flatMap((one) => [one.toLowerCase(), one.toUpperCase()]) : []]);
  const other = ['x', 'y', 'z', ...'abcdefghijklmnopqrstuvw0123456789'].find((one) => !characters.has(one) && !characters.has(one.toUpperCase())) ?? '\u00a4';
  return [other, ...characters];
}
