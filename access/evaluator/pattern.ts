/** Text with wildcards and policy variables, as policies write it. */
import { PolicyError, shown } from './errors';

/** The value of a variable, or undefined if the request has no single value for it. */
export type Lookup = (variable: string) => string | undefined;

/** Whether a text matches; undefined if a variable has no value, because then nothing matches, negated or not. */
export type Pattern = (text: string, lookup: Lookup) => boolean | undefined;

export interface Syntax {
  readonly wildcards: boolean;
  /** An old `Version` has no variables: they are plain text. */
  readonly variables: boolean;
  readonly ignoreCase?: boolean;
}

/** Stand for the wildcards in a pattern; no policy can hold them. */
const ANY = '\u0000';
const ONE = '\u0001';

export interface Variable {
  readonly name: string;
  readonly fallback?: string;
}

/** @param where is named if the text has a variable that cannot be read */
export function compilePattern(source: string, { wildcards, variables, ignoreCase = false }: Syntax, where: string): Pattern {
  if (source.includes(ANY) || source.includes(ONE)) {
    throw new PolicyError(where, 'a control character, which no policy can hold');
  }
  const fold = (text: string) => ignoreCase ? text.toLowerCase() : text;
  const marked = (text: string) => fold(wildcards ? text.replace(/\*/g, ANY).replace(/\?/g, ONE) : text);
  const pieces = variables ? split(source, where) : [source];
  if (isPlain(pieces)) {
    const pattern = pieces.map((piece, index) => index % 2 === 1 ? fold(piece) : marked(piece)).join('');
    return wildcards && (pattern.includes(ANY) || pattern.includes(ONE))
      ? (text) => glob(pattern, fold(text))
      : (text) => pattern === fold(text);
  }
  const prepared = pieces.map((piece, index) => typeof piece === 'string' && index % 2 === 0 ? marked(piece) : piece);
  return (text, lookup) => {
    let pattern = '';
    for (const piece of prepared) {
      const value = typeof piece === 'string' ? piece : lookup(piece.name) || piece.fallback;
      if (value === undefined) {
        return undefined;
      }
      pattern += typeof piece === 'string' ? value : fold(value);
    }
    return glob(pattern, fold(text));
  };
}

/** The variables of a text that can be read, in lower case. */
export function variablesIn(source: string): string[] {
  return split(source, '').flatMap((piece) => typeof piece === 'string' ? [] : piece.name);
}

/** Whether one of the variables of a text has no value; undefined for a text without variables. */
export function lacksValue(source: string, where: string): ((lookup: Lookup) => boolean) | undefined {
  const variables = split(source, where).filter((piece) => typeof piece !== 'string');
  return variables.length === 0 ? undefined : (lookup) => variables.some(({ name, fallback }) => !lookup(name) && fallback === undefined);
}

/** Plain text at the even places, and what stands between `${` and `}` at the odd ones. */
export function split(source: string, where: string): (string | Variable)[] {
  return cut(source).map((piece, index) => index % 2 === 1 ? variable(piece.slice(2, -1), where) : piece);
}

/** As `split(/(\$\{[^}]*\})/)` would, which looks through the rest of the text for each `${` that nothing closes. */
export function cut(source: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (;;) {
    const start = source.indexOf('${', from);
    const end = start < 0 ? -1 : source.indexOf('}', start);
    if (end < 0) {
      return [...pieces, source.slice(from)];
    }
    pieces.push(source.slice(from, start), source.slice(start, end + 1));
    from = end + 1;
  }
}

/** The keys of tags may have letters of any script, and spaces: IAM User Guide, "Tags for IAM resources". */
const NAME = String.raw`[A-Za-z0-9_.+:/@=-]+|[a-z0-9-]+:[a-z]*tag/[\p{L}\p{N} _.+:/@=-]*[\p{L}\p{N}_.+:/@=-]`;
const VARIABLE = new RegExp(String.raw`^\s*(${NAME})\s*(?:,\s*'([^']*)'\s*)?$`, 'iu');

function variable(inner: string, where: string): string | Variable {
  if (inner === '*' || inner === '?' || inner === '$') {
    return inner;
  }
  const parts = VARIABLE.exec(inner);
  if (parts === null) {
    const hint = inner.startsWith('!') ? '; outside of Fn::Sub, write it without the !' : '';
    throw new PolicyError(where, `a policy variable that cannot be read: ${shown(`\${${inner}}`)}${hint}`);
  }
  return { name: parts[1].toLowerCase(), fallback: parts[2] || undefined };
}

function isPlain(pieces: (string | Variable)[]): pieces is string[] {
  return pieces.every((piece) => typeof piece === 'string');
}

/** In linear time for each star: a pattern of a reader must not hang the page. */
function glob(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let index = 0;
  while (index < text.length) {
    const expected = pattern[at];
    if (expected === ANY) {
      star = at++;
      resume = index;
    } else if (at < pattern.length && (expected === ONE || expected === text[index])) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[at] === ANY) {
    at++;
  }
  return at === pattern.length;
}
