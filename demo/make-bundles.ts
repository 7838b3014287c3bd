/** What the demo needs of the bundles, which are not in git. Its table needs none. */
import { execFileSync } from 'child_process';
import { existsSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..');
const FUNCTION = join(ROOT, 'assets/membership-function/membership.lambda/index.js');

/** Without the bundle of its function, ForceMfaGroup is not synthesized. The page shows policies alone, so an older one is as good. */
export function bundleIfMissing(): void {
  if (!existsSync(FUNCTION)) {
    execFileSync(process.execPath, [join(ROOT, 'node_modules/projen/bin/projen'), 'bundle'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  }
}

/** The command of the package, made from the sources as they are. */
export function bundledCommand(): string {
  execFileSync(process.execPath, ['--import', 'tsx', join(ROOT, 'projenrc/bundle-cli.ts')], {
    cwd: ROOT, env: { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.dev.json') }, stdio: ['ignore', 'ignore', 'inherit'],
  });
  return join(ROOT, 'bin/cdk-iam-mfa.js');
}
