import { Duration, Stack, aws_iam as iam } from 'aws-cdk-lib';
import { OTHER_ACCOUNT, refusal, resourceOf, testStack } from './helpers';
import { MfaRequiredPrincipal } from '../src';

const ORGANIZATION = 'o-0123456789';
const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const ACCOUNT_ROOT = { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':root']] } };

const account = () => new iam.AccountRootPrincipal();
const organization = () => new iam.OrganizationPrincipal(ORGANIZATION);

/** What a role with this principal trusts. */
function trustOf(assumedBy: (stack: Stack) => iam.IPrincipal, props: Partial<iam.RoleProps> = {}): any[] {
  const stack = testStack();
  return resourceOf(new iam.Role(stack, 'Role', { assumedBy: assumedBy(stack), ...props })).Properties.AssumeRolePolicyDocument.Statement;
}

test('it asks the account for MFA, and for nothing else', () => {
  expect(trustOf(() => new MfaRequiredPrincipal(account()))).toEqual([
    { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: ACCOUNT_ROOT, Condition: MFA },
  ]);
});

test.each<[string, (stack: Stack) => iam.IPrincipal, unknown]>([
  ['another account', () => new iam.AccountPrincipal(OTHER_ACCOUNT), expect.anything()],
  ['a user of the app', (stack) => new iam.User(stack, 'User'), { AWS: { 'Fn::GetAtt': ['User00B015A1', 'Arn'] } }],
  ['a user by ARN', () => new iam.ArnPrincipal(`arn:aws:iam::${OTHER_ACCOUNT}:user/ann`), { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:user/ann` }],
])('it asks %s', (_, principal, expected) => {
  expect(trustOf((stack) => new MfaRequiredPrincipal(principal(stack)))).toEqual([
    { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: expected, Condition: MFA },
  ]);
});

test('it keeps the conditions of an organization, and those of the caller', () => {
  expect(trustOf(() => new MfaRequiredPrincipal(organization()))).toMatchObject([
    { Principal: { AWS: '*' }, Condition: { ...MFA, StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } } },
  ]);
  const conditions = { StringEquals: { 'sts:ExternalId': 'x' }, Bool: { 'aws:SecureTransport': 'true' } };
  expect(trustOf(() => new MfaRequiredPrincipal(account().withConditions(conditions)))).toMatchObject([
    { Condition: { StringEquals: { 'sts:ExternalId': 'x' }, Bool: { 'aws:SecureTransport': 'true', 'aws:MultiFactorAuthPresent': 'true' } } },
  ]);
});

test('conditions and external ids come on top afterwards too', () => {
  expect(trustOf(() => new MfaRequiredPrincipal(account()).withConditions({ Bool: { 'aws:SecureTransport': 'true' } }), { externalIds: ['x'] })).toMatchObject([
    { Condition: { Bool: { 'aws:SecureTransport': 'true', 'aws:MultiFactorAuthPresent': 'true' }, StringEquals: { 'sts:ExternalId': 'x' } } },
  ]);
});

test.each<[string, () => iam.IPrincipal]>([
  ['inside', () => new MfaRequiredPrincipal(account().withSessionTags())],
  ['outside', () => new MfaRequiredPrincipal(account()).withSessionTags()],
])('it keeps session tags, %s', (_, principal) => {
  expect(trustOf(principal)).toMatchObject([{ Action: ['sts:AssumeRole', 'sts:TagSession'], Condition: MFA }]);
});

test('it asks every part of a composite', () => {
  expect(trustOf(() => new MfaRequiredPrincipal(new iam.CompositePrincipal(account(), new iam.AccountPrincipal(OTHER_ACCOUNT))))).toMatchObject([
    { Principal: ACCOUNT_ROOT, Condition: MFA }, { Condition: MFA },
  ]);
});

test('a composite of it keeps the conditions of each part, and asks no service', () => {
  const parts = [new MfaRequiredPrincipal(account()), new MfaRequiredPrincipal(organization()), new iam.ServicePrincipal('ec2.amazonaws.com')];
  expect(trustOf(() => new iam.CompositePrincipal(...parts)).map(({ Principal, Condition }) => [Principal, Condition])).toEqual([
    [ACCOUNT_ROOT, MFA],
    [{ AWS: '*' }, { ...MFA, StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }],
    [{ Service: 'ec2.amazonaws.com' }, undefined],
  ]);
});

test('it can be a principal of any other statement', () => {
  const statement = new iam.PolicyStatement({ principals: [new MfaRequiredPrincipal(organization())], actions: ['sts:AssumeRole'] });
  expect(statement.toStatementJson()).toMatchObject({ Principal: { AWS: '*' }, Condition: MFA });
});

test('what is granted to a user needs MFA in the policy of the user too, and what the user is granted directly does not', () => {
  const stack = testStack();
  const user = new iam.User(stack, 'User');
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  role.grantAssumeRole(new MfaRequiredPrincipal(user, { maxMfaAge: Duration.hours(1) })).assertSuccess();
  role.grant(new MfaRequiredPrincipal(new iam.PrincipalWithConditions(user, {})).withSessionTags(), 'iam:GetRole');
  role.grantPassRole(user);
  const { Statement } = resourceOf(user.node.findChild('DefaultPolicy') as iam.Policy).Properties.PolicyDocument;
  expect(Statement.map(({ Action, Condition }: any) => [Action, Condition])).toEqual([
    ['sts:AssumeRole', { ...MFA, NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' } }],
    ['iam:GetRole', MFA],
    ['iam:PassRole', undefined],
  ]);
});

test.each([[Duration.seconds(1), '1'], [Duration.hours(1), '3600'], [Duration.hours(36), '129600']])('maxMfaAge %s is asked for beside MFA', (maxMfaAge, seconds) => {
  expect(trustOf(() => new MfaRequiredPrincipal(account(), { maxMfaAge }))[0].Condition)
    .toEqual({ ...MFA, NumericLessThanEquals: { 'aws:MultiFactorAuthAge': seconds } });
});

test('one principal serves several roles, and a condition added to it does not reach another', () => {
  const reused = new MfaRequiredPrincipal(account());
  const other = new MfaRequiredPrincipal(account());
  reused.addCondition('Bool', { 'aws:SecureTransport': 'true' });
  expect([reused, other, reused].map((principal) => Object.keys(trustOf(() => principal)[0].Condition.Bool).length)).toEqual([2, 1, 2]);
});

test.each<[string, object, string]>([
  ['none', { maxMfaAge: Duration.seconds(0) }, '"0 seconds"'],
  ['too long', { maxMfaAge: Duration.hours(37) }, '"133200 seconds"'],
  ['a number', { maxMfaAge: 3600 }, '"3600"'],
])('fails on a maxMfaAge that is %s', (_, props, got) => {
  expect(() => new MfaRequiredPrincipal(account(), props)).toThrow(refusal('MfaRequiredPrincipal', 'maxMfaAge', got));
});

test('fails on a principal that never carries MFA', () => {
  expect(() => new MfaRequiredPrincipal(new iam.ServicePrincipal('ec2.amazonaws.com')))
    .toThrow(refusal('MfaRequiredPrincipal', 'principal', '"ServicePrincipal(ec2.amazonaws.com)"'));
});
