import { Aws, CfnJson, CfnParameter, Fn, Stack, Token, aws_iam as iam } from 'aws-cdk-lib';
import { checkCarriesMfa } from '../../../src/private/checks/trusted-principals';
import { presentMfa } from '../../../src/private/statements/conditions';
import { ACCOUNT, importedGroup, refusal, role, testStack } from '../../helpers';

const account = () => new iam.AccountRootPrincipal();
const check = (principal: iam.IPrincipal) => () => checkCarriesMfa(principal, presentMfa(3600));
const refused = (got: string, expected: string, fix = '') => refusal('MfaRequiredPrincipal', 'principal', `"${got}"`, expected, fix);
const samlProvider = (stack: Stack) => iam.SamlProvider.fromSamlProviderArn(stack, 'Saml', `arn:aws:iam::${ACCOUNT}:saml-provider/idp`);

describe('identities that never carry MFA', () => {
  test.each<[string, string, (stack: Stack) => iam.IPrincipal]>([
    ['a service', 'ServicePrincipal(ec2.amazonaws.com)', () => new iam.ServicePrincipal('ec2.amazonaws.com')],
    ['SAML', `SamlPrincipal(arn:aws:iam::${ACCOUNT}:saml-provider/idp)`, (stack) => new iam.SamlPrincipal(samlProvider(stack), {})],
    ['web identities', 'WebIdentityPrincipal(accounts.example.com)', () => new iam.WebIdentityPrincipal('accounts.example.com')],
    ['an identity provider by token', 'an ARN that is a token', () => new iam.FederatedPrincipal(Token.asString({ Ref: 'Provider' }), {})],
    ['a canonical user', 'CanonicalUserPrincipal(79a5)', () => new iam.CanonicalUserPrincipal('79a5')],
    ['a service with conditions', 'ServicePrincipal(ec2.amazonaws.com)', () => new iam.ServicePrincipal('ec2.amazonaws.com').withConditions({})],
    ['a service in a composite', 'ServicePrincipal(ec2.amazonaws.com)',
      () => new iam.CompositePrincipal(account(), new iam.ServicePrincipal('ec2.amazonaws.com'))],
    ['a service in a composite with conditions', 'CompositePrincipal(AccountRootPrincipal(),ServicePrincipal(ec2.amazonaws.com))',
      () => new iam.CompositePrincipal(account(), new iam.ServicePrincipal('ec2.amazonaws.com')).withConditions({ Bool: { 'aws:SecureTransport': 'true' } })],
  ])('fails on %s', (_, got, principal) => {
    expect(check(principal(testStack()))).toThrow(refused(got, 'AWS identities (an account, user, ARN or organization), because services and federated '
      + 'identities never carry aws:MultiFactorAuthPresent', 'trust it without MfaRequiredPrincipal'));
  });

  test.each<[string, string, (stack: Stack) => iam.IPrincipal]>([
    ['of the app', 'Stack/Role', role],
    ['of the app, by ARN', 'an ARN that is a token', (stack) => new iam.ArnPrincipal(role(stack).roleArn)],
    ['that is imported', 'Stack/Imported', (stack) => iam.Role.fromRoleName(stack, 'Imported', 'admin')],
    ['by ARN', `ArnPrincipal(arn:aws-cn:iam::${ACCOUNT}:role/team/admin)`, () => new iam.ArnPrincipal(`arn:aws-cn:iam::${ACCOUNT}:role/team/admin`)],
    ['by an ARN that CDK makes', 'an ARN that is a token',
      (stack) => new iam.ArnPrincipal(stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: 'admin' }))],
    ['by an ARN with a token in front', 'an ARN that is a token', () => new iam.ArnPrincipal(`${Token.asString({ Ref: 'Account' })}:role/admin`)],
    ['session of an account by token', 'an ARN that is a token', () => new iam.ArnPrincipal(`arn:aws:sts::${Aws.ACCOUNT_ID}:assumed-role/admin/ann`)],
    ['session by ARN', `ArnPrincipal(arn:aws:sts::${ACCOUNT}:assumed-role/admin/ann)`, () => new iam.ArnPrincipal(`arn:aws:sts::${ACCOUNT}:assumed-role/admin/ann`)],
  ])('fails on a role %s', (_, got, principal) => {
    expect(check(principal(testStack()))).toThrow(refused(got, 'no role, because a role session never carries aws:MultiFactorAuthPresent (role chaining)'));
  });

  test.each<[string, string, (stack: Stack) => iam.IPrincipal]>([
    ['of the app', 'Stack/Group', (stack) => new iam.Group(stack, 'Group')],
    ['of the app, by ARN', 'an ARN that is a token', (stack) => new iam.ArnPrincipal(new iam.Group(stack, 'Group').groupArn)],
    ['that is imported', 'Stack/devs', (stack) => importedGroup(stack)],
    ['by an ARN that CDK makes', 'an ARN that is a token', (stack) => new iam.ArnPrincipal(stack.formatArn({ service: 'iam', region: '', resource: 'group/devs' }))],
    ['by ARN', `ArnPrincipal(arn:aws:iam::${ACCOUNT}:group/devs)`, () => new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:group/devs`)],
  ])('fails on a group %s', (_, got, principal) => {
    expect(check(principal(testStack()))).toThrow(refused(got, 'no group, because a trust policy cannot name groups', 'trust the account'));
  });

  test.each<[string, string, iam.IPrincipal]>([
    ['in the account', 'ArnPrincipal(arn:aws:iam::*:root)', new iam.ArnPrincipal('arn:aws:iam::*:root')],
    ['in the name', `ArnPrincipal(arn:aws:iam::${ACCOUNT}:user/*)`, new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:user/*`)],
    ['for one character', `ArnPrincipal(arn:aws:iam::${ACCOUNT}:user/ann?)`, new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:user/ann?`)],
    ['as an account', 'AccountPrincipal(*)', new iam.AccountPrincipal('*')],
  ])('fails on a wildcard %s', (_, got, principal) => {
    expect(check(principal)).toThrow(refused(got, 'no wildcard, because the ARN of a principal cannot have one', 'aws:PrincipalArn'));
  });

  test('fails on a federated user', () => {
    const arn = `arn:aws:sts::${ACCOUNT}:federated-user/ann`;
    expect(check(new iam.ArnPrincipal(arn))).toThrow(refused(`ArnPrincipal(${arn})`, 'no federated user, because such a session cannot assume roles', 'trust the user'));
  });
});

describe('everybody', () => {
  const anyone = (conditions: iam.Conditions) => new iam.AnyPrincipal().withConditions(conditions);

  test.each<[string, iam.IPrincipal]>([
    ['AnyPrincipal', new iam.AnyPrincipal()],
    ['StarPrincipal', new iam.StarPrincipal()],
    ['"*" as an ARN', new iam.ArnPrincipal('*')],
    ['with a condition that names nobody', anyone({ StringEquals: { 'sts:ExternalId': 'x' } })],
    ['with a tag, which every account can give', anyone({ StringEquals: { 'aws:PrincipalTag/team': 'ops' } })],
    ['but some', anyone({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-0123456789' } })],
    ['who need not say which ARN', anyone({ 'ForAnyValue:ArnLikeIfExists': { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:user/x` } })],
    ['whose values all match, or who have none', anyone({ 'ForAllValues:StringEquals': { 'aws:PrincipalAccount': ACCOUNT } })],
    ['with a list of accounts that has none', anyone({ StringEquals: { 'aws:PrincipalAccount': [] } })],
    ['who need not say', anyone({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-0123456789' } })],
  ])('fails on %s', (_, principal) => {
    expect(check(principal)).toThrow(refused('*', 'named principals, because everybody in any account can make a session with MFA', 'name the account'));
  });

  test.each<[string, string, iam.Conditions]>([
    ['a user of any account', 'aws:PrincipalArn: arn:aws:iam::*:user/ops', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/ops' } }],
    ['a user of any account, by a wildcard that spans colons', 'aws:PrincipalArn: arn:aws:iam:*:user/admin', { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam:*:user/admin' } }],
    ['any partition and account', `aws:PrincipalArn: arn:*:iam::${ACCOUNT}:user/*`, { stringlike: { 'aws:PrincipalArn': `arn:*:iam::${ACCOUNT}:user/*` } }],
    ['any service and account', `aws:PrincipalArn: arn:aws:*:${ACCOUNT}:user/x`,
      { 'ForAnyValue:StringLike': { 'aws:PrincipalArn': [`arn:aws:iam::${ACCOUNT}:user/x`, `arn:aws:*:${ACCOUNT}:user/x`] } }],
    ['an account with more after it', `aws:PrincipalArn: arn:aws:iam::${ACCOUNT}*`, { StringLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}*` } }],
    ['a tag that may hold colons', `aws:PrincipalArn: arn:\${aws:PrincipalTag/p}:iam::${ACCOUNT}:user/x`,
      { ArnLike: { 'aws:PrincipalArn': `arn:\${aws:PrincipalTag/p}:iam::${ACCOUNT}:user/x` } }],
    ['the account that the caller writes', 'aws:PrincipalAccount: ${sts:ExternalId}', { StringEquals: { 'aws:PrincipalAccount': '${sts:ExternalId}' } }],
    ['an account with a wildcard', 'aws:PrincipalAccount: 11111111111?', { 'ForAnyValue:StringLike': { 'aws:PrincipalAccount': '11111111111?' } }],
    ['a user of almost any account', 'aws:principalarn: arn:aws:iam::12345678901?:user/ops', { StringLike: { 'aws:principalarn': 'arn:aws:iam::12345678901?:user/ops' } }],
    ['any ARN', 'aws:PrincipalArn: *', { ArnLike: { 'aws:PrincipalArn': '*' } }],
    ['an ARN without an account', 'aws:PrincipalArn: arn:aws:iam:::user/ops', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam:::user/ops' } }],
    ['the account of the caller', 'aws:PrincipalArn: arn:aws:iam::${aws:PrincipalAccount}:user/ops',
      { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::${aws:PrincipalAccount}:user/ops' } }],
    ['any organization', 'aws:PrincipalOrgID: *', { StringLike: { 'aws:PrincipalOrgID': '*' } }],
    ['one organization or any other', 'aws:PrincipalOrgID: o-*', { StringLike: { 'aws:PrincipalOrgID': ['o-0123456789', 'o-*'] } }],
    ['a path of any organization', 'aws:PrincipalOrgPaths: o-*/r-root/*', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-*/r-root/*' } }],
    ['any account', 'aws:PrincipalAccount: *', { StringLike: { 'aws:PrincipalAccount': '*' } }],
    ['a user of any account, beside a list of none', 'aws:PrincipalArn: arn:aws:iam::*:user/ops',
      { StringEquals: { 'aws:PrincipalAccount': [] }, ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/ops' } }],
    ['any id', 'aws:userid: AIDA*', { StringLike: { 'aws:userid': 'AIDA*' } }],
  ])('fails on %s', (_, got, conditions) => {
    expect(check(anyone(conditions))).toThrow(refused(`* with a condition on ${got}`,
      'an account or an organization without wildcards, because everybody in any account can make a session with MFA', 'write the account'));
  });

  test('a wildcard beside a condition that names somebody is fine, and so is a token', () => {
    expect(check(anyone({ StringEquals: { 'aws:PrincipalOrgID': 'o-0123456789' }, ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/ops' } }))).not.toThrow();
    expect(check(anyone({ ArnLike: { 'aws:PrincipalArn': Fn.importValue('Arn') } }))).not.toThrow();
    expect(check(anyone({ StringEquals: { 'aws:PrincipalAccount': '${aws:ResourceAccount}' } }))).not.toThrow();
  });

  test.each<[string, iam.IPrincipal]>([
    ['an organization', new iam.OrganizationPrincipal('o-0123456789')],
    ['an organization by hand', new iam.StarPrincipal().withConditions({ StringEquals: { 'aws:PrincipalOrgID': 'o-0123456789' } })],
    ['a part of an organization', anyone({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-0123456789/*' } })],
    ['names by a pattern of text', anyone({ StringLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:user/staff/*` } })],
    ['names by pattern in any partition', anyone({ 'ForAnyValue:ArnLike': { 'aws:PrincipalArn': `arn:*:iam::${ACCOUNT}:user/*` } })],
    ['names that hold a literal', anyone({ StringEquals: { 'aws:PrincipalAccount': '${aws:ResourceAccount}', 'aws:userid': 'AIDA${*}' } })],
    ['names by pattern', anyone({ ArnLike: { 'aws:principalarn': `arn:aws:iam::${ACCOUNT}:user/staff/*` } })],
  ])('of %s is somebody', (_, principal) => {
    expect(check(principal)).not.toThrow();
  });
});

describe('conditions of the wrapped principal', () => {
  const lost = (got: string) => refused(`a condition of its own on ${got}`, 'none that MfaRequiredPrincipal would replace', 'leave the condition out');

  test.each<[string, iam.Conditions, string]>([
    ['the opposite', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }, 'Bool aws:MultiFactorAuthPresent'],
    ['the same in another spelling', { Bool: { 'aws:multifactorauthpresent': 'true' } }, 'Bool aws:multifactorauthpresent'],
    ['the same operator in another spelling', { bool: { 'aws:SecureTransport': 'true' } }, 'bool'],
    ['another age', { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '60' } }, 'NumericLessThanEquals aws:MultiFactorAuthAge'],
  ])('fails on %s', (_, conditions, got) => {
    expect(check(account().withConditions(conditions))).toThrow(lost(got));
  });

  test('fails on a token where ours must go, because CDK cannot merge them', () => {
    expect(check(account().withConditions({ Bool: new CfnJson(testStack(), 'Json', { value: {} }) }))).toThrow(lost('Bool'));
  });

  test.each<[string, iam.Conditions]>([
    ['the same', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }],
    ['the same as a boolean', { Bool: { 'aws:MultiFactorAuthPresent': true } }],
    ['another key', { Bool: { 'aws:SecureTransport': 'true' } }],
    ['a stricter age by another operator', { NumericLessThan: { 'aws:MultiFactorAuthAge': '60' } }],
    ['a token elsewhere', { StringEquals: Token.asAny({ Ref: 'Json' }) }],
  ])('%s is kept', (_, conditions) => {
    expect(check(account().withConditions(conditions))).not.toThrow();
  });

  test('fails on the conditions of a part of a composite, and says how to keep them', () => {
    expect(check(new iam.CompositePrincipal(account(), new iam.OrganizationPrincipal('o-0123456789')))).toThrow(refused(
      'a CompositePrincipal with OrganizationPrincipal(o-0123456789), which has conditions', 'parts without conditions',
      'wrap the parts: new iam.CompositePrincipal(new MfaRequiredPrincipal(a), new MfaRequiredPrincipal(b))',
    ));
  });
});

test.each<[string, (stack: Stack) => iam.IPrincipal]>([
  ['an account by token', (stack) => new iam.AccountPrincipal(new CfnParameter(stack, 'Account').valueAsString)],
  ['an ARN by token', (stack) => new iam.ArnPrincipal(new CfnParameter(stack, 'Arn').valueAsString)],
  ['an ARN from elsewhere', () => new iam.ArnPrincipal(Token.asString({ 'Fn::ImportValue': 'Arn' }))],
  ['a user by an ARN that CDK makes', (stack) => new iam.ArnPrincipal(stack.formatArn({ service: 'iam', region: '', resource: 'user/a:role/ann' }))],
  ['an imported user', (stack) => iam.User.fromUserName(stack, 'User', 'ann')],
  ['a composite in a composite', () => new iam.CompositePrincipal(account(), new iam.CompositePrincipal(account()))],
])('%s passes', (_, principal) => {
  expect(check(principal(testStack()))).not.toThrow();
});

test.each([['text', 'ann'], ['nothing', undefined]])('fails on %s', (_, principal) => {
  expect(check(principal as never)).toThrow(refused(`${principal}`, 'a principal', 'pass one such as new iam.AccountRootPrincipal()'));
});
