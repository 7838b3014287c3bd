/** The `Condition` element: operators, their set prefixes, `IfExists` and `Null`. */
import { PolicyError, shown } from './errors';
import { Comparison, Reading, Test, operatorNamed } from './operators';
import { Lookup, variablesIn } from './pattern';

/** The keys of a request in lower case; a list is a key with several values. */
export type Context = ReadonlyMap<string, string | readonly string[]>;
/** What conditions ask of it. */
export type KeyValues = Pick<Context, 'get' | 'has'>;

export interface Condition {
  /** In lower case. */
  readonly key: string;
  /** In lower case, with what stands before and behind it. */
  readonly operator: string;
  readonly values: readonly string[];
  readonly holds: (context: KeyValues, lookup: Lookup) => boolean;
  /** What it compares values with; `Null` only asks whether there is one. */
  readonly compared?: Comparison;
  /** Whether it looks at each value of a key that has several. */
  readonly isOfSets: boolean;
  /** The variables in its values, in lower case. */
  readonly variables: readonly string[];
}

export function compileConditions(element: unknown, reading: Reading, where: string): Condition[] {
  if (element === undefined) {
    return [];
  }
  return entries(element, where).flatMap(([operator, keys]) =>
    entries(keys, `${where}.${operator}`).map(([key, values]) => compile(operator, key, strings(values, `${where}.${operator}.${key}`), reading, where)));
}

/** Of an element that compiles. */
export function conditionKeys(element: unknown): string[] {
  return element === undefined ? [] : entries(element, '').flatMap(([, keys]) => entries(keys, '').map(([key]) => key));
}

function compile(name: string, key: string, values: string[], reading: Reading, path: string): Condition {
  const { variables } = reading;
  const where = `${path}.${name}.${key}`;
  const [, set, base, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/i.exec(name)!;
  const wanted = key.toLowerCase();
  if (base.toLowerCase() === 'null') {
    const holds = isNull(wanted, values, set !== undefined || ifExists !== undefined, `${path}.${name}`, where);
    return { key: wanted, operator: 'null', values, holds, isOfSets: false, variables: [] };
  }
  const operator = operatorNamed(base);
  if (operator === undefined) {
    throw new PolicyError(`${path}.${name}`, `unknown condition operator ${shown(name)}`);
  }
  const test = operator.compile(values, reading, where);
  return {
    key: wanted,
    operator: name.toLowerCase(),
    values,
    holds: holding(wanted, set, test, ifExists !== undefined || operator.negated),
    compared: { kind: operator.kind, values, variables },
    isOfSets: set !== undefined,
    variables: variables ? values.flatMap(variablesIn) : [],
  };
}

/** Without the key, `IfExists` changes nothing of a set operator: AWS re:Post, "ForAnyValue:StringEqualsIfExists behaving unexpectedly". */
function holding(key: string, set: string | undefined, test: Test, matchesWithoutKey: boolean): Condition['holds'] {
  switch (set?.toLowerCase()) {
    case 'forallvalues':
      return (context, lookup) => several(context.get(key)).every((value) => test(value, lookup));
    case 'foranyvalue':
      return (context, lookup) => several(context.get(key)).some((value) => test(value, lookup));
    default:
      return (context, lookup) => {
        const value = context.get(key);
        // A key with several values asks for a set operator; without one nothing matches.
        return value === undefined ? matchesWithoutKey : typeof value === 'string' && test(value, lookup);
      };
  }
}

function isNull(key: string, values: string[], decorated: boolean, operator: string, where: string): Condition['holds'] {
  if (decorated) {
    throw new PolicyError(operator, 'Null takes neither a set operator nor IfExists');
  }
  const wanted = values.map((value) => value.toLowerCase());
  const odd = values.find((_, index) => wanted[index] !== 'true' && wanted[index] !== 'false');
  if (odd !== undefined) {
    throw new PolicyError(where, `expected true or false, got ${shown(odd)}`);
  }
  return (context) => wanted.includes(`${!context.has(key)}`);
}

function several(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

export function entries(value: unknown, where: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PolicyError(where, `expected an object, got ${shown(value)}`);
  }
  return Object.entries(value);
}

/** One value or a list, as text: JSON's numbers and booleans are what they look like. */
export function strings(value: unknown, where: string): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.map((one) => {
    if (typeof one !== 'string' && typeof one !== 'number' && typeof one !== 'boolean') {
      throw new PolicyError(where, `expected text, got ${shown(one)}`);
    }
    return String(one);
  });
}
