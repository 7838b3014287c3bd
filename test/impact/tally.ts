/** Counts records by their facts in the plainest way: it keeps every id. The counting that ships, and the SQL, are compared with it. */
import { factOf } from '../../impact/facts/fact-of';
import { dayOf } from '../../impact/facts/instant';
import { type CloudTrailRecord, textAt } from '../../impact/facts/record';
import { type CountedFact, idOf } from '../../impact/scan/counted-fact';
import { COLUMNS, type Fact, isNotReached } from '../../src/private/impact/vocabulary/fact';

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

function count(row: Row, id: string, day: string): void {
  if (id !== '') {
    row.ids.add(id);
  }
  if (day !== '') {
    row.firstDay = row.firstDay === '' || day < row.firstDay ? day : row.firstDay;
    row.lastDay = day > row.lastDay ? day : row.lastDay;
  }
}
