/**
 * `npm run bench -- reconcile`: the function of ForceMfaGroup against the widely copied hourly script.
 *
 * Both go through the AWS SDK with the same settings to the same simulated IAM, which answers after 50 ms and throttles.
 * Time is virtual: what is waited, and not what the machine computes, which is shown apart. It ends with an error if a
 * figure is worse than it may be.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { measureBundle } from './bundle';
import type { Case, Measurement } from './measurement';
import { MEMORY_MB } from '../../src/private/force-mfa/function-resources';

const SIZES = [50, 500, 5_000];

/** About what a script that makes one call at a time can use up: with less throttling the function would gain more. */
const CALLS_A_SECOND = 20;

/** Of ours alone: the script has nothing that adapts to them. */
const MIXES_MEASURED: (Omit<Case, 'algorithm'> & { what: string; factor: number })[] = [
  ...[10, 15, 20].map((callsASecond) => (
    { what: `90 % passkeys, 2,000 users, ${callsASecond} calls a second`, users: 2_000, mix: 'passkeys' as const, first: false, callsASecond, factor: 1 })),
  { what: '96 % machines, 5,000 users', users: 5_000, mix: 'machines', first: false, callsASecond: 20, factor: 1 },
  { what: 'a first run of 4,000 users with 200 to add', users: 4_000, mix: 'usual', first: true, callsASecond: 15, factor: 1 },
];

const failures: string[] = [];

function main(): void {
  console.log(`Users: 90 % with a virtual device, 5 % with another kind, 5 % with none.
IAM: an answer after 50 ms, ${CALLS_A_SECOND} calls a second, 50 at once. Through @aws-sdk/client-iam, the script with adaptive retries.
naive: the hourly script, two calls per user, one at a time (with paging, and without needless changes).
floor: the least calls by which IAM tells who belongs in the group, and the changes.
`);

  console.log('An hourly run, in which there is nothing to change');
  const [, , largest] = SIZES.map((users) => compare({ users, mix: 'usual', first: false, callsASecond: CALLS_A_SECOND }));
  atMost('calls, those throttled included, of those of the naive script', total(largest.ours) / total(largest.naive), 1 / 12);
  atMost('time of that of the naive script', largest.ours.seconds / largest.naive.seconds, 1 / 10);
  atMost('calls of the floor', largest.ours.calls / largest.ours.floor, 1);

  console.log('\nThe first run, which adds those 5 %');
  const { ours: first } = compare({ users: 5_000, mix: 'usual', first: true, callsASecond: CALLS_A_SECOND });
  atMost('memory of the whole process, of that of the function', first.processMb / MEMORY_MB, 1 / 2);

  console.log('\nAn hourly run, with more or less throttling');
  [10, 100].forEach((callsASecond) => {
    console.log(`${callsASecond} calls a second`);
    compare({ users: 5_000, mix: 'usual', first: false, callsASecond });
  });

  console.log('\nOther accounts, and IAMs that take less');
  MIXES_MEASURED.forEach(({ what, factor, ...one }) => {
    console.log(what);
    const { calls, floor } = measure({ ...one, algorithm: 'ours' });
    atMost('calls of the floor', calls / floor, factor);
  });

  console.log('\nThe bundle');
  const bundle = measureBundle();
  console.log(`${kb(bundle.bytes)} as published, ${kb(bundle.minifiedBytes)} minified, without the SDK`);
  console.log(`loads in ${bundle.loadMs.toFixed(0)} ms, the IAM client alone in ${bundle.clientLoadMs.toFixed(0)} ms (the fastest of 15, Node ${process.version})`);
  atMost('kB minified', bundle.minifiedBytes / 1000, 60);
  atMost('time to load of that of the IAM client', bundle.loadMs / bundle.clientLoadMs, 1.3);

  if (failures.length > 0) {
    console.error(`\nworse than it may be: ${failures.join('; ')}`);
    process.exitCode = 1;
  }
}

function compare(one: Omit<Case, 'algorithm'>): { ours: Measurement; naive: Measurement } {
  const measured = { ours: measure({ ...one, algorithm: 'ours' }), naive: measure({ ...one, algorithm: 'naive' }) };
  for (const algorithm of ['naive', 'ours'] as const) {
    const { calls, throttled, floor, seconds, cpuSeconds, peakMb } = measured[algorithm];
    console.log([
      `${one.users} users`.padStart(10),
      algorithm.padEnd(5),
      `${calls} calls`.padStart(11),
      `(floor ${floor}, throttled also ${throttled})`.padEnd(36),
      `${seconds.toFixed(1)} s`.padStart(8),
      `processor ${cpuSeconds.toFixed(1)} s`.padStart(15),
      `heap ${peakMb.toFixed(0)} MB`.padStart(11),
    ].join('  '));
  }
  return measured;
}

/** In a process of its own, so that one does not pay for the other's memory. */
function measure(one: Case): Measurement {
  const args = ['--expose-gc', '--import', 'tsx', join(__dirname, 'measure.ts'), JSON.stringify(one)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, NODE_NO_WARNINGS: '1' } }));
}

function total({ calls, throttled }: Measurement): number {
  return calls + throttled;
}

function atMost(what: string, value: number, limit: number): void {
  const figure = `${what}: ${show(value)}, at most ${show(limit)}`;
  console.log(`${value <= limit ? 'ok    ' : 'FAILED'} ${figure}`);
  if (value > limit) {
    failures.push(figure);
  }
}

function show(value: number): string {
  return value <= 0.5 ? `1/${(1 / value).toFixed(1)}` : value.toFixed(2);
}

function kb(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

main();
