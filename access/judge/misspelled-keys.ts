/** Condition keys that AWS does not have: a policy that asks about one, also by a variable, asks about nothing. */
import leven from 'leven';
import { firstNames } from './first-names';
import { type AppliedPolicies, type Statement, everyPolicy } from '../evaluator';
import { GLOBAL_CONDITION_KEYS, NEWER_CONDITION_KEYS } from '../requests/global-condition-keys';

/** A sentence for each key, with the policy that names it and the key that is meant. */
export function misspelledKeys(held: readonly AppliedPolicies[]): string[] {
  const namesByKey = new Map<string, Set<string>>();
  for (const { name, statements } of new Set(held.flatMap(everyPolicy))) {
    for (const key of statements.flatMap(keysOf)) {
      namesByKey.set(key, (namesByKey.get(key) ?? new Set()).add(name));
    }
  }
  return [...new Set([...namesByKey].filter(([key]) => isUnknown(key)).map(([key, names]) => sentenceOn(key, firstNames([...names], 1))))];
}

/** As the statement writes them, and in lower case those that are variables only. */
function keysOf({ keys, variables, conditions }: Statement): string[] {
  const written = new Set(keys.map((key) => key.toLowerCase()));
  return [...keys, ...[...variables, ...conditions.flatMap((one) => one.variables)].filter((variable) => !written.has(variable))];
}

function sentenceOn(key: string, policy: string): string {
  return key.startsWith('aws::')
    ? `CloudFormation fills in no \${AWS::...} in ${policy}, because the text is not in Fn::Sub.`
    : `AWS has no condition key ${key}, which ${policy} asks about. Did you mean ${nearestTo(key)}?`;
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
