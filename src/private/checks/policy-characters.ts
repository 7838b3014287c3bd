import { invalidPropMessage } from './invalid-prop';
import { LONGEST, MAX_POLICY_CHARACTERS } from '../aws/quotas';

/** @param openLists what makes the policy grow, by the name of the prop, as it appears in the policy */
export function policySizeProblem(path: string, document: unknown, openLists: () => Record<string, unknown>): string | undefined {
  const characters = policyCharacters(document);
  if (characters <= MAX_POLICY_CHARACTERS) {
    return undefined;
  }
  const [largest] = Object.entries(openLists())
    .map(([prop, value]) => ({ prop, characters: policyCharacters(value) }))
    .sort((a, b) => b.characters - a.characters);
  return invalidPropMessage({
    path,
    prop: largest.prop,
    got: `${largest.characters} characters, which make a policy of ${characters}`,
    expected: `a policy of at most ${MAX_POLICY_CHARACTERS} characters (IAM's quota; white space is not counted, tokens count at their longest)`,
    fix: `shorten ${largest.prop} by ${characters - MAX_POLICY_CHARACTERS} characters, or split it over two policies`,
  });
}

/** Characters that IAM counts in a resolved policy document, with every intrinsic at its longest. */
export function policyCharacters(document: unknown): number {
  return JSON.stringify(withLongestValues(document)).replace(/\s/g, '').length;
}

function withLongestValues(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withLongestValues);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value);
  const [key, argument] = entries[0] ?? ['', undefined];
  if (entries.length === 1 && key === 'Fn::Join') {
    const [separator, parts] = argument as [string, unknown];
    return Array.isArray(parts) ? parts.map(withLongestValues).join(separator) : withLongestValues(parts);
  }
  if (entries.length === 1 && (key === 'Ref' || key.startsWith('Fn::'))) {
    return 'x'.repeat(longest(argument));
  }
  return Object.fromEntries(entries.map(([name, inner]) => [name, withLongestValues(inner)]));
}

function longest(reference: unknown): number {
  switch (reference) {
    case 'AWS::Partition': return LONGEST.partition;
    case 'AWS::AccountId': return LONGEST.account;
    default: return LONGEST.name;
  }
}
