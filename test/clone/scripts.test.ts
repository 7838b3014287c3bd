import { readFileSync } from 'fs';
import { join } from 'path';
import { SCRIPTS } from './scripts';
import { choicesOf } from '../../projenrc/choose-task';

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
  // What runs side by side with something else is started by a command of its own.
  const spawned = (tasks[task]?.steps ?? []).flatMap(({ spawn, exec = '' }) => spawn ?? [...exec.matchAll(/"projen (\S+)"/g)].map(([, name]) => name));
  return spawned.flatMap((name) => [name, ...stepsOf(name)]);
}

interface Command {
  readonly text: string;
  /** Each condition asks whether a file is missing that the command makes. */
  readonly isConditional: boolean;
}

function allCommandsOf(task: string): Command[] {
  return (tasks[task]?.steps ?? []).flatMap(({ spawn, exec, execArgs, condition }) =>
    (spawn === undefined ? [{ text: exec ?? execArgs!.join(' '), isConditional: false }] : allCommandsOf(spawn))
      .map(({ text, isConditional }) => ({ text, isConditional: isConditional || condition !== undefined })));
}

/** What a task executes in an empty clone, without the checks that say what the machine lacks, and without what has made its file before. */
function commandsOf(task: string): string[] {
  const commands = allCommandsOf(task).filter(({ text }) => !text.includes('is not on the PATH'));
  return commands.filter(({ text, isConditional }, index) => !isConditional || commands.findIndex((command) => command.text === text) === index)
    .map(({ text }) => text);
}

test('test/clone/scripts.ts says of every script of package.json, and of each choice, how far it runs in an empty clone, and of no other', () => {
  expect(COMMANDS).toContain('bench -- judge');
  expect(Object.keys(SCRIPTS).sort()).toEqual(COMMANDS.sort());
});

test('each script that is within another is a step of it, and the other says how far it runs itself', () => {
  const within = Object.entries(SCRIPTS).flatMap(([name, run]) => 'within' in run ? [{ name, other: run.within }] : []);
  expect(within.length).toBeGreaterThan(5);
  expect(within.flatMap(({ name, other }) => [
    ...stepsOf(taskOf(other)).includes(name) ? [] : [`${name} is no step of ${other}`],
    ...other in SCRIPTS && !('within' in SCRIPTS[other]) ? [] : [`${other}, of which ${name} is a step, does not say how far it runs itself`],
  ])).toEqual([]);
});

test('each script that begins as another has its first commands, and the other is run that far', () => {
  const begun = Object.entries(SCRIPTS).flatMap(([name, run]) => 'beginsAs' in run ? [{ name, ...run }] : []);
  expect(begun.length).toBeGreaterThan(3);
  expect(begun.flatMap(({ name, beginsAs, upTo }) => {
    const [commands, others] = [commandsOf(taskOf(name)), commandsOf(taskOf(beginsAs))];
    const length = commands.findIndex((command) => `${command} `.startsWith(`${upTo} `));
    const other = SCRIPTS[beginsAs];
    return [
      ...length > 0 ? [] : [`${name} has no command ${upTo} after others`],
      ...commands.slice(0, length).filter((command, index) => command !== others[index]).slice(0, 1).map((command) => `${name} does not begin as ${beginsAs}: ${command}`),
      ...'until' in other || 'whole' in other ? [] : [`${beginsAs}, as which ${name} begins, is not run`],
      ...!('until' in other) || other.until.test(`| ${others[length]}`) ? [] : [`${beginsAs} is not run until ${others[length]}, which ${name} needs`],
    ];
  })).toEqual([]);
});
