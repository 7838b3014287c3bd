/** Projects of users: empty folders into which the packed package and a CDK release are installed, away from the dev tree. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { CdkRelease } from './versions';
import { execute } from '../execute';
import { packed } from '../packed';

/** The packed package, in the folder of the projects. */
export const PACKAGE_FILE = 'cdk-iam-mfa.tgz';

/** As `cdk init` writes it, but with `skipLibCheck` off, so that the declarations that we publish are checked too. */
const TSCONFIG = {
  compilerOptions: {
    target: 'ES2022', module: 'NodeNext', moduleResolution: 'NodeNext', lib: ['es2022'], strict: true, skipLibCheck: false, types: ['node'],
  },
};

/** A JavaScript project with one app as CommonJS and one as an ES module. */
export async function javascriptProject(parent: string, { 'aws-cdk-lib': cdk, constructs }: CdkRelease): Promise<string> {
  const folder = await project(parent, cdk, { 'aws-cdk-lib': cdk, constructs });
  ['app.js', 'app.mjs'].forEach((file) => copyFileSync(join(__dirname, 'javascript', file), join(folder, file)));
  return folder;
}

/** Makes a JavaScript project a strict TypeScript project with our cases, compiled. */
export async function addTypescript(folder: string, { typescript, '@types/node': nodeTypes }: CdkRelease): Promise<void> {
  await install(folder, [`typescript@${typescript}`, `@types/node@${nodeTypes}`]);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  ['cases.ts', 'synth.ts', 'main.ts'].forEach((file) => copyFileSync(join(__dirname, file), join(folder, file)));
  await execute(folder, process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc')]);
}

export async function project(parent: string, name: string, packages: object): Promise<string> {
  const folder = join(parent, name);
  mkdirSync(folder);
  await execute(folder, 'npm', ['init', '--yes']);
  const versions = Object.entries(packages).map(([packageName, version]) => `${packageName}@${version}`);
  await install(folder, [join(parent, PACKAGE_FILE), ...versions]);
  return folder;
}

async function install(folder: string, packages: string[]): Promise<void> {
  await execute(folder, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--save-exact', ...packages]);
}

/** Runs a script of a project, and gives what it writes as JSON to the file of its first argument. */
export async function run<T>(folder: string, script: string, ...args: string[]): Promise<T> {
  await execute(folder, process.execPath, [script, 'out.json', ...args]);
  return JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'));
}

/** The package that was packed last. */
export function tarball(): string {
  return packed('js', '.tgz', '`npm run test:proof -- stability`, which packs first, or `npx projen compile && npx projen package:js`');
}
