import { Aws, CfnCondition, CfnParameter, CfnResource, Fn, Stack, aws_iam as iam } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ConsoleMfaEnforcedGroup, ForceMfaGroup, SelfManageMfaPolicy } from '../../../src/index';
import { MAX_INLINE_CHARACTERS_PER_GROUP } from '../../../src/private/aws/quotas';
import { policyCharacters, shortest } from '../../../src/private/checks/policy-characters';
import { expectSynthRefused, l1Of, refusal, requireMfa, testStack, warningsOf } from '../../helpers';

const ID = 'cdk-iam-mfa:inline-policies-too-long';
const warned = (stack: Stack) => warningsOf(stack).filter((warning) => warning.endsWith(ID)).map((warning) => warning.split(' ')[0]);

const statement = (...resources: string[]) => new iam.PolicyStatement({ actions: ['s3:GetObject'], resources });
const documentOf = (resource: string) => ({ Version: '2012-10-17', Statement: [{ Action: 's3:GetObject', Effect: 'Allow', Resource: resource }] });

/** The name of a resource with which the document of one statement has so many characters. */
const nameFor = (characters: number) => 'x'.repeat(characters - JSON.stringify(documentOf('')).length);

test('the quota is that of IAM', () => {
  expect(MAX_INLINE_CHARACTERS_PER_GROUP).toBe(5120);
});

test.each<[string, (stack: Stack) => iam.Group]>([
  ['ConsoleMfaEnforcedGroup', (stack) => new ConsoleMfaEnforcedGroup(stack, 'Group')],
  ['ForceMfaGroup', (stack) => new ForceMfaGroup(stack, 'Group')],
  ['a group with RequireMfaPolicy', (stack) => {
    const group = new iam.Group(stack, 'Group');
    requireMfa(stack, { groups: [group] });
    return group;
  }],
  ['a group with SelfManageMfaPolicy', (stack) => new iam.Group(stack, 'Group', { managedPolicies: [new SelfManageMfaPolicy(stack, 'SelfManageMfa')] })],
])('of %s, 5,120 characters pass, and one more is refused', (_, create) => {
  const enough = testStack();
  create(enough).addToPolicy(statement(nameFor(5120)));
  expect(() => Template.fromStack(enough)).not.toThrow();
  expect(warned(enough)).toEqual([]);
  const stack = testStack();
  create(stack).addToPolicy(statement(nameFor(5121)));
  expectSynthRefused(stack, refusal('Stack/Group', 'inline policies', '"5121 characters in Stack/Group/DefaultPolicy"',
    'at most 5120, IAM\'s quota for all inline policies of a group (white space is not counted)',
    'move statements into a managed policy: new iam.ManagedPolicy with the group in groups'));
});

test('a group without a policy of this library is not looked at', () => {
  const stack = testStack();
  new ConsoleMfaEnforcedGroup(stack, 'Group');
  new iam.Group(stack, 'Other').addToPolicy(statement(nameFor(6000)));
  expect(() => Template.fromStack(stack)).not.toThrow();
});

/** So many characters, from every side. */
function fromAllSides(characters: number): Stack {
  const stack = testStack();
  const group = new ConsoleMfaEnforcedGroup(stack, 'Group');
  group.addToPolicy(statement(nameFor(1000)));
  new iam.Policy(stack, 'Inline', { groups: [group], statements: [statement(nameFor(1000))] });
  new iam.CfnGroupPolicy(stack, 'L1', { groupName: group.groupName, policyName: 'l1', policyDocument: documentOf(nameFor(1000)) });
  l1Of<iam.CfnGroup>(group).policies = [{ policyName: 'own', policyDocument: documentOf(nameFor(characters - 3000)) }];
  new iam.ManagedPolicy(stack, 'Managed', { groups: [group], statements: [statement(nameFor(3000))] });
  return stack;
}

test('all count together, from whatever side, and managed ones do not', () => {
  expect(() => Template.fromStack(fromAllSides(5120))).not.toThrow();
  expectSynthRefused(fromAllSides(5121), refusal('Stack/Group', 'inline policies',
    '"5121 characters in Stack/Group, Stack/Group/DefaultPolicy, Stack/Inline, Stack/L1"'));
});

describe('a warning where it is not certain', () => {
  test.each<[string, (group: iam.Group, stack: Stack) => unknown]>([
    ['a token may be long', (group, stack) => group.addToPolicy(statement(`${nameFor(5110)}${new CfnParameter(stack, 'Name').valueAsString}`))],
    ['the partition may be a long one', (group) => group.addToPolicy(statement(`${nameFor(5112)}${Aws.PARTITION}`))],
    ['the policy is conditional', (group, stack) => {
      group.addToPolicy(statement(nameFor(5121)));
      l1Of<CfnResource>(group.node.findChild('DefaultPolicy')).cfnOptions.condition = new CfnCondition(stack, 'If', { expression: Fn.conditionEquals('a', 'b') });
    }],
  ])('because %s', (_, add) => {
    const stack = testStack();
    const group = new ConsoleMfaEnforcedGroup(stack, 'Group');
    add(group, stack);
    expect(() => Template.fromStack(stack)).not.toThrow();
    expect(warned(stack)).toEqual(['/Stack/Group/Resource']);
  });
});

test.each<[unknown, number]>([
  [{ Ref: 'Name' }, '"x"'.length],
  [{ Ref: 'AWS::Partition' }, '"aws"'.length],
  [{ Ref: 'AWS::AccountId' }, 14],
  [['a', { Ref: 'AWS::NoValue' }], '["a"]'.length],
  [{ Condition: { 'Fn::If': ['If', 'long', 'longer'] } }, '{}'.length],
  [{ 'Fn::If': ['If', 'long', 'longer'] }, 0],
  [{ 'Fn::Join': ['/', ['a', { Ref: 'Name' }]] }, '"a/x"'.length],
])('%j has at least %i characters', (document, characters) => {
  expect(policyCharacters(document, shortest)).toBe(characters);
});
