/**
 * How fast the command `impact` reads logs: beside `zcat` on all cores, which only decompresses them, and beside DuckDB, which executes the
 * SQL that is written for Athena. Run: npm run bench -- impact
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Logs, writeLogs } from './logs';

const QUICK = process.argv.includes('--quick');
const ROUNDS = QUICK ? 1 : 3;
const FILES = QUICK ? 3 : 24;
const BYTES = QUICK ? 500_000 : 40_000_000;
/** DuckDB reads small files faster than large ones. */
const SMALLER = 8;
const MAX_MEGABYTES = 1000;
/** The share of records of users, and how much of the floor has to be reached, or how many gigabytes a minute. */
const SHARES = [{ share: 0.05, ofFloor: 1 / 2 }, { share: 0.3, ofFloor: 1 / 3 }, { share: 1, gigabytes: 10 }];
const BESIDE_DUCKDB = 2;

interface Ran {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly megabytes: number;
}

/** @param threads as many cores are given to the process */
function ran(args: readonly string[], threads: number): Ran {
  const cores = Array.from({ length: threads }, (_, core) => core).join(',');
  const { status, output } = spawnSync('taskset', ['-c', cores, process.execPath, ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'], encoding: 'utf8', env: { ...process.env, TSX_TSCONFIG_PATH: 'tsconfig.dev.json' },
  });
  if (status !== 0) {
    throw new Error(`${args.join(' ')}: exit code ${status}`);
  }
  return JSON.parse(output[3]!) as Ran;
}

const impact = (folder: string, threads: number) => ran(['--require', join(__dirname, 'tell-usage.js'), 'bin/cdk-iam-mfa.js', 'impact', folder, '--json'], threads);
const duckdb = (folder: string, threads: number) => ran(['--import', 'tsx', join(__dirname, 'by-duckdb.ts'), folder, `${threads}`], threads);

function zcat(folder: string, threads: number): number {
  const began = performance.now();
  execFileSync('sh', ['-c', `find ${folder} -name '*.gz' | xargs -n 1 -P ${threads} zcat > /dev/null`]);
  return (performance.now() - began) / 1000;
}

function median<T>(values: readonly T[], of: (value: T) => number): T {
  return [...values].sort((one, other) => of(one) - of(other))[Math.floor(values.length / 2)];
}

const missed: string[] = [];

function target(name: string, value: number, least: number): string {
  if (value < least && !QUICK) {
    missed.push(name);
  }
  return `${value.toFixed(2)}, target at least ${least.toFixed(2)}`;
}

function withLogs<T>(logs: Logs, use: (folder: string, bytes: number) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-bench-'));
  try {
    return use(folder, writeLogs(folder, logs));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function memory(name: string, { megabytes }: Ran): string {
  if (megabytes > MAX_MEGABYTES) {
    missed.push(`${name}: memory`);
  }
  return `${megabytes.toFixed(0)} MB`;
}

console.log(`Node.js ${process.version}, ${cpus().length} CPUs; wall time, median of ${ROUNDS} rounds; nothing else should run\n`);
for (const { share, ofFloor, gigabytes } of SHARES) {
  withLogs({ share, files: FILES, bytes: BYTES, days: 8 }, (folder, bytes) => {
    for (const threads of [1, 2]) {
      const name = `${share * 100} % records of users, ${threads} threads`;
      const rounds = Array.from({ length: ROUNDS }, () => (
        { floor: zcat(folder, threads), ours: impact(folder, threads), theirs: duckdb(folder, threads) }
      ));
      const minute = (seconds: number) => bytes / 1e9 / seconds * 60;
      const { ours } = median(rounds, ({ ours: { seconds } }) => seconds);
      console.log(`${name}: ${minute(ours.seconds).toFixed(1)} GB a minute, ${ours.cpuSeconds.toFixed(1)} s of CPU time for ${(bytes / 1e9).toFixed(2)} GB, ${memory(name, ours)}`);
      const floor = median(rounds, (round) => round.floor / round.ours.seconds);
      const ratio = floor.floor / floor.ours.seconds;
      console.log(`  of the floor: ${ofFloor === undefined || threads === 1 ? ratio.toFixed(2) : target(`${name}: floor`, ratio, ofFloor)}`);
      if (gigabytes !== undefined && threads === 2) {
        console.log(`  GB a minute: ${target(`${name}: speed`, minute(ours.seconds), gigabytes)}`);
      }
      const beside = median(rounds, (round) => round.theirs.seconds / round.ours.seconds);
      console.log(`  as fast as DuckDB: ${target(`${name}: DuckDB`, beside.theirs.seconds / beside.ours.seconds, BESIDE_DUCKDB)} times`);
    }
  });
}
console.log('\nthe same logs in files of an eighth of the size, 2 threads');
for (const { share } of SHARES) {
  withLogs({ share, files: FILES * SMALLER, bytes: BYTES / SMALLER, days: 8 }, (folder, bytes) => {
    const rounds = Array.from({ length: ROUNDS }, () => ({ ours: impact(folder, 2), theirs: duckdb(folder, 2) }));
    const { ours, theirs } = median(rounds, (round) => round.theirs.seconds / round.ours.seconds);
    console.log(`${share * 100} %: ${(bytes / 1e9 / ours.seconds * 60).toFixed(1)} GB a minute, ${(theirs.seconds / ours.seconds).toFixed(2)} times as fast as DuckDB`);
  });
}
console.log('\nmemory, 30 % records of users, 2 threads');
const few = withLogs({ share: 0.3, files: FILES, bytes: BYTES, days: 8 }, (folder) => impact(folder, 2));
const many = withLogs({ share: 0.3, files: FILES * 10, bytes: BYTES, days: 80 }, (folder) => impact(folder, 2));
console.log(`once: ${memory('memory', few)}, ten times as many days: ${memory('memory of ten times', many)}`);
if (many.megabytes > few.megabytes * 1.3 && !QUICK) {
  missed.push('memory grows with the logs');
}
if (missed.length > 0) {
  console.error(`\nmissed: ${missed.join('; ')}`);
  process.exitCode = 1;
}
