/** The command of an older commit, made from its sources with the packages of this one, and how both are run. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Before the command was made to judge large accounts. */
export const OLDER = '70a78bf';

export function buildOlder(): { readonly command: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-older-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    execFileSync('tar', ['-x', '-C', folder], { input: execFileSync('git', ['archive', OLDER], { maxBuffer: 2 ** 28 }) });
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    execFileSync(process.execPath, ['--import', 'tsx', 'projenrc/bundle-cli.ts'], { cwd: folder, env: { ...process.env, TSX_TSCONFIG_PATH: 'tsconfig.dev.json' } });
    return { command: join(folder, 'bin/cdk-iam-mfa.js'), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

export interface Ran {
  /** CPU time, user and system. */
  readonly seconds: number;
  /** The most that it had at a time. */
  readonly megabytes: number;
  readonly code: number | null;
}

export function runCommand(command: string, args: readonly string[]): Ran {
  const { status, output } = spawnSync(process.execPath, ['--require', join(__dirname, 'tell-usage.js'), command, 'judge', ...args], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'], encoding: 'utf8',
  });
  // What is killed, or runs out of memory, tells nothing.
  const told = output[3] ? JSON.parse(output[3]) as Omit<Ran, 'code'> : { seconds: NaN, megabytes: NaN };
  return { ...told, code: status };
}
