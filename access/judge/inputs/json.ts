/** Reads JSON, and says where it is none: engines differ in whether they tell the place, and how. */

export class InputError extends Error {
  public constructor(message: string) {
    super(message);
    this.name = 'InputError';
  }
}

/** Deeper than any policy or template, and shallow enough for everything that walks the value. */
const MAX_DEPTH = 100;

export function parseJson(text: string): unknown {
  const source = text.charCodeAt(0) === 0xFEFF ? text.slice(1) : text;
  if (source.trim() === '') {
    throw new InputError('it is empty');
  }
  const scanner = new Scanner(source);
  const problem = scanner.problem();
  if (problem !== undefined) {
    const before = source.slice(0, problem.offset).split('\n');
    throw new InputError(`${problem.what} (line ${before.length}, column ${before.at(-1)!.length + 1})`);
  }
  return JSON.parse(source);
}

interface Problem {
  readonly what: string;
  readonly offset: number;
}

const TOKEN = /\s*(?:("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([{}[\],:]))/y;

/** Walks the tokens without recursion, so that depth is counted and not suffered. */
class Scanner {
  private readonly open: ('{' | '[')[] = [];

  public constructor(private readonly source: string) {}

  public problem(): Problem | undefined {
    let expected: 'value' | 'key' | 'colon' | 'more' | 'first key' | 'first value' = 'value';
    TOKEN.lastIndex = 0;
    for (;;) {
      const start = TOKEN.lastIndex;
      const match = TOKEN.exec(this.source);
      if (match === null) {
        const rest = /\s*/y;
        rest.lastIndex = start;
        rest.exec(this.source);
        return this.end(rest.lastIndex, expected === 'more' && this.open.length === 0);
      }
      const [token, string, scalar, mark] = match;
      const offset = TOKEN.lastIndex - token.trimStart().length;
      const wrong = { what: `not JSON: unexpected ${token.trimStart().slice(0, 20)}`, offset };
      if (expected === 'colon') {
        if (mark !== ':') {
          return wrong;
        }
        expected = 'value';
      } else if (expected === 'key' || (expected === 'first key' && mark !== '}')) {
        if (string === undefined) {
          return wrong;
        }
        expected = 'colon';
      } else if (expected === 'more' || (expected === 'first key') || (expected === 'first value' && mark === ']')) {
        const inside = this.open.at(-1);
        if (mark === ',' && inside !== undefined) {
          expected = inside === '{' ? 'key' : 'value';
        } else if (inside !== undefined && mark === (inside === '{' ? '}' : ']')) {
          this.open.pop();
          expected = 'more';
        } else {
          return wrong;
        }
      } else if (mark === '{' || mark === '[') {
        if (this.open.push(mark) > MAX_DEPTH) {
          return { what: `nested deeper than ${MAX_DEPTH} levels, which no policy is`, offset };
        }
        expected = mark === '{' ? 'first key' : 'first value';
      } else if (string !== undefined || scalar !== undefined) {
        expected = 'more';
      } else {
        return wrong;
      }
    }
  }

  private end(offset: number, isWhole: boolean): Problem | undefined {
    if (offset < this.source.length) {
      return { what: `not JSON: unexpected ${this.source.slice(offset).split(/\s/)[0].slice(0, 20)}`, offset };
    }
    return isWhole ? undefined : { what: 'not JSON: it ends too early', offset };
  }
}
