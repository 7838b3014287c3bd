/**
 * Plays the scenarios against the mutants of the bundle: `find-mutants.ts [scenarios] [first seed]`.
 *
 * It ends with an error if a mutant shows no broken promise.
 */
import '../../../bench/reconcile/virtual-clock';
import { readBundle } from './bundle';
import { Lambda, captureOutput } from './lambda';
import { MUTANTS, type Mutant } from './mutants';
import { play } from './scenario';

async function main(scenarios: number, first: number): Promise<void> {
  const bundle = readBundle();
  const alive: string[] = [];
  for (const mutant of MUTANTS) {
    const found = await find(bundle, mutant, scenarios, first);
    console.log(`${found === undefined ? 'not found' : 'found'}: ${mutant.name}${found === undefined ? '' : ` (${found})`}`);
    alive.push(...found === undefined ? [mutant.name] : []);
  }
  alive.forEach((name) => console.error(`a mutant lives: ${name}`));
  // At once: who was left waiting in a scenario waits for ever.
  process.exit(alive.length > 0 ? 1 : 0);
}

async function find(bundle: string, { name, from, to }: Mutant, scenarios: number, first: number): Promise<string | undefined> {
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
