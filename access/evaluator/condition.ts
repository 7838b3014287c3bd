/** The `Condition` element: operators, their set prefixes, `IfExists` and `Null`. */
import { PolicyError, shown } from './errors';
import { operatorNamed } from './operators';
import { Lookup } from './pattern';

/** The keys of a request in lower case; a list is a key with several values. */
export type Context = ReadonlyMap<string, string | readonly string[]>;

export type Condition = (context: Context, lookup: Lookup) => boolean;

export function compileConditions(element: unknown, variables: boolean, where: string): Condition[] {
  if (element === undefined) {
    return [];
  }
  return entries(element, where).flatMap(([operator, keys]) =>
    entries(keys, `${where}.${operator}`).map(([key, values]) => compile(operator, key, strings(values, `${where}.${operator}.${key}`), variables, where)));
}

/** Of an element that compiles. */
export function conditionKeys(element: unknown): string[] {
  return element === undefined ? [] : entries(element, '').flatMap(([, keys]) => entries(keys, '').map(([key]) => key));
}

function compile(name: string, key: string, values: string[], variables: boolean, path: string): Condition {
  const where = `${path}.${name}.${key}`;
  const [, set, base, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/i.exec(name)!;
  const wanted = key.toLowerCase();
  if (base.toLowerCase() === 'null') {
    return isNull(wanted, values, set !== undefined || ifExists !== undefined, `${path}.${name}`, where);
  }
  const operator = operatorNamed(base);
  if (operator === undefined) {
    throw new PolicyError(`${path}.${name}`, `unknown condition operator ${shown(name)}`);
  }
  const test = operator.compile(values, { variables }, where);
  const matchesWithoutKey = ifExists !== undefined || operator.negated;
  switch (set?.toLowerCase()) {
    case 'forallvalues':
      return (context, lookup) => several(context.get(wanted)).every((value) => test(value, lookup));
    case 'foranyvalue':
      return (context, lookup) => several(context.get(wanted)).some((value) => test(value, lookup));
    default:
      return (context, lookup) => {
        const value = context.get(wanted);
        // A key with several values asks for a set operator; without one nothing matches.
        return value === undefined ? matchesWithoutKey : typeof value === 'string' && test(value, lookup);
      };
  }
}

function isNull(key: string, values: string[], decorated: boolean, operator: string, where: string): Condition {
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
