/** `npm run bench -- group`: what `ConsoleMfaEnforcedGroup` costs over the same resources by hand. See bench/README.md. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { measurePairs, median } from './pairs';
import { TARGETS } from './targets';

/** With `--quick` the bench only shows that it works, and judges nothing. */
const QUICK = process.argv.includes('--quick');
const PAIRS = QUICK ? 1 : 21;

const missed: string[] = [];

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-bench-'));
  try {
    console.log(`Node.js ${process.version}, aws-cdk-lib ${cdkVersion()}, ${cpus().length} CPUs; CPU time of whole processes, ${PAIRS} pairs\n`);
    compare('synth of 100 groups, package to by hand', 'synth.js', folder, TARGETS.synth);
    expectSameTemplate(folder);
    compare('loading and one group, package to by hand', 'load.js', folder, TARGETS.load);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (missed.length > 0 && !QUICK) {
    console.error(`\nmissed: ${missed.join('; ')}`);
    process.exitCode = 1;
  }
}

function compare(name: string, app: string, folder: string, target: number): void {
  const pairs = measurePairs(app, folder, PAIRS);
  const ratios = pairs.map(({ packageMs, byHandMs }) => packageMs / byHandMs);
  const ms = [median(pairs.map(({ packageMs }) => packageMs)), median(pairs.map(({ byHandMs }) => byHandMs))].map((value) => value.toFixed(0));
  console.log(`${name}: ${median(ratios).toFixed(2)} (from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}; `
    + `${ms.join(' and ')} ms), target at most ${target.toFixed(2)}`);
  atMost(name, median(ratios), target);
}

/** Otherwise the comparison would be of two different things. */
function expectSameTemplate(folder: string): void {
  const [ours, byHand] = ['package', 'by-hand'].map((variant) => readFileSync(join(folder, variant, 'Stack.template.json'), 'utf8'));
  if (ours !== byHand) {
    throw new Error('bench/group/apps/by-hand.js makes another template than the package; write it again from the template of the package');
  }
}

function atMost(name: string, value: number, target: number): void {
  if (value > target) {
    missed.push(name);
  }
}

function cdkVersion(): string {
  return JSON.parse(readFileSync(require.resolve('aws-cdk-lib/package.json'), 'utf8')).version;
}

main();
