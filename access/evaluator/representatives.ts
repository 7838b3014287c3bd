/** Values of a key that stand for all values of it: for each way in which the conditions on the key can come out, one that makes them so. */
import { type Wildcard, anywhere, automatonOf, insideParts } from './automaton';
import type { Condition } from './condition';
import { addressRepresentatives, parseAddress } from './ip';
import { type Comparison, type Kind, date, number } from './operators';
import { type Lookup, split } from './pattern';
import { type Automaton, textWitnesses } from './text-witnesses';

export interface Representative {
  /** Undefined stands for a request without the key. */
  readonly value: string | readonly string[] | undefined;
  /** It fits nothing that a policy names, so it stands for all other values. */
  readonly isOther: boolean;
}

export interface Representatives {
  readonly values: readonly Representative[];
  /** If not, there may be a way to come out that none of them shows. */
  readonly areAll: boolean;
}

/** How a key is used in the statements that are not decided. */
export interface Uses {
  /** The conditions on it. */
  readonly conditions: readonly Condition[];
  /** Texts in which it is a variable, each with the text that they are compared with, if that is known. */
  readonly filledIn: readonly { readonly text: string; readonly comparedWith?: string }[];
}

/** AWS fills in each of these by the kind of its name. Whatever a tag is compared with, it may have any text. */
const TIME = { kind: 'a time such as 2026-01-31T00:00:00Z', parse: date };
/** Policies compare it as a number too. */
const SECONDS = { kind: 'seconds since 1970 such as 1769817600', parse: (value: string) => /^\d{5,}$/.test(value) ? value : undefined };
const ADDRESS = { kind: 'an IP address', parse: parseAddress };
const HAVE_A_KIND = new Map<string, { readonly kind: string; readonly parse: (value: string) => unknown }>([
  ['aws:currenttime', TIME], ['aws:epochtime', SECONDS], ['aws:tokenissuetime', TIME], ['aws:sourceip', ADDRESS], ['aws:vpcsourceip', ADDRESS],
  ['aws:multifactorauthage', { kind: 'a number', parse: number }],
]);
/** These may have several values, which no operator without a set prefix compares. */
const HAVE_SEVERAL = new Set(['aws:tagkeys', 'aws:calledvia', 'aws:principalorgpaths', 'aws:principalservicenameslist', 'aws:resourceorgpaths']);
const NO_OTHER_KIND: Single['values'] = [{ value: 'x', isOther: true }];

const TEXTS: readonly Kind[] = ['exact text', 'text in any case', 'text with wildcards', 'ARN', 'boolean'];
const MAX_SETS = 200;
const MAX_PIECES = 60;

/** What a key always is, in lower case, if a value is none. */
export function kindMissed(key: string, value: string): string | undefined {
  const known = HAVE_A_KIND.get(key);
  return known?.parse(value) === undefined ? known?.kind : undefined;
}

/** @param lookup gives the value of each variable that is decided */
export function representatives({ conditions, filledIn }: Uses, lookup: Lookup, mayBeAbsent: boolean): Representatives {
  const compared = conditions.flatMap(({ compared: comparison }) => comparison ?? []);
  const kinds = new Set(compared.map(({ kind }) => TEXTS.includes(kind) ? 'text' : kind));
  const pieces = filledIn.flatMap(({ comparedWith, text }) => comparedWith === undefined ? literalsOf(text) : piecesThatFit(text, comparedWith));
  const parts: Single[] = [...kinds].map((kind) => {
    const values = compared.filter((one) => kind === 'text' ? TEXTS.includes(one.kind) : one.kind === kind).flatMap((one) => one.values);
    switch (kind) {
      case 'number': return ordered(values, number, String);
      case 'date': return ordered(values, date, timeOf);
      case 'address': return { values: addressRepresentatives(values), areAll: true };
      default: return texts(conditions, pieces, lookup);
    }
  });
  const unread = kinds.has('text') || conditions.some(({ key }) => HAVE_A_KIND.has(key)) ? [] : NO_OTHER_KIND;
  const single = kinds.size === 0 ? texts(conditions, pieces, lookup)
    : { values: [...parts.flatMap(({ values }) => values), ...unread], areAll: parts.every(({ areAll }) => areAll) };
  // Pieces are texts, so no other kind has them.
  const areTooMany = pieces.length > MAX_PIECES || (pieces.length > 0 && kinds.size > 0 && !kinds.has('text'));
  const mayHaveSeveral = conditions.some(({ isOfSets, key }) => isOfSets || HAVE_SEVERAL.has(key));
  const sets = mayHaveSeveral ? setsOf(single.values, Math.max(2, conditions.length)) : { values: [], areAll: true };
  return {
    values: [...single.values, ...sets.values, ...mayBeAbsent ? [{ value: undefined, isOther: false }] : []],
    areAll: single.areAll && sets.areAll && kinds.size <= 1 && !areTooMany,
  };
}

interface Single {
  readonly values: readonly (Representative & { readonly value: string })[];
  readonly areAll: boolean;
}

function texts(conditions: readonly Condition[], pieces: readonly string[], lookup: Lookup): Single {
  const comparisons = conditions.flatMap(({ compared }) => compared ?? []);
  const automata = comparisons.flatMap((compared) => compared.values.flatMap((value) => automatonFor(value, compared, lookup) ?? []));
  const isBoolean = automata.length > 0 && pieces.length === 0 && comparisons.every(({ kind }) => kind === 'boolean');
  if (isBoolean) {
    const others = conditions.some(({ key }) => key.includes('tag/')) ? NO_OTHER_KIND : [];
    return { values: [...['true', 'false'].map((value) => ({ value, isOther: false })), ...others], areAll: true };
  }
  // The empty text is no value of a variable.
  if (automata.length + pieces.length === 0) {
    return { values: NO_OTHER_KIND, areAll: true };
  }
  // Many pieces take long, and are never all.
  if (automata.length === 0 || pieces.length > MAX_PIECES) {
    const other = 'x'.repeat(1 + Math.max(...pieces.map(({ length }) => length)));
    const some = pieces.slice(0, MAX_PIECES).map((value) => ({ value, isOther: false }));
    return { values: [...some, { value: other, isOther: true }], areAll: automata.length === 0 };
  }
  const named = [...automata, ...pieces.map((piece) => plain(piece))];
  const hasArns = comparisons.some(({ kind }) => kind === 'ARN');
  const witnesses = textWitnesses(hasArns ? [...named, ANY_ARN] : named);
  // AWS sends nothing but an ARN for it.
  const isOfArns = conditions.length > 0 && conditions.every(({ key }) => key === 'aws:principalarn');
  const possible = witnesses?.filter(({ matches }) => !hasArns || !isOfArns || matches.at(-1));
  const values = possible?.map(({ text, matches }) => ({ value: text, isOther: matches.slice(0, named.length).every((does) => !does) }))
    ?? ['x', ...pieces].map((value) => ({ value, isOther: value === 'x' }));
  return { values, areAll: witnesses !== undefined };
}

function automatonFor(value: string, { kind, variables }: Comparison, lookup: Lookup): Automaton | undefined {
  const ignoreCase = kind === 'text in any case' || kind === 'boolean';
  const wildcard = kind === 'ARN' ? insideParts : kind === 'text with wildcards' ? anywhere : undefined;
  return automatonOf(value, { variables, ignoreCase, wildcard }, lookup);
}

const plain = (text: string, wildcard?: Wildcard): Automaton => automatonOf(text, { variables: false, wildcard }, () => undefined)!;

/** Five colons at least: what is none is compared by no operator for ARNs. */
const ANY_ARN = plain('arn:*:*:*:*:*', insideParts);

/** A text in which this key alone is left as a variable. What others are that are open, nobody knows. */
export function withOneVariable(source: string, key: string, lookup: Lookup): string {
  return split(source, '').map((piece) => typeof piece === 'string' ? piece
    : piece.name === key ? `\${${key}}` : lookup(piece.name) || (piece.fallback ?? '*')).join('');
}

/** Every piece of the known text that the first variable could be, so that what stands around it up to a wildcard fits. */
function piecesThatFit(source: string, comparedWith: string): string[] {
  const [before, rest] = source.split(/\$\{([^]*)/);
  const after = /\}([^*?$]*)/.exec(rest)?.[1] ?? '';
  const starts = /[*?]/.test(before) ? [...comparedWith].map((_, index) => index) : comparedWith.startsWith(before) ? [before.length] : [];
  const pieces = new Set<string>();
  for (const start of starts) {
    for (let end = start + 1; end <= comparedWith.length && pieces.size <= MAX_PIECES; end++) {
      if (comparedWith.startsWith(after, end)) {
        pieces.add(comparedWith.slice(start, end));
      }
    }
  }
  return [...pieces];
}

/** What a value could be equal to, of a text whose other side is not known. */
function literalsOf(source: string): string[] {
  return split(source, '').filter((piece, index): piece is string => index % 2 === 0 && typeof piece === 'string' && piece !== '' && !/[*?]/.test(piece));
}

/** Each limit, what lies between two, and what lies outside all. */
function ordered(values: readonly string[], parse: (value: string) => number | undefined, render: (value: number) => string): Single {
  const limits = [...new Set(values.flatMap((value) => parse(value) ?? []))].sort((a, b) => a - b);
  const between = limits.slice(1).map((limit, index) => (limit + limits[index]) / 2);
  const outside = [limits[0] - 1_000, limits.at(-1)! + 1_000];
  return { values: [...limits, ...between, ...outside].map((value) => ({ value: render(value), isOther: false })), areAll: true };
}

/** A year of more than four digits has no other form that IAM reads than seconds since 1970. */
function timeOf(milliseconds: number): string {
  const time = new Date(milliseconds);
  const year = time.getUTCFullYear();
  return year >= 0 && year <= 9999 ? time.toISOString() : `${Math.floor(milliseconds / 1_000)}`;
}

/** As many values together as there are conditions can make each of them hold or fail. */
function setsOf(singles: Single['values'], conditions: number): { readonly values: Representative[]; readonly areAll: boolean } {
  let sets: string[][] = [[]];
  for (const { value } of singles) {
    sets = [...sets, ...sets.filter((set) => set.length < conditions).map((set) => [...set, value])];
    if (sets.length > MAX_SETS) {
      return { values: several(sets.slice(0, MAX_SETS)), areAll: false };
    }
  }
  return { values: several(sets), areAll: true };
}

function several(sets: readonly string[][]): Representative[] {
  return sets.filter((set) => set.length > 1).map((value) => ({ value, isOther: false }));
}
