/** The CDK CLI of this project, at work on the local AWS. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from './environment';

const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
// Without npx, which takes a second of each of thirty commands.
const APP = `node --import tsx ${join('test', 'deploy', 'app.ts')}`;
const ASSEMBLY = join(scratchFolder(), 'cdk.out');

export interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties: Record<string, any> }>;
}

/** @param context what the app of this test takes, such as `enforcement=ALL_REQUESTS` */
export async function deploy(stack: string, ...context: string[]): Promise<void> {
  await cdk('deploy', stack, context, ['--require-approval', 'never']);
}

/** @param mapping the properties that identify each resource in the account, by its logical id */
export async function importInto(stack: string, mapping: Readonly<Record<string, object>>): Promise<void> {
  const file = join(scratchFolder(), 'mapping.json');
  writeFileSync(file, JSON.stringify(mapping));
  await cdk('import', stack, [], ['--resource-mapping', file]);
}

/** What `cdk diff` says. */
export async function diff(stack: string): Promise<string> {
  return cdk('diff', stack, [], []);
}

export async function destroy(stack: string): Promise<void> {
  // As it was synthesized last: to destroy takes the name of the stack alone, and to synthesize a second of each.
  await cdk('destroy', stack, [], ['--force'], ['--app', ASSEMBLY]);
}

/** The template of the last `deploy`. */
export function template(stack: string): Template {
  return JSON.parse(readFileSync(join(ASSEMBLY, `${stack}.template.json`), 'utf8'));
}

const SYNTHESIZED_ANEW = ['--app', APP, '--output', ASSEMBLY];

async function cdk(command: string, stack: string, context: string[], options: string[], app = SYNTHESIZED_ANEW): Promise<string> {
  const started = Date.now();
  say(`cdk ${[command, stack, ...context].join(' ')} ...`);
  const args = [
    command, stack, ...options, ...context.flatMap((pair) => ['--context', pair]),
    ...app, '--ci', '--progress', 'events', '--no-notices', '--no-version-reporting',
  ];
  const { code, output } = await run(args);
  if (code !== 0) {
    throw new Error(`cdk ${command} ${stack} failed with exit code ${code}:\n${output}`);
  }
  say(`cdk ${command} ${stack} took ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return output;
}

function run(args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: ROOT, env: { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.dev.json') }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (data) => output += data);
  child.stderr.on('data', (data) => output += data);
  return new Promise((resolve, reject) => child.once('error', reject).once('close', (code) => resolve({ code, output })));
}

/** Straight to the terminal: jest keeps back what a test prints until the file is done. */
function say(line: string): void {
  writeSync(1, `[test:deploy] ${line}\n`);
}
