import { execFileSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '..');
const TSX = join(ROOT, 'node_modules/tsx/dist/cli.mjs');

/** Synthesizes an example with the real CDK CLI, as a user would, and gives the template of its stack. */
export function synthesizeExample(example: string, stack: string): Record<string, any> {
  const output = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-demo-'));
  try {
    execFileSync(process.execPath, [
      join(ROOT, 'node_modules/aws-cdk/bin/cdk'), 'synth', '--quiet', '--no-notices', '--output', output,
      // The example imports the package by its name, which is this repository here.
      '--app', `"${process.execPath}" "${TSX}" --tsconfig "${join(ROOT, 'tsconfig.dev.json')}" app.ts`,
    ], {
      cwd: join(ROOT, 'examples', example),
      env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_HOME: output },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return JSON.parse(readFileSync(join(output, `${stack}.template.json`), 'utf8'));
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}
