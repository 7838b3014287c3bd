/**
 * The facts of many files. Each event is counted once: two trails of a bucket deliver it twice, a correction or a copy in another account
 * a further time.
 *
 * For that, the hashes of all ids would have to be kept, and a year of logs has many. But copies have the time of their event, and the file of
 * a day holds events of that day, the day before and the day after. So once all files of a day are read, the ids of the days before it are
 * forgotten. What came later than that is put aside, and compared at the end with the files of its own day. Where a file has no day in its
 * name, nothing is forgotten.
 */
import type { CountedFact } from './counted-fact';
import { factOfKey } from './fact-key';
import { type FactRow, type FileFacts, ID_PARTS, addDays, leastOf } from './file-count';
import { IdSet } from './id-set';

interface LateCall {
  readonly row: FactRow;
  readonly day: number;
}

export class Totals {
  private readonly rows = new Map<string, FactRow>();
  private readonly seen = new Map<number, IdSet>();
  private readonly late = new Map<string, LateCall>();

  /** @param fileDay the day in the name of the file, or undefined if not all files have one */
  public add({ rows, ids }: FileFacts, fileDay: number | undefined): void {
    const own = rows.map((row) => this.merged(row));
    for (let at = 0; at < ids.length; at += ID_PARTS) {
      const [row, high, low, day] = [own[ids[at]], ids[at + 1], ids[at + 2], ids[at + 3]];
      if (isLate(day, fileDay)) {
        this.late.set(`${high} ${low} ${day}`, { row, day });
      } else if (this.seenOn(fileDay === undefined ? 0 : day).add(high, low)) {
        row.calls++;
      }
    }
  }

  /** No file that is still to come is of an earlier day. */
  public forgetBefore(fileDay: number): void {
    [...this.seen.keys()].filter((day) => day < fileDay - 1).forEach((day) => this.seen.delete(day));
  }

  /** The days whose files have to be read once more. */
  public lateDays(): ReadonlySet<number> {
    return new Set([...this.late.values()].flatMap(({ day }) => [day - 1, day, day + 1]));
  }

  /** Takes a file once more: what is in it is counted already. */
  public compareLate({ ids }: FileFacts, fileDay: number): void {
    for (let at = 0; at < ids.length; at += ID_PARTS) {
      if (!isLate(ids[at + 3], fileDay)) {
        this.late.delete(`${ids[at + 1]} ${ids[at + 2]} ${ids[at + 3]}`);
      }
    }
  }

  public facts(): CountedFact[] {
    this.late.forEach(({ row }) => { row.calls++; });
    this.late.clear();
    const rows = [...this.rows.values()].sort((one, other) => one.key < other.key ? -1 : 1);
    return rows.map(({ key, ...counted }) => ({ fact: factOfKey(key), ...counted }));
  }

  private merged({ key, calls, firstDay, lastDay, example }: FactRow): FactRow {
    let row = this.rows.get(key);
    if (row === undefined) {
      row = { key, calls: 0, firstDay: '', lastDay: '', example: '' };
      this.rows.set(key, row);
    }
    row.calls += calls;
    row.example = leastOf(row.example, example);
    addDays(row, firstDay, lastDay);
    return row;
  }

  private seenOn(day: number): IdSet {
    const seen = this.seen.get(day) ?? new IdSet();
    this.seen.set(day, seen);
    return seen;
  }
}

function isLate(day: number, fileDay: number | undefined): boolean {
  return fileDay !== undefined && Math.abs(day - fileDay) > 1;
}
