/** What cannot be read stops those who have it, named with what would help, and nobody else. */
import { readInputs } from '../../../access/judge/inputs/read-inputs';

const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const ARN = 'arn:aws:iam::123456789012';
const MISSING = { PolicyName: 'OldName', PolicyArn: `${ARN}:policy/OldName` };
const user = (UserName: string, more: object = {}) => ({ UserName, Arn: `${ARN}:user/${UserName}`, GroupList: [], ...more });
const group = (GroupName: string, more: object = {}) => ({ GroupName, Arn: `${ARN}:group/${GroupName}`, ...more });
const read = (value: unknown) => readInputs([{ name: 'a', text: JSON.stringify(value) }]);
const WHOLE = 'give the output of aws iam get-account-authorization-details without --filter';

test('a group that nobody is in stops nothing', () => {
  const { subjects, remarks } = read({ UserDetailList: [user('ada', { GroupList: [] })], GroupDetailList: [group('unused', { AttachedManagedPolicies: [MISSING] })] });
  expect(subjects.map(({ name }) => name)).toEqual(['ada']);
  expect(remarks).toEqual([]);
});

test('who has no list of groups beside others who have one is not judged', () => {
  const { subjects, remarks } = read({ UserDetailList: [user('ada', { GroupList: [] }), user('bob', { GroupList: undefined }), user('eve', { GroupList: null })], GroupDetailList: [group('admins')] });
  expect(subjects.map(({ name }) => name)).toEqual(['ada']);
  expect(remarks).toEqual([
    'Not judged: bob, eve: there is no GroupList, so nobody can tell in which groups of GroupDetailList the user is; give the output of aws iam get-account-authorization-details as AWS prints it.',
  ]);
});

test('what is missing or cannot be read stops those who have it', () => {
  const odd = { PolicyName: 'odd', PolicyDocument: { ...everything, Statement: [{ Effect: 'Maybe' }] } };
  const { subjects, remarks } = read({
    UserDetailList: [
      user('ada'),
      user('bob', { AttachedManagedPolicies: [MISSING] }),
      user('carol', { GroupList: ['staff'] }),
      user('dave', { GroupList: ['gone'] }),
      user('erin', { PermissionsBoundary: { PermissionsBoundaryArn: MISSING.PolicyArn } }),
      user('frank', { GroupList: ['odd'] }),
      user('grace', { Arn: 'x' }),
    ],
    GroupDetailList: [group('staff', { AttachedManagedPolicies: [MISSING] }), group('odd', { GroupPolicyList: [odd] })],
  });
  expect(subjects.map(({ name }) => name)).toEqual(['ada']);
  expect(remarks).toEqual([
    `Not judged: bob, carol, erin: the policy ${MISSING.PolicyArn} is not among Policies; ${WHOLE}.`,
    `Not judged: dave: the group gone is not in GroupDetailList; ${WHOLE}.`,
    'Not judged: frank: odd of the group odd: Statement[0].Effect: expected Allow or Deny, got "Maybe".',
    'Not judged: grace: expected the ARN of a user, got x.',
  ]);
});

test('of many, the first are named', () => {
  const names = [...'bcdefgh'];
  const { remarks } = read({ UserDetailList: [user('a'), ...names.map((name) => user(name, { AttachedManagedPolicies: [MISSING] }))] });
  expect(remarks[0]).toContain('Not judged: b, c, d, e, f and 2 more: the policy');
});

test.each<[string, unknown, string]>([
  ['everybody stopped', { UserDetailList: [user('bob', { AttachedManagedPolicies: [MISSING] })] }, `a: bob: the policy ${MISSING.PolicyArn} is not among Policies; ${WHOLE}`],
  ['a policy without a default version',
    { UserDetailList: [user('bob', { AttachedManagedPolicies: [MISSING] })], Policies: [{ Arn: MISSING.PolicyArn, PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: false, Document: everything }] }] },
    `a: bob: the policy ${MISSING.PolicyArn} has no default version in Policies; ${WHOLE}`],
  ['groups without members', { UserDetailList: [user('bob', { GroupList: null })], GroupDetailList: [group('admins')] },
    'a: bob: there is no GroupList, so nobody can tell in which groups of GroupDetailList the user is'],
  ['no users', { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] }, `a: nobody to judge: UserDetailList has no users; if the account has users, ${WHOLE}`],
  ['roles only', { UserDetailList: [], RoleDetailList: [{ RoleName: 'r' }] }, `a: nobody to judge: UserDetailList has no users (RoleDetailList has something); if the account has users, ${WHOLE}`],
  ['list-policies', { Policies: [{ PolicyName: 'p', Arn: `${ARN}:policy/p`, DefaultVersionId: 'v1' }] },
    'a: no policy: it has no Statement; it looks like a list of policies without their documents; aws iam get-policy-version has one document, and aws iam get-account'],
])('nobody judged is refused: %s', (_what, value, message) => {
  expect(() => read(value)).toThrow(message);
});

const inline = (Resource: unknown) => [{ PolicyName: 'p', PolicyDocument: { ...everything, Statement: [{ Effect: 'Allow', Action: '*', Resource }] } }];
const TEMPLATE = {
  Resources: {
    Staff: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'staff', Policies: inline('*') } },
    Odd: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'odd', Policies: inline({ 'Fn::If': ['Yes', ['a'], ['b']] }) } },
    Ada: { Type: 'AWS::IAM::User', Properties: { UserName: 'ada', Groups: [{ Ref: 'Odd' }] } },
  },
};

test('of a template, who has what cannot be read', () => {
  const { subjects, remarks } = read(TEMPLATE);
  expect(subjects.map(({ name }) => name)).toEqual(['group staff']);
  expect(remarks).toEqual([expect.stringMatching(/^Not judged: group odd, user ada: Odd.Policies: cannot tell what Fn::If will be/)]);
});

test('stacks without policies stand beside others', () => {
  const bucket = { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } };
  const texts = [bucket, TEMPLATE, bucket].map((value) => JSON.stringify(value));
  const { subjects, remarks } = readInputs(texts.map((text, index) => ({ name: `stack-${index}`, text })));
  expect(subjects.map(({ name }) => name)).toEqual(['group staff']);
  expect(remarks).toContain('No policy of a user or group: stack-0, stack-2.');
  expect(() => read(bucket)).toThrow('a: it has no policy of a user or group');
});
