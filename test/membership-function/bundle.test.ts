/** The bundle that is published: built by the project's own command, and loaded as Lambda does. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withoutComments } from '../../projenrc/without-comments';

const ROOT = join(__dirname, '..', '..');
const { tasks } = JSON.parse(readFileSync(join(ROOT, '.projen', 'tasks.json'), 'utf8'));
const [, ...ESBUILD_ARGS]: string[] = tasks['bundle:membership-function/membership.lambda'].steps[0].execArgs;

let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-bundle-'));
});

afterAll(() => rmSync(scratch, { recursive: true }));

/** Builds the bundle in a folder that has the sources, and returns where it is. */
function build(root: string, name: string, ...args: string[]): string {
  const outfile = join(scratch, `${name}.js`);
  // The list of what is in the real bundle stays as it is.
  const own = ESBUILD_ARGS.filter((arg) => !arg.startsWith('--metafile=')).map((arg) => arg.startsWith('--outfile=') ? `--outfile=${outfile}` : arg);
  execFileSync(join(ROOT, 'node_modules', '.bin', 'esbuild'), [...own, '--log-level=warning', ...args], { cwd: root });
  if (args.length === 0) {
    withoutComments(outfile);
  }
  return outfile;
}

test('is the same bytes when it is built again, and elsewhere', () => {
  const elsewhere = join(scratch, 'else', 'where');
  mkdirSync(elsewhere, { recursive: true });
  ['src', 'tsconfig.json', 'tsconfig.dev.json', join('node_modules', '@aws-lambda-powertools'), join('node_modules', '@aws')].forEach((path) =>
    cpSync(join(ROOT, path), join(elsewhere, path), { recursive: true }));
  const first = readFileSync(build(ROOT, 'first'), 'utf8');
  expect(readFileSync(build(ROOT, 'second'), 'utf8')).toBe(first);
  expect(readFileSync(build(elsewhere, 'third'), 'utf8')).toBe(first);
  expect(first).not.toContain(ROOT);
  expect(first).not.toContain('sourceMappingURL');
});

test('weighs at most 80 kB as published, and has no comments', () => {
  const bundle = build(ROOT, 'published');
  expect(statSync(bundle).size).toBeLessThan(80_000);
  expect(readFileSync(bundle, 'utf8')).not.toMatch(/^\s*(\/\*|\/\/)/m);
  expect(readFileSync(bundle)).toEqual(readFileSync(join(ROOT, 'assets', 'membership-function', 'membership.lambda', 'index.js')));
});

test('weighs at most 60 kB minified, without the SDK', () => {
  expect(statSync(build(ROOT, 'minified', '--minify')).size).toBeLessThan(60_000);
});

test('needs nothing but Node and the SDK\'s clients of IAM and CloudFormation', () => {
  const bundle = readFileSync(build(ROOT, 'needs'), 'utf8');
  const required = [...bundle.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name.replace('node:', ''));
  expect(required.filter((name) => !builtinModules.includes(name)).sort()).toEqual(['@aws-sdk/client-cloudformation', '@aws-sdk/client-iam']);
});

test('is a handler', () => {
  const bundle = build(ROOT, 'handler');
  const types = execFileSync(process.execPath, ['-p', `typeof require(${JSON.stringify(bundle)}).handler`], {
    encoding: 'utf8',
    env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  expect(types.trim()).toBe('function');
});

test('what the construct shares with the function loads neither the SDK nor CDK', () => {
  ['environment', 'metric-names'].forEach((file) => {
    expect(readFileSync(join(ROOT, 'src', 'membership-function', `${file}.ts`), 'utf8')).not.toMatch(/^import/m);
  });
});
