/** Before all tests: makes the bundles of the function and the command if there are none, so that a single test file runs on a fresh clone. `npm test` makes them again. */
import { execFileSync } from 'child_process';
import { existsSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..');

export default function setUp(): void {
  if (!['assets/membership-function/membership.lambda/index.js', 'bin/cdk-iam-mfa.js', 'bin/cdk-iam-mfa.meta.json'].every((file) => existsSync(join(ROOT, file)))) {
    execFileSync(process.execPath, [join(ROOT, 'node_modules', 'projen', 'bin', 'projen'), 'bundle'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  }
}
