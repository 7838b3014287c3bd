import { Aws, CfnParameter, Duration, Fn, Stack, aws_iam as iam } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as fc from 'fast-check';
import { RequireMfaPolicy, RequireMfaPolicyProps } from '../../../src/index';
import { MAX_POLICY_CHARACTERS } from '../../../src/private/aws/quotas';
import { policyCharacters } from '../../../src/private/checks/policy-characters';
import { expectSynthRefused, importedGroup, requireMfa, resourceOf, testStack } from '../../helpers';
import { LONGEST_NAME, charactersAtWorst } from '../../worst-case';

const QUOTES = 2;

test('the quota is that of IAM', () => {
  expect(MAX_POLICY_CHARACTERS).toBe(6144);
});

test('what holds no intrinsic is as long as its JSON without white space', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    expect(policyCharacters(value)).toBe(JSON.stringify(value).replace(/\s/g, '').length);
  }));
});

test('white space is not counted, wherever it is', () => {
  expect(policyCharacters({ 'a key': ['some  text'] })).toBe(policyCharacters({ akey: ['sometext'] }));
});

test.each([
  ['the partition', { Ref: 'AWS::Partition' }, 'aws-us-gov'.length],
  ['the account', { Ref: 'AWS::AccountId' }, 12],
  ['a parameter', { Ref: 'Name' }, 128],
  ['another pseudo parameter', { Ref: 'AWS::StackName' }, 128],
  ['an attribute', { 'Fn::GetAtt': ['Group', 'Arn'] }, 128],
  ['an import', { 'Fn::ImportValue': 'Other:Export' }, 128],
  ['a text put together', { 'Fn::Join': ['', ['a', { Ref: 'Name' }, 'b']] }, 130],
  ['a text with separators', { 'Fn::Join': ['::', ['a', 'b', { 'Fn::Join': ['-', ['c', { Ref: 'AWS::Partition' }]] }]] }, 'a::b::c-'.length + 10],
  ['a text from a list that is an intrinsic', { 'Fn::Join': [',', { Ref: 'Names' }] }, 128],
])('%s counts at its longest', (_, intrinsic, characters) => {
  expect(policyCharacters(intrinsic)).toBe(characters + QUOTES);
  expect(policyCharacters({ Statement: [{ Resource: [intrinsic] }] })).toBe('{"Statement":[{"Resource":[""]}]}'.length + characters);
});

test('a list from a parameter, joined by CDK, counts as one name', () => {
  const stack = new Stack();
  const names = new CfnParameter(stack, 'Names', { type: 'CommaDelimitedList' });
  expect(policyCharacters(stack.resolve(Fn.join(',', names.valueAsList)))).toBe(128 + QUOTES);
});

test.each([
  {}, { Statement: [] }, { Ref: 'one', Effect: 'two' }, { 'Fn::Join': 'one', 'Effect': 'two' }, { Condition: { Null: { key: null } } },
])('%j is no intrinsic', (value) => {
  expect(policyCharacters(value)).toBe(JSON.stringify(value).length);
});

test('texts and tokens, however mixed, are as long as when they are filled in', () => {
  const stack = new Stack();
  const part = fc.oneof(fc.string(), fc.constantFrom(Aws.PARTITION, Aws.ACCOUNT_ID, Aws.STACK_NAME, Fn.importValue('Export')));
  fc.assert(fc.property(fc.array(part), (parts) => {
    const resolved = stack.resolve({ Resource: parts.join('') });
    expect(policyCharacters(resolved)).toBe(charactersAtWorst(resolved));
  }));
});

test('a name at its longest counts as a token does', () => {
  expect(policyCharacters(LONGEST_NAME)).toBe(policyCharacters({ Ref: 'Name' }));
});

const QUOTA = 6144;
const count = (n: number) => Array.from({ length: n }, (_, i) => i);
const statement = (resource: string) => new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [resource] });
const tooLong = (prop: string, policy = '\\d+', by = '\\d+') => new RegExp(`Stack/Policy: ${prop} got "\\d+ characters, which make a policy of ${policy}", `
  + `expected a policy of at most 6144 characters \\(IAM's quota; .*; fix: shorten ${prop} by ${by} characters, or split it over two policies`);

/** A policy with a statement that fills it up to so many characters. */
function policyOf(characters: number, stack: Stack, tokens = ''): RequireMfaPolicy {
  const create = (scope: Stack, padding: number) => {
    const policy = requireMfa(scope);
    policy.addStatements(statement('x'.repeat(padding) + tokens));
    return policy;
  };
  const withoutPadding = charactersAtWorst(resourceOf(create(testStack(), 0)).Properties.PolicyDocument);
  return create(stack, characters - withoutPadding);
}

describe.each([
  ['text', ''], ['a token', Aws.STACK_NAME], ['the partition', Aws.PARTITION], ['the account', Aws.ACCOUNT_ID], ['an import', Fn.importValue('Export')],
])('with %s in it', (_, tokens) => {
  test('a policy may be as long as the quota', () => {
    const policy = policyOf(QUOTA, testStack(), tokens);
    expect(charactersAtWorst(resourceOf(policy).Properties.PolicyDocument)).toBe(QUOTA);
  });

  test.each([[6145, 1], [7000, 856]])('fails on a policy of %i, and says by how much', (characters, tooMany) => {
    const stack = testStack();
    policyOf(characters, stack, tokens);
    expectSynthRefused(stack, tooLong('addStatements', `${characters}`, `${tooMany}`));
  });
});

describe('fails on a long list and says which', () => {
  const synthRefused = (prop: string, create: (stack: Stack) => Partial<RequireMfaPolicyProps>, added: number[] = []) => {
    const stack = testStack();
    requireMfa(stack, create(stack)).addStatements(...added.map((length) => statement('x'.repeat(length))));
    expectSynthRefused(stack, tooLong(prop));
  };
  const actions = (n: number) => count(n).map((i) => `s3:GetObjectNumber${i}`);
  const groups = (stack: Stack, n: number) => count(n).map((i) => importedGroup(stack, `g${i}`));

  test.each([
    ['allowActions', 300, 0, []],
    ['allowActions', 200, 20, [500]],
    ['groups', 0, 100, []],
    ['groups', 60, 40, [500]], // The names are shorter than the actions; the ARNs are not.
    ['addStatements', 0, 0, [6000]],
    ['addStatements', 40, 15, [1000, 1200]],
  ])('%s (%i actions, %i groups, added statements of %j)', (prop, actionCount, groupCount, added) => {
    synthRefused(prop, (stack) => ({ allowActions: actions(actionCount), groups: groups(stack, groupCount) }), added);
  });

  test('allowActions count twice with maxMfaAge, which names them twice', () => {
    const added = [3400];
    synthRefused('addStatements', () => ({ allowActions: actions(100) }), added);
    synthRefused('allowActions', () => ({ allowActions: actions(100), maxMfaAge: Duration.hours(1) }), added);
  });

  test('groups that are attached later', () => {
    const stack = testStack();
    const policy = requireMfa(stack);
    groups(stack, 100).forEach((group) => policy.attachToGroup(group));
    expectSynthRefused(stack, tooLong('groups'));
  });
});

test('a statement with a list from a parameter is no obstacle', () => {
  const stack = testStack();
  const names = new CfnParameter(stack, 'Names', { type: 'CommaDelimitedList' });
  requireMfa(stack).addStatements(statement(Fn.join(',', names.valueAsList)));
  expect(() => Template.fromStack(stack)).not.toThrow();
});
