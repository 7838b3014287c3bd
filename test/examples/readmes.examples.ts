/** Follows the README of each example word by word: in a clone, and in an empty folder beside the clone that built the package. */
import { execFileSync } from 'child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { commandsOf, packageCommands, quickStart } from './readme';
import { execute } from '../execute';
import { packed } from '../packed';

const ROOT = join(__dirname, '../..');
const EXAMPLES = readdirSync(join(ROOT, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

/** Where the clone of the reader stands, with what its first two commands leave there. */
let parent: string;

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-examples-'));
  const clone = join(parent, 'cdk-iam-mfa');
  execFileSync('git', ['clone', '--quiet', ROOT, clone]);
  symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
  cpSync(join(ROOT, 'assets'), join(clone, 'assets'), { recursive: true });
  // The package that `npm run package:js` has just made, by the same sources.
  const tarball = packed('js', '.tgz', '`npm run test:proof -- examples`, which packs first');
  mkdirSync(join(clone, 'dist/js'), { recursive: true });
  cpSync(tarball, join(clone, 'dist/js', tarball.slice(dirname(tarball).length + 1)));
});

afterAll(() => rmSync(parent, { recursive: true, force: true }));

test('the package is built by what test/clone and this test run', () => {
  expect(packageCommands()).toEqual([
    'git clone https://github.com/cdk-iam-mfa/cdk-iam-mfa.git', 'cd cdk-iam-mfa', 'npm ci', 'npm run package:js',
  ]);
});

test.each(EXAMPLES)('examples/%s in the clone', async (example) => {
  const [install, ...commands] = commandsOf(example).inClone;
  expect(install).toBe('npm ci');
  await follow(join(parent, 'cdk-iam-mfa'), commands);
  expect(templatesIn(join(parent, 'cdk-iam-mfa/examples', example, 'cdk.out'))).not.toEqual([]);
  expect(await execute(join(parent, 'cdk-iam-mfa'), 'git', ['status', '--porcelain', 'examples'])).toBe('');
});

test.each(EXAMPLES)('examples/%s in a project of its own', async (example) => {
  const project = mkdtempSync(join(parent, `${example}-`));
  const { inOwnProject } = commandsOf(example);
  expect(inOwnProject.filter((command) => command.startsWith('npx cdk deploy'))).not.toEqual([]);
  await follow(project, inOwnProject);
  expect(existsSync(join(project, 'tsconfig.json'))).toBe(false);
  expect(templatesIn(join(project, 'cdk.out'))).toEqual(templatesIn(join(parent, 'cdk-iam-mfa/examples', example, 'cdk.out')));
});

test('docs/quick-start.md from nothing', async () => {
  const project = join(parent, 'quick-start');
  const { files, commands: [credentials, ...commands] } = quickStart();
  expect(credentials).toBe('aws sts get-caller-identity');
  expect(commands.splice(0, packageCommands().length)).toEqual(packageCommands());
  expect([...files.keys()]).toEqual(['cdk.json', 'app.ts']);
  // Its synthesis and its deployment are the same here.
  expect(commands.splice(-1)).toEqual(['npx cdk deploy']);
  await follow(join(parent, 'cdk-iam-mfa'), commands.slice(0, -1));
  files.forEach((text, name) => writeFileSync(join(project, name), text));
  await follow(project, commands.slice(-1));
  const { Resources } = JSON.parse(readFileSync(join(project, 'cdk.out/QuickStart.template.json'), 'utf8'));
  expect(Object.values<{ Type: string }>(Resources).map(({ Type }) => Type).filter((type) => type.startsWith('AWS::IAM')).sort()).toEqual([
    'AWS::IAM::Group', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::User',
  ]);
});

/** In one shell, as they are pasted, but that the synthesis stands for the deployment. */
async function follow(folder: string, commands: string[]): Promise<void> {
  const script = commands.map((command) => command.replace(/^npx cdk (deploy|synth)\b/, 'npx cdk synth --quiet --no-notices')).join('\n');
  await execute(folder, 'bash', ['-euo', 'pipefail', '-c', script], { CDK_DISABLE_CLI_TELEMETRY: 'true', npm_config_audit: 'false', npm_config_fund: 'false', npm_config_prefer_offline: 'true' });
}

function templatesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.template.json'));
}
