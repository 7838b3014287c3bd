/** IAM's quota for a managed policy; white space is not counted. */
export const MAX_POLICY_CHARACTERS = 6144;

/** Longest values of what CloudFormation fills in: the partition `aws-us-gov`, an account, and any name IAM allows. */
const LONGEST_PARTITION = 10;
const ACCOUNT = 12;
const LONGEST_NAME = 128;

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
    case 'AWS::Partition': return LONGEST_PARTITION;
    case 'AWS::AccountId': return ACCOUNT;
    default: return LONGEST_NAME;
  }
}
