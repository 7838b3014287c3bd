/** What `--json` prints is what docs/judge-output.schema.json says, which the package has. */
import { readFileSync } from 'fs';
import { join } from 'path';
import { judged } from './in-process';
import { fieldsOf, schemaNamed, wrongIn } from '../json-schema';

jest.mock('../../../cli/judge/bundled-rows', () => ({
  ROWS: jest.requireActual<typeof import('../../../access/matrix/judge-table')>('../../../access/matrix/judge-table').judgeTable(),
}));

const SCHEMA = schemaNamed('judge-output.schema.json');

const everything = (more: object = {}) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', ...more }] });
const published = JSON.parse(readFileSync(join(__dirname, '../../../access/matrix/published/old-tutorial.json'), 'utf8')) as object;
const inline = (document: object) => [{ PolicyName: 'p', PolicyDocument: document }];

/** All kinds of subjects, and all answers. */
const INPUTS: Record<string, object> = {
  'a document': published,
  'a document that depends': everything({ Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }),
  'an account': { UserDetailList: [{ UserName: 'ann', Arn: 'arn:aws:iam::123456789012:user/team/ann', UserPolicyList: inline(everything()) }] },
  'a template': {
    Resources: {
      Staff: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'staff', Policies: inline(everything()) } },
      Loose: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: published } },
    },
  },
};

interface Json {
  readonly subjects: {
    readonly names: string[];
    readonly members: Record<string, string>[];
    readonly counts: Record<string, number>;
    readonly rows: object[];
  }[];
}

const output = (input: object) => JSON.parse(judged({ 'input.json': input }, ['input.json', '--json']).text) as Json;

test.each(Object.entries(INPUTS))('%s', (_what, input) => {
  const printed = output(input);
  expect(wrongIn(printed, SCHEMA)).toEqual([]);
  for (const { names, members, counts, rows } of printed.subjects) {
    expect(names).toEqual(members.map(({ name }) => name));
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(rows.length);
  }
});

test('each field of the schema is printed for one of them, and nothing is missed if it is absent or another', () => {
  const text = JSON.stringify(Object.values(INPUTS).map(output));
  expect(fieldsOf(SCHEMA).filter((name) => !text.includes(`"${name}":`))).toEqual([]);
  const { subjects: [first], ...rest } = output(published);
  const { counts, ...others } = first;
  expect(wrongIn({ ...rest, version: 2, subjects: [{ ...others, rows: [{ ...first.rows[0], answer: 'safe', more: 1 }] }] }, SCHEMA)).toEqual([
    '/version: 2', '/subjects/0/counts: missing', '/subjects/0/rows/0/answer: "safe"', '/subjects/0/rows/0/more: not in the schema',
  ]);
  expect(counts.open).toBeGreaterThan(0);
});

test('an account and an ARN are told as far as the input does', () => {
  expect(output(INPUTS['an account']).subjects[0].members).toEqual([{ kind: 'user', name: 'ann', account: '123456789012', arn: 'arn:aws:iam::123456789012:user/team/ann' }]);
  expect(output(INPUTS['a document']).subjects[0].members).toEqual([{ kind: 'policies', name: 'input.json' }]);
  const members = (Resource: string, GroupName: unknown) => output({
    Resources: { Staff: { Type: 'AWS::IAM::Group', Properties: { GroupName, Policies: inline(everything({ Resource })) } } },
  }).subjects[0].members;
  expect(members('*', 'staff')).toEqual([{ kind: 'group', name: 'group staff' }]);
  expect(members('arn:aws:iam::111122223333:user/x', 'staff')).toEqual([{ kind: 'group', name: 'group staff', account: '111122223333', arn: 'arn:aws:iam::111122223333:group/staff' }]);
  // CloudFormation makes a name up.
  expect(members('arn:aws:iam::111122223333:user/x', undefined)).toEqual([{ kind: 'group', name: 'group Staff', account: '111122223333' }]);
});
