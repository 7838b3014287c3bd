/** What only the deployment tells, such as the Region and the name of the stack, may be anything, and is equal to itself. */
import { input } from './holdings';
import { dependenceOf } from '../../../access/judge/answer-words';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';

const ROWS = judgeTable();
const WITHOUT_MFA = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const deny = (more: object) => ({ Effect: 'Deny', Action: '*', Resource: '*', ...more });
const deniedUnless = (condition: object) => policy(EVERYTHING, deny({ Condition: { ...WITHOUT_MFA, ...condition } }));
const user = (properties: object, PolicyDocument: object, others: object = {}) => ({
  Parameters: { Name: { Type: 'String' }, Path: { Type: 'String' } },
  Resources: { Ada: { Type: 'AWS::IAM::User', Properties: { ...properties, Policies: [{ PolicyName: 'p', PolicyDocument }] } }, ...others },
});

/** What an access key of the first user or group may do: the answers, and on what they depend. */
function answersIn(value: object, asked = { action: 'iam:UpdateLoginProfile', resource: 'other user' }, known = {}) {
  const [first] = readInputs(input(value)).subjects;
  const [{ answers }] = report({ subjects: [first] }, ROWS, known).subjects;
  return answers.filter(({ row }) => row.request === 'access key' && row.action === asked.action && row.resource === asked.resource)
    .map((one) => `${one.answer} ${dependenceOf(one) ?? ''}`.trim());
}

const DEPENDS = [expect.stringMatching(/^depends /)];
const sub = (text: string) => ({ 'Fn::Sub': text });

describe('a name or a path that has it', () => {
  test.each<[string, object, object]>([
    ['the stack', { UserName: sub('${AWS::StackName}-bot') }, { StringNotLike: { 'aws:username': 'prod-*' } }],
    ['the Region', { UserName: sub('${AWS::Region}-bot') }, { StringNotLike: { 'aws:username': 'us-*' } }],
    ['an account that is not told', { UserName: sub('${AWS::AccountId}-bot') }, { StringNotLike: { 'aws:username': '99*' } }],
    ['the stack in its path', { UserName: 'ada', Path: sub('/${AWS::StackName}/') }, { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/prod-*/*' } }],
    ['a parameter for its path', { UserName: 'ada', Path: { Ref: 'Path' } }, { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/ops/*' } }],
    ['a parameter for its path, before a star', { UserName: 'ada', Path: { Ref: 'Path' } }, { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/ops*' } }],
    ['a parameter for its path, in a text', { UserName: 'ada', Path: { Ref: 'Path' } }, { StringNotLike: { 'aws:PrincipalArn': '*/ops/*' } }],
  ])('may be exempt: %s', (_what, properties, condition) => {
    expect(answersIn(user(properties, deniedUnless(condition)))).toEqual(DEPENDS);
  });

  test('may be exempt where the template only names the user, and so does not tell the path', () => {
    const named = (arn: string) => ({
      Resources: { P: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'p', Users: ['ada'], PolicyDocument: deniedUnless({ ArnNotLike: { 'aws:PrincipalArn': arn } }) } } },
    });
    expect(answersIn(named('arn:aws:iam::*:user/ops/*'))).toEqual(DEPENDS);
    expect(answersIn(named('arn:aws:iam::*:user/eve'))).toEqual(['denied']);
    expect(answersIn(named('arn:aws:iam::*:role/ada'))).toEqual(['denied']);
  });

  test('may be exempt where another resource makes the user at another path', () => {
    const exempt = deniedUnless({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/free/*' } });
    const made = (Path: string, Condition: string) => ({ Type: 'AWS::IAM::User', Condition, Properties: { UserName: 'ada', Path } });
    const answersOf = (...paths: string[]) => answersIn({
      Resources: {
        P: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'p', Users: ['ada'], PolicyDocument: exempt } },
        ...Object.fromEntries(paths.map((path, index) => [`Ada${index}`, made(path, `Is${index}`)])),
      },
    });
    expect(answersOf('/bound/', '/free/')).toEqual(DEPENDS);
    expect(answersOf('/bound/', '/bound/')).toEqual(['denied']);
  });

  test.each<[string, object, object]>([
    ['its name', { UserName: sub('${AWS::StackName}-bot') }, { StringNotEquals: { 'aws:username': sub('${AWS::StackName}-bot') } }],
    ['what its name begins with', { UserName: sub('${AWS::StackName}-bot') }, { StringNotLike: { 'aws:username': sub('${AWS::StackName}-*') } }],
    ['what CloudFormation begins its name with', {}, { ArnNotLike: { 'aws:PrincipalArn': sub('arn:aws:iam::${AWS::AccountId}:user/${AWS::StackName}-*') } }],
    ['its path', { Path: sub('/${AWS::StackName}/') }, { ArnNotLike: { 'aws:PrincipalArn': sub('arn:aws:iam::${AWS::AccountId}:user/${AWS::StackName}/*') } }],
    ['a path that is a parameter', { Path: { Ref: 'Path' } }, { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/*/*' } }],
  ])('is known to be exempt by %s', (_what, properties, condition) => {
    expect(answersIn(user(properties, deniedUnless(condition)))).toEqual(['open']);
  });

  test('is in a guard what it is in the group and in the policy', () => {
    const guard = (...Resource: unknown[]) => ({
      Resources: {
        Staff: { Type: 'AWS::IAM::Group', Properties: { GroupName: sub('${AWS::StackName}-staff') } },
        NeedMfa: {
          Type: 'AWS::IAM::ManagedPolicy',
          Properties: {
            ManagedPolicyName: sub('mfa-${AWS::Region}'), Groups: [{ Ref: 'Staff' }], PolicyDocument: policy(deny({ Resource, Condition: WITHOUT_MFA })),
          },
        },
      },
    });
    const arn = (resource: string) => sub(`arn:aws:iam::\${AWS::AccountId}:${resource}`);
    const both = guard(arn('group/*/${AWS::StackName}-staff'), arn('group/${AWS::StackName}-staff'), arn('policy/mfa-${AWS::Region}'));
    expect(answersIn(both, { action: 'iam:DeleteGroup', resource: 'this group' })).toEqual(['denied']);
    expect(answersIn(both, { action: 'iam:DeletePolicy', resource: 'this policy' })).toEqual(['denied']);
    expect(answersIn(guard(arn('group/mfa-${AWS::Region}')), { action: 'iam:DeletePolicy', resource: 'this policy' })).toEqual(['open']);
  });

  test('is its own piece where the ARN is cut', () => {
    const piece = (text: unknown) => ({ 'Fn::Select': [1, { 'Fn::Split': ['/', text] }] });
    const cut = user({}, deniedUnless({ StringNotEquals: { 'aws:username': piece({ 'Fn::GetAtt': ['Ada', 'Arn'] }) } }));
    expect(answersIn(cut)).toEqual(['open']);
    const unsure = user({ UserName: { Ref: 'Name' } }, deniedUnless({ StringNotEquals: { 'aws:username': piece({ 'Fn::GetAtt': ['Ada', 'Arn'] }) } }));
    expect(answersIn(unsure)).toEqual(DEPENDS);
    const inside = user({}, deniedUnless({ StringNotEquals: { 'aws:username': { 'Fn::Select': [1, { 'Fn::Split': ['-', { Ref: 'AWS::Region' }] }] } } }));
    expect(answersIn(inside)).toEqual(DEPENDS);
  });
});

describe('a Deny that holds outside the Region of the stack', () => {
  const outside = (properties: object) => user(properties, deniedUnless({ StringNotEquals: { 'aws:RequestedRegion': { Ref: 'AWS::Region' } } }));

  test.each<[string, object]>([
    ['of a user', { UserName: 'ada' }],
    ['of a user whose name has the Region', { UserName: sub('${AWS::Region}-bot') }],
    ['of a user who is called as the Region is', { UserName: { Ref: 'AWS::Region' } }],
  ])('may let any Region through: %s', (_what, properties) => {
    expect(answersIn(outside(properties))).toEqual(DEPENDS);
    expect(answersIn(outside(properties), undefined, { 'aws:requestedregion': 'us-east-1' })).toEqual(DEPENDS);
  });

  test('is told by the reader', () => {
    expect(answersIn(outside({}), undefined, { 'aws:requestedregion': 'us-east-1', 'template:ref.aws::region': 'us-east-1' })).toEqual(['open']);
  });
});

test('an address of AWS ends as it does in its partition', () => {
  const suffixIn = (partition: string) => {
    const document = policy(deny({ Resource: [sub(`arn:${partition}:s3:::logs.\${AWS::URLSuffix}/*`)] }));
    const [{ appliedPolicies: { identity: [{ statements: [{ named }] }] } }] = readInputs(input(user({}, document))).subjects;
    return named[0];
  };
  expect(suffixIn('aws-cn')).toBe('arn:aws-cn:s3:::logs.amazonaws.com.cn/*');
  expect(suffixIn('aws-us-gov')).toBe('arn:aws-us-gov:s3:::logs.amazonaws.com/*');
});

test('what is unknown is shown in angle brackets', () => {
  const held = { Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: policy(deny({ Condition: WITHOUT_MFA })) }] } };
  const { answers } = report(readInputs(input({ Resources: { Staff: { Type: 'AWS::IAM::Group', ...held } } })), ROWS).subjects[0];
  expect(answers.find(({ row }) => row.action === 'iam:DeleteGroup' && row.resource === 'this group')?.resource)
    .toBe('arn:aws:iam::123456789012:group/<Ref AWS::StackName>-Staff-XXXXXXXXXXXX');
  const beside = { Bot: { Type: 'AWS::IAM::User', Properties: { UserName: sub('${AWS::StackName}-bot'), Policies: [{ PolicyName: 'p', PolicyDocument: policy() }] } } };
  const exempt = deniedUnless({ StringNotLike: { 'aws:username': sub('${AWS::StackName}-*') } });
  expect(answersIn(user({ UserName: { Ref: 'Name' } }, exempt, beside))).toEqual(['depends aws:username = <Ref AWS::StackName>-: allowed; any other: denied']);
  expect(answersIn(user({ UserName: sub('${AWS::StackName}-job') }, deniedUnless({ StringNotEquals: { 'aws:username': sub('${AWS::StackName}-bot') } }), beside)))
    .toEqual(['denied']);
});
