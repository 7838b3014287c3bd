/** The packed npm package: what a user gets. Run after `npx projen package:js`. */
import { execFileSync } from 'child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { MAX_BYTES } from './size';

const DIST = join(__dirname, '../../dist/js');

/** One file, which needs no dependency. */
const COMMAND = 'bin/cdk-iam-mfa.js';

/** Of what the commands print for scripts. */
const SCHEMAS = ['docs/impact-output.schema.json', 'docs/judge-output.schema.json'];

/** Of ForceMfaGroup; users build nothing. */
const FUNCTION_BUNDLE = 'assets/membership-function/membership.lambda/index.js';

/** Those of the packages that are in the bundles. */
const LICENSES = 'THIRD-PARTY-LICENSES.txt';

let folder: string;
let files: string[];
let tarball: string;

beforeAll(() => {
  if (!existsSync(DIST)) {
    throw new Error('dist/js is missing; run `npx projen compile` and `npx projen package:js` first');
  }
  tarball = join(DIST, readdirSync(DIST).find((name) => name.endsWith('.tgz'))!);
  folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-package-'));
  execFileSync('tar', ['-xzf', tarball, '-C', folder]);
  files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n').map((name) => name.replace(/^package\//, '')).sort();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('holds the compiled library, its assembly, and what npm wants beside them', () => {
  const compiled = /^lib\/.*\.(js|d\.ts)$/;
  expect(files.filter((name) => !compiled.test(name))).toEqual([
    '.jsii', 'LICENSE', 'README.md', LICENSES, FUNCTION_BUNDLE, COMMAND, ...SCHEMAS, 'package.json',
  ]);
  expect(files).toContain('lib/index.js');
  expect(files).toContain('lib/index.d.ts');
});

test('has every declaration that a public one refers to', () => {
  const declarations = files.filter((name) => name.endsWith('.d.ts'));
  const missing = declarations.flatMap((name) => [...readFileSync(join(folder, 'package', name), 'utf8').matchAll(/(?:from |import\()['"](\.[^'"]+)['"]/g)]
    .map(([, path]) => `${join(name, '..', path)}.d.ts`).filter((path) => !files.includes(path)));
  expect(declarations.length).toBeGreaterThan(15);
  expect(missing).toEqual([]);
});

test('is light', () => {
  console.log(`${files.length} files, ${statSync(tarball).size} bytes packed`);
  expect(statSync(tarball).size).toBeLessThanOrEqual(MAX_BYTES);
});

test('needs nothing but its peers, and nothing of it is under the AGPL', () => {
  const manifest = JSON.parse(readFileSync(join(folder, 'package/package.json'), 'utf8'));
  expect(manifest.dependencies).toBeUndefined();
  expect(manifest.bundledDependencies).toBeUndefined();
  expect(Object.keys(manifest.peerDependencies).sort()).toEqual(['aws-cdk-lib', 'constructs']);
  expect(manifest.license).toBe('Apache-2.0');
  const importing = files.filter((name) => /(require\(|from )['"]@cloud-copilot/.test(readFileSync(join(folder, 'package', name), 'utf8')));
  expect(importing).toEqual([]);
});

test('brings the licenses of what its bundles hold of others', () => {
  // By test/projenrc/third-party-licenses.test.ts they are all in it.
  expect(readFileSync(join(folder, 'package', LICENSES), 'utf8')).toBe(readFileSync(join(__dirname, '../..', LICENSES), 'utf8'));
});

test('has no script that npm would run for its users, or ask them to allow', () => {
  const manifest = JSON.parse(readFileSync(join(folder, 'package/package.json'), 'utf8'));
  expect(Object.keys(manifest.scripts).filter((name) => /^(pre|post)?(install|prepare|uninstall)$/.test(name))).toEqual([]);
  // What newer npm asks about, beside the scripts.
  expect(files).not.toContain('binding.gyp');
});

test('has a command that runs where nothing is installed', () => {
  const manifest = JSON.parse(readFileSync(join(folder, 'package/package.json'), 'utf8'));
  expect(manifest.bin).toEqual({ 'cdk-iam-mfa': COMMAND });
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } });
  const printed = execFileSync(process.execPath, [join(folder, 'package', COMMAND), 'judge', '-'], { cwd: folder, input: policy, encoding: 'utf8' });
  expect(printed).toContain('OPEN: ways around MFA');
  // Where there is no simulator to load, the command says the same.
  expect(readFileSync(join(folder, 'package', COMMAND), 'utf8')).not.toMatch(/cloud-copilot|aws-cdk-lib/);
});

test('knows no path of the machine that packed it', () => {
  const repository = join(__dirname, '../..');
  expect(files.filter((name) => readFileSync(join(folder, 'package', name)).includes(repository))).toEqual([]);
});
