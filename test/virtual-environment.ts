/** Python packages that judge what we write: installed on the first run, below node_modules/.cache. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CACHE = join(__dirname, '../node_modules/.cache');

/** The folder of the commands of a virtual environment with exactly these requirements. */
export function virtualEnvironment(name: string, requirements: string[]): string {
  const folder = join(CACHE, name);
  const commands = join(folder, 'bin');
  const wanted = createHash('sha256').update(requirements.map((file) => readFileSync(file, 'utf8')).join('\n')).digest('hex');
  const stamp = join(folder, 'installed');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    rmSync(folder, { recursive: true, force: true });
    runPython(process.env.PYTHON ?? 'python3', ['-m', 'venv', folder]);
    const files = requirements.flatMap((file) => ['-r', file]);
    runPython(join(commands, 'python'), ['-m', 'pip', 'install', '--quiet', '--no-input', '--no-deps', '--no-compile', '--disable-pip-version-check', ...files]);
    writeFileSync(stamp, wanted);
  }
  return commands;
}

/** What a command of Python writes. */
export function runPython(command: string, args: string[], input?: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { input, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${command} ${args.slice(0, 3).join(' ')} failed (Python 3.10 or newer is needed; PYTHON names another): ${error?.message ?? stderr}`);
  }
  return stdout;
}
