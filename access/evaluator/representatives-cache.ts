/** Values that stand for all of a key, kept: many requests meet the same conditions, and patterns of many stars take long. */
import { objectIds } from './object-ids';
import type { Lookup } from './pattern';
import { type Representatives, type Uses, representatives } from './representatives';

export class RepresentativesCache {
  private readonly numberOf = objectIds();
  private readonly found = new Map<string, Representatives>();

  public of(uses: Uses, lookup: Lookup, mayBeAbsent: boolean): Representatives {
    const { conditions, filledIn } = uses;
    // With variables, they rest on the values of other keys too.
    if (filledIn.length > 0 || conditions.some(({ variables }) => variables.length > 0)) {
      return representatives(uses, lookup, mayBeAbsent);
    }
    const asked = `${mayBeAbsent} ${conditions.map(this.numberOf).join()}`;
    const values = this.found.get(asked) ?? representatives(uses, lookup, mayBeAbsent);
    this.found.set(asked, values);
    return values;
  }
}
