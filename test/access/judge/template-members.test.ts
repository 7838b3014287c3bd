/** Who is in which group, and has which policy, by what a template or a plan of Terraform tells. */
import { input } from './holdings';
import { dependenceOf } from '../../../access/judge/answer-words';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';

const ROWS = judgeTable();
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const ALL = document({ Effect: 'Allow', Action: '*', Resource: '*' });
const NEEDS_MFA = document({ Effect: 'Deny', Action: '*', Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } });
const inline = (PolicyDocument: object) => [{ PolicyName: 'p', PolicyDocument }];

type Resource = [type: string, properties: object, more?: object];
const template = (resources: Record<string, Resource>, more: object = {}) => ({
  ...more, Resources: Object.fromEntries(Object.entries(resources).map(([id, [type, Properties, others]]) => [id, { Type: `AWS::IAM::${type}`, Properties, ...others }])),
});
const STAFF: Resource = ['Group', { GroupName: 'staff', Policies: inline(NEEDS_MFA) }];

/** The worst of what is asked of each. */
const judged = (value: unknown) => Object.fromEntries(report(readInputs(input(value)), ROWS).subjects
  .flatMap(({ members, counts }) => members.map(({ name }) => [name, counts.open > 0 ? 'open' : counts.depends > 0 ? 'depends' : 'clean'])));

const state = (...resources: [type: string, values: object][]) => ({
  values: { root_module: { resources: resources.map(([type, values], index) => ({ address: `${type}.r${index}`, type, values })) } },
});
const GROUP: Parameters<typeof state> = [['aws_iam_group', { name: 'staff' }], ['aws_iam_group_policy', { group: 'staff', policy: JSON.stringify(NEEDS_MFA) }]];

describe('a member of a group that is not in the input', () => {
  test.each<[string, Record<string, Resource>, string]>([
    ['by its name', { Ada: ['User', { UserName: 'ada', Groups: ['admins'] }] }, 'user ada'],
    ['by an import', { Ada: ['User', { UserName: 'ada', Groups: [{ 'Fn::ImportValue': 'Admins' }] }] }, 'user ada'],
    ['by an addition', { Ada: ['User', { UserName: 'ada' }], Joins: ['UserToGroupAddition', { GroupName: 'admins', Users: [{ Ref: 'Ada' }] }] }, 'user ada'],
    ['by an addition of a user who is not there either', { Joins: ['UserToGroupAddition', { GroupName: 'admins', Users: ['eve'] }] }, 'user eve'],
  ])('%s has what nobody knows', (_how, resources, name) => {
    expect(judged(template({ Staff: STAFF, ...resources }))).toEqual({ 'group staff': 'clean', [name]: 'depends' });
  });

  test.each<[string, object]>([
    ['aws_iam_user_group_membership', { user: 'ada', groups: ['admins'] }],
    ['aws_iam_group_membership', { users: ['ada'], group: 'admins' }],
  ])('of Terraform, by %s', (type, membership) => {
    expect(judged(state(...GROUP, ['aws_iam_user', { name: 'ada' }], [type, membership]))).toEqual({ 'group staff': 'clean', 'user ada': 'depends' });
  });

  test('is not judged where the group is in the input, and has nothing', () => {
    expect(judged(template({ Staff: STAFF, Empty: ['Group', {}], Ada: ['User', { Groups: [{ Ref: 'Empty' }] }] }))).toEqual({ 'group staff': 'clean' });
  });
});

describe('a name that CloudFormation makes up is not the id', () => {
  const judgedWith = (group: object, user: object) => judged(template({
    Developers: ['Group', { Policies: inline(NEEDS_MFA), ...group }],
    ForceMfa: ['ManagedPolicy', { PolicyDocument: NEEDS_MFA }],
    Other: ['Group', { GroupName: 'other', ManagedPolicyArns: [{ Ref: 'ForceMfa' }] }],
    Ada: ['User', { Policies: inline(ALL), ...user }],
  }))['user Ada'];
  const arn = { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:policy/ForceMfa' };

  test.each<[string, object, object, string]>([
    ['a group', {}, { Groups: ['Developers'] }, 'depends'],
    ['a policy', {}, { ManagedPolicyArns: [arn] }, 'depends'],
    ['a boundary', {}, { PermissionsBoundary: arn }, 'depends'],
    ['a group by its reference', {}, { Groups: [{ Ref: 'Developers' }] }, 'clean'],
    ['a group that has this name', { GroupName: 'Developers' }, { Groups: ['Developers'] }, 'clean'],
    ['a policy by its reference', {}, { ManagedPolicyArns: [{ 'Fn::Sub': '${ForceMfa}' }] }, 'clean'],
  ])('%s', (_what, group, user, expected) => {
    expect(judgedWith(group, user)).toBe(expected);
  });
});

describe('an empty text is nothing', () => {
  const unknownIn = (value: unknown) => readInputs(input(value)).subjects.flatMap(({ unknown }) => unknown);

  test('where a state of Terraform has one for a boundary', () => {
    const ada: Parameters<typeof state> = [['aws_iam_user', { name: 'ada', permissions_boundary: '' }], ['aws_iam_user_group_membership', { user: 'ada', groups: ['staff'] }]];
    expect(unknownIn(state(...GROUP, ...ada))).toEqual([]);
  });

  test.each([
    ['Groups', 'CommaDelimitedList'], ['ManagedPolicyArns', 'CommaDelimitedList'], ['PermissionsBoundary', 'String'],
  ])('where the default of a parameter is one: %s', (property, Type) => {
    const ada: Resource = ['User', { UserName: 'ada', Policies: inline(NEEDS_MFA), [property]: { Ref: 'Given' } }];
    expect(unknownIn(template({ Ada: ada }, { Parameters: { Given: { Type, Default: '' } } }))).toEqual([]);
  });
});

test('of policies that nobody has, each is judged alone', () => {
  const policy = (PolicyDocument: object): Resource => ['ManagedPolicy', { PolicyDocument }];
  expect(judged(template({ NeedsMfa: policy(NEEDS_MFA), All: policy(ALL) }))).toEqual({
    'policy NeedsMfa of nobody in this template': 'clean', 'policy All of nobody in this template': 'open',
  });
});

describe('what may be there or not', () => {
  const ifSo = (one: unknown, other: unknown = { Ref: 'AWS::NoValue' }) => ({ 'Fn::If': ['IsSo', one, other] });
  const more = { Parameters: { Given: { Type: 'CommaDelimitedList' }, Empty: { Type: 'String', Default: '' } } };
  const judgedWith = (properties: object) => judged(template({ Staff: STAFF, Ada: ['User', { UserName: 'ada', ...properties }] }, more));

  test.each<[string, object, string]>([
    ['a list of policies', { ManagedPolicyArns: ifSo(['arn:aws:iam::aws:policy/AdministratorAccess']) }, 'depends'],
    ['one of the policies', { ManagedPolicyArns: [ifSo('arn:aws:iam::aws:policy/AdministratorAccess')] }, 'depends'],
    ['a list of groups', { Groups: ifSo([{ Ref: 'Staff' }]), Policies: inline(ALL) }, 'depends'],
    ['one of the groups', { Groups: [ifSo({ Ref: 'Staff' })], Policies: inline(ALL) }, 'depends'],
    ['a boundary', { PermissionsBoundary: ifSo('arn:aws:iam::123456789012:policy/limit'), Policies: inline(ALL) }, 'depends'],
    ['a list that nobody knows', { Groups: { Ref: 'Given' }, Policies: inline(ALL) }, 'depends'],
    ['what cannot be told', { Groups: [{ 'Fn::GetAtt': ['Gone', 'Name'] }], Policies: inline(ALL) }, 'depends'],
    ['nothing, or no text', { PermissionsBoundary: ifSo({ Ref: 'Empty' }), Policies: inline(ALL) }, 'open'],
    ['no boundary', { PermissionsBoundary: { Ref: 'AWS::NoValue' }, Policies: inline(ALL) }, 'open'],
    ['a group in both cases', { Groups: [ifSo({ Ref: 'Staff' }, 'staff')], Policies: inline(ALL) }, 'clean'],
  ])('%s stops nobody', (_what, properties, expected) => {
    expect(judgedWith(properties)).toEqual({ 'group staff': 'clean', 'user ada': expected });
  });

  test('no name, or one', () => {
    expect(judged(template({ Staff: ['Group', { GroupName: ifSo('staff'), Policies: inline(NEEDS_MFA) }] }))).toEqual({ 'group <If IsSo of Staff.GroupName>': 'clean' });
  });
});

describe('what a condition of the template attaches', () => {
  const ifSo = (one: unknown, other: unknown = { Ref: 'AWS::NoValue' }) => ({ 'Fn::If': ['IsSo', one, other] });
  const mfa = { Ref: 'Mfa' };
  const staff = { Ref: 'Staff' };
  const policy = (PolicyDocument: object, more: object = {}): Resource => ['ManagedPolicy', { PolicyDocument, ...more }];
  const group = (more: object = {}, others: object = {}): Resource => ['Group', { GroupName: 'staff', ...more }, others];
  const ada = (more: object, others: object = {}): Resource => ['User', { UserName: 'ada', Policies: inline(ALL), ...more }, others];
  const role = (more: object): Resource => ['Role', { AssumeRolePolicyDocument: {}, ...more }];
  const isSo = { Condition: 'IsSo' };
  const isNotSo = { Condition: 'IsNotSo' };

  test.each<[string, Record<string, Resource>, object]>([
    ['a policy of the group', { Staff: group({ ManagedPolicyArns: [ifSo(mfa)] }), Mfa: policy(NEEDS_MFA) }, { 'group staff': 'depends' }],
    ['all policies of the group', { Staff: group({ ManagedPolicyArns: ifSo([mfa]) }), Mfa: policy(NEEDS_MFA) }, { 'group staff': 'depends' }],
    ['a policy of the user', { Ada: ada({ ManagedPolicyArns: [ifSo(mfa)] }), Mfa: policy(NEEDS_MFA) }, { 'user ada': 'depends' }],
    ['a group of the policy', { Staff: group(), Mfa: policy(NEEDS_MFA, { Groups: [ifSo(staff)] }) }, { 'group staff': 'depends' }],
    ['all groups of the policy', { Staff: group(), Mfa: policy(NEEDS_MFA, { Groups: ifSo([staff]) }) }, { 'group staff': 'depends' }],
    ['a user of the policy', { Ada: ada({}), Mfa: policy(NEEDS_MFA, { Users: [ifSo({ Ref: 'Ada' })] }) }, { 'user ada': 'depends' }],
    ['a user of an inline policy', { Ada: ada({}), Mfa: ['UserPolicy', { PolicyDocument: NEEDS_MFA, UserName: ifSo({ Ref: 'Ada' }, 'eve') }] },
      { 'user ada': 'depends', 'user eve': 'depends' }],
    ['a permission', { Staff: STAFF, All: policy(ALL, { Users: [ifSo('eve')] }) }, { 'group staff': 'clean', 'user eve': 'depends' }],
    ['a group of the user', { Staff: STAFF, Ada: ada({ Groups: [ifSo(staff)] }) }, { 'group staff': 'clean', 'user ada': 'depends' }],
    ['a user of the group', { Staff: STAFF, Ada: ada({}), Joins: ['UserToGroupAddition', { GroupName: staff, Users: ifSo([{ Ref: 'Ada' }]) }] },
      { 'group staff': 'clean', 'user ada': 'depends' }],
    ['one of two groups for all users', { Staff: STAFF, Ada: ada({}), Joins: ['UserToGroupAddition', { GroupName: ifSo(staff, 'others'), Users: [{ Ref: 'Ada' }] }] },
      { 'group staff': 'clean', 'user ada': 'depends' }],
    ['in one of two conditions', { Staff: group({ ManagedPolicyArns: [{ 'Fn::If': ['IsBig', ifSo(mfa), { Ref: 'AWS::NoValue' }] }] }), Mfa: policy(NEEDS_MFA) },
      { 'group staff': 'depends' }],
  ])('may be attached: %s', (_what, resources, expected) => {
    expect(judged(template(resources))).toEqual(expected);
  });

  test.each<[string, Record<string, Resource>, object]>([
    ['one of two that both need MFA', { Staff: group({ ManagedPolicyArns: [ifSo(mfa, { Ref: 'Old' })] }), Mfa: policy(NEEDS_MFA), Old: policy(NEEDS_MFA) }, { 'group staff': 'clean' }],
    ['with the one condition, or without it', { Staff: group({ ManagedPolicyArns: [ifSo(mfa)] }), Mfa: policy(NEEDS_MFA, { Groups: [ifSo('others', 'staff')] }) },
      { 'group staff': 'clean', 'group others': 'depends' }],
    ['in any case too', { Staff: group({ ManagedPolicyArns: [ifSo(mfa), mfa] }), Mfa: policy(NEEDS_MFA) }, { 'group staff': 'clean' }],
    ['with the condition of the group', { Staff: group({ ManagedPolicyArns: [ifSo(mfa)] }, isSo), Mfa: policy(NEEDS_MFA) }, { 'group staff': 'clean' }],
  ])('is attached: %s', (_what, resources, expected) => {
    expect(judged(template(resources))).toEqual(expected);
  });

  test.each<[string, Record<string, Resource>]>([
    ['by the role', { All: policy(ALL), Deploy: role({ ManagedPolicyArns: [ifSo({ Ref: 'All' })] }) }],
    ['by the policy', { All: policy(ALL, { Roles: [ifSo({ Ref: 'Deploy' })] }), Deploy: role({}) }],
  ])('to roles only is not judged: %s', (_what, resources) => {
    expect(judged(template({ Staff: STAFF, ...resources }))).toEqual({ 'group staff': 'clean' });
  });

  test.each<[string, Record<string, Resource>, object]>([
    ['a group', {
      Mfa: policy(NEEDS_MFA), Big: group({ ManagedPolicyArns: [mfa] }, isSo), Small: group({}, isNotSo), Ada: ada({ Groups: ['staff'] }),
    }, { 'group staff': 'depends', 'user ada': 'depends' }],
    ['a group, with an inline policy', { Big: group({ Policies: inline(NEEDS_MFA) }, isSo), Small: group({}, isNotSo) }, { 'group staff': 'depends' }],
    ['a group, with a policy of AWS', {
      Big: group({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }, isSo), Small: group({}, isNotSo),
    }, { 'group staff': 'depends' }],
    ['a user', { Staff: STAFF, Big: ada({ Groups: ['staff'] }, isSo), Small: ada({}, isNotSo) },
      { 'group staff': 'clean', 'user ada': 'depends' }],
    ['a user, with a boundary', {
      Staff: STAFF, Mfa: policy(NEEDS_MFA), Big: ada({ PermissionsBoundary: mfa }, isSo), Small: ada({}, isNotSo),
    }, { 'group staff': 'clean', 'user ada': 'depends' }],
  ])('to one of two resources that make %s, depends', (_what, resources, expected) => {
    expect(judged(template(resources))).toEqual(expected);
  });

  test('to each of two resources that make a group, is attached', () => {
    expect(judged(template({ Mfa: policy(NEEDS_MFA), Big: group({ ManagedPolicyArns: [mfa] }, isSo), Small: group({ ManagedPolicyArns: [ifSo({ Ref: 'AWS::NoValue' }, mfa)] }) })))
      .toEqual({ 'group staff': 'clean' });
  });

  test('as a boundary, it is attached to somebody', () => {
    expect(judged(template({ Staff: STAFF, All: policy(ALL), Ada: ada({ PermissionsBoundary: ifSo({ Ref: 'All' }) }) }))).toEqual({ 'group staff': 'clean', 'user ada': 'depends' });
  });

  const inStaff = (...more: unknown[]): Resource => ['User', { UserName: 'ada', Groups: ['staff', ...more] }];

  test.each<[string, Record<string, Resource>]>([
    ['by its member', { Ada: inStaff(ifSo('power')) }],
    ['by who joins', { Ada: inStaff(), Joins: ['UserToGroupAddition', { GroupName: 'power', Users: ['ada'] }, isSo] }],
  ])('a group with permissions only is judged where it may have no member: %s', (_what, resources) => {
    const power: Resource = ['Group', { GroupName: 'power', Policies: inline(ALL) }];
    expect(judged(template({ Staff: STAFF, Power: power, ...resources })))
      .toEqual({ 'group staff': 'clean', 'group power': 'open', 'user ada': 'depends' });
  });

  test('names the condition, and which way gives which answer', () => {
    const { subjects: [{ answers }] } = report(readInputs(input(template({ Staff: group({ ManagedPolicyArns: [ifSo({ Ref: 'AWS::NoValue' }, mfa)] }), Mfa: policy(NEEDS_MFA) }))), ROWS);
    expect(new Set(answers.map(dependenceOf).filter((one) => one !== undefined))).toEqual(new Set(['template:IsSo = true: allowed; any other: denied']));
  });
});

describe('a policy that only roles hold is not judged', () => {
  const all: Resource = ['ManagedPolicy', { ManagedPolicyName: 'all', PolicyDocument: ALL }];
  const role = (more: object): Resource => ['Role', { AssumeRolePolicyDocument: {}, ...more }];
  const arn = 'arn:aws:iam::123456789012:policy/all';

  test.each<[string, Record<string, Resource>]>([
    ['of the role', { All: all, Deploy: role({ ManagedPolicyArns: [{ Ref: 'All' }, { Ref: 'Gone' }] }) }],
    ['of the role, as its boundary', { All: all, Deploy: role({ PermissionsBoundary: { Ref: 'All' } }) }],
    ['of the policy', { All: ['ManagedPolicy', { ...all[1], Roles: [{ Ref: 'Deploy' }] }], Deploy: role({}) }],
  ])('by the side %s', (_what, resources) => {
    expect(judged(template({ Staff: STAFF, ...resources }))).toEqual({ 'group staff': 'clean' });
  });

  test('but is what users and groups hold, too', () => {
    expect(judged(template({ All: all, Deploy: role({ ManagedPolicyArns: [{ Ref: 'All' }] }), Ada: ['User', { UserName: 'ada', ManagedPolicyArns: [{ Ref: 'All' }] }] })))
      .toEqual({ 'user ada': 'open' });
  });

  test.each<[string, string, object]>([
    ['attached', 'aws_iam_role_policy_attachment', { role: 'deploy', policy_arn: arn }],
    ['attached with others', 'aws_iam_policy_attachment', { roles: ['deploy'], policy_arn: arn }],
    ['attached with no others', 'aws_iam_role_policy_attachments_exclusive', { role_name: 'deploy', policy_arns: [arn] }],
    ['of the role', 'aws_iam_role', { name: 'deploy', managed_policy_arns: [arn] }],
    ['of the role, as its boundary', 'aws_iam_role', { name: 'deploy', permissions_boundary: arn }],
  ])('in Terraform, %s', (_what, type, values) => {
    const value = state(...GROUP, ['aws_iam_policy', { name: 'all', path: '/', arn, policy: JSON.stringify(ALL) }], [type, values]);
    expect(judged(value)).toEqual({ 'group staff': 'clean' });
    expect(readInputs(input(value)).unjudged['trust policies of roles']).toBe(type === 'aws_iam_role' ? 1 : 0);
  });
});

describe('a condition of the template that a policy shares', () => {
  const isSo = { Condition: 'IsSo' };
  const policy = (more: object): Resource => ['ManagedPolicy', { ManagedPolicyName: 'mfa', PolicyDocument: NEEDS_MFA, ...more }, isSo];
  const ofAda = (more: object, condition: object): Resource => ['User', { UserName: 'ada', Policies: inline(ALL), ...more }, condition];
  const staff: Resource = ['Group', { GroupName: 'staff' }, isSo];
  const joins: Resource = ['UserToGroupAddition', { GroupName: { Ref: 'Staff' }, Users: [{ Ref: 'Ada' }] }, isSo];

  test.each<[string, Record<string, Resource>, object]>([
    ['with its group', { Staff: staff, Mfa: policy({ Groups: [{ Ref: 'Staff' }] }) }, { 'group staff': 'clean' }],
    ['with its user', { Ada: ofAda({}, isSo), Mfa: policy({ Users: [{ Ref: 'Ada' }] }) }, { 'user ada': 'clean' }],
    ['with its user, as a boundary', { Ada: ofAda({ PermissionsBoundary: { Ref: 'Mfa' } }, isSo), Mfa: policy({}) }, { 'user ada': 'clean' }],
    ['with all', { Staff: staff, Mfa: policy({ Groups: ['staff'] }), Ada: ofAda({}, isSo), Joins: joins }, { 'group staff': 'clean', 'user ada': 'clean' }],
    ['and another of its name, of which the boundary may be either', {
      Ada: ofAda({ PermissionsBoundary: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:policy/mfa' } }, {}),
      Mfa: policy({}),
      Loose: ['ManagedPolicy', { ManagedPolicyName: 'mfa', PolicyDocument: ALL }, { Condition: 'IsNot' }],
    }, { 'user ada': 'depends' }],
    ['with no user', { Staff: staff, Mfa: policy({ Groups: ['staff'] }), Ada: ofAda({}, {}), Joins: joins }, { 'group staff': 'clean', 'user ada': 'depends' }],
    ['with no group', { Staff: ['Group', { GroupName: 'staff' }], Mfa: policy({ Groups: ['staff'] }) }, { 'group staff': 'depends' }],
  ])('%s', (_what, resources, expected) => {
    expect(judged(template(resources))).toEqual(expected);
  });
});

describe('a group with permissions only', () => {
  const power: Resource = ['Group', { GroupName: 'power', Policies: inline(ALL) }];
  const user = (UserName: string, ...Groups: string[]): Resource => ['User', { UserName, Groups }];

  test.each<[string, Record<string, Resource>, object]>([
    ['is judged by its members, for whom another group enforces MFA', { Ada: user('ada', 'staff', 'power') }, { 'user ada': 'clean' }],
    ['is judged if a member is not in the other group', { Ada: user('ada', 'staff', 'power'), Bob: user('bob', 'power') }, { 'user ada': 'clean', 'user bob': 'open', 'group power': 'open' }],
    ['is judged if nobody is in it', { Ada: user('ada', 'staff') }, { 'user ada': 'clean', 'group power': 'open' }],
  ])('%s', (_what, users, expected) => {
    expect(judged(template({ Staff: STAFF, Power: power, ...users }))).toEqual({ 'group staff': 'clean', ...expected });
  });
});
