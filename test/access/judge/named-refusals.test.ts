/** What is not supported, and what was never filled in, is refused by its name. */
import { InputError } from '../../../access/judge/inputs/input-error';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { readServiceControl } from '../../../access/judge/inputs/service-control';

const policy = (Resource: unknown) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'iam:*', Resource }] });
const inTemplate = (Resource: unknown, more: object = {}) => ({
  Resources: { Staff: { Type: 'AWS::IAM::Group', Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: policy(Resource) }] } }, ...more },
});
const read = (value: unknown) => readInputs([{ name: 'a', text: JSON.stringify(value) }]);

test.each<[string, unknown, string]>([
  ['Fn::If', inTemplate({ 'Fn::If': ['Yes', ['a'], ['b']] }),
    'Fn::If will be; deploy it, and judge the account: aws iam get-account-authorization-details'],
  ['Fn::ForEach', inTemplate('*', { 'Fn::ForEach::Users': ['Name', ['a'], {}] }),
    'a: Fn::ForEach::Users: Fn::ForEach is not supported; aws cloudformation get-template --template-stage Processed prints the deployed template without it'],
  ['a variable of Terraform', policy('arn:aws:iam::123456789012:user/&{aws:username}'),
    'a: it has &{aws:username}, as Terraform writes ${aws:username}; give what terraform show -json prints, or write $ for &'],
  ['a variable in a file that templatefile fills in', policy('arn:aws:iam::123456789012:user/$${aws:username}'),
    'a: it has $${aws:username}, as Terraform writes ${aws:username}; give what terraform show -json prints, or write $ for $$'],
  ['a placeholder of AWS', policy('arn:aws:iam::ACCOUNT-ID-WITHOUT-HYPHENS:user/${aws:username}'),
    'a: it has the placeholder ACCOUNT-ID-WITHOUT-HYPHENS for an account; write the number of the account, 12 digits'],
  ['a placeholder of a tool', policy('arn:${Partition}:iam::123456789012:user/${aws:username}'),
    'a: it has the placeholder ${Partition}; write its value'],
  ['a pseudo parameter out of Fn::Sub', policy('arn:aws:iam::${AWS::AccountId}:user/${aws:username}'), 'a: it has the placeholder ${AWS::AccountId}; write'],
  ['another placeholder', policy(['*', 'arn:aws:iam::<account>:mfa/*']), 'a: it has the placeholder <account> for an account'],
  ['a placeholder of Jinja', policy('arn:aws:iam::123456789012:user/{{aws:username}}'), 'a: it has the placeholder {{aws:username}}; write its value'],
  ['a placeholder in a condition', { ...policy('*'), Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': '{{ region }}' } } }] },
    'a: it has the placeholder {{ region }}; write its value'],
  ['a placeholder for a name', policy('arn:aws:iam::123456789012:user/team/<username>'), 'a: it has the placeholder <username>; write its value'],
  ['a part of a name', policy(['*', 'arn:aws:iam::123456789012:mfa/dev-[name]']), 'a: it has the placeholder [name]; write its value'],
  ['a variable of a shell', policy('arn:aws:iam::123456789012:group/$GROUP'), 'a: it has the placeholder $GROUP; write its value'],
  ['an account in percent signs', policy('arn:aws:iam::%ACCOUNT%:user/*'), 'a: it has the placeholder %ACCOUNT% for an account; write'],
  ['an account that is too short', policy('arn:aws:iam::12345:mfa/*'), 'a: it has the placeholder 12345 for an account'],
])('%s is named', (_what, value, message) => {
  expect(() => read(value)).toThrow(InputError);
  expect(() => read(value)).toThrow(message);
});

test.each(['123456789012', '*', '', 'aws', '1234*', '${aws:PrincipalAccount}', '????????????'])('the account %s is no placeholder', (account) => {
  expect(read(policy(`arn:aws:iam::${account}:policy/x`)).subjects).toHaveLength(1);
});

test.each([
  'arn:aws:imagebuilder:*:aws:image/*', 'arn:aws:bedrock:*::foundation-model/*', 'arn:aws:s3:::logs/<none>/[x]%20{y}', 'arn:*:ec2:*:${aws:PrincipalAccount}:*',
  'arn:aws:iam::*:user/{a}/<b>/*', 'arn:aws:dynamodb:*:table/Accounts:*', 'arn:aws:iam::*:role/x+=,.@-_?', 'arn:aws:iam::*:oidc-provider/example.com/%20', 'arn:aws:iam::*:user/${aws:PrincipalTag/a b}',
])('%s has no placeholder', (resource) => {
  expect(read(policy(resource)).subjects).toHaveLength(1);
});

test.each(['${*}', '${?}', '${$}', "${aws:PrincipalTag/team, 'none'}"])('the variable %s is no placeholder', (variable) => {
  expect(read(policy(`arn:aws:s3:::${variable}`)).subjects).toHaveLength(1);
});

test('policies of an organization in a template hold too', () => {
  const deny = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: { 'Fn::Sub': '*' } }] };
  const of = (Type: string, Content: unknown) => ({ Type: 'AWS::Organizations::Policy', Properties: { Type, Name: 'NeedMfa', Content } });
  const scp = (Resources: object) => readServiceControl([{ name: 'scp', text: JSON.stringify({ Resources }) }]).map((level) => level.map(({ name }) => name));
  const bucket = { Type: 'AWS::S3::Bucket' };
  expect(scp({ A: of('SERVICE_CONTROL_POLICY', deny), B: of('TAG_POLICY', {}), C: bucket })).toEqual([['A', 'FullAWSAccess']]);
  expect(scp({ A: of('SERVICE_CONTROL_POLICY', JSON.stringify(policy('*'))) })).toEqual([['A']]);
  const [[{ statements }]] = readServiceControl([{ name: 'scp', text: JSON.stringify({ Resources: { A: { ...of('SERVICE_CONTROL_POLICY', deny), Condition: 'Prod' } } }) }]);
  // Nobody knows whether the policy is there.
  expect(statements[0].conditions).toHaveLength(1);
  expect(() => scp({ C: bucket })).toThrow('scp: the template has no AWS::Organizations::Policy, or aws_organizations_policy, of the type SERVICE_CONTROL_POLICY');
});
