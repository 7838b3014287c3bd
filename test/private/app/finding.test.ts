import type { Finding } from '../../../src/private/app/finding';
import { NO, YES, allOf, anyOf, no, unknown } from '../../../src/private/app/finding';

const TOKEN = unknown('a token');
const EXEMPT = no('exempt');

test.each<[Finding[], Finding, Finding]>([
  [[], YES, NO],
  [[YES], YES, YES],
  [[NO], NO, NO],
  [[TOKEN], TOKEN, TOKEN],
  [[YES, NO], NO, YES],
  [[YES, TOKEN], TOKEN, YES],
  [[NO, TOKEN], NO, TOKEN],
  [[YES, NO, TOKEN], NO, YES],
  [[NO, EXEMPT], EXEMPT, EXEMPT],
  [[TOKEN, unknown('an import')], TOKEN, TOKEN],
])('of %j: all %j, any %j', (findings, all, any) => {
  expect(allOf(...findings)).toEqual(all);
  expect(anyOf(...findings)).toEqual(any);
});
