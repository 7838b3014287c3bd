/** A clone works wherever it lies: no pattern that tools match against whole paths matches a folder above the clone. */
import { readFileSync } from 'fs';
import { join } from 'path';
import * as UNIT_TESTS from '../../jest.config.json';
import * as PROOFS from '../jest.proofs.json';

const CONFIGURATIONS: Array<[string, object]> = [['the unit tests', UNIT_TESTS], ...PROOFS.projects.map((project): [string, object] => [project.displayName, project])];

test.each(CONFIGURATIONS)('jest ignores by the path from the root of the project: %s', (_, configuration) => {
  const patterns = Object.entries(configuration).flatMap(([option, value]) => /Patterns$/.test(option) ? value as string[] : []);
  expect(patterns.filter((pattern) => pattern !== '/node_modules/' && !pattern.startsWith('<rootDir>/'))).toEqual([]);
});

test('the linter allows dependencies of development by the path from the root of the project', () => {
  // With a comment in its first line.
  const { rules } = JSON.parse(readFileSync(join(__dirname, '../../.eslintrc.json'), 'utf8').replace(/^\/\/.*\n/, ''));
  const [, { devDependencies }]: [string, { readonly devDependencies: string[] }] = rules['import/no-extraneous-dependencies'];
  expect(devDependencies).toContain('test/**');
  expect(devDependencies.filter((glob) => glob.startsWith('*'))).toEqual([]);
});
