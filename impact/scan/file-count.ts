/** The facts of one file, in a form that a thread passes on quickly. */
import { idOf } from './counted-fact';
import { keyOf } from './fact-key';
import { isNotReached } from '../../src/private/impact/vocabulary/fact';
import { factOf } from '../facts/fact-of';
import type { CloudTrailRecord } from '../facts/record';

export interface FileFacts {
  readonly rows: readonly FactRow[];
  /** For each record with an id `ID_PARTS` numbers: its row, two of a hash of fact and id, and its day since 1970. */
  readonly ids: Uint32Array<ArrayBuffer>;
}

export const ID_PARTS = 4;

export interface FactRow {
  /** The columns of the fact. */
  readonly key: string;
  /** Without those that have an id. */
  calls: number;
  firstDay: string;
  lastDay: string;
  example: string;
}

type Row = FactRow & { readonly index: number; readonly hash: Hash };
type Hash = readonly [number, number];

export class FileCount {
  private readonly rows = new Map<string, Row>();
  private readonly days = new Map<string, number>();
  private readonly ids: number[] = [];

  /** @param day of the record, or the empty text */
  public add(record: CloudTrailRecord, day: string, times: number): void {
    const fact = factOf(record);
    const row = this.rowOf(keyOf(fact));
    addDays(row, day, day);
    const id = isNotReached(fact.session) ? '' : idOf(record);
    if (id === '') {
      row.calls += times;
    } else {
      const [high, low] = hashed(id, row.hash);
      this.ids.push(row.index, high, low, this.numberOf(day));
      row.example = leastOf(row.example, id) === row.example ? row.example : copyOf(id);
    }
  }

  public facts(): FileFacts {
    return { rows: [...this.rows.values()].map(({ index, hash, ...row }) => row), ids: Uint32Array.from(this.ids) };
  }

  private rowOf(key: string): Row {
    const known = this.rows.get(key);
    if (known !== undefined) {
      return known;
    }
    const row = { key, index: this.rows.size, hash: hashed(key, [0xDEADBEEF, 0x41C6CE57]), calls: 0, firstDay: '', lastDay: '', example: '' };
    this.rows.set(key, row);
    return row;
  }

  /** A file has few days. */
  private numberOf(day: string): number {
    const known = this.days.get(day);
    if (known !== undefined) {
      return known;
    }
    const number = day === '' ? 0 : Date.parse(day) / 86_400_000;
    this.days.set(day, number);
    return number;
  }
}

/** A part of a text keeps the whole text in memory, which is that of a record. */
function copyOf(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}

export function addDays(row: FactRow, firstDay: string, lastDay: string): void {
  row.firstDay = leastOf(row.firstDay, firstDay);
  row.lastDay = lastDay > row.lastDay ? lastDay : row.lastDay;
}

/** The empty text is none. */
export function leastOf(one: string, other: string): string {
  return one === '' || (other !== '' && other < one) ? other : one;
}

/** Two hashes of 32 bits (cyrb53, public domain). No id of a billion is expected to meet another one. */
function hashed(text: string, [one, two]: Hash): Hash {
  let [first, second] = [one, two];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    first = Math.imul(first ^ code, 2_654_435_761);
    second = Math.imul(second ^ code, 1_597_334_677);
  }
  first = Math.imul(first ^ (first >>> 16), 2_246_822_507) ^ Math.imul(second ^ (second >>> 13), 3_266_489_909);
  second = Math.imul(second ^ (second >>> 16), 2_246_822_507) ^ Math.imul(first ^ (first >>> 13), 3_266_489_909);
  return [first >>> 0, second >>> 0];
}
