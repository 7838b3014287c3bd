/** What the bundle weighs, and what it costs to load beside the IAM client that it needs anyway. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withoutComments } from '../../projenrc/without-comments';

const ROOT = join(__dirname, '..', '..');
const LOADS = 15;

export interface BundleMeasurement {
  readonly bytes: number;
  readonly minifiedBytes: number;
  readonly loadMs: number;
  readonly clientLoadMs: number;
}

export function measureBundle(): BundleMeasurement {
  const scratch = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-bench-'));
  try {
    const bundle = build(join(scratch, 'index.js'));
    const minified = build(join(scratch, 'minified.js'), '--minify');
    const loads: number[] = [];
    const clientLoads: number[] = [];
    for (let load = 0; load < LOADS; load += 1) { // By turns, so that what else the machine does meets both.
      loads.push(loadMs(bundle));
      clientLoads.push(loadMs('@aws-sdk/client-iam'));
    }
    return {
      bytes: statSync(bundle).size,
      minifiedBytes: statSync(minified).size,
      loadMs: Math.min(...loads),
      clientLoadMs: Math.min(...clientLoads),
    };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** By the command that the project builds it with. */
function build(outfile: string, ...args: string[]): string {
  const { tasks } = JSON.parse(readFileSync(join(ROOT, '.projen', 'tasks.json'), 'utf8'));
  const [esbuild, ...own]: string[] = tasks['bundle:membership-function/membership.lambda'].steps[0].execArgs;
  const rest = own.filter((arg) => !/^--(outfile|metafile)=/.test(arg));
  execFileSync(join(ROOT, 'node_modules', '.bin', esbuild), [...rest, `--outfile=${outfile}`, '--log-level=warning', ...args], { cwd: ROOT });
  if (args.length === 0) {
    withoutComments(outfile);
  }
  return outfile;
}

function loadMs(module: string): number {
  const script = `const begun = performance.now(); require(${JSON.stringify(module)}); console.log(performance.now() - begun)`;
  const env = { ...process.env, NODE_PATH: join(ROOT, 'node_modules'), NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' };
  return Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', env }));
}
