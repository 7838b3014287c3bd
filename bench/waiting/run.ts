/**
 * How long people wait for `npm test` and for the table of `npm run demo`, beside an older commit on the same machine in the same run.
 *
 * Run: npx tsx bench/waiting/run.ts [COMMIT] [ROUNDS]
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { QUESTIONS } from '../../demo/demo-questions';

const ROOT = join(__dirname, '../..');
const TARGET = 0.5;
const [commit = '70a78bf', rounds = '1'] = process.argv.slice(2);

/** What is waited for: the end of a command, or a line of its output. */
interface Wait {
  readonly name: string;
  readonly script: string;
  readonly until?: string;
}

const WAITS: Wait[] = [
  { name: 'npm test', script: 'test' },
  { name: 'npm run demo, to its table', script: 'demo', until: QUESTIONS[0].text },
];

/** A clone of a commit, with what `npm ci` installs. */
function installed(folder: string, name: string, revision: string): string {
  const clone = join(folder, name, 'cdk-iam-mfa');
  execFileSync('git', ['clone', '--quiet', '--no-checkout', ROOT, clone]);
  execFileSync('git', ['checkout', '--quiet', revision], { cwd: clone });
  execFileSync('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: clone, stdio: ['ignore', 'ignore', 'inherit'] });
  return clone;
}

/** Seconds from the start of a command to what is waited for; the command then ends by itself before anything else starts. */
async function waited(clone: string, { name, script, until }: Wait): Promise<number> {
  const start = performance.now();
  let seconds: number | undefined;
  const command = spawn('npm', ['run', script], { cwd: clone, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  createInterface({ input: command.stderr }).on('line', (line) => output.push(line));
  createInterface({ input: command.stdout }).on('line', (line) => {
    output.push(line);
    seconds ??= until !== undefined && line.startsWith(until) ? since(start) : undefined;
  });
  const status = await new Promise<number | null>((resolve) => command.on('close', resolve));
  if (status !== 0) {
    throw new Error(`${name} ended with ${status} in ${clone}, expected 0:\n${output.slice(-50).join('\n')}`);
  }
  if (until !== undefined && seconds === undefined) {
    throw new Error(`${name} wrote no line that starts with "${until}"`);
  }
  return seconds ?? since(start);
}

function since(start: number): number {
  return (performance.now() - start) / 1000;
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-waiting-'));
  try {
    const [before, now] = [installed(folder, 'before', commit), installed(folder, 'now', 'HEAD')];
    console.log(`Node.js ${process.version}, ${cpus().length} CPUs; seconds of ${commit}, of HEAD, and their ratio, target at most ${TARGET}\n`);
    const medians: number[] = [];
    for (const wait of WAITS) {
      const ratios: number[] = [];
      for (let round = 0; round < Number(rounds); round += 1) {
        const [a, b] = [await waited(before, wait), await waited(now, wait)];
        ratios.push(b / a);
        console.log(`${wait.name.padEnd(30)}${a.toFixed(1).padStart(8)}${b.toFixed(1).padStart(8)}${(b / a).toFixed(2).padStart(8)}`);
      }
      medians.push(median(ratios));
    }
    console.log(`\n${WAITS.map(({ name }, index) => `${name}: ${medians[index].toFixed(2)}`).join('\n')}`);
    process.exitCode = medians.every((ratio) => ratio <= TARGET) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
