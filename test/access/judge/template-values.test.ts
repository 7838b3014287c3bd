/** What a template refers to: parameters, and names and ARNs of its other resources. */
import { App, CfnParameter, Stack, aws_iam as iam, aws_s3 as s3, aws_sns as sns } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { dependenceOf } from '../../../access/judge/answer-words';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';

const statement = (Resource: unknown) => ({ Effect: 'Deny', Action: 's3:GetObject', Resource });
const template = (Resource: unknown, more: object = {}, resources: object = {}) => ({
  ...more,
  Resources: {
    Staff: {
      Type: 'AWS::IAM::Group',
      Properties: { GroupName: 'staff', Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement: [statement(Resource)] } }] },
    },
    ...resources,
  },
});
const read = (value: unknown) => readInputs([{ name: 't', text: JSON.stringify(value) }]);
/** The resources of the only statement, as they stand in the document after reading. */
function resourceIn(value: unknown): unknown {
  const [{ appliedPolicies: { identity: [policy] } }] = read(value).subjects;
  return (policy.statements[0].source as { Resource: unknown }).Resource;
}
const holds = (value: unknown, resource: string) => read(value).subjects[0].appliedPolicies.identity[0].statements[0]
  .resource(resource, () => undefined);

test.each<[string, unknown, string]>([
  ['a text', { Type: 'String', Default: 'logs' }, 'logs'],
  ['a number', { Type: 'Number', Default: 7 }, '7'],
])('a parameter with a default, %s, is named in the answer', (_what, Name, value) => {
  const given = template({ 'Fn::Sub': 'arn:aws:s3:::${Name}/*' }, { Parameters: { Name, Other: { Type: 'String', Default: 'unused' } } });
  expect(resourceIn(given)).toBe(`arn:aws:s3:::${value}/*`);
  expect(read(given).remarks).toEqual([`Judged with Name=${value}, the default of the template.`]);
});

test('a list is a list', () => {
  expect(resourceIn(template({ Ref: 'Arns' }, { Parameters: { Arns: { Type: 'CommaDelimitedList', Default: 'arn:aws:s3:::a, arn:aws:s3:::b' } } }))).toEqual(['arn:aws:s3:::a', 'arn:aws:s3:::b']);
});

test.each<[string, object]>([
  ['without a default', { Type: 'String' }],
  ['of Systems Manager, whose default is a name', { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/my/bucket' }],
])('a parameter %s is one unknown text, equal to itself', (_what, Name) => {
  const given = (last: unknown) => template({ 'Fn::Sub': ['arn:aws:s3:::${Name}${Last}', { Last: last }] }, { Parameters: { Name } });
  expect(resourceIn(given(''))).toBe('arn:aws:s3:::${template:Ref.Name}');
  expect(resourceIn(given({ Ref: 'Name' }))).toBe('arn:aws:s3:::${template:Ref.Name}${template:Ref.Name}');
  expect(read(given('')).remarks).toEqual([]);
});

test.each<[string, unknown, object, string]>([
  ['a bucket', { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Logs', 'Arn'] }, '/*']] }, { Logs: { Type: 'AWS::S3::Bucket' } }, 'arn:aws:s3:::${template:Ref.Logs}/*'],
  ['a bucket with a name', { 'Fn::GetAtt': ['Logs', 'Arn'] }, { Logs: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'logs' } } }, 'arn:aws:s3:::logs'],
  ['the name of a bucket', { 'Fn::Sub': 'arn:aws:s3:::${Logs}' }, { Logs: { Type: 'AWS::S3::Bucket' } }, 'arn:aws:s3:::${template:Ref.Logs}'],
  ['a role', { 'Fn::GetAtt': 'Auditor.Arn' }, { Auditor: { Type: 'AWS::IAM::Role' } }, 'arn:aws:iam::123456789012:role/${template:Ref.Auditor}'],
  ['a role with a name and a path', { 'Fn::GetAtt': ['Auditor', 'Arn'] },
    { Auditor: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'auditor', Path: '/team/' } } }, 'arn:aws:iam::123456789012:role/team/auditor'],
  ['a managed policy', { 'Fn::GetAtt': ['Own', 'PolicyArn'] }, { Own: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: [] } } } },
    'arn:aws:iam::123456789012:policy/own'],
])('%s is told as far as the template tells', (_what, resource, resources, expected) => {
  expect(resourceIn(template(resource, {}, resources))).toBe(expected);
});

test('what is unknown makes its statement unknown, and no more', () => {
  const given = template({ 'Fn::Sub': 'arn:aws:s3:::${Topic}/*' }, {}, { Topic: { Type: 'AWS::SNS::Topic' } });
  expect(holds(given, 'arn:aws:s3:::logs/x')).toBe(false);
  const names = template('*', { Parameters: { Name: { Type: 'String' } } }, { Other: { Type: 'AWS::IAM::Group', Properties: { GroupName: { Ref: 'Name' }, Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement: [] } }] } } });
  expect(read(names).subjects.map(({ name }) => name)).toEqual(['group staff', 'group <Ref Name>']);
});

test('ordinary grants of CDK are read', () => {
  const stack = new Stack(new App(), 'Stack');
  const group = new iam.Group(stack, 'People');
  const user = new iam.User(stack, 'Ada', { groups: [group] });
  new s3.Bucket(stack, 'Logs').grantRead(group);
  new sns.Topic(stack, 'News').grantPublish(user);
  new iam.Role(stack, 'Auditor', { assumedBy: new iam.AccountRootPrincipal() }).grantAssumeRole(user);
  group.addToPolicy(new iam.PolicyStatement({ actions: ['s3:*'], resources: [`arn:aws:s3:::${new CfnParameter(stack, 'Name').valueAsString}`] }));
  expect(read(Template.fromStack(stack).toJSON()).subjects.map(({ kind }) => kind).sort()).toEqual(['group', 'user']);
});

test('what neither is a resource nor a parameter is refused', () => {
  expect(() => read(template({ Ref: 'Nothing' }))).toThrow('Staff.Policies: cannot tell what Ref Nothing will be');
});

test('a policy under a condition of the template is there or is not', () => {
  const policy = (Statement: object) => ({ Version: '2012-10-17', Statement });
  const subjects = read({
    Resources: {
      Staff: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'staff', Policies: [{ PolicyName: 'all', PolicyDocument: policy({ Effect: 'Allow', Action: '*', Resource: '*' }) }] } },
      NeedMfa: {
        Type: 'AWS::IAM::Policy',
        Condition: 'IsProduction',
        Properties: {
          PolicyName: 'mfa',
          Groups: [{ Ref: 'Staff' }],
          PolicyDocument: policy([{ Effect: 'Deny', Action: '*', Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }]),
        },
      },
    },
  }).subjects;
  const [{ answers }] = report({ subjects }, judgeTable()).subjects;
  const said = answers.filter(({ row: { request, action } }) => request === 'access key' && action === 'iam:CreateUser').map((one) => [one.answer, dependenceOf(one)]);
  expect(said[0]).toEqual(['depends', 'template:IsProduction = any other: allowed; true: denied']);
  const [{ counts }] = report({ subjects }, judgeTable(), { 'template:isproduction': 'true' }).subjects;
  expect(counts.depends).toBe(0);
});

test('an old policy has no variables of its own, and its unknown texts are unknown all the same', () => {
  const old = (Resource: unknown) => ({
    Parameters: { Which: { Type: 'String' } },
    Resources: { Staff: { Type: 'AWS::IAM::Group', Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource }] } }] } } },
  });
  const answers = report(read(old({ Ref: 'Which' })), judgeTable()).subjects[0].counts;
  expect(answers.depends).toBeGreaterThan(0);
  const own = { 'Fn::Join': ['', ['arn:aws:iam::111122223333:user/${aws:username}', { Ref: 'Which' }]] };
  const [{ appliedPolicies: { identity: [{ statements: [{ resource }] }] } }] = read(old(own)).subjects;
  const lookup = (name: string) => ({ 'aws:username': 'ada', 'template:ref.which': '-2' })[name];
  expect(resource('arn:aws:iam::111122223333:user/ada-2', lookup)).toBe(false);
  expect(resource('arn:aws:iam::111122223333:user/${aws:username}-2', lookup)).toBe(true);
});

describe('a membership under a condition of the template', () => {
  const policy = (Statement: object) => ({ Version: '2012-10-17', Statement });
  const needMfa = policy([{ Effect: 'Deny', Action: '*', Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }]);
  const membership = { Type: 'AWS::IAM::UserToGroupAddition', Properties: { GroupName: { Ref: 'Staff' }, Users: [{ Ref: 'Ada' }] } };
  const subjectsWith = (others: object) => read({
    Resources: {
      Ada: { Type: 'AWS::IAM::User', Properties: { Policies: [{ PolicyName: 'all', PolicyDocument: policy({ Effect: 'Allow', Action: '*', Resource: '*' }) }] } },
      Staff: {
        Type: 'AWS::IAM::Group',
        Properties: { Policies: [{ PolicyName: 'mfa', PolicyDocument: needMfa }], ManagedPolicyArns: ['arn:aws:iam::aws:policy/PowerUserAccess'] },
      },
      Joins: { ...membership, Condition: 'IsProduction' },
      ...others,
    },
  }).subjects.filter(({ kind }) => kind === 'user');
  const answersOf = (others: object) => report({ subjects: subjectsWith(others) }, judgeTable()).subjects[0].answers
    .filter(({ row: { request, action } }) => request === 'access key' && action === 'iam:CreateUser');

  test('makes what the group holds depend on it, also a policy of AWS', () => {
    const [first] = answersOf({});
    expect([first.answer, dependenceOf(first)]).toEqual(['depends', 'template:IsProduction = any other: allowed; true: denied']);
    const [{ appliedPolicies: { identity } }] = subjectsWith({});
    expect(identity.map(({ name, statements }) => [name, statements.every(({ keys }) => keys.includes('template:IsProduction'))]))
      .toEqual([['all of Ada', false], ['mfa of Staff', true], ['arn:aws:iam::aws:policy/PowerUserAccess', true]]);
  });

  test('tells nothing where another one has none', () => {
    expect(answersOf({ Also: membership })[0].answer).toBe('broken');
  });
});

test.each<[string, unknown, string]>([
  ['something else', { 'Fn::GetAtt': ['Topic', 'TopicArn'] }, 'GetAtt Topic.TopicArn'],
  ['something whose Ref is an ARN', { Ref: 'Topic' }, 'Ref Topic'],
  ['an import', { 'Fn::ImportValue': 'Other:Arn' }, 'ImportValue Other:Arn'],
  ['an output of another stack', { 'Fn::GetStackOutput': { StackName: 'Other', OutputName: 'Arn' } }, 'GetStackOutput Other Arn'],
  ['an output in another Region', { 'Fn::GetStackOutput': { StackName: 'Other', OutputName: 'Arn', Region: { Ref: 'AWS::Region' } } }, 'GetStackOutput Other Arn Ref AWS::Region'],
])('the ARN of %s may be any', (_what, resource, unknown) => {
  const [{ appliedPolicies: { identity: [{ statements: [{ isAnywhere, keys }] }] } }] = read(template(resource, {}, { Topic: { Type: 'AWS::SNS::Topic' } })).subjects;
  expect([isAnywhere, keys]).toEqual([true, [`template:<${unknown}> names the resource`]]);
});

const MAPPINGS = {
  Mappings: { Buckets: { production: { name: 'logs' }, test: { name: 'test-logs' } } },
  Parameters: { Stage: { Type: 'String', Default: 'test' }, Other: { Type: 'String' } },
};
const named = (name: unknown) => template({ 'Fn::Sub': ['arn:aws:s3:::${Name}', { Name: name }] }, MAPPINGS, { Topic: { Type: 'AWS::SNS::Topic' } });

test.each<[string, unknown, string]>([
  ['a map', { 'Fn::FindInMap': ['Buckets', 'production', 'name'] }, 'logs'],
  ['a map by a parameter', { 'Fn::FindInMap': ['Buckets', { Ref: 'Stage' }, 'name'] }, 'test-logs'],
  ['a map by what nobody knows', { 'Fn::FindInMap': ['Buckets', { Ref: 'Other' }, 'name'] }, '${template:FindInMap.Buckets.Ref.Other.name}'],
  ['a map by the Region', { 'Fn::FindInMap': ['Buckets', { Ref: 'AWS::Region' }, 'name'] }, '${template:FindInMap.Buckets.AWS::Region.name}'],
  ['a part of a text', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
  ['a part, by a number that is a text', { 'Fn::Select': ['0', ['x', 'y']] }, 'x'],
  ['a part of what nobody knows', { 'Fn::Select': [5, { 'Fn::Split': [':', { Ref: 'Topic' }] }] }, '${template:Select.5.Split.:.Ref.Topic}'],
  ['one of two texts', { 'Fn::If': ['IsTest', 'a', 'b'] }, '${template:If.IsTest.a.b}'],
  ['one of two that are the same', { 'Fn::If': ['IsTest', 'a', 'a'] }, 'a'],
])('%s is filled in, or one unknown text', (_what, name, expected) => {
  expect(resourceIn(named(name))).toBe(`arn:aws:s3:::${expected}`);
});

test('a policy with an empty list of roles is attached to nobody', () => {
  const policy = (Roles: unknown) => read({
    Resources: {
      P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { Roles, PolicyDocument: { Version: '2012-10-17', Statement: [] } } },
      G: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'staff', Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement: [] } }] } },
    },
  }).subjects.map(({ name }) => name);
  expect(policy([])).toEqual(['policy P of nobody in this template', 'group staff']);
  expect(policy([{ Ref: 'Role' }])).toEqual(['group staff']);
});
