/** Functions of a template that choose or cut a text. Each gives undefined for what it cannot be. */
import { field, isFields } from './json-fields';
import { OUTSIDE_UNKNOWN, inAnyStack, isUnknown, unknownText, unknownTexts } from './unknown-text';

/** One of two texts, by a condition of the template. */
export function eitherText(given: unknown): string | undefined {
  const [condition, one, other] = Array.isArray(given) ? given as unknown[] : [];
  if (typeof condition !== 'string' || typeof one !== 'string' || typeof other !== 'string') {
    return undefined;
  }
  return one === other ? one : unknownText(`If ${condition} ${one} ${other}`);
}

/** What a map has for a Region or an account, which the template does not tell; undefined if no key is one. */
export function mappedByPlace(argument: unknown): string | undefined {
  const keys = (Array.isArray(argument) ? argument as unknown[] : []).map((key) => isFields(key) ? String(field(key, 'Ref')) : String(key));
  return keys.some((key) => /^AWS::(Region|AccountId|Partition)$/.test(key)) ? unknownText(`FindInMap ${keys.join(' ')}`) : undefined;
}

export function mapped(mappings: unknown, given: unknown): unknown {
  const keys: unknown[] = Array.isArray(given) ? given : [];
  if (keys.length !== 3 || !keys.every((key): key is string => typeof key === 'string')) {
    return undefined;
  }
  return keys.some(isUnknown) ? unknownText(`FindInMap ${keys.join(' ')}`)
    : keys.reduce<unknown>((map, key) => isFields(map) ? field(map, key) : undefined, mappings);
}

/** What a name of a stack or a Region has. */
const IN_NAME = /[A-Za-z0-9-]/;
const NAMES = ['Ref AWS::StackName', 'Ref AWS::Region'].map(unknownText);

/** A text that is unknown in a part may have the delimiter there. */
export function splitText(given: unknown): string | string[] | undefined {
  const [delimiter, text] = Array.isArray(given) ? given as unknown[] : [];
  if (typeof delimiter !== 'string' || delimiter === '' || typeof text !== 'string') {
    return undefined;
  }
  const isSure = !IN_NAME.test(delimiter) && unknownTexts(text).every((one) => NAMES.includes(inAnyStack(one)));
  return isUnknown(text) && !isSure ? unknownText(`Split ${delimiter} ${text}`)
    : text.split(new RegExp(`${delimiter.replace(/\W/g, '\\$&')}${OUTSIDE_UNKNOWN.source}`));
}

export function selected(given: unknown): unknown {
  const [index, list] = Array.isArray(given) ? given as unknown[] : [];
  const place = Number(index);
  if (typeof list === 'string' && isUnknown(list) && Number.isInteger(place)) {
    return unknownText(`Select ${place} ${list}`);
  }
  return Array.isArray(list) ? list[place] : undefined;
}
