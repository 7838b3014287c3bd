/** Follows the README of each example word by word: in a clone, and in an empty folder beside the clone that built the package. */
import { execFileSync } from 'child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { commandsOf, packageCommands, quickStart } from './readme';
import { execute } from '../execute';
import { packed } from '../packed';

const ROOT = join(__dirname, '../..');
const EXAMPLES = readdirSync(join(ROOT, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

/** What nearly every page begins with, so that these commands run once. */
const INSTALL = [
  'npm init --yes', 'npm install aws-cdk-lib constructs ../cdk-iam-mfa/dist/js/*.tgz', 'npm install --save-dev aws-cdk tsx',
];

/** Where the clone of the reader stands, with what its first two commands leave there. */
let parent: string;
/** Beside the clone: an empty folder in which only these commands ran. */
let installed: string;

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-examples-'));
  const clone = join(parent, 'cdk-iam-mfa');
  execFileSync('git', ['clone', '--quiet', ROOT, clone]);
  symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
  cpSync(join(ROOT, 'assets'), join(clone, 'assets'), { recursive: true });
  // The package that `npm run package:js` has just made, by the same sources.
  const tarball = packed('js', '.tgz', '`npm run test:proof -- examples`, which packs first');
  mkdirSync(join(clone, 'dist/js'), { recursive: true });
  cpSync(tarball, join(clone, 'dist/js', tarball.slice(dirname(tarball).length + 1)));
  installed = mkdtempSync(join(parent, 'installed-'));
  await follow(installed, INSTALL);
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
  const { inOwnProject } = commandsOf(example);
  expect(inOwnProject.filter((command) => command.startsWith('npx cdk deploy'))).not.toEqual([]);
  const project = await inNewProject(example, inOwnProject);
  expect(existsSync(join(project, 'tsconfig.json'))).toBe(false);
  expect(templatesIn(join(project, 'cdk.out'))).toEqual(templatesIn(join(parent, 'cdk-iam-mfa/examples', example, 'cdk.out')));
});

test('docs/quick-start.md from nothing', async () => {
  const { files, commands: [credentials, ...commands] } = quickStart();
  expect(credentials).toBe('aws sts get-caller-identity');
  expect(commands.splice(0, packageCommands().length)).toEqual(packageCommands());
  expect(commands.shift()).toBe('mkdir ../quick-start && cd ../quick-start');
  expect([...files.keys()]).toEqual(['cdk.json', 'app.ts']);
  // Its synthesis and its deployment are the same here.
  expect(commands.pop()).toBe('npx cdk deploy');
  const project = await inNewProject('quick-start', commands, files);
  const { Resources } = JSON.parse(readFileSync(join(project, 'cdk.out/QuickStart.template.json'), 'utf8'));
  expect(Object.values<{ Type: string }>(Resources).map(({ Type }) => Type).filter((type) => type.startsWith('AWS::IAM')).sort()).toEqual([
    'AWS::IAM::Group', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::User',
  ]);
});

/** A folder beside the clone, in which the commands ran. */
async function inNewProject(name: string, commands: string[], files: ReadonlyMap<string, string> = new Map()): Promise<string> {
  const project = mkdtempSync(join(parent, `${name}-`));
  const installs = INSTALL.every((command, at) => command === commands[at]);
  if (installs) {
    copyInstalled(project);
  }
  files.forEach((text, file) => writeFileSync(join(project, file), text));
  await follow(project, installs ? commands.slice(INSTALL.length) : commands);
  return project;
}

function copyInstalled(project: string): void {
  for (const file of readdirSync(installed).filter((made) => made !== 'node_modules')) {
    copyFileSync(join(installed, file), join(project, file));
  }
  symlinkSync(join(installed, 'node_modules'), join(project, 'node_modules'));
}

/** In one shell, as they are pasted, but that the synthesis stands for the deployment. */
async function follow(folder: string, commands: string[]): Promise<void> {
  const script = commands.map((command) => command.replace(/^npx cdk (deploy|synth)\b/, 'npx cdk synth --quiet --no-notices')).join('\n');
  await execute(folder, 'bash', ['-euo', 'pipefail', '-c', script], { CDK_DISABLE_CLI_TELEMETRY: 'true', npm_config_audit: 'false', npm_config_fund: 'false', npm_config_prefer_offline: 'true' });
}

function templatesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.template.json'));
}
