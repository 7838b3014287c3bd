/** A walk over JSON in bytes. It takes exactly what `JSON.parse` takes, and makes values only of the fields that are asked for. */

/** No JSON, or something rare in it: another reader has to say. */
export class NotWalked extends Error {}

const [QUOTE, COMMA, COLON, BACKSLASH] = bytesOf('",:\\');
const [OPEN_LIST, CLOSE_LIST, OPEN_FIELDS, CLOSE_FIELDS] = bytesOf('[]{}');
const [BLANK, LINE_FEED, RETURN, TAB] = bytesOf(' \n\r\t');

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** 1 for each byte that is a character of a text, and stands for itself. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) => byte >= BLANK && byte < 0x80 && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0);

function bytesOf(characters: string): number[] {
  return [...characters].map((character) => character.charCodeAt(0));
}

/** Names to look for, and what to look for in their values. */
export interface Names { readonly [name: string]: Names | undefined }

interface Field {
  readonly name: string;
  readonly slot: number;
  readonly inner: Fields | undefined;
}

/** By a hash of the name, because to make a text of each name takes long. */
type Fields = ReadonlyMap<number, Field>;

function hashed(hash: number, byte: number): number {
  return (Math.imul(hash, 31) + byte) | 0;
}

export class JsonWalk {
  private readonly fields: Fields;
  private slots = 0;
  private bytes: Buffer = Buffer.alloc(0);
  /** The bytes, a character each: pieces of it cost less than pieces of bytes. */
  private text = '';
  private at = 0;
  /** Where the value of each field begins and ends; 0 if it is not there. */
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  /** 1 for a text of ASCII without escapes. */
  private readonly isPlain: Uint8Array;

  public constructor(names: Names) {
    this.fields = this.fieldsOf(names);
    this.starts = new Int32Array(this.slots);
    this.ends = new Int32Array(this.slots);
    this.isPlain = new Uint8Array(this.slots);
  }

  /** Stops at each element of the list in `{"name": [{...}, {...}]}`. Nothing else may stand there. */
  public elements(bytes: Buffer, name: string, visit: () => void): void {
    [this.bytes, this.text, this.at] = [bytes, bytes.toString('latin1'), 0];
    this.take(OPEN_FIELDS);
    this.space();
    this.word(`"${name}"`);
    this.take(COLON);
    this.take(OPEN_LIST);
    if (this.space() === CLOSE_LIST) {
      this.at++;
    } else {
      do {
        this.starts.fill(0);
        this.ends.fill(0);
        if (this.space() !== OPEN_FIELDS) {
          throw new NotWalked();
        }
        this.find(this.fields);
        visit();
      } while (this.goesOn(CLOSE_LIST));
    }
    this.take(CLOSE_FIELDS);
    this.space();
    if (this.at !== bytes.length) {
      throw new NotWalked();
    }
  }

  public slotOf(...path: readonly string[]): number {
    const root: { slot: number; inner: Fields | undefined } = { slot: -1, inner: this.fields };
    return path.reduce(({ inner }, name) => inner!.get(bytesOf(name).reduce(hashed, 0))!, root).slot;
  }

  /** The value as it stands there, or the empty text. */
  public raw(slot: number): string {
    return this.text.slice(this.starts[slot], this.ends[slot]);
  }

  /** The element that was met last, with the fields that were asked for. */
  public element(): Record<string, unknown> {
    return this.made(this.fields);
  }

  private made(fields: Fields): Record<string, unknown> {
    const element: Record<string, unknown> = {};
    for (const { name, slot, inner } of fields.values()) {
      const start = this.starts[slot];
      if (start !== 0) {
        element[name] = this.isPlain[slot] === 1 ? this.text.slice(start + 1, this.ends[slot] - 1)
          : inner !== undefined && this.bytes[start] === OPEN_FIELDS ? this.made(inner)
            : JSON.parse(new TextDecoder().decode(this.bytes.subarray(start, this.ends[slot])));
      }
    }
    return element;
  }

  private fieldsOf(names: Names): Fields {
    return new Map(Object.entries(names).map(([name, inner]) =>
      [bytesOf(name).reduce(hashed, 0), { name, slot: this.slots++, inner: inner && this.fieldsOf(inner) }]));
  }

  private find(fields: Fields): void {
    this.at++;
    if (this.space() === CLOSE_FIELDS) {
      this.at++;
      return;
    }
    do {
      const field = this.name(fields);
      this.take(COLON);
      const first = this.space();
      if (field === undefined) {
        this.skip(first);
      } else {
        // Of a name that comes twice, the later value counts, and all that was found in the first does not.
        if (this.starts[field.slot] !== 0) {
          throw new NotWalked();
        }
        this.starts[field.slot] = this.at;
        this.isPlain[field.slot] = 0;
        if (first === QUOTE) {
          this.isPlain[field.slot] = this.skipText();
        } else if (first === OPEN_FIELDS && field.inner !== undefined) {
          this.find(field.inner);
        } else {
          this.skip(first);
        }
        this.ends[field.slot] = this.at;
      }
    } while (this.goesOn(CLOSE_FIELDS));
  }

  private name(fields: Fields): Field | undefined {
    if (this.space() !== QUOTE) {
      throw new NotWalked();
    }
    const { bytes } = this;
    const start = this.at + 1;
    let [at, hash] = [start, 0];
    while (PLAIN[bytes[at]] === 1) {
      hash = hashed(hash, bytes[at++]);
    }
    // A name with an escape may be any name.
    if (bytes[at] !== QUOTE) {
      throw new NotWalked();
    }
    this.at = at + 1;
    const field = fields.get(hash);
    return field?.name.length === at - start && this.text.startsWith(field.name, start) ? field : undefined;
  }

  private skip(first: number | undefined): void {
    switch (first) {
      case QUOTE: this.skipText(); break;
      case OPEN_FIELDS: this.skipAll(CLOSE_FIELDS); break;
      case OPEN_LIST: this.skipAll(CLOSE_LIST); break;
      default: this.matched(SCALAR);
    }
  }

  private skipAll(close: number): void {
    this.at++;
    if (this.space() === close) {
      this.at++;
      return;
    }
    do {
      let first = this.space();
      if (close === CLOSE_FIELDS) {
        if (first !== QUOTE) {
          throw new NotWalked();
        }
        this.skipText();
        this.take(COLON);
        first = this.space();
      }
      this.skip(first);
    } while (this.goesOn(close));
  }

  /** 1 if it stands for itself. */
  private skipText(): 0 | 1 {
    const { bytes } = this;
    let at = this.at + 1;
    let isPlain: 0 | 1 = 1;
    for (;;) {
      while (PLAIN[bytes[at]] === 1) {
        at++;
      }
      if (bytes[at] === QUOTE) {
        this.at = at + 1;
        return isPlain;
      }
      isPlain = 0;
      if (bytes[at] >= 0x80) {
        at++;
      } else {
        this.at = at;
        this.matched(ESCAPE);
        at = this.at;
      }
    }
  }

  private matched(pattern: RegExp): void {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) {
      throw new NotWalked();
    }
    this.at = pattern.lastIndex;
  }

  private word(word: string): void {
    if (!this.text.startsWith(word, this.at)) {
      throw new NotWalked();
    }
    this.at += word.length;
  }

  private take(byte: number): void {
    if (this.space() !== byte) {
      throw new NotWalked();
    }
    this.at++;
  }

  /** Behind the comma, or behind the end. */
  private goesOn(close: number): boolean {
    const byte = this.space();
    if (byte !== COMMA && byte !== close) {
      throw new NotWalked();
    }
    this.at++;
    return byte === COMMA;
  }

  private space(): number | undefined {
    const { bytes } = this;
    let byte = bytes[this.at];
    while (byte === BLANK || byte === LINE_FEED || byte === RETURN || byte === TAB) {
      byte = bytes[++this.at];
    }
    return byte;
  }
}
