/** What is allowed without MFA on a resource that no row names is not silent: the answer depends on the resource, and an example says on which. */
import { asAccount } from './holdings';
import { dependenceOf, mayBeOpen } from '../../../access/judge/answer-words';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { readServiceControl } from '../../../access/judge/inputs/service-control';
import { rowsFor } from '../../../access/judge/intent';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';
import { OURS } from '../../../access/matrix/strategies';

const ROWS = judgeTable();
const ARN = 'arn:aws:iam::123456789012';
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: string, Resource: unknown, more: object = {}) => ({ Effect: 'Allow', Action, Resource, ...more });
const input = (value: unknown) => [{ name: 'input.json', text: JSON.stringify(value) }];
const WITH_MFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const WITHOUT_MFA = { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } };
const EVERYTHING = allow('*', '*');
const denyIn = (operator: string, Resource: string) => ({
  Effect: 'Deny', Action: 'sts:AssumeRole', Resource, Condition: { ...WITHOUT_MFA.Condition, [operator]: { 'aws:RequestedRegion': 'eu-west-1' } },
});

function dependingIn(value: unknown): string[] {
  const [{ answers }] = report(readInputs(input(value)), ROWS).subjects;
  return answers.filter(mayBeOpen).map((one) => `${one.row.id.replace(/\/alone$/, '')}: ${dependenceOf(one)}`);
}

/** The row that depends, and the resource on which the call is allowed. */
const CASES: [string, object[], string, string][] = [
  ['users on a path', [allow('iam:DeactivateMFADevice', 'arn:aws:iam::*:user/employees/*')], 'access-key/iam:DeactivateMFADevice/other-user', `${ARN}:user/employees/example`],
  ['users by the beginning of their name', [allow('iam:UpdateLoginProfile', `${ARN}:user/x?*`)], 'access-key/iam:UpdateLoginProfile/other-user', `${ARN}:user/xeexample`],
  ['users by a part of their ARN', [allow('iam:DeactivateMFADevice', `${ARN}:*employees*`)], 'access-key/iam:DeactivateMFADevice/other-user', `${ARN}:user/exampleemployeesexample`],
  ['a role by its name', [allow('sts:AssumeRole', `${ARN}:role/deployer`)], 'console/sts:AssumeRole/role', `${ARN}:role/deployer`],
  ['the roles of an account', [allow('sts:AssumeRole', 'arn:aws:iam::999999999999')], 'console/sts:AssumeRole/role', 'arn:aws:iam::999999999999:role/admin'],
  ['all roles but one', [{ Effect: 'Allow', Action: 'sts:AssumeRole', NotResource: 'arn:aws:iam::*:role/admin' }], 'console/sts:AssumeRole/role', `${ARN}:role/example`],
  ['another Region', [allow('ec2:*', 'arn:aws:ec2:us-east-1:*:instance/*')], 'console/ec2:StartInstances/instance', 'arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0'],
  ['a bucket', [allow('s3:*', ['arn:aws:s3:::payroll', 'arn:aws:s3:::payroll/*'])], 'console/s3:GetObject/object', 'arn:aws:s3:::payroll/example'],
  ['a folder for each user', [allow('s3:*', 'arn:aws:s3:::home/${aws:username}/*')], 'console/s3:GetObject/object', 'arn:aws:s3:::home/${aws:username}/example'],
  ['a folder by a tag', [allow('s3:*', 'arn:aws:s3:::home/${aws:PrincipalTag/team}/*')], 'console/s3:GetObject/object', 'arn:aws:s3:::home/example/example'],
  ['what a Deny leaves out', [EVERYTHING, { Effect: 'Deny', Action: '*', NotResource: `${ARN}:user/employees/*`, ...WITHOUT_MFA }], 'access-key/iam:UpdateLoginProfile/other-user', `${ARN}:user/employees/example`],
  ['what a Deny does not name', [EVERYTHING, { Effect: 'Deny', Action: '*', Resource: ['arn:aws:iam::*:user/e*', `${ARN}:user/bob`], ...WITHOUT_MFA }], 'access-key/iam:UpdateLoginProfile/other-user', `${ARN}:user/xxx`],
  ['another Region than a Deny', [EVERYTHING, { Effect: 'Deny', Action: '*', Resource: 'arn:aws:*:eu-west-1:*:*', ...WITHOUT_MFA }], 'console/ec2:StartInstances/instance', 'arn:aws:ec2:example:123456789012:instance/i-0123456789abcdef0'],
  ['buckets by the beginning of their name', [allow('s3:*', 'arn:aws:s3:::acme-*')], 'console/s3:GetObject/object', 'arn:aws:s3:::acme-example/example'],
  ['a role of another account', [EVERYTHING, { Effect: 'Deny', Action: '*', Resource: [`${ARN}:user/*`, `${ARN}:role/*`], ...WITHOUT_MFA }], 'console/sts:AssumeRole/role', 'arn:aws:iam::999999999999:role/admin'],
  ['another role of another account', [
    EVERYTHING, { Effect: 'Deny', Action: '*', Resource: [`${ARN}:user/*`, `${ARN}:role/*`, 'arn:aws:iam::*:*admin*'], ...WITHOUT_MFA },
  ], 'console/sts:AssumeRole/role', 'arn:aws:iam::999999999999:role/example'],
  ['another bucket than a Deny', [EVERYTHING, { Effect: 'Deny', Action: '*', Resource: 'arn:aws:s3:::data/*', ...WITHOUT_MFA }], 'console/s3:GetObject/object', 'arn:aws:s3:::example/example'],
  ['roles called as the one asked, and more', [allow('sts:AssumeRole', `${ARN}:role/admin*`), { Effect: 'Deny', Action: '*', Resource: `${ARN}:role/admin`, ...WITHOUT_MFA }], 'console/sts:AssumeRole/role', `${ARN}:role/adminexample`],
  ['denied elsewhere by a value of a key', [EVERYTHING, denyIn('StringEquals', 'arn:aws:iam::*:role/admin'), denyIn('StringNotEquals', '*')], 'console/sts:AssumeRole/role', `${ARN}:role/example`],
  ['more than with MFA', [allow('*', '*', WITH_MFA), allow('iam:DeactivateMFADevice', `${ARN}:user/employees/*`)], 'access-key/iam:DeactivateMFADevice/other-user', `${ARN}:user/employees/example`],
];
const accountOf = (PolicyDocument: object) => ({ UserDetailList: [{ UserName: 'alice', Arn: `${ARN}:user/alice`, Tags: [{ Key: 'team', Value: 'example' }], UserPolicyList: [{ PolicyName: 'p', PolicyDocument }] }] });
const FORMS: [string, (document: object) => unknown][] = [
  ['a document', (document) => document],
  ['a template', (PolicyDocument) => ({ Resources: { P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { Groups: ['staff'], PolicyDocument } } }, Metadata: { account: `${ARN}:user/any` } })],
  ['an account', accountOf],
];

test.each(FORMS.flatMap(([form, wrap]) => CASES.map(([what, statements, row, arn]) => [what, form, wrap(policy(...statements)), row, arn] as const)))(
  '%s, in %s', (_what, _form, value, row, arn) => {
    const withAnyAccount = (text: string) => text.replace(/\b(123456789012|999999999999)\b/g, 'ACCOUNT');
    expect(dependingIn(value).map(withAnyAccount)).toContainEqual(expect.stringContaining(withAnyAccount(`${row}: resource = ${arn}: allowed; the one asked: denied`)));
  });

const denyBeside = (NotResource: string) => ({ Effect: 'Deny', Action: '*', NotResource, ...WITHOUT_MFA });

// A policy by itself stands beside the grant of an administrator, and then the Deny alone tells.
test.each<[string, object[], string]>([
  ['a grant and a Deny', [allow('iam:*', `${ARN}:user/team/*`), denyBeside('arn:aws:iam::*:user/*admin*')], 'user/team/admin'],
  ['a grant and two Denies', [
    allow('iam:*', `${ARN}:user/team/*`), denyBeside('arn:aws:iam::*:*admin*'), denyBeside('arn:aws:iam::*:user/*-ro'),
  ], 'user/team/admin-ro'],
  ['a grant and a Deny, except by one name', [
    allow('iam:*', `${ARN}:user/team/*`), denyBeside('arn:aws:iam::*:user/*admin*'), { ...EVERYTHING, ...WITHOUT_MFA, Effect: 'Deny', Resource: `${ARN}:user/team/admin` },
  ], 'user/team/xadmin'],
  ['a grant and a Deny, beside more patterns than can be told apart', [
    allow('iam:*', `${ARN}:user/team/*`), denyBeside('arn:aws:iam::*:user/*admin*'),
    ...[...'bcdfghijklmnopqrs'].map((letter) => allow('iam:*', `${ARN}:user/*${letter}${letter}*`)),
  ], 'user/bbadmin'],
  ['a grant and a Deny of whatever type', [allow('iam:*', 'arn:aws:iam::*:*team*'), denyBeside('arn:aws:iam::*:*admin*')], 'user/teamadmin'],
])('what %s name only together, in an account', (_what, statements, user) => {
  const account = accountOf(policy(...statements));
  expect(dependingIn(account)).toContainEqual(`access-key/iam:UpdateLoginProfile/other-user: resource = ${ARN}:${user}: allowed; the one asked: denied`);
});

test('objects that a grant and a Deny name only together', () => {
  const account = accountOf(policy(allow('s3:*', 'arn:aws:s3:::acme-*'), denyBeside('arn:aws:s3:::*/public/*')));
  expect(dependingIn(account)).toContainEqual('console/s3:GetObject/object: resource = arn:aws:s3:::acme-/public/: allowed; the one asked: denied');
});

test('a grant beside a key that is not known depends on both', () => {
  const [first] = dependingIn(policy(allow('sts:AssumeRole', `${ARN}:role/deployer`, { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } })));
  expect(first).toContain(`resource = ${ARN}:role/deployer: allowed; the one asked: denied (with aws:RequestedRegion = eu-west-1)`);
});

describe('a tag that names the resource, and must have one value', () => {
  const unless = (Condition: object) => ({ Effect: 'Deny', Action: '*', Resource: '*', Condition });
  const BY_TAG = 'arn:aws:s3:::home-${aws:PrincipalTag/team}/*';

  test.each<[string, object[], string]>([
    ['is solved with it', [allow('s3:*', BY_TAG), unless({ StringNotEquals: { 'aws:PrincipalTag/team': 'red' } })], 'home-red'],
    ['in what a Deny leaves out', [
      EVERYTHING, { Effect: 'Deny', Action: '*', NotResource: BY_TAG, ...WITHOUT_MFA }, unless({ StringNotEquals: { 'aws:PrincipalTag/team': 'red' } }),
    ], 'home-red'],
    ['of more tags than one', [
      allow('s3:*', 'arn:aws:s3:::${aws:PrincipalTag/team}-${aws:PrincipalTag/unit}/*'),
      unless({ StringNotLike: { 'aws:PrincipalTag/team': 'red*' } }), unless({ StringNotEquals: { 'aws:PrincipalTag/unit': ['a', 'b'] } }),
    ], 'red-a'],
  ])('%s', (_what, statements, bucket) => {
    expect(dependingIn(policy(...statements))).toContainEqual(
      expect.stringContaining(`console/s3:GetObject/object: resource = arn:aws:s3:::${bucket}/example: allowed; the one asked: denied`));
  });
});

test('a variable without a value stands for what the policy says then', () => {
  const document = policy(allow('sts:AssumeRole', `${ARN}:role/\${aws:PrincipalTag/unit, 'shared'}`));
  const [first] = dependingIn({ UserDetailList: [{ UserName: 'alice', Arn: `${ARN}:user/alice`, UserPolicyList: [{ PolicyName: 'p', PolicyDocument: document }] }] });
  expect(first).toBe(`console/sts:AssumeRole/role: resource = ${ARN}:role/shared: allowed; the one asked: denied`);
});

test('of an old policy, what looks like a variable is text', () => {
  expect(dependingIn({ ...policy(allow('sts:AssumeRole', `${ARN}:role/\${x`)), Version: '2008-10-17' })[0]).toContain(`${ARN}:role/\${x: allowed`);
});

test.each<[string, object[]]>([
  ['the own user, with MFA', [allow('iam:DeactivateMFADevice', [`${ARN}:user/\${aws:username}`, `${ARN}:user/*/\${aws:username}`], WITH_MFA)]],
  ['with MFA', [allow('sts:AssumeRole', `${ARN}:role/deployer`, WITH_MFA)]],
  ['a star over colons that no account fits', [allow('iam:*', ['arn:aws:iam:*:user/${aws:username}', 'arn:aws:iam:*:mfa/*'])]],
  ['a resource of another type', [allow('iam:DeactivateMFADevice', `${ARN}:role/deployer`)]],
  ['denied everywhere', [allow('sts:AssumeRole', `${ARN}:role/deployer`), { Effect: 'Deny', Action: '*', Resource: '*', ...WITHOUT_MFA }, allow('*', '*', WITH_MFA)]],
])('nothing depends: %s', (_what, statements) => {
  expect(dependingIn(policy(...statements)).filter((one) => one.includes('resource ='))).toEqual([]);
});

test('a service control policy that denies by resource leaves the others open', () => {
  const serviceControl = readServiceControl(input(policy(EVERYTHING, { Effect: 'Deny', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/admin' })));
  const [{ answers }] = report(readInputs(input(policy(EVERYTHING)), { serviceControl }), ROWS).subjects;
  expect(answers.find(({ row }) => row.id === 'console/sts:AssumeRole/role/alone')).toMatchObject({ answer: 'depends', depends: { key: 'resource' } });
});

test.each(['console-only', 'all-requests'])('%s, beside grants on resources by name, depends on nothing', (strategy) => {
  const grants = policy(allow('iam:*', `${ARN}:user/employees/*`), allow('sts:AssumeRole', `${ARN}:role/deployer`), allow('s3:*', 'arn:aws:s3:::home/${aws:username}/*'));
  const rows = strategy === 'all-requests' ? rowsFor('all-requests', ROWS) : ROWS;
  const ours = Object.values(OURS[strategy].policies({ partition: 'aws', path: '/' }));
  const [{ counts }] = report(readInputs(asAccount([...ours, grants as never], { partition: 'aws', path: '/' })), rows).subjects;
  expect([counts.open, counts.depends]).toEqual([0, 0]);
});

describe('a grant that names its own user', () => {
  const ours = Object.values(OURS['console-only'].policies({ partition: 'aws', path: '/' }));
  test('says nothing of others', () => {
    const account = JSON.parse(asAccount(ours, { partition: 'aws', path: '/' })[0].text as string) as { UserDetailList: object[] };
    const [user] = account.UserDetailList;
    const grant = { PolicyName: 'own', PolicyDocument: policy(allow('iam:EnableMFADevice', `${ARN}:user/carol`)) };
    expect(dependingIn({ ...account, UserDetailList: [{ ...user, UserName: 'carol', Arn: `${ARN}:user/carol`, UserPolicyList: [grant] }] })).toEqual([]);
  });

  test('is none where the input does not tell the name', () => {
    expect(dependingIn(policy(allow('iam:DeactivateMFADevice', `${ARN}:user/alice`)))).not.toEqual([]);
    const group = { Resources: { G: { Type: 'AWS::IAM::Group', Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: policy(allow('iam:DeactivateMFADevice', `${ARN}:user/alice`)) }] } } } };
    expect(dependingIn(group).filter((one) => one.includes('other-user'))).not.toEqual([]);
  });
});

describe('a user who is called as an example would be', () => {
  const dependingOn = (names: string[], resource: string, path = '/team/') => dependingIn({
    GroupDetailList: [{ GroupName: 'staff', Arn: `${ARN}:group/staff`, GroupPolicyList: [{ PolicyName: 'p', PolicyDocument: policy(allow('iam:UpdateLoginProfile', resource)) }] }],
    UserDetailList: names.map((name) => ({ UserName: name, Arn: `${ARN}:user${path}${name}`, GroupList: ['staff'] })),
  });

  test.each([[['example', 'deploy']], [['deploy', 'example']], [['xxx', 'deploy']], [['yyy', 'example', 'xxx']]])('is no other user: %j', (names) => {
    expect(dependingOn(names, `${ARN}:user/\${aws:username}`)).toEqual([]);
    expect(dependingOn(names, `${ARN}:user/*/\${aws:username}`, '/')).toEqual([]);
  });

  test.each(['example', 'xxx'])('hides no other one: %s', (name) => {
    expect(dependingOn([name], `${ARN}:user/employees/*`)).not.toEqual([]);
  });
});
