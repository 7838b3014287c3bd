/** Before all tests: makes the function's bundle if there is none, so that a single test file runs on a fresh clone. `npm test` makes it anew. */
import { execFileSync } from 'child_process';
import { existsSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..');

export default function setUp(): void {
  if (!existsSync(join(ROOT, 'assets', 'force-mfa', 'force-mfa.lambda', 'index.js'))) {
    execFileSync(process.execPath, [join(ROOT, 'node_modules', 'projen', 'bin', 'projen'), 'bundle'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  }
}
