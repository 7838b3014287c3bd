/** Templates of CloudFormation and SAM in YAML give what they give in JSON. */
import { InputError } from '../../../access/judge/inputs/input-error';
import { readInputs } from '../../../access/judge/inputs/read-inputs';

const YAML = `
AWSTemplateFormatVersion: 2010-09-09
Transform: AWS::Serverless-2016-10-31
# Made by hand.
Resources:
  Function:
    Type: AWS::Serverless::Function
    Properties: {Policies: [AmazonS3ReadOnlyAccess], Handler: a.b}
  Staff:
    Type: AWS::IAM::Group
    Properties:
      GroupName: !Sub 'staff-\${AWS::Region}'
  Ada:
    Type: AWS::IAM::User
    Properties:
      UserName: ada
      Groups: [!Ref Staff]
  NeedMfa:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      ManagedPolicyName: need-mfa
      Groups:
        - !Ref Staff
      PolicyDocument:
        Version: 2012-10-17
        Statement:
          - &deny
            Sid: NeedMfa
            Effect: Deny
            NotAction: iam:*
            Resource:
              - !Join ['', ['arn:aws:iam::', 012345678901, ':user/*']]
              - !Join
                - ':'
                - [!GetAtt Staff.Arn, x]
              - Fn::GetAtt: [Ada, Arn]
              - !Sub
                - 'arn:aws:iam::\${Account}:group/*'
                - {Account: 012345678901}
            Condition: {Bool: {aws:MultiFactorAuthPresent: false}, NumericLessThan: {aws:MultiFactorAuthAge: 3600}}
`;

const statement = {
  Sid: 'NeedMfa',
  Effect: 'Deny',
  NotAction: 'iam:*',
  Resource: [
    { 'Fn::Join': ['', ['arn:aws:iam::', '012345678901', ':user/*']] },
    { 'Fn::Join': [':', [{ 'Fn::GetAtt': ['Staff', 'Arn'] }, 'x']] },
    { 'Fn::GetAtt': ['Ada', 'Arn'] },
    { 'Fn::Sub': ['arn:aws:iam::${Account}:group/*', { Account: '012345678901' }] },
  ],
  Condition: { Bool: { 'aws:MultiFactorAuthPresent': false }, NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } },
};

const JSON_TEMPLATE = {
  Resources: {
    Staff: { Type: 'AWS::IAM::Group', Properties: { GroupName: { 'Fn::Sub': 'staff-${AWS::Region}' } } },
    Ada: { Type: 'AWS::IAM::User', Properties: { UserName: 'ada', Groups: [{ Ref: 'Staff' }] } },
    NeedMfa: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { ManagedPolicyName: 'need-mfa', Groups: [{ Ref: 'Staff' }], PolicyDocument: { Version: '2012-10-17', Statement: [statement] } },
    },
  },
};

const read = (text: string) => readInputs([{ name: 'template.yaml', text }]).subjects;
const seen = (text: string) => JSON.parse(JSON.stringify(read(text)));

test('a template in YAML is the template in JSON', () => {
  expect(seen(YAML)).toHaveLength(2);
  expect(seen(YAML)).toEqual(seen(JSON.stringify(JSON_TEMPLATE)));
});

test('aws cloudformation get-template has YAML as text', () => {
  expect(seen(JSON.stringify({ TemplateBody: YAML }))).toEqual(seen(YAML));
});

test('an alias stands for what it names', () => {
  const [group] = read(`${YAML}          - *deny\n`);
  expect(group.appliedPolicies.identity[0].statements.map(({ name }) => name)).toEqual(['NeedMfa', 'NeedMfa']);
});

test('policies and accounts may be YAML too, in several documents', () => {
  const subjects = read('Version: 2012-10-17\nStatement:\n  Effect: Allow\n  Action: "*"\n  Resource: "*"\n---\nVersion: 2012-10-17\nStatement: []\n');
  expect(subjects.map(({ name }) => name)).toEqual(['template.yaml [1] with template.yaml [2]']);
});

/** A million in all. */
const manyAliases = `a: &a [${'x, '.repeat(1_000)}x]\nb: [${'*a, '.repeat(1_000)}*a]\n`;

test.each<[string, string, string]>([
  ['YAML that is none', 'Resources:\n  a: b: c\n', 'template.yaml: neither JSON nor YAML: bad indentation of a mapping entry (line 2, column 7)'],
  ['a name twice', 'a: 1\na: 2\n', 'neither JSON nor YAML: duplicated mapping key (line 2, column 1)'],
  ['aliases that multiply', manyAliases, 'its aliases multiply'],
  ['an alias of nothing', 'a: *b\n', 'neither JSON nor YAML: unidentified alias "b" (line 1, column 6)'],
  ['an alias of itself', 'a: &b [*b]\n', 'nested deeper than 100 levels'],
  ['deep nesting', `a: ${'['.repeat(200)}${']'.repeat(200)}`, 'nested deeper than 100 levels'],
  ['megabytes', `a: ${'x'.repeat(3_000_000)}`, 'it is YAML of more than 2 MB, which no template is; give JSON'],
  ['plain text', 'hello there', 'no policy: text; expected JSON or YAML'],
  ['a web page', '<!DOCTYPE html><html></html>', 'it looks like XML or HTML; expected JSON or YAML'],
  ['a credential report', 'user,arn,password_enabled\nada,x,true', 'it looks like a credential report; give it with --credential-report'],
  ['Terraform', 'resource "aws_iam_policy" "x" {\n  name = "y"\n}\n', 'it looks like the language of Terraform; terraform show -json prints'],
  ['a table of AWS', '-----\n|  GetPolicy  |\n+----+\n', 'it looks like a table of the command of AWS; give --output json'],
  ['only comments', '# nothing\n', 'it is empty'],
])('%s is refused', (_what, text, message) => {
  expect(() => read(text)).toThrow(InputError);
  expect(() => read(text)).toThrow(message);
});
