import { Aws, CfnParameter, Fn, Lazy, Stack, aws_iam as iam } from 'aws-cdk-lib';
import { isConcrete, isReference, referenceTo, resolvedNames } from '../../../src/private/app/references';
import { testStack } from '../../helpers';

const stack = testStack();
const group = new iam.Group(stack, 'Group');
const resource = group.node.defaultChild as iam.CfnGroup;
const list = new CfnParameter(stack, 'Names', { type: 'CommaDelimitedList' });

test('a construct is told by its path', () => {
  expect(referenceTo(group)).toBe('construct:Stack/Group');
});

test.each([
  [referenceTo(group), true, false],
  ['devs', false, true],
  ['construct', false, true],
  [JSON.stringify({ Ref: 'Names' }), false, false],
  ['arn:{"Ref":"AWS::Partition"}', false, false],
  ['team-{{resolve:ssm:/iam/group}}', false, false],
])('%s: reference %s, concrete %s', (name, reference, concrete) => {
  expect([isReference(name), isConcrete(name)]).toEqual([reference, concrete]);
});

test.each<[string, unknown, string[]]>([
  ['nothing', undefined, []],
  ['one name', 'devs', ['devs']],
  ['names', ['devs', 'ops'], ['devs', 'ops']],
  ['the name of an owned group', [group.groupName], [referenceTo(resource)]],
  ['a Ref to it', resource.ref, [referenceTo(resource)]],
  ['its attribute', resource.attrArn, [referenceTo(resource)]],
  ['a text around a reference', `x-${group.groupName}-y`, [`x-${referenceTo(resource)}-y`]],
  ['a pseudo parameter', `arn:${Aws.PARTITION}`, ['arn:{"Ref":"AWS::Partition"}']],
  ['an intrinsic', Fn.importValue('Export'), ['{"Fn::ImportValue":"Export"}']],
  ['a list that is made later', Lazy.list({ produce: () => ['devs', group.groupName] }), ['devs', referenceTo(resource)]],
  ['a list that stays empty', Lazy.list({ produce: () => undefined }), []],
  ['a list from a parameter', list.valueAsList, [referenceTo(list)]],
  ['text that is made later', Lazy.string({ produce: () => 'devs' }), ['devs']],
  ['text around what stays empty', `x${Lazy.string({ produce: () => undefined })}`, ['x']],
  ['text that stays empty around a text', `${Lazy.string({ produce: () => undefined })}x`, ['x']],
])('reads %s', (_, value, names) => {
  expect(resolvedNames(stack, value)).toEqual(names);
});

test('a reference is the same from another stack', () => {
  expect(resolvedNames(new Stack(stack.node.root as any, 'Other'), [group.groupName])).toEqual([referenceTo(resource)]);
});
