/**
 * Plays scenarios against the bundle, and measures it under load: `play-scenarios.ts [scenarios] [first seed]`.
 *
 * It ends with an error if one scenario shows a broken promise, or a limit is not kept.
 */
import '../../../bench/reconcile/virtual-clock';
import { readBundle } from './bundle';
import { Lambda, captureOutput } from './lambda';
import { checkLimits } from './limits';
import { play } from './scenario';

async function main(scenarios: number, first: number): Promise<void> {
  console.log(`${scenarios} scenarios from seed ${first}`);
  const failures: string[] = [];
  const lambda = new Lambda(readBundle());
  // The SDK loads some of its parts at the first calls, which takes real time. What is found now does not count.
  await play(lambda, first);
  await play(lambda, first);
  for (let seed = first; seed < first + scenarios; seed += 1) {
    (await play(lambda, seed)).forEach((broken) => failures.push(`seed ${seed}: ${broken}`));
  }
  console.log(`broken promises: ${failures.length}`);
  // A day's quarter at most: each run takes seconds of real time.
  failures.push(...await checkLimits(lambda, Math.min(24, Math.ceil(scenarios / 10))));
  failures.forEach((failure) => console.error(failure));
  // At once: who was left waiting in a scenario waits for ever.
  process.exit(failures.length > 0 ? 1 : 0);
}

captureOutput();
void main(Number(process.argv[2] ?? 2_000), Number(process.argv[3] ?? 1));
