/** Reads fields of values that somebody else made. */
import { InputError } from './input-error';
import { parseJson } from './json-scanner';
import { shown } from '../../evaluator';

export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own properties only: a name such as `constructor` finds nothing. Some tools write null for what is absent. */
export function field(value: Fields, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] ?? undefined : undefined;
}

export function list(value: unknown, where: string): unknown[] {
  if (value === undefined) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new InputError(`${where}: expected a list, got ${got(value)}`);
  }
  return value;
}

export function fields(value: unknown, where: string): Fields {
  if (!isFields(value)) {
    throw new InputError(`${where}: expected an object, got ${got(value)}`);
  }
  return value;
}

export function text(value: unknown, where: string): string {
  if (typeof value !== 'string') {
    throw new InputError(`${where}: expected text, got ${got(value)}`);
  }
  return value;
}

function got(value: unknown): string {
  return value === undefined ? 'nothing' : shown(value);
}

/** The API of IAM encodes documents for URLs; the command line tool of AWS decodes them. */
export function document(value: unknown, where: string): unknown {
  if (typeof value !== 'string') {
    return value;
  }
  try {
    const [parsed, ...others] = parseJson(value.trimStart().startsWith('%') ? decodeURIComponent(value) : value);
    if (others.length === 0) {
      return parsed;
    }
  } catch {
    // Said below, whatever is wrong with it.
  }
  throw new InputError(`${where}: expected a policy document, got text that is none`);
}
