/** What a variable of a resource may have to be: of a tag that a Deny asks for one value of, no other value lets the resource go. */
import { type Lookup, type Statement, type View, representatives } from '../evaluator';

export const USER_NAME = 'aws:username';

/** Of several variables, these are combined; no real policy came near. */
const MAX_LOOKUPS = 50;

/** The lookup itself, and one for each value that conditions tell apart. */
export function lookupsWithin(statements: readonly Statement[], lookup: Lookup, isOpen: View['isOpen']): Lookup[] {
  const open = new Set(statements.flatMap(({ variables }) => variables).filter(isOpen));
  const conditions = statements.flatMap((statement) => statement.conditions);
  return [...open].reduce<Lookup[]>((lookups, key) => {
    const compared = conditions.filter((condition) => condition.key === key);
    const { values } = representatives({ conditions: compared, filledIn: [] }, lookup, false);
    const filled = lookups.flatMap((before) => values.map(({ value }): Lookup => (name) => name === key ? `${value}` : before(name)));
    return [...lookups, ...filled].slice(0, MAX_LOOKUPS);
  }, [lookup]);
}
