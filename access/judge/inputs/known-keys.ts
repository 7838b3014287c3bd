/** Condition keys that the reader knows: each has one value in every request. */
import { InputError } from './input-error';
import { isFields } from './json-fields';
import { parseJson } from './json-scanner';
import { within } from './parse-input';
import { kindMissed } from '../../evaluator';
import { FIXED_KEYS } from '../../requests/unknown-keys';
import type { KnownKeys } from '../row-requests';

/** Tells where the reader lives, which no row says. */
export const OWN_ACCOUNT = 'aws:principalaccount';

/** Pairs, or a text of them: JSON, or KEY=VALUE on each line. */
export type Given = { readonly name: string } & ({ readonly pairs: readonly string[] } | { readonly text: string });

export function readKnownKeys(given: readonly Given[]): KnownKeys {
  const known = new Map<string, string>();
  for (const one of given) {
    within(one.name, () => pairsOf(one).map(checked).forEach(([key, value]) => {
      if (known.has(key)) {
        throw new InputError(`${key} is given twice, expected one value`);
      }
      known.set(key, value);
    }));
  }
  return Object.fromEntries(known);
}

const EXAMPLE = 'such as aws:RequestedRegion=eu-west-1';

function pairsOf(given: Given): [string, string][] {
  if ('pairs' in given) {
    return given.pairs.map(pairOf);
  }
  const source = given.text.replace(/^\ufeff/, '').trim();
  return source.startsWith('{') || source.startsWith('[') ? pairsInJson(source)
    : source.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#')).map(pairOf);
}

function pairOf(text: string): [string, string] {
  const end = text.indexOf('=');
  const key = text.slice(0, end);
  if (end < 0 || !key.includes(':') || end === text.length - 1) {
    throw new InputError(`expected KEY=VALUE ${EXAMPLE}, got ${JSON.stringify(text.slice(0, 100))}`);
  }
  return [key, text.slice(end + 1)];
}

function pairsInJson(source: string): [string, string][] {
  const [value, ...others] = parseJson(source);
  if (others.length > 0 || !isFields(value)) {
    throw new InputError('expected one object, { "aws:RequestedRegion": "eu-west-1" }');
  }
  return Object.entries(value).map(([key, one]) => {
    if (!key.includes(':') || typeof one !== 'string' || one === '') {
      throw new InputError(`expected a condition key with a text, "aws:RequestedRegion": "eu-west-1", got ${JSON.stringify({ [key]: one }).slice(1, 100)}`);
    }
    return [key, one];
  });
}

function checked([given, value]: [string, string]): [string, string] {
  const key = given.trim();
  if (key.toLowerCase() === OWN_ACCOUNT) {
    if (!/^\d{12}$/.test(value)) {
      throw new InputError(`expected the 12 digits of your account for ${key}, got ${JSON.stringify(value.slice(0, 100))}`);
    }
  } else if (FIXED_KEYS.has(key.toLowerCase())) {
    throw new InputError(`the rows say what ${key} is, each for its kind of request; expected a key that they leave open, such as aws:RequestedRegion`);
  }
  // No operator can compare such a value, so statements would seem never to apply.
  const kind = kindMissed(key.toLowerCase(), value);
  if (kind !== undefined) {
    throw new InputError(`expected ${kind} for ${key}, got ${JSON.stringify(value.slice(0, 100))}`);
  }
  return [key.toLowerCase(), value];
}
