/** The text of a saved query, as it is synthesized, over records: what the command reads from its result is what it finds in the records itself. */
import { App, Stack, aws_s3 as s3 } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CHOICES, statementsOf } from './choices';
import { defaultPolicies } from './default-policies';
import { queried } from './duckdb';
import { RECORDED_CALLS } from './recorded-calls';
import { Tally } from './tally';
import type { CountedFact } from '../../impact/scan/counted-fact';
import { factsOfAthena } from '../../impact/sources/athena-facts';
import { CoverageTally } from '../../impact/sources/coverage';
import { compile } from '../../impact/verdicts/verdict';
import { MfaImpactAnalysis, MfaImpactAnalysisProps } from '../../src';
import { MAX_POLICY_CHARACTERS } from '../../src/private/aws/quotas';
import { queryText } from '../../src/private/impact/athena/query-text';
import type { PolicyStatement } from '../../src/private/impact/rules/policy-statement';
import { COLUMNS } from '../../src/private/impact/vocabulary/fact';
import { requireMfaDocument } from '../every-require-mfa-policy';
import { charactersAtWorst } from '../worst-case';

/** A trail's files, which the SQL is for, hold no condition keys. */
const OF_A_TRAIL = RECORDED_CALLS.map(({ record }) => record).filter((record) => !('eventContext' in record));

function namedQueries(props: Partial<MfaImpactAnalysisProps> = {}): string[] {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  new MfaImpactAnalysis(stack, 'Impact', { trailBucket: s3.Bucket.fromBucketName(stack, 'Trail', 'trail'), regions: ['us-east-1', 'eu-west-1'], ...props });
  return Object.values(Template.fromStack(stack).findResources('AWS::Athena::NamedQuery'))
    .map(({ Properties }) => Properties.QueryString['Fn::Join'][1].map((part: unknown) => typeof part === 'string' ? part : 'database').join('') as string)
    .map((text) => text.replace('"database".cloudtrail', 'cloudtrail'));
}

/** As Athena writes it: each value in quotation marks, and nothing for NULL. */
function csvOf(rows: readonly Readonly<Record<string, string>>[]): string {
  const line = (values: string[]) => values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',');
  return [Object.keys(rows[0]), ...rows.map((row) => Object.values(row))].map(line).join('\n');
}

test('the facts of the recorded calls, and what was seen of them', async () => {
  const tally = new Tally();
  OF_A_TRAIL.forEach((record) => tally.add(record));
  const inOrder = (facts: readonly CountedFact[]) => facts
    .map(({ fact, ...counted }) => JSON.stringify([COLUMNS.map((column) => fact[column]), counted])).sort();
  for (const text of namedQueries()) {
    const read = factsOfAthena(csvOf(await queried(OF_A_TRAIL, text)));
    expect(inOrder(read.facts)).toEqual(inOrder(tally.facts()));
    const coverage = new CoverageTally();
    OF_A_TRAIL.forEach((record) => coverage.add(record));
    expect(read.coverage).toEqual(coverage.coverage());
    expect(read.covered).toEqual({ accounts: ['111122223333'], regions: ['us-east-1', 'eu-west-1'], days: 90, path: 's3://trail/AWSLogs/' });
  }
});

test('the answers of each policy', async () => {
  const [consoleOnly, allRequests] = namedQueries();
  for (const [text, statements] of [[consoleOnly, defaultPolicies().CONSOLE_ONLY], [allRequests, defaultPolicies().ALL_REQUESTS]] as const) {
    const rows = await queried(OF_A_TRAIL, text);
    const { facts } = factsOfAthena(csvOf(rows));
    const answers = facts.map(({ fact }) => compile(statements)(fact)).map(({ answer, sid }) => sid === undefined ? answer : `${answer} ${sid}`);
    expect(rows.filter(({ session }) => session !== 'all records').map(({ answer }) => answer)).toEqual(answers);
  }
});

test('no record is an error, which names what the table covers', async () => {
  const [text] = namedQueries();
  const rows = await queried([], text);
  expect(() => factsOfAthena(csvOf(rows))).toThrow(/no records.*111122223333.*us-east-1, eu-west-1.*90 days.*s3:\/\/trail\/AWSLogs\//s);
});

describe('the longest query', () => {
  const LONGEST_QUERY = 262_144;
  const asked = { path: 'Stack/Impact', table: '"database".cloudtrail', root: 's3://trail/AWSLogs/', accounts: ['111122223333'], regions: ['eu-west-1'], lookbackDays: 90 };
  const query = (statements: readonly PolicyStatement[]) => queryText(asked, 'Stack/Policy', () => statements);

  test('of any combination of the options, with as many actions as a policy holds, is one that Athena takes', () => {
    // Short names make the most of the SQL.
    const allowActions = Array.from({ length: 400 }, (_, index) => `s3:${index}`);
    // A part that holds every value of every option.
    const some = CHOICES.filter((_, index) => index % 7 === 0);
    const lengths = some.map((choice) => Buffer.byteLength(query(statementsOf(choice))));
    const longest = some[lengths.indexOf(Math.max(...lengths))];
    const withActions = Buffer.byteLength(query(statementsOf({ ...longest, allowActions })));
    expect(charactersAtWorst(requireMfaDocument({ ...longest, allowActions }))).toBeGreaterThan(MAX_POLICY_CHARACTERS);
    expect(withActions).toBeGreaterThan(Math.max(...lengths));
    expect(withActions).toBeLessThan(LONGEST_QUERY / 2);
  });

  test('of one policy is refused if Athena does not take it, and the accounts are not blamed', () => {
    const statements = [{ Sid: 'Many', Effect: 'Deny', Action: Array.from({ length: 20_000 }, (_, index) => `s3:${index}`), Resource: '*' }];
    expect(() => query(statements)).toThrow(
      /^Stack\/Impact: policies got "Stack\/Policy, and with it a query of \d+ bytes", expected at most 262144 bytes, the longest query that Athena takes; fix: split the policy/);
  });
});
