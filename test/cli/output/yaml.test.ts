/** YAML for CloudFormation, as its readers read it. */
import { parse } from 'yaml';
import { reference } from '../../../cli/output/reference';
import { yaml } from '../../../cli/output/yaml';

const TEXTS = ['yes', '2012-10-17', '012', 'a: b', '# c', '*', '"', '\\', '', ' x ', '${aws:username}'];

test('texts, lists and objects are read as they were', () => {
  const value = { A: 'x', B: [...TEXTS, { C: 'y', D: ['z', { E: 'last' }] }], F: { 'aws:key': { G: 'false' } }, Null: { on: 'x' } };
  expect(parse(yaml(value))).toEqual(value);
});

test('a text with a reference is filled in by CloudFormation, and a variable of a policy is not', () => {
  const subs = { customTags: [{ tag: '!Sub', resolve: (text: string) => ({ 'Fn::Sub': text }) }] };
  expect(parse(yaml({ A: `arn:${reference('AWS::Partition')}:user/"\${aws:username}`, B: '${aws:username}' }), subs)).toEqual({
    A: { 'Fn::Sub': 'arn:${AWS::Partition}:user/"${!aws:username}' }, B: '${aws:username}',
  });
});
