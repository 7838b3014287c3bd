/** Counts records by their facts. What it holds grows with the facts, and with the events of users, of which it keeps the ids. */
import { COLUMNS, type Fact, isNotReached } from '../../src/private/impact/vocabulary/fact';
import { factOf } from '../facts/fact-of';
import { dayOf } from '../facts/instant';
import { type CloudTrailRecord, textAt } from '../facts/record';

/** A fact and how often it happened. Days are `2026-11-03`, or empty where no record tells one. */
export interface CountedFact {
  readonly fact: Fact;
  readonly calls: number;
  readonly firstDay: string;
  readonly lastDay: string;
  /** The id of one event, to look the record up. */
  readonly example: string;
}

interface Row {
  readonly fact: Fact;
  readonly ids: Set<string>;
  withoutId: number;
  firstDay: string;
  lastDay: string;
}

export class Tally {
  private readonly rows = new Map<string, Row>();

  public add(record: CloudTrailRecord): void {
    const fact = factOf(record);
    const key = COLUMNS.map((column) => fact[column]).join('\u0000');
    const row = this.rows.get(key) ?? { fact, ids: new Set(), withoutId: 0, firstDay: '', lastDay: '' };
    this.rows.set(key, row);
    const id = isNotReached(fact.session) ? '' : idOf(record);
    if (id === '') {
      row.withoutId++;
    }
    count(row, id, dayOf(textAt(record, 'eventTime')));
  }

  public facts(): CountedFact[] {
    return [...this.rows.values()].map(({ fact, ids, withoutId, firstDay, lastDay }) =>
      ({ fact, calls: ids.size + withoutId, firstDay, lastDay, example: [...ids].reduce((least, id) => least === '' || id < least ? id : least, '') }));
  }
}

/** Two trails of one bucket deliver an event twice. A corrected record and the copy in another account have ids of their own. */
export function idOf(record: CloudTrailRecord): string {
  return textAt(record, 'addendum', 'originalEventID') || textAt(record, 'sharedEventID') || textAt(record, 'eventID');
}

function count(row: Row, id: string, day: string): void {
  if (id !== '') {
    row.ids.add(id);
  }
  if (day !== '') {
    row.firstDay = row.firstDay === '' || day < row.firstDay ? day : row.firstDay;
    row.lastDay = day > row.lastDay ? day : row.lastDay;
  }
}
