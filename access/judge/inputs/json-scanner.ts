/** Reads JSON, and says where it is none: engines differ in whether they tell the place, and how. */
import { InputError } from './input-error';

/** Deeper than any policy or template, and shallow enough for everything that walks the value. */
export const MAX_DEPTH = 100;

/** One value, or several one after the other, as people paste them. */
export function parseJson(text: string): unknown[] {
  const source = text.charCodeAt(0) === 0xFEFF ? text.slice(1) : text;
  if (source.trim() === '') {
    throw new InputError('it is empty');
  }
  const starts = new Scanner(source).starts();
  return starts.map((start, index) => JSON.parse(source.slice(start, starts[index + 1])) as unknown);
}

/** The names that an object has so far, or null for a list. */
type Open = Set<string> | null;

const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const WHITE = /[ \t\n\r]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
/** In pieces, because a regular expression runs out of its stack at some megabytes. */
const PLAIN = /[^"\\\u0000-\u001f]{1,4096}/y;

/** Walks the tokens without recursion, so that depth is counted and not suffered. */
class Scanner {
  private readonly open: Open[] = [];
  private at = 0;

  public constructor(private readonly source: string) {}

  /** Where each of the values begins. */
  public starts(): number[] {
    const starts: number[] = [];
    let expected: 'value' | 'key' | 'colon' | 'more' | 'first key' | 'first value' = 'value';
    for (;;) {
      this.skip(WHITE);
      const start = this.at;
      const isBetween = this.open.length === 0 && (expected === 'more' || starts.length === 0);
      if (start === this.source.length) {
        return isBetween && starts.length > 0 ? starts : this.refuse('not JSON: it ends too early', start);
      }
      const mark = this.source[start];
      const inside = this.open.at(-1);
      if (isBetween) {
        starts.push(start);
        expected = 'value';
      }
      if (expected === 'colon') {
        expected = this.take(':', 'value');
      } else if (expected === 'key' || (expected === 'first key' && mark !== '}')) {
        this.takeName(inside!);
        expected = 'colon';
      } else if (expected === 'more' || expected === 'first key' || (expected === 'first value' && mark === ']')) {
        if (mark === ',' && expected === 'more') {
          expected = this.take(',', inside === null ? 'value' : 'key');
        } else {
          expected = this.take(inside === null ? ']' : '}', 'more');
          this.open.pop();
        }
      } else if (mark === '{' || mark === '[') {
        this.at++;
        if (this.open.push(mark === '{' ? new Set() : null) > MAX_DEPTH) {
          this.refuse(`nested deeper than ${MAX_DEPTH} levels, which no policy is`, start);
        }
        expected = mark === '{' ? 'first key' : 'first value';
      } else {
        this.takeScalar();
        expected = 'more';
      }
    }
  }

  private take<T>(mark: string, next: T): T {
    if (this.source[this.at] !== mark) {
      this.refuseToken();
    }
    this.at++;
    return next;
  }

  /** IAM refuses a name that stands twice, escaped or not; of the two, JSON would keep the second one silently. */
  private takeName(names: Open): void {
    const start = this.at;
    this.takeText();
    const written = this.source.slice(start, this.at);
    const name = written.includes('\\') ? JSON.stringify(JSON.parse(written)) : written;
    if (names!.has(name)) {
      this.refuse(`${name.slice(0, 40)} stands twice in one object`, start);
    }
    names!.add(name);
  }

  private takeScalar(): void {
    if (this.source[this.at] === '"') {
      this.takeText();
    } else if (!this.skip(SCALAR)) {
      this.refuseToken();
    }
  }

  private takeText(): void {
    if (this.source[this.at] !== '"') {
      this.refuseToken();
    }
    this.at++;
    for (;;) {
      while (this.skip(PLAIN)) { /* to the next character that is not plain */ }
      if (this.source[this.at] === '"') {
        this.at++;
        return;
      }
      if (this.at === this.source.length) {
        this.refuse('not JSON: it ends too early', this.at);
      }
      if (!this.skip(ESCAPE)) {
        this.refuse(`not JSON: unexpected ${JSON.stringify(this.source[this.at])} in a text`, this.at);
      }
    }
  }

  /** Whether there was anything. */
  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.test(this.source);
    this.at = found ? pattern.lastIndex : this.at;
    return found;
  }

  private refuseToken(): never {
    return this.refuse(`not JSON: unexpected ${this.source.slice(this.at, this.at + 20).split(/(?<=.)[\s,:{}[\]]/)[0]}`, this.at);
  }

  private refuse(what: string, offset: number): never {
    const before = this.source.slice(0, offset).split('\n');
    throw new InputError(`${what} (line ${before.length}, column ${before.at(-1)!.length + 1})`);
  }
}
