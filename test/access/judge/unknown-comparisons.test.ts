/** Operators for numbers, dates and addresses take no variable: what they compare with a parameter that has no default may hold or not. */
import { dependenceOf } from '../../../access/judge/answer-words';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { readServiceControl } from '../../../access/judge/inputs/service-control';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';

const OPEN = { Ref: 'Open' };
const WITHOUT_MFA = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
const ALL = { Effect: 'Allow', Action: '*', Resource: '*' };
const denying = (Condition: object) => ({ Version: '2012-10-17', Statement: [ALL, { Sid: 'NeedsMfa', Effect: 'Deny', Action: '*', Resource: '*', Condition }] });
const template = (Condition: object) => ({
  Parameters: { Open: { Type: 'String' } },
  Resources: { Staff: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'staff', Policies: [{ PolicyName: 'p', PolicyDocument: denying(Condition) }] } } },
});
const input = (value: unknown) => [{ name: 't', text: JSON.stringify(value) }];

/** Whether a kind of request reads an object. */
function answersOf(Condition: object) {
  const [{ answers }] = report(readInputs(input(template(Condition))), judgeTable()).subjects;
  return Object.fromEntries(['access key', 'console', 'console MFA'].map((request) => {
    const answered = answers.find(({ row }) => row.request === request && row.action === 's3:GetObject')!;
    return [request, answered.depends === undefined ? answered.answer : dependenceOf(answered)];
  }));
}

test('whether an address is in a range that nobody knows, the answer depends on', () => {
  const on = (operator: string) => expect.stringMatching(`^template:${operator} aws:SourceIp <Ref Open> = any other: allowed; true: denied`) as string;
  expect(answersOf({ ...WITHOUT_MFA, NotIpAddress: { 'aws:SourceIp': OPEN } })).toEqual({ 'access key': on('NotIpAddress'), 'console': on('NotIpAddress'), 'console MFA': 'works' });
  expect(answersOf({ ...WITHOUT_MFA, IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', OPEN] } })).toMatchObject({ 'access key': expect.stringContaining('aws:SourceIp') as string, 'console MFA': 'works' });
});

test('where the key is absent, no number that nobody knows matters', () => {
  const depends = 'template:NumericGreaterThan aws:MultiFactorAuthAge <Ref Open> = any other: allowed; true: denied';
  const statements = { NumericGreaterThan: { 'aws:MultiFactorAuthAge': OPEN } };
  expect(answersOf(statements)).toEqual({ 'access key': 'works', 'console': 'open', 'console MFA': depends });
  expect(answersOf({ NumericGreaterThanIfExists: statements.NumericGreaterThan })['access key']).toContain('template:NumericGreaterThanIfExists aws:MultiFactorAuthAge');
});

test.each<[string, object, object]>([
  ['a date', { DateGreaterThan: { 'aws:CurrentTime': OPEN } }, { DateGreaterThan: {}, Null: { 'aws:CurrentTime': 'false' } }],
  ['an ARN', { ArnNotLike: { 'aws:PrincipalArn': OPEN } }, { ArnNotLike: {}, Null: { 'aws:PrincipalArn': ['true', 'false'] } }],
  ['the presence of a key', { Null: { 's3:prefix': 'false', 's3:max-keys': OPEN } }, { Null: { 's3:prefix': 'false', 's3:max-keys': ['true', 'false'] } }],
  ['one of two keys', { NumericLessThan: { 's3:max-keys': OPEN, 's3:signatureAge': '1' }, Null: { 's3:max-keys': 'true' } },
    { NumericLessThan: { 's3:signatureAge': '1' }, Null: { 's3:max-keys': 'true' } }],
])('%s is such a comparison, and the rest of its statement stays', (_what, given, left) => {
  const [{ appliedPolicies: { identity: [{ statements: [, { source }] }] } }] = readInputs(input(template(given))).subjects;
  const [[operator, keys]] = Object.entries(given).filter(([, values]) => Object.values(values as object).includes(OPEN)) as [string, object][];
  const key = Object.keys(keys).find((one) => (keys as Record<string, unknown>)[one] === OPEN)!;
  expect(source).toMatchObject({ Condition: { ...left, StringEquals: { [`template:${operator} ${key} <Ref Open>`]: 'true' } } });
});

test('a policy that compares the age of MFA with a number that nobody knows enforces MFA', () => {
  const [{ enforcements }] = readInputs(input(template({ NumericGreaterThanIfExists: { 'aws:MultiFactorAuthAge': OPEN } }))).subjects;
  expect(enforcements).toHaveLength(1);
});

test('so it is in a policy of an organization', () => {
  const { Parameters } = template({});
  const Content = denying({ ...WITHOUT_MFA, NotIpAddress: { 'aws:SourceIp': OPEN } });
  const Resources = { Scp: { Type: 'AWS::Organizations::Policy', Properties: { Type: 'SERVICE_CONTROL_POLICY', Content } } };
  const [[{ statements }]] = readServiceControl(input({ Parameters, Resources }));
  expect(statements[1].keys).toContain('template:NotIpAddress aws:SourceIp <Ref Open>');
});

test('what cannot be read is refused still', () => {
  expect(() => readInputs(input(template({ NumericEquals: 'x', IpAddress: { 'aws:SourceIp': OPEN } })))).toThrow('expected an object, got "x"');
  expect(() => readInputs(input(template({ NumericEquals: { 'aws:MultiFactorAuthAge': 'x' } })))).toThrow('expected a number, got "x"');
});
