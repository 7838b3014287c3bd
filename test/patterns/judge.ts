/** Asks the evaluators, which are Python packages: installs them on the first run, below node_modules/.cache. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const REQUIREMENTS = [join(__dirname, '../deploy/requirements.txt'), join(__dirname, 'requirements.txt')];
const VENV = join(__dirname, '../../node_modules/.cache/test-patterns');
const PYTHON = join(VENV, 'bin', 'python');

export interface Question {
  readonly event: object;
  /** Either a pattern of CloudWatch Logs, or one of EventBridge. */
  readonly filterPattern?: string;
  readonly eventPattern?: object;
}

export interface Transformation {
  readonly event: object;
  readonly inputTransformer: object;
}

/** Whether each event matches its pattern. */
export function judge(questions: Question[]): boolean[] {
  return ask(questions) as boolean[];
}

/** What the target gets of each event. */
export function transform(transformations: Transformation[]): string[] {
  return ask(transformations) as string[];
}

function ask(questions: object[]): unknown[] {
  install();
  return JSON.parse(run(PYTHON, [join(__dirname, 'judge.py')], JSON.stringify(questions)));
}

function install(): void {
  const wanted = createHash('sha256').update(REQUIREMENTS.map((file) => readFileSync(file, 'utf8')).join('\n')).digest('hex');
  const stamp = join(VENV, 'installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  rmSync(VENV, { recursive: true, force: true });
  run(process.env.PYTHON ?? 'python3', ['-m', 'venv', VENV]);
  run(PYTHON, ['-m', 'pip', 'install', '--quiet', '--no-input', '--no-deps', '--disable-pip-version-check', ...REQUIREMENTS.flatMap((file) => ['-r', file])]);
  writeFileSync(stamp, wanted);
}

function run(command: string, args: string[], input?: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { input, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${command} ${args.slice(0, 3).join(' ')} failed (Python 3.10 or newer is needed; PYTHON names another): ${error?.message ?? stderr}`);
  }
  return stdout;
}
