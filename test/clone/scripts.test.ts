import { readFileSync } from 'fs';
import { join } from 'path';
import { SCRIPTS } from './scripts';

const ROOT = join(__dirname, '../..');
const PACKAGE: { readonly scripts: Record<string, string> } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const { tasks }: { readonly tasks: Record<string, { readonly steps?: Array<{ readonly spawn?: string }> }> } =
  JSON.parse(readFileSync(join(ROOT, '.projen/tasks.json'), 'utf8'));

function stepsOf(task: string): string[] {
  const spawned = (tasks[task]?.steps ?? []).flatMap(({ spawn }) => spawn ?? []);
  return spawned.flatMap((name) => [name, ...stepsOf(name)]);
}

test('test/clone/scripts.ts says of every script of package.json how far it runs in an empty clone, and of no other', () => {
  expect(Object.keys(SCRIPTS).sort()).toEqual(Object.keys(PACKAGE.scripts).sort());
});

test.each(Object.entries(SCRIPTS).flatMap(([name, run]) => 'within' in run ? [[name, run.within]] : []))('%s is a step of %s, which is run', (name, other) => {
  expect(stepsOf(other)).toContain(name);
  expect(SCRIPTS[other]).not.toHaveProperty('within');
});
