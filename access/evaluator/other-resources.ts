/** Other resources of the type of one, of which statements may say something else: those that they name, and one that none of them names. */
import { automatonOf, overColons } from './automaton';
import { headOf, mayMeet, meetingsOf } from './crossing-patterns';
import { type Lookup, variablesIn } from './pattern';
import type { Statement } from './read-policy';
import { type Automaton, type Token, matches, textWitnesses } from './text-witnesses';

/** Services whose ARNs begin with a name, and not with a type. */
const WITHOUT_TYPE = ['s3', 'codecommit'];
const STAR: readonly Token[] = [{ repeats: true }];
/** Partition, service, Region and account have no other characters, whatever a star over colons could stand for. */
const IS_ARN = /^arn(?::[\w-]*){4}:/;
const MAX_KEPT = 5_000;
/** Characters of the longest policy that IAM takes (IAM and AWS STS quotas). */
const LONGEST = 10_240;

/** What the ARNs of a type have in common: the service, and how what stands behind the fifth colon begins. */
export function typeOf(arn: string): string {
  const [, , service = '', , , ...rest] = arn.split(':');
  return `${service} ${WITHOUT_TYPE.includes(service) ? '' : /^[^/:]*[/:]?/.exec(rest.join(':'))![0]}`;
}

/** @param lookup gives the value of a variable; one without has whatever value */
export function otherResources(arn: string, statements: readonly Statement[], lookup: Lookup): string[] {
  const named = namedBeside(arn, statements);
  return named.length === 0 ? [] : besideNamed(arn, named, lookup);
}

/** Found once for what statements name: many requests ask about the same resource, and many users hold the same policies. */
export class OtherResourcesCache {
  private readonly found = new Map<string, readonly string[]>();

  public of(arn: string, statements: readonly Statement[], lookup: Lookup): readonly string[] {
    const named = namedBeside(arn, statements);
    if (named.length === 0) {
      return [];
    }
    const values = named.flatMap((pattern) => pattern.includes('${') ? variablesIn(pattern) : []).map(lookup);
    const asked = [arn, ...named, ...values].join('\0');
    const others = this.found.get(asked) ?? besideNamed(arn, named, lookup);
    // Each user may name a bucket of its own.
    if (this.found.size >= MAX_KEPT) {
      this.found.clear();
    }
    this.found.set(asked, others);
    return others;
  }
}

/** What statements name of the same service. Most name others, and cost nothing then. */
function namedBeside(arn: string, statements: readonly Statement[]): string[] {
  const [prefix, , service] = arn.split(':', 3);
  if (prefix !== 'arn') {
    return [];
  }
  return [...new Set(statements.flatMap((statement) => statement.isAnywhere ? [] : statement.named))]
    .filter((pattern) => pattern.length <= LONGEST && [service, undefined].includes(serviceOf(pattern)));
}

/** Undefined where a pattern of resources leaves it open. */
export function serviceOf(pattern: string): string | undefined {
  return /^arn:[^:]*:([^:*?$]*)(?::|$)/.exec(pattern)?.[1];
}

/** Resources that fit a pattern, of whatever type: each part is as in the given one if that fits. */
export function fitting(arn: string, pattern: string, lookup: Lookup): string[] {
  const own = partsOf(arn);
  const filled = (filler: string) => nearest(own, pattern, { begin: '', filler, lookup });
  return pattern.length > LONGEST ? [] : [...new Set(fillersBeside([pattern]).map(filled))].filter((one) => IS_ARN.test(one));
}

/** Those that fit two patterns: what stands behind the fifth colon is found, and the parts before it are taken from both. */
export function fittingBoth(arn: string, [first, second]: readonly [string, string], lookup: Lookup): string[] {
  const lasts = [first, second].map((pattern) => lastOf(pattern, lookup));
  const [one, other] = lasts.map(headOf);
  if (!mayMeet(one, other)) {
    return [];
  }
  const texts = (textWitnesses(lasts) ?? []).filter(({ matches: fits }) => !fits.includes(false)).map(({ text }) => text);
  const nearBoth = fitting(arn, second, lookup).slice(0, 1).flatMap((near) => fitting(near, first, lookup).slice(0, 1));
  return nearBoth.flatMap((near) => texts.map((text) => [...partsOf(near).slice(0, 5), text].join(':')));
}

/** Those that fit several patterns of which none is a part of another. */
function whereNamedMeet(own: readonly string[], named: readonly string[], begin: string, lookup: Lookup): string[] {
  const isObject = begin === '' && own[5].includes('/');
  const within: Automaton = { tokens: [...isObject ? STAR : [], ...[...isObject ? '/' : begin].map((character) => ({ character })), ...STAR], ignoreCase: false };
  return meetingsOf(named.map((pattern) => lastOf(pattern, lookup)), within).map(({ text, fits }) => {
    const near = fits.reduce<readonly string[]>((parts, index) => partsOf(nearest(parts, named[index], { begin, filler: 'example', lookup })), own);
    return [...near.slice(0, 5), text].join(':');
  });
}

function besideNamed(arn: string, named: readonly string[], lookup: Lookup): string[] {
  const own = partsOf(arn);
  const begin = typeOf(arn).split(' ')[1];
  const others = fillersBeside(named).flatMap((filler) => {
    // Another object is in the same bucket, or in another one.
    const fresh = new Set([/[^/]+$/, /[^/]+/g].map((name) => begin + own[5].slice(begin.length).replace(name, filler)));
    const beside = [...fresh].map((last) => [...own.slice(0, 5), last]);
    return [
      // Of a pattern that fits the given one, others may be denied less.
      ...named.flatMap((pattern) => [own, ...beside].map((one) => nearest(one, pattern, { begin, filler, lookup }))),
      ...beside.map((one) => one.join(':')),
      ...own[3] === '' ? [] : [[...own.slice(0, 3), filler, ...own.slice(4)].join(':')],
    ];
  });
  const isObject = own[5].includes('/');
  const isAlike = (other: string) => IS_ARN.test(other) && typeOf(other) === typeOf(arn) && (begin !== '' || partsOf(other)[5].includes('/') === isObject);
  return [...new Set([...others, ...whereNamedMeet(own, named, begin, lookup)])].filter((other) => other !== arn && isAlike(other));
}

/** For readers, and of a character that no pattern names: only what takes any text takes that. */
export function fillersBeside(patterns: readonly string[]): string[] {
  const characters = new Set(patterns.join(''));
  return ['example', ([...'xyz0123456789'].find((one) => !characters.has(one)) ?? '\u00a4').repeat(3)];
}

interface Filling {
  /** How what stands behind the fifth colon begins. */
  readonly begin: string;
  readonly filler: string;
  readonly lookup: Lookup;
}

/** A resource that fits the pattern: each part is as in the own one if that fits. */
function nearest(own: readonly string[], pattern: string, { begin, filler, lookup }: Filling): string {
  const parts = partsOfTokens(tokensOf(pattern, lookup, filler));
  return own.map((part, index) => {
    const wanted = parts[index] ?? STAR;
    const fits = (text: string) => matches({ tokens: wanted, ignoreCase: false }, text);
    const filledBy = (text: string) => wanted.map(({ character, repeats }) => character ?? (repeats ? text : filler[0])).join('');
    const filled = filledBy(filler);
    // Without a type, a star may also stand for a bucket and an object in it.
    const isOfBucket = index === 5 && begin === '' && part.includes('/') && !filled.includes('/');
    // A star may stand for the type, too.
    return [part, ...index === 5 && !filled.startsWith(begin) ? [begin + filled] : []].find(fits) ?? (isOfBucket ? filledBy(`${filler}/${filler}`) : filled);
  }).join(':');
}

function tokensOf(pattern: string, lookup: Lookup, filler: string): readonly Token[] {
  return automatonOf(pattern, { variables: true, wildcard: overColons, filler }, lookup)!.tokens;
}

/** What stands behind the fifth colon. */
function lastOf(pattern: string, lookup: Lookup): Automaton {
  return { tokens: partsOfTokens(tokensOf(pattern, lookup, 'example'))[5] ?? STAR, ignoreCase: false };
}

function partsOf(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** Cut at the first five colons. */
function partsOfTokens(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.character === ':' && parts.length < 6) {
      parts.push([]);
    } else {
      parts.at(-1)!.push(token);
    }
  }
  return parts;
}
