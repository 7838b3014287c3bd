/**
 * Plays scenarios against the bundle and measures it under load, then plays against its mutants: `main.ts [scenarios] [first seed]`.
 *
 * It ends with an error if one scenario shows a broken promise, a limit is not kept, or a mutant shows no broken promise.
 */
import '../../../bench/reconcile/virtual-clock';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lambda, captureOutput } from './lambda';
import { checkLimits } from './limits';
import { MUTANTS } from './mutants';
import { play } from './scenario';

const BUNDLE = join(__dirname, '..', '..', '..', 'assets', 'membership-function', 'membership.lambda', 'index.js');

async function main(scenarios: number, first: number): Promise<void> {
  const bundle = readFileSync(BUNDLE, 'utf8');
  console.log(`${scenarios} scenarios from seed ${first}`);
  const failures: string[] = [];
  const lambda = new Lambda(bundle);
  // The SDK loads some of its parts at the first calls, which takes real time. What is found now does not count.
  await play(lambda, first);
  await play(lambda, first);
  for (let seed = first; seed < first + scenarios; seed += 1) {
    (await play(lambda, seed)).forEach((broken) => failures.push(`seed ${seed}: ${broken}`));
  }
  console.log(`broken promises: ${failures.length}`);
  // A day's quarter at most: each run takes seconds of real time.
  failures.push(...await checkLimits(lambda, Math.min(24, Math.ceil(scenarios / 10))));
  for (const mutant of MUTANTS) {
    const found = await find(bundle, mutant, scenarios, first);
    console.log(`${found === undefined ? 'not found' : 'found'}: ${mutant.name}${found === undefined ? '' : ` (${found})`}`);
    failures.push(...found === undefined ? [`a mutant lives: ${mutant.name}`] : []);
  }
  failures.forEach((failure) => console.error(failure));
  // At once: who was left waiting in a scenario waits for ever.
  process.exit(failures.length > 0 ? 1 : 0);
}

async function find(bundle: string, { name, from, to }: typeof MUTANTS[number], scenarios: number, first: number): Promise<string | undefined> {
  const place = anywhere(from);
  if ([...bundle.matchAll(place)].length !== 1) {
    throw new Error(`the bundle has not exactly one place to make the mutant: ${name}`);
  }
  const mutant = new Lambda(bundle.replace(place, () => to));
  for (let seed = first; seed < first + scenarios; seed += 1) {
    const [broken] = await play(mutant, seed);
    if (broken !== undefined) {
      return `seed ${seed}: ${broken}`;
    }
  }
  return undefined;
}

/** However the bundle is laid out. */
function anywhere(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'), 'g');
}

captureOutput();
void main(Number(process.argv[2] ?? 2_000), Number(process.argv[3] ?? 1));
