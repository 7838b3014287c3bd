/** Other resources of the type of one, of which statements may say something else: those that they name, and one that none of them names. */
import { automatonOf, overColons } from './automaton';
import { type Lookup, variablesIn } from './pattern';
import type { Statement } from './read-policy';
import { type Token, matches } from './text-witnesses';

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
  const isOfService = (pattern: string) => [service, undefined].includes(/^arn:[^:]*:([^:*?$]*)(?::|$)/.exec(pattern)?.[1]);
  return [...new Set(statements.flatMap((statement) => statement.isAnywhere ? [] : statement.named))]
    .filter((pattern) => pattern.length <= LONGEST && isOfService(pattern));
}

function besideNamed(arn: string, named: readonly string[], lookup: Lookup): string[] {
  const own = partsOf(arn);
  const begin = typeOf(arn).split(' ')[1];
  const others = fillersBeside(named).flatMap((filler) => {
    const value: Lookup = (variable) => lookup(variable) || filler;
    const fresh = begin + own[5].slice(begin.length).replace(/[^/]+$/, filler);
    return [
      ...named.map((pattern) => nearest(own, pattern, { begin, filler, lookup: value })),
      [...own.slice(0, 5), fresh].join(':'),
      ...own[3] === '' ? [] : [[...own.slice(0, 3), filler, ...own.slice(4)].join(':')],
    ];
  });
  const isObject = own[5].includes('/');
  const isAlike = (other: string) => IS_ARN.test(other) && typeOf(other) === typeOf(arn) && (begin !== '' || partsOf(other)[5].includes('/') === isObject);
  return [...new Set(others)].filter((other) => other !== arn && isAlike(other));
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
  const parts = partsOfTokens(automatonOf(pattern, { variables: true, wildcard: overColons }, lookup)!.tokens);
  return own.map((part, index) => {
    const wanted = parts[index] ?? STAR;
    const fits = (text: string) => matches({ tokens: wanted, ignoreCase: false }, text);
    const filled = wanted.map(({ character, repeats }) => character ?? (repeats ? filler : filler[0])).join('');
    // A star may stand for the type, too.
    return [part, ...index === 5 && !filled.startsWith(begin) ? [begin + filled] : []].find(fits) ?? filled;
  }).join(':');
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
