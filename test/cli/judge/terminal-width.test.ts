/** The table on a terminal of its own width. */
import { readFileSync } from 'fs';
import { join } from 'path';
import { printedOn } from './in-process';

jest.mock('../../../cli/judge/bundled-rows', () => ({
  ROWS: jest.requireActual<typeof import('../../../access/matrix/judge-table')>('../../../access/matrix/judge-table').judgeTable(),
}));

const POLICY = JSON.parse(readFileSync(join(__dirname, '../../../access/matrix/published/old-tutorial.json'), 'utf8')) as object;

test.each([80, 100, 110, 200])('no line is longer than %d columns, and some need them', (columns) => {
  const lengths = printedOn({ columns }, POLICY).split('\n').map(({ length }) => length);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(columns);
  expect(Math.max(...lengths)).toBeGreaterThan(columns - 20);
});

test('in a file, the conclusion and each note is one line', () => {
  const text = printedOn({}, POLICY);
  expect(text).toMatch(/^1 of 1 judged: there are ways around MFA\. \d+ rows were asked\.$/m);
  expect(text).toMatch(/^Members are judged as if they also had AdministratorAccess, .* are the exception\.$/m);
});
