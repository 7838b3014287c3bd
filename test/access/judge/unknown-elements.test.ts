/** Actions and resources that a template does not tell: `iam:*` may be among them. */
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';

const ROWS = judgeTable();
const WITHOUT_MFA = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
const TEMPLATE = {
  Parameters: {
    Exempt: { Type: 'CommaDelimitedList' },
    Service: { Type: 'String' },
    Stored: { Type: 'AWS::SSM::Parameter::Value<CommaDelimitedList>', Default: '/exempt' },
    Reference: { Type: 'String', Default: '{{resolve:ssm:/exempt}}' },
  },
  Mappings: { Exempt: { 111122223333: { actions: ['sts:*'] } } },
};
const policiesWith = (...Statement: object[]) => readInputs([{
  name: 't',
  text: JSON.stringify({
    ...TEMPLATE,
    Resources: { Staff: { Type: 'AWS::IAM::Group', Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement } }] } } },
  }),
}]);
const judgedWith = (...statements: object[]) => report(policiesWith(...statements), ROWS).subjects[0];
const denied = (more: object) => ({ Effect: 'Deny', Resource: '*', Condition: WITHOUT_MFA, ...more });
/** What an access key may do to a password, whatever else its user has. */
const answersOf = (...statements: object[]) => new Set(judgedWith(...statements).answers
  .filter(({ row, answer }) => row.request === 'access key' && row.action === 'iam:UpdateLoginProfile' && answer !== 'ungranted').map(({ answer }) => answer));

const UNTOLD: [string, unknown][] = [
  ['a list without a default', { Ref: 'Exempt' }],
  ['a parameter of Systems Manager', { Ref: 'Stored' }],
  ['a map by the account', { 'Fn::FindInMap': ['Exempt', { Ref: 'AWS::AccountId' }, 'actions'] }],
  ['a dynamic reference', '{{resolve:ssm:/exempt}}'],
  ['a dynamic reference that a parameter has', { Ref: 'Reference' }],
  ['a part of a dynamic reference', { 'Fn::Split': [',', '{{resolve:secretsmanager:exempt}}'] }],
  ['an import', { 'Fn::Split': [',', { 'Fn::ImportValue': 'exempt' }] }],
  ['one among others', ['sts:*', { Ref: 'Exempt' }]],
];

test.each(UNTOLD)('%s may be what a Deny leaves out', (_what, actions) => {
  expect(answersOf(denied({ NotAction: actions }))).toEqual(new Set(['depends']));
  expect(judgedWith(denied({ NotAction: actions })).mayBeOpen).toBe(true);
});

const ALLOWED_WITH_MFA = { Effect: 'Allow', Action: '*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };

test.each([...UNTOLD, ['a service', { 'Fn::Sub': '${Service}:*' }], ['an action', { 'Fn::Sub': 'iam:Update${Service}' }]])('%s may be allowed', (_what, Action) => {
  expect(answersOf(ALLOWED_WITH_MFA, { Effect: 'Allow', Action, Resource: '*' })).toEqual(new Set(['depends']));
});

test.each<[string, unknown]>([
  ['an ARN', { Ref: 'Service' }], ['the beginning of one', { 'Fn::Sub': '${Service}/*' }], ['a dynamic reference', '{{resolve:ssm:/arn}}'],
])('%s may be of any resource, and of what has none', (_what, Resource) => {
  const { answers } = judgedWith(ALLOWED_WITH_MFA, { Effect: 'Allow', Action: '*', Resource });
  expect(new Set(answers.filter(({ row }) => row.request === 'access key' && row.wanted === 'denied' && !row.outside).map(({ answer }) => answer))).toEqual(new Set(['depends']));
});

test('what fits no action that is asked changes nothing', () => {
  expect(answersOf(ALLOWED_WITH_MFA, { Effect: 'Allow', Action: { 'Fn::Sub': 's3:Get${Service}' }, Resource: '*' })).toEqual(new Set());
  expect(answersOf(denied({ NotAction: ['sts:*', { 'Fn::Sub': 's3:${Service}' }] }))).toEqual(new Set(['denied']));
  expect(answersOf(denied({ Action: ['iam:*', { Ref: 'Exempt' }] }))).toEqual(new Set(['denied']));
});

test('the statement keeps its conditions and its place', () => {
  const condition = { ...WITHOUT_MFA, StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
  const [{ appliedPolicies: { identity: [{ statements }] } }] = policiesWith(denied({ NotAction: { Ref: 'Exempt' }, Condition: condition }), denied({ Action: 's3:*' })).subjects;
  expect(statements.map(({ name, keys }) => [name, keys])).toEqual([
    ['statement 1', ['aws:MultiFactorAuthPresent', 'aws:RequestedRegion']],
    ['statement 1', ['aws:MultiFactorAuthPresent', 'aws:RequestedRegion', 'template:<Ref Exempt> names the action']],
    ['statement 2', ['aws:MultiFactorAuthPresent']],
  ]);
});

test('a dynamic reference in a condition is unknown too', () => {
  expect(answersOf(denied({ Action: '*', Condition: { ...WITHOUT_MFA, StringNotEquals: { 'aws:RequestedRegion': '{{resolve:ssm:/region}}' } } }))).toEqual(new Set(['depends']));
});

test('a policy with both elements is refused, whatever is unknown in it', () => {
  expect(() => policiesWith(denied({ Action: 'iam:*', NotAction: { Ref: 'Exempt' } }))).toThrow('expected either Action or NotAction, got both');
});

test('what a policy by itself writes for a part of an action is no action', () => {
  expect(() => readInputs([{ name: 'p', text: JSON.stringify({ Version: '2012-10-17', Statement: denied({ NotAction: '${aws:PrincipalTag/exempt}:*' }) }) }])).toThrow('expected service:Action or *');
});
