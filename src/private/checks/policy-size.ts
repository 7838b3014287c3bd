import { LONGEST } from '../aws/quotas';

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
