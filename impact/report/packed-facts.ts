/** The counted facts as the page holds them: each text once, and what many users do alike once. */
import { COLUMNS, type Column, type Fact } from '../../src/private/impact/vocabulary/fact';
import type { CountedFact } from '../scan/counted-fact';

/** What is counted of a user. */
export interface FactsOfUser {
  readonly account: string;
  readonly user: string;
  /** What other files and sign-ins tell of the user. */
  readonly notes: readonly string[];
  readonly facts: readonly CountedFact[];
}

/** Of a kind of call, by the indexes of the texts; the days too. */
type PackedRow = readonly [kind: number, calls: number, firstDay: number, lastDay: number, example: string];

export interface Packed {
  readonly texts: readonly string[];
  /** Facts without account and user: for each column the index of its text. */
  readonly kinds: readonly (readonly number[])[];
  readonly users: readonly (readonly [account: number, user: string, notes: readonly string[], rows: readonly PackedRow[]])[];
}

export interface Row {
  readonly kind: number;
  readonly calls: number;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly example: string;
}

export interface UserRows {
  readonly account: string;
  readonly user: string;
  readonly notes: readonly string[];
  readonly rows: readonly Row[];
}

export interface Unpacked {
  /** No verdict asks for the account or the user, so they are empty. */
  readonly kinds: readonly Fact[];
  readonly users: readonly UserRows[];
}

const OF_KIND: readonly Column[] = COLUMNS.filter((column) => column !== 'account' && column !== 'user');

export function packed(users: readonly FactsOfUser[]): Packed {
  const texts = new Indexes<string>();
  const kinds = new Indexes<readonly number[]>();
  const packedUsers = users.map(({ account, user, notes, facts }) => [
    texts.of(account), user, notes, facts.map(({ fact, calls, firstDay, lastDay, example }): PackedRow => [
      kinds.of(OF_KIND.map((column) => texts.of(fact[column]))), calls, texts.of(firstDay), texts.of(lastDay), example,
    ]),
  ] as const);
  return { texts: texts.all, kinds: kinds.all, users: packedUsers };
}

class Indexes<T> {
  public readonly all: T[] = [];
  private readonly byText = new Map<string, number>();

  public of(value: T): number {
    const text = String(value);
    const known = this.byText.get(text);
    if (known !== undefined) {
      return known;
    }
    this.byText.set(text, this.all.length);
    return this.all.push(value) - 1;
  }
}

export function unpacked({ texts, kinds, users }: Packed): Unpacked {
  return {
    kinds: kinds.map((indexes) => ({ account: '', user: '', ...Object.fromEntries(OF_KIND.map((column, index) => [column, texts[indexes[index]]])) }) as Fact),
    users: users.map(([account, user, notes, rows]) => ({
      account: texts[account],
      user,
      notes,
      rows: rows.map(([kind, calls, firstDay, lastDay, example]) => ({ kind, calls, firstDay: texts[firstDay], lastDay: texts[lastDay], example })),
    })),
  };
}
