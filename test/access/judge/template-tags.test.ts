/** Tags that a template gives to a user: their values are told, and no other tag is. */
import { input } from './holdings';
import { dependenceOf } from '../../../access/judge/answer-words';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { readServiceControl } from '../../../access/judge/inputs/service-control';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';

const ROWS = judgeTable();
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const EVERYTHING = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
/** MFA for everybody but those who have the tag. */
const EXEMPTING = policy({
  Effect: 'Deny', Action: '*', Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' }, StringNotEquals: { 'aws:PrincipalTag/role': 'robot' } },
});
const serviceControl = readServiceControl(input(EXEMPTING));

const BY_KEY = 'access-key/iam:UpdateLoginProfile/other-user';
const FEDERATED = 'federated/iam:EnableMFADevice/own-user';

/** What somebody may do without MFA: the answer to a row, and on what it depends. */
function answersIn(value: unknown, id = BY_KEY): string[] {
  const { answers } = report(readInputs(input(value), { serviceControl }), ROWS).subjects[0];
  return answers.filter(({ row }) => row.id === id).map((one) => `${one.answer} ${dependenceOf(one) ?? ''}`.trim());
}

const tag = (Value: unknown, Key: unknown = 'role') => ({ Key, Value });
const user = (Tags: unknown) => ({
  Parameters: { Role: { Type: 'String', Default: 'robot' }, Other: { Type: 'String' } },
  Resources: { Ada: { Type: 'AWS::IAM::User', Properties: { UserName: 'ada', Tags, Policies: [{ PolicyName: 'all', PolicyDocument: EVERYTHING }] } } },
});
const DEPENDS_ON_VALUE = [expect.stringMatching(/^depends aws:PrincipalTag\/role = robot: allowed; /)];

test.each<[string, unknown, string]>([
  ['is exempt', [tag('robot')], 'open'],
  ['is exempt by the default of a parameter', [tag({ Ref: 'Role' })], 'open'],
  ['is exempt, whatever the case of the key is', [tag('robot', 'ROLE')], 'open'],
  ['is not exempt', [tag('person')], 'denied'],
  ['is not exempt, among others', [tag('robot', 'team'), tag('person')], 'denied'],
])('whom a tag tells %s', (_what, tags, expected) => {
  expect(answersIn(user(tags))).toEqual([expected]);
});

test.each<[string, unknown]>([
  ['none', undefined],
  ['others only', [tag('robot', 'team')]],
  ['a value that only the deployment tells', [tag({ Ref: 'Other' })]],
  ['a part of a value', [tag({ 'Fn::Sub': 'robot-${Other}' })]],
  ['a dynamic reference', [tag('{{resolve:ssm:/role}}')]],
  ['a key that only the deployment tells', [tag('person', { Ref: 'Other' })]],
  ['a value by a condition', [tag({ 'Fn::If': ['IsSo', 'robot', 'person'] })]],
  ['a tag by a condition', [{ 'Fn::If': ['IsSo', tag('robot'), { Ref: 'AWS::NoValue' }] }]],
  ['all by a condition', { 'Fn::If': ['IsSo', [tag('robot')], { Ref: 'AWS::NoValue' }] }],
  ['what a function makes', [tag({ 'Fn::Base64': 'robot' })]],
  ['a key that is there twice', [tag('person'), tag('robot', 'Role')]],
  ['no text', [tag(7), 'role']],
])('what is not told may exempt: %s', (_what, tags) => {
  expect(answersIn(user(tags))).toEqual(DEPENDS_ON_VALUE);
});

test('a user whom one of two resources makes may have the tags of each', () => {
  const { Parameters, Resources: { Ada } } = user([tag('person')]);
  const Other = { ...Ada, Condition: 'IsNotSo', Properties: { ...Ada.Properties, Tags: [tag('robot')] } };
  expect(answersIn({ Parameters, Resources: { Ada: { ...Ada, Condition: 'IsSo' }, Other } })[0]).toContain('depends');
});

test('a user that the template only names may have any tag', () => {
  const named = { Resources: { All: { Type: 'AWS::IAM::Policy', Properties: { Users: ['ada'], PolicyDocument: EVERYTHING } } } };
  expect(answersIn(named)).toEqual(DEPENDS_ON_VALUE);
});

test('a federated session may have tags that the user has not', () => {
  expect(answersIn(user([tag('person')]), FEDERATED)).toEqual(DEPENDS_ON_VALUE);
  const account = (Tags: object[]) => ({
    UserDetailList: [{ UserName: 'ada', Arn: 'arn:aws:iam::123456789012:user/ada', Tags, UserPolicyList: [{ PolicyName: 'all', PolicyDocument: EVERYTHING }] }],
  });
  expect([[tag('person')], []].flatMap((tags) => answersIn(account(tags)))).toEqual(['denied', 'denied']);
  expect([[tag('person')], []].flatMap((tags) => answersIn(account(tags), FEDERATED))).toEqual([...DEPENDS_ON_VALUE, ...DEPENDS_ON_VALUE]);
});

const stateOf = (values: object) => ({
  values: {
    root_module: {
      resources: [
        { address: 'aws_iam_user.ada', type: 'aws_iam_user', values: { name: 'ada', path: '/', ...values } },
        { address: 'aws_iam_user_policy.all', type: 'aws_iam_user_policy', values: { user: 'ada', policy: JSON.stringify(EVERYTHING) } },
      ],
    },
  },
});

test.each<[string, object, unknown[]]>([
  ['of the user', { tags: { role: 'person' } }, ['denied']],
  ['of the provider too', { tags: null, tags_all: { role: 'person' } }, ['denied']],
  ['that exempt', { tags: { role: 'robot' } }, ['open']],
  ['that are not known yet', { tags: { role: null } }, DEPENDS_ON_VALUE],
  ['that are others', { tags: { team: 'robot' }, tags_all: { team: 'robot' } }, DEPENDS_ON_VALUE],
])('tags in Terraform, %s', (_what, values, expected) => {
  expect(answersIn(stateOf(values))).toEqual(expected);
});
