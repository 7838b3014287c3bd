/** examples/force-mfa: the dry run, from the command line and from cdk.json. */
import { execFileSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '../..');

/** The variable of the function, as the CLI makes the app write it. */
function dryRunIn(context: object): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-force-mfa-'));
  try {
    execFileSync(process.execPath, ['--import', 'tsx', 'examples/force-mfa/app.ts'], {
      cwd: ROOT,
      env: { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.dev.json'), CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify(context) },
    });
    return /"FORCE_MFA_DRY_RUN": "(.*)"/.exec(readFileSync(join(folder, 'ForceMfa.template.json'), 'utf8'))?.[1];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each([{ dryRun: 'true' }, { dryRun: true }])('%j', (context) => {
  expect(dryRunIn(context)).toBe('true');
});
