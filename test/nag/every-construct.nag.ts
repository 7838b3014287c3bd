/**
 * The page docs/cdk-nag.md in the project of a user: its code compiles, and with it no pack of cdk-nag finds anything in any construct.
 *
 * Apart from `npm test`, because cdk-nag needs a newer aws-cdk-lib than the oldest that this package supports. Pack first, as `npm run test:proof -- nag` does.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as library from '../../src';
import { execute } from '../execute';
import { PACKAGE_FILE, project, run, tarball } from '../stability/consumers';
import { CDK_RELEASES } from '../stability/versions';

/** The newest that was tried. To raise it, write here what `npm view cdk-nag version` says, and run `npm run test:proof -- nag`. */
const CDK_NAG = '3.0.2';

const ROOT = join(__dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/cdk-nag.md'), 'utf8');

const OPTIONS = {
  target: 'ES2022',
  module: 'CommonJS',
  moduleResolution: 'bundler',
  lib: ['es2022'],
  strict: true,
  skipLibCheck: true,
  typeRoots: [join(ROOT, 'node_modules/@types')],
  types: ['node'],
};

interface Finding {
  readonly plugin: string;
  readonly rule: string;
  readonly path: string;
}

interface Result {
  readonly packs: string[];
  readonly with: Finding[];
  readonly without: Finding[];
  readonly acknowledged: string[];
}

/** CDK's own validation and annotations are the subject of other tests. */
const ofNag = (findings: Finding[]) => findings.filter(({ rule }) => /^(AwsSolutions|HIPAA|NIST|PCI|Serverless)/.test(rule));
const rulesOf = (findings: Finding[]) => new Set(findings.map(({ rule }) => rule));
const withoutPack = (rule: string) => rule.replace(/^(HIPAA\.Security|NIST\.800\.53\.R[45]|PCI\.DSS\.321|Serverless)-/, '');

let parent: string;
let folder: string;
let result: Result;

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-nag-'));
  copyFileSync(tarball(), join(parent, PACKAGE_FILE));
  const { 'aws-cdk-lib': cdk, constructs } = CDK_RELEASES.newest;
  folder = await project(parent, 'app', { 'aws-cdk-lib': cdk, constructs, 'cdk-nag': CDK_NAG });

  const files = examples();
  Object.entries(files).forEach(([name, code]) => writeFileSync(join(folder, name), code));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: OPTIONS, files: Object.keys(files) }));
  await execute(folder, process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc')]);
  copyFileSync(join(__dirname, 'app.js'), join(folder, 'every-construct.js'));
  result = await run(folder, 'every-construct.js');
});

afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** The files of the page, each named in its first line. */
function examples(): Record<string, string> {
  return Object.fromEntries([...PAGE.matchAll(/^```ts cdk-nag\n\/\/ (\S+)\n([^]*?)^```$/gm)].map(([, name, code]) => [name, code]));
}

test('the page says with which version it was tried, and of which packs', () => {
  expect(PAGE).toContain(`cdk-nag ${CDK_NAG}`);
  expect(result.packs).toHaveLength(6);
  const named = ['AwsSolutions', 'HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321', 'Serverless'];
  expect(named.filter((name) => !PAGE.includes(`\`${name}\``))).toEqual([]);
  expect([...new Set(ofNag(result.without).map(({ plugin }) => plugin))].sort()).toEqual(named);
});

test('every class of the library is in the app', () => {
  const source = readFileSync(join(__dirname, 'app.js'), 'utf8');
  expect(Object.keys(library).filter((name) => !new RegExp(`mfa\\.${name}\\b`).test(source))).toEqual([]);
});

test('every finding is acknowledged, with a known account and for any', () => {
  expect(ofNag(result.with).map(({ rule, path }) => `${rule} at ${path}`)).toEqual([]);
});

test('every acknowledgment has a finding', () => {
  const found = new Set([...rulesOf(ofNag(result.without))].map(withoutPack));
  expect(result.acknowledged.length).toBeGreaterThan(20);
  expect(result.acknowledged.filter((rule) => !found.has(withoutPack(rule)))).toEqual([]);
});

test('the construct that denies has no finding', () => {
  expect(ofNag(result.without).filter(({ path }) => /RequireMfa|\/Admin\//.test(path))).toEqual([]);
});

test('the app of the page synthesizes without a finding', async () => {
  // A finding fails the process.
  await execute(folder, process.execPath, ['app.js']);
});
