/** Large inputs, also beyond what IAM takes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateAccount } from '../../test/access/judge/generated-account';

const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allow = (more: object) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...more });

/** Each with a policy of its own, so that no two are alike. */
function usersWithPolicies(users: number): object {
  return {
    UserDetailList: Array.from({ length: users }, (_, index) => ({
      UserName: `user-${index}`,
      Arn: `arn:aws:iam::123456789012:user/user-${index}`,
      UserPolicyList: [{ PolicyName: `own-${index}`, PolicyDocument: document(allow({ Sid: `Own${index}`, Action: ['s3:*', 'iam:*', 'ec2:*', 'sts:*'] })) }],
    })),
  };
}

const statements = (count: number) => document(...Array.from({ length: count }, (_, index) => allow({ Sid: `Statement${index}`, Action: ['s3:*', 'iam:*'] })));
const conditions = (count: number) => document(...Array.from({ length: count }, (_, index) => allow({ Condition: { StringEquals: { [`aws:PrincipalTag/tag${index}`]: 'x' } } })));
const patterns = (count: number) => document(allow({
  Condition: { StringLike: { 'aws:userid': Array.from({ length: count }, (_, index) => `*a${index}*b${index}*c${index}`) } },
}));
const template = (PolicyDocument: object) => ({ Resources: { P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument } } } });
const unclosed = (characters: number) => document(allow({ Resource: `arn:aws:s3:::${'${'.repeat(characters / 2)}` }));
const colons = (characters: number) => document(allow({ Resource: `arn:aws:s3:::${':'.repeat(characters)}` }));
const stars = (characters: number) => document(allow({ Resource: `arn:aws:s3:::${'*a'.repeat(characters / 2)}` }));
const substituted = (characters: number) => template(document(allow({ Resource: { 'Fn::Sub': `arn:aws:s3:::${'${'.repeat(characters / 2)}` } })));
const attached = (count: number) => ({
  Resources: Object.fromEntries(Array.from({ length: count }, (_, index) => [`P${index}`, {
    Type: 'AWS::IAM::ManagedPolicy', Properties: { Groups: [`group-${index}`], PolicyDocument: document(allow({ Sid: `S${index}` })) },
  }])),
});

const MADE = {
  '5,000 users': (part) => generateAccount(5_000 * part),
  '5,000 users with a policy each': (part) => usersWithPolicies(5_000 * part),
  '500 users with a policy each': (part) => usersWithPolicies(500 * part),
  '50,000 statements': (part) => statements(50_000 * part),
  '5,000 statements': (part) => statements(5_000 * part),
  '2,000 conditions': (part) => conditions(2_000 * part),
  '200 conditions': (part) => conditions(200 * part),
  '50 patterns of three stars': (part) => patterns(50 * part),
  '5 patterns of three stars': (part) => patterns(5 * part),
  '500,000 characters of ${': (part) => unclosed(500_000 * part),
  '50,000 characters of ${': (part) => unclosed(50_000 * part),
  '500,000 colons': (part) => colons(500_000 * part),
  '50,000 colons': (part) => colons(50_000 * part),
  '500,000 characters of *a': (part) => stars(500_000 * part),
  '50,000 characters of *a': (part) => stars(50_000 * part),
  'a Fn::Sub of 2.5 MB': (part) => substituted(2_500_000 * part),
  'a Fn::Sub of 250 kB': (part) => substituted(250_000 * part),
  'a template of 2,000 policies': (part) => attached(2_000 * part),
  'a template of 200 policies': (part) => attached(200 * part),
} satisfies Record<string, (part: number) => object>;

type Name = keyof typeof MADE;

/** With the most of the CPU time of the older command that it may take, and of memory. */
export const INPUTS: readonly { readonly name: Name; readonly args: readonly string[]; readonly share?: number; readonly megabytes?: number }[] = [
  { name: '5,000 users', args: [], share: 0.5 },
  { name: '5,000 users with a policy each', args: [], share: 0.75 },
  { name: '5,000 users with a policy each', args: ['--json'], megabytes: 200 },
  { name: '50,000 statements', args: [], share: 1 / 30 },
];

export const TIMES_AS_LARGE: readonly { readonly name: string; readonly small: Name; readonly large: Name }[] = [
  { name: 'users', small: '500 users with a policy each', large: '5,000 users with a policy each' },
  { name: 'statements', small: '5,000 statements', large: '50,000 statements' },
  { name: 'conditions', small: '200 conditions', large: '2,000 conditions' },
  { name: 'patterns', small: '5 patterns of three stars', large: '50 patterns of three stars' },
  { name: '${', small: '50,000 characters of ${', large: '500,000 characters of ${' },
  { name: 'colons', small: '50,000 colons', large: '500,000 colons' },
  { name: 'stars', small: '50,000 characters of *a', large: '500,000 characters of *a' },
  { name: 'Fn::Sub', small: 'a Fn::Sub of 250 kB', large: 'a Fn::Sub of 2.5 MB' },
  { name: 'policies of a template', small: 'a template of 200 policies', large: 'a template of 2,000 policies' },
];

/** @param part of each number, to see only that the bench works */
export function writeInputs(part: number): { readonly files: Record<Name, string>; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-inputs-'));
  const files = Object.fromEntries(Object.entries(MADE).map(([name, make], index) => {
    const file = join(folder, `${index}.json`);
    writeFileSync(file, JSON.stringify(make(part)));
    return [name, file];
  })) as Record<Name, string>;
  return { files, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
