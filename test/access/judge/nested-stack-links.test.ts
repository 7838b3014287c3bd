/** A template and its nested stacks take users, groups and policies from one another. */
import { readInputs } from '../../../access/judge/inputs/read-inputs';

const DENY = { Version: '2012-10-17', Statement: [{ Sid: 'NeedMfa', Effect: 'Deny', Action: '*', Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }] };
const STACK = 'AWS::CloudFormation::Stack';

const iam = (type: string, Properties: object) => ({ Type: `AWS::IAM::${type}`, Properties });
const stackOf = (file: string, Parameters: object, more: object = {}) =>
  ({ Type: STACK, Properties: { TemplateURL: `https://bucket.s3.amazonaws.com/${file}`, Parameters }, ...more });
const STAFF = iam('Group', { GroupName: 'staff' });
const needsMfa = (group: object) => iam('ManagedPolicy', { PolicyDocument: DENY, Groups: [group] });
const memberOf = (group: unknown) => iam('User', { UserName: 'ada', Groups: [group], Policies: [{ PolicyName: 'p', PolicyDocument: DENY }] });
const CHILD = { Parameters: { Group: { Type: 'String' } }, Resources: { NeedsMfa: needsMfa({ Ref: 'Group' }) } };
const GIVING = {
  Resources: { Staff: iam('Group', { Policies: [{ PolicyName: 'p', PolicyDocument: DENY }] }) }, Outputs: { Name: { Value: { Ref: 'Staff' } }, Other: { Value: 'x' } },
};

/** The policies of everybody, and how many of them nobody knows. */
function heldIn(files: Record<string, object>): Record<string, [names: string[], unknown: number]> {
  const { subjects } = readInputs(Object.entries(files).map(([name, value]) => ({ name, text: JSON.stringify(value) })));
  return Object.fromEntries(subjects.map(({ name, appliedPolicies: { identity }, unknown }) =>
    [name, [identity.map((policy) => policy.name), unknown!.length]]));
}

test('a nested stack attaches a policy to a group that it is passed', () => {
  const parent = { Resources: { Staff: STAFF, Mfa: stackOf('child.json', { Group: { Ref: 'Staff' }, Other: 'x' }) } };
  expect(heldIn({ 'out/parent.json': parent, 'out/child.json': CHILD })).toEqual({ 'group staff': [['NeedsMfa'], 0] });
});

test.each([
  ['out/child.json', 'nested/child.json'], ['nested/child.json', 'out/nested/child.json'], ['https://bucket.s3.amazonaws.com/child.json', 'nested/child.json'],
])('a nested stack at %s is found in %s', (TemplateURL, name) => {
  const mfa = { Type: STACK, Properties: { TemplateURL, Parameters: { Group: { Ref: 'Staff' } } } };
  expect(heldIn({ 'out/parent.json': { Resources: { Staff: STAFF, Mfa: mfa } }, [name]: CHILD })).toEqual({ 'group staff': [['NeedsMfa'], 0] });
});

test('a nested stack gives a user the policy that it is passed', () => {
  const child = { Parameters: { Mfa: { Type: 'String' } }, Resources: { Ada: iam('User', { UserName: 'ada', ManagedPolicyArns: [{ Ref: 'Mfa' }] }) } };
  const users = stackOf('child.json', { Mfa: { 'Fn::GetAtt': ['NeedsMfa', 'PolicyArn'] } });
  const parent = { Resources: { NeedsMfa: iam('ManagedPolicy', { PolicyDocument: DENY }), Users: users } };
  expect(heldIn({ 'parent.json': parent, 'child.json': child })).toEqual({ 'user ada': [['NeedsMfa'], 0] });
});

test.each([{ 'Fn::GetAtt': ['Groups', 'Outputs.Name'] }, { 'Fn::GetAtt': 'Groups.Outputs.Name' }])('a user is in the group that a nested stack gives as %j', (group) => {
  const parent = { Resources: { Ada: memberOf(group), Groups: stackOf('child.json', {}) } };
  expect(heldIn({ 'parent.json': parent, 'child.json': GIVING })['user ada']).toEqual([['p of Ada', 'p of Staff'], 0]);
});

test('a nested stack attaches a policy to a group of another one', () => {
  const parent = { Resources: { Groups: stackOf('giving.json', {}), Mfa: stackOf('child.json', { Group: { 'Fn::GetAtt': ['Groups', 'Outputs.Name'] } }) } };
  expect(heldIn({ 'parent.json': parent, 'child.json': CHILD, 'giving.json': GIVING })).toEqual({ 'group Staff': [['NeedsMfa', 'p of Staff'], 0] });
});

test('what a nested stack takes, one in it may take from it', () => {
  const parent = { Resources: { Staff: STAFF, Ada: memberOf({ 'Fn::GetAtt': ['Between', 'Outputs.Name'] }), Between: stackOf('between.json', { Group: { Ref: 'Staff' } }) } };
  const between = {
    Parameters: CHILD.Parameters,
    Resources: { Mfa: stackOf('child.json', { Group: { Ref: 'Group' } }), Groups: stackOf('giving.json', {}) },
    Outputs: { Name: { Value: { 'Fn::GetAtt': ['Groups', 'Outputs.Name'] } } },
  };
  expect(heldIn({ 'parent.json': parent, 'between.json': between, 'child.json': CHILD, 'giving.json': GIVING }))
    .toEqual({ 'group staff': [['NeedsMfa'], 0], 'group Staff': [['p of Staff'], 0], 'user ada': [['p of Ada', 'p of Staff'], 0] });
});

test.each<[string, unknown]>([
  ['a text', 'arn:aws:iam::*:group/${Group}'], ['a text with values', ['${Arn}/${Group}', { Arn: 'arn:aws:iam::*:group' }]],
])('what is passed is the same in %s', (_what, text) => {
  const Statement = [{ Effect: 'Deny', Action: '*', Resource: { 'Fn::Sub': text } }];
  const child = { ...CHILD, Resources: { Mfa: iam('ManagedPolicy', { PolicyDocument: { Version: '2012-10-17', Statement }, Groups: [{ 'Fn::Sub': '${Group}' }] }) } };
  const parent = { Resources: { Staff: STAFF, Mfa: stackOf('child.json', { Group: { Ref: 'Staff' } }) } };
  const { subjects } = readInputs(Object.entries({ 'a.json': parent, 'child.json': child }).map(([name, value]) => ({ name, text: JSON.stringify(value) })));
  expect(subjects.map(({ name, appliedPolicies: { identity } }) => [name, identity[0].statements[0].named])).toEqual([['group staff', ['arn:aws:iam::*:group/staff']]]);
});

const mfa = (more?: object) => stackOf('child.json', { Group: { Ref: 'Staff' } }, more);

test.each<[string, object]>([
  ['that may not be made', { Mfa: mfa({ Condition: 'IsOn' }) }],
  ['that is made twice', { Mfa: mfa(), More: mfa() }],
  ['that is passed a text', { Mfa: stackOf('child.json', { Group: 'staff' }) }],
  ['that is a stack set', { Mfa: mfa({ Type: 'AWS::CloudFormation::StackSet' }) }],
])('what a nested stack attaches %s is not counted for a group', (_what, stacks) => {
  const parent = { Resources: { Staff: { ...STAFF, Properties: { GroupName: 'staff', Policies: [{ PolicyName: 'p', PolicyDocument: DENY }] } }, ...stacks } };
  const held = heldIn({ 'parent.json': parent, 'child.json': CHILD });
  expect(held['group staff']).toEqual([['p of Staff'], 0]);
  expect(Object.keys(held)).toHaveLength(2);
});
