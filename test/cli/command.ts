/** Runs the command as a user's shell does. */
import { spawnSync } from 'child_process';
import { join } from 'path';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const COMMAND = join(__dirname, '../../bin/cdk-iam-mfa.js');

export function run(args: string[], { input, cwd }: { readonly input?: string; readonly cwd?: string } = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], { input, cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return { code: status, stdout, stderr };
}
