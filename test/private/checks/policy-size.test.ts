import { Aws, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { MAX_POLICY_CHARACTERS } from '../../../src/private/aws/quotas';
import { policyCharacters } from '../../../src/private/checks/policy-size';
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
