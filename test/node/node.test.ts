import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FUNCTION_NODE } from './node';

test('the function is tried on the Node.js that it asks for', () => {
  const source = readFileSync(join(__dirname, '..', '..', 'src', 'membership-function', 'membership-function.ts'), 'utf8');
  expect(source).toContain(`nodejs${FUNCTION_NODE}.x`);
});

test('these tests run on the Node.js that was asked for', () => {
  const [major] = process.versions.node.split('.');
  expect(process.env.EXPECTED_NODE ?? major).toBe(major);
});
