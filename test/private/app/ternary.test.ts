import type { Ternary } from '../../../src/private/app/ternary';
import { allOf, anyOf } from '../../../src/private/app/ternary';

test.each<[Ternary[], Ternary, Ternary]>([
  [[], 'yes', 'no'],
  [['yes'], 'yes', 'yes'],
  [['no'], 'no', 'no'],
  [['unknown'], 'unknown', 'unknown'],
  [['yes', 'no'], 'no', 'yes'],
  [['yes', 'unknown'], 'unknown', 'yes'],
  [['no', 'unknown'], 'no', 'unknown'],
  [['yes', 'no', 'unknown'], 'no', 'yes'],
])('of %j: all %s, any %s', (answers, all, any) => {
  expect(allOf(...answers)).toBe(all);
  expect(anyOf(...answers)).toBe(any);
});
