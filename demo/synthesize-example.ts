import { spawn } from 'child_process';
import { once } from 'events';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '..');

/** Synthesizes an example with the real CDK CLI, as a user would, and gives the template of its stack. */
export async function synthesizeExample(example: string, stack: string): Promise<Record<string, any>> {
  const output = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-demo-'));
  try {
    const cli = spawn(process.execPath, [
      join(ROOT, 'node_modules/aws-cdk/bin/cdk'), 'synth', '--quiet', '--no-notices', '--output', output,
      '--app', `"${process.execPath}" --import tsx app.ts`,
    ], {
      cwd: join(ROOT, 'examples', example),
      // The example imports the package by its name, which is this repository here.
      env: { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.dev.json'), CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_HOME: output },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [status] = await once(cli, 'close');
    if (status !== 0) {
      throw new Error(`cdk synth of examples/${example} ended with ${status}, expected 0; fix: see what it wrote above`);
    }
    return JSON.parse(readFileSync(join(output, `${stack}.template.json`), 'utf8'));
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}
