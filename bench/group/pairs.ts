import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** The package and the same by hand, each run once, one after the other. */
export interface Pair {
  readonly packageMs: number;
  readonly byHandMs: number;
}

/**
 * Runs an app of `apps/` in turn with the package and by hand: A B A B, each in a process of its own. CPU time, because
 * wall time also tells what else the machine does; neighbors in time are compared, because the machine has its moods.
 */
export function measurePairs(app: string, folder: string, pairs: number): Pair[] {
  const run = (variant: string) => cpuMs(app, variant, folder);
  run('package');
  run('by-hand'); // Once before it counts, so that all files are in the cache of the system.
  return Array.from({ length: pairs }, () => ({ packageMs: run('package'), byHandMs: run('by-hand') }));
}

function cpuMs(app: string, variant: string, folder: string): number {
  const output = execFileSync(process.execPath, [join(__dirname, 'apps', app), variant, join(folder, variant)], { encoding: 'utf8' });
  return Number(output.trim().split('\n').at(-1));
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
