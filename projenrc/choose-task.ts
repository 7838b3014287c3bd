/** `choose.ts SCRIPT CHOICE [ARGUMENT...]`: runs the task `SCRIPT:CHOICE`, or says which choices there are. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

export type Tasks = Record<string, { readonly description?: string }>;

class ChoiceError extends Error {}

/** The name of the task that is meant. */
export function chosenTask(tasks: Tasks, script: string, choice?: string): string {
  const task = `${script}:${choice}`;
  if (choice === undefined || !(task in tasks)) {
    throw new ChoiceError([
      choice === undefined ? `npm run ${script} needs to know which, and got no argument.` : `npm run ${script} got "${choice}", which it does not know.`,
      'Expected one of these:',
      ...choicesOf(tasks, script).map((each) => `  npm run ${script} -- ${each.padEnd(12)} ${tasks[`${script}:${each}`].description}`),
    ].join('\n'));
  }
  return task;
}

export function choicesOf(tasks: Tasks, script: string): string[] {
  return Object.keys(tasks).filter((name) => name.startsWith(`${script}:`)).map((name) => name.slice(script.length + 1)).filter((choice) => !choice.includes(':')).sort();
}

function main([script, choice, ...args]: string[]): number {
  const { tasks }: { tasks: Tasks } = JSON.parse(readFileSync(join(ROOT, '.projen', 'tasks.json'), 'utf8'));
  try {
    const projen = join(ROOT, 'node_modules', 'projen', 'bin', 'projen');
    return spawnSync(process.execPath, [projen, chosenTask(tasks, script, choice), ...args], { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
  } catch (error) {
    if (error instanceof ChoiceError) {
      console.error(error.message);
      return 1;
    }
    throw error;
  }
}

if (require.main === module) {
  process.exit(main(process.argv.slice(2)));
}
