/** The longest that CloudFormation can fill in; every other reference is a name, which IAM allows 128 characters. */
const LONGEST: Record<string, string> = { 'AWS::Partition': 'aws-us-gov', 'AWS::AccountId': '123456789012' };
export const LONGEST_NAME = 'n'.repeat(128);

/** Counts as IAM does, on a document from a template with the longest real values filled in. Shares nothing with src on purpose. */
export function charactersAtWorst(document: unknown): number {
  const filledIn = JSON.parse(JSON.stringify(document), (_, value) => {
    const [intrinsic, argument] = typeof value === 'object' ? Object.entries<any>(value)[0] ?? [] : [];
    switch (intrinsic) {
      case 'Ref': return LONGEST[argument] ?? LONGEST_NAME;
      case 'Fn::Join': return argument[1].join(argument[0]);
      case 'Fn::ImportValue':
      case 'Fn::GetAtt': return LONGEST_NAME;
      default: return value;
    }
  });
  return JSON.stringify(filledIn).split(/\s+/).join('').length;
}
