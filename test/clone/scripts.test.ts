import { readFileSync } from 'fs';
import { join } from 'path';
import { SCRIPTS } from './scripts';
import { choicesOf } from '../../projenrc/choose';

const ROOT = join(__dirname, '../..');
const PACKAGE: { readonly scripts: Record<string, string> } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const { tasks }: { readonly tasks: Record<string, { readonly description?: string; readonly steps?: Step[] }> } = JSON.parse(readFileSync(join(ROOT, '.projen/tasks.json'), 'utf8'));

interface Step {
  readonly spawn?: string;
  readonly exec?: string;
  readonly execArgs?: string[];
  readonly condition?: string;
}

/** The scripts, each with its choices if it asks for one. */
const COMMANDS = Object.entries(PACKAGE.scripts).flatMap(([name]) => {
  const choices = choicesOf(tasks, name).filter((choice) => !(`${name}:${choice}` in PACKAGE.scripts));
  return choices.length > 0 ? choices.map((choice) => `${name} -- ${choice}`) : [name];
});

function taskOf(command: string): string {
  return command.replace(' -- ', ':');
}

function stepsOf(task: string): string[] {
  const spawned = (tasks[task]?.steps ?? []).flatMap(({ spawn }) => spawn ?? []);
  return spawned.flatMap((name) => [name, ...stepsOf(name)]);
}

/** What a task executes, with the conditions on it, without the checks that say what the machine lacks. */
function commandsOf(task: string): string[] {
  return (tasks[task]?.steps ?? [])
    .flatMap((step) => (step.spawn === undefined ? [step.exec ?? step.execArgs!.join(' ')] : commandsOf(step.spawn))
      .map((command) => step.condition === undefined ? command : `${command} if ${step.condition}`))
    .filter((command) => !command.includes('is not on the PATH'));
}

test('test/clone/scripts.ts says of every script of package.json, and of each choice, how far it runs in an empty clone, and of no other', () => {
  expect(COMMANDS).toContain('bench -- judge');
  expect(Object.keys(SCRIPTS).sort()).toEqual(COMMANDS.sort());
});

test.each(Object.entries(SCRIPTS).flatMap(([name, run]) => 'within' in run ? [[name, run.within]] : []))('%s is a step of %s, which is run', (name, other) => {
  expect(stepsOf(taskOf(other))).toContain(name);
  expect(SCRIPTS[other]).not.toHaveProperty('within');
});

test.each(Object.entries(SCRIPTS).flatMap(([name, run]) => 'beginsAs' in run ? [{ name, ...run }] : []))('$name begins as $beginsAs, which is run', ({ name, beginsAs, upTo }) => {
  const commands = commandsOf(taskOf(name));
  const length = commands.findIndex((command) => `${command} `.startsWith(`${upTo} `));
  expect(length).toBeGreaterThan(0);
  expect(commandsOf(taskOf(beginsAs)).slice(0, length)).toEqual(commands.slice(0, length));

  const other = SCRIPTS[beginsAs];
  expect('until' in other || 'whole' in other).toBe(true);
  if ('until' in other) {
    expect(`| ${commandsOf(taskOf(beginsAs))[length]}`).toMatch(other.until);
  }
});
