/** Condition keys that AWS does not have: a policy that asks about one asks about nothing. */
import leven from 'leven';
import { firstNames } from './first-names';
import { type AppliedPolicies, everyPolicy } from '../evaluator';
import { GLOBAL_CONDITION_KEYS, NEWER_CONDITION_KEYS } from '../requests/global-condition-keys';

/** A sentence for each key, with the policy that names it and the key that is meant. */
export function misspelledKeys(held: readonly AppliedPolicies[]): string[] {
  const namesByKey = new Map<string, Set<string>>();
  for (const { name, statements } of new Set(held.flatMap(everyPolicy))) {
    for (const key of statements.flatMap(({ keys }) => keys)) {
      namesByKey.set(key, (namesByKey.get(key) ?? new Set()).add(name));
    }
  }
  return [...namesByKey].filter(([key]) => isUnknown(key)).map(([key, names]) =>
    `AWS has no condition key ${key}, which ${firstNames([...names], 1)} asks about. Did you mean ${nearestTo(key)}?`);
}

const KEYS = [...GLOBAL_CONDITION_KEYS, ...NEWER_CONDITION_KEYS];
const KNOWN = KEYS.map((key) => key.toLowerCase());

/** Keys of services are too many to know. */
function isUnknown(key: string): boolean {
  const lower = key.toLowerCase();
  return lower.startsWith('aws:') && !KNOWN.some((known) => known.endsWith('/') ? lower.startsWith(known) && lower.length > known.length : lower === known);
}

function nearestTo(key: string): string {
  const distanceTo = (known: string) => leven(known.toLowerCase(), key.toLowerCase());
  return KEYS.reduce((nearest, known) => distanceTo(known) < distanceTo(nearest) ? known : nearest);
}
