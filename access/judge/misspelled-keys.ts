/** Condition keys that AWS does not have: a policy that asks about one asks about nothing. */
import leven from 'leven';
import type { AppliedPolicies } from '../evaluator';
import { GLOBAL_CONDITION_KEYS } from '../requests/global-condition-keys';

/** A sentence for each key, with the policy that names it and the key that is meant. */
export function misspelledKeys(held: readonly AppliedPolicies[]): string[] {
  const policies = new Set(held.flatMap(({ identity, boundary, serviceControl = [] }) =>
    [...identity, ...boundary === undefined ? [] : [boundary], ...serviceControl.flat()]));
  const found = new Map<string, Set<string>>();
  for (const { name, statements } of policies) {
    for (const key of statements.flatMap(({ keys }) => keys).filter(isUnknown)) {
      found.set(key, (found.get(key) ?? new Set()).add(name));
    }
  }
  return [...found].map(([key, names]) => {
    const [name, ...others] = names;
    return `AWS has no condition key ${key}, which ${name}${others.length > 0 ? ` and ${others.length} more` : ''} asks about. Did you mean ${nearestTo(key)}?`;
  });
}

/** Keys of services are too many to know. */
function isUnknown(key: string): boolean {
  const lower = key.toLowerCase();
  return lower.startsWith('aws:') && !GLOBAL_CONDITION_KEYS.map((known) => known.toLowerCase())
    .some((known) => known.endsWith('/') ? lower.startsWith(known) && lower.length > known.length : lower === known);
}

function nearestTo(key: string): string {
  const distanceTo = (known: string) => leven(known.toLowerCase(), key.toLowerCase());
  return GLOBAL_CONDITION_KEYS.reduce((nearest, known) => distanceTo(known) < distanceTo(nearest) ? known : nearest);
}
