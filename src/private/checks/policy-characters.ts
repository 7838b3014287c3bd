import { invalidPropMessage } from './invalid-prop';
import { LONGEST, MAX_POLICY_CHARACTERS, SHORTEST } from '../aws/quotas';

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

/** How many characters an intrinsic counts, or nothing where it may leave out what it stands for. */
type Lengths = (intrinsic: string, argument: unknown) => number | undefined;

/** Characters that IAM counts in a resolved policy document, with every intrinsic at its longest, or as told. */
export function policyCharacters(document: unknown, lengthOf: Lengths = longest): number {
  return (JSON.stringify(filledIn(document, lengthOf)) ?? '').replace(/\s/g, '').length;
}

function filledIn(value: unknown, lengthOf: Lengths): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => filledIn(item, lengthOf)).filter((item) => item !== undefined);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value);
  const [key, argument] = entries[0] ?? ['', undefined];
  if (entries.length === 1 && key === 'Fn::Join') {
    const [separator, parts] = argument as [string, unknown];
    const filled = filledIn(parts, lengthOf);
    return Array.isArray(filled) ? filled.join(separator) : filled;
  }
  if (entries.length === 1 && (key === 'Ref' || key.startsWith('Fn::'))) {
    const length = lengthOf(key, argument);
    return length === undefined ? undefined : 'x'.repeat(length);
  }
  return Object.fromEntries(entries.map(([name, inner]) => [name, filledIn(inner, lengthOf)]));
}

function longest(_: string, reference: unknown): number {
  switch (reference) {
    case 'AWS::Partition': return LONGEST.partition;
    case 'AWS::AccountId': return LONGEST.account;
    default: return LONGEST.name;
  }
}

/** No name is shorter. */
export function shortest(intrinsic: string, reference: unknown): number | undefined {
  switch (reference) {
    case 'AWS::Partition': return SHORTEST.partition;
    case 'AWS::AccountId': return LONGEST.account;
    case 'AWS::NoValue': return undefined;
    default: return intrinsic === 'Fn::If' ? undefined : SHORTEST.name;
  }
}
