import { Aws, Lazy, Token } from 'aws-cdk-lib';
import { invalidProp, invalidPropMessage } from '../../../src/private/checks/invalid-prop';
import { testStack } from '../../helpers';

const problem = (got: unknown) => ({ path: 'Stack/Policy', prop: 'path', got, expected: 'a path', fix: 'write one' });

test.each([
  ['text', 'x', '"x"'],
  ['nothing', undefined, 'nothing'],
  ['null', null, 'null'],
  ['a number', 7, '7'],
  ['no number', NaN, 'null'],
  ['a list', ['a'], '["a"]'],
  ['what JSON leaves out', Symbol('x'), 'Symbol(x)'],
  ['what JSON refuses', BigInt(7), '7'],
  ['a token', Aws.REGION, '"a token"'],
  ['a token among other text', `${Aws.REGION}:5`, '"a token:5"'],
  ['a list that is a token', Lazy.list({ produce: () => ['x'] }), '["a token"]'],
  ['a construct, which refers to itself', testStack(), 'Stack'],
])('says that it got %s', (_, got, shown) => {
  expect(invalidPropMessage(problem(got))).toBe(`Stack/Policy: path got ${shown}, expected a path; fix: write one`);
});

test('says that it got a token', () => {
  expect(invalidPropMessage(problem(Token.asAny({ Ref: 'Path' })))).toContain('path got "<unresolved-');
});

test('is thrown with the message', () => {
  expect(invalidProp(problem('x'))).toEqual(new Error(invalidPropMessage(problem('x'))));
});
