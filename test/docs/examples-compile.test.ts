/** The code of the pages, of the walk-through and of the answers to the three questions compiles. All at once, because the compiler reads the types of CDK each time. */
import { join } from 'path';
import { PAGES, read } from './texts';
import { CHANGED, EXAMPLE } from './walk-through';
import { EVERY_CHOICE } from '../../guide/choice';
import { recommendationFor } from '../../guide/recommendation';
import { compileErrors } from '../compile';
import { pasted } from '../guide/pasted';

const ROOT = join(__dirname, '../..');

/** Each in a file of its own: whole files as they are, the others as the fixture of the README's examples wraps them. */
function examplesOf(page: string): [string, string][] {
  return [...read(page).matchAll(/^( *)```ts( nofixture)?\n([^]*?)^ *```$/gm)].map(([, indent, isWhole, code], index) => {
    const example = code.replace(new RegExp(`^${indent}`, 'gm'), '');
    return [
      join(ROOT, 'test', `${page.replace(/\W/g, '-')}-${index}.ts`),
      isWhole ? example : read('rosetta/default.ts-fixture').replace('/// here', () => example),
    ];
  });
}

test('the examples of the pages, the changes of the walk-through and the code of every answer compile', () => {
  const examples = PAGES.flatMap(examplesOf);
  const answers = EVERY_CHOICE.map((choice, index): [string, string] => [join(ROOT, 'test', `pasted-${index}.ts`), pasted(recommendationFor(choice).code)]);
  const changed = Object.entries(CHANGED).map(([name, source]): [string, string] => [join(EXAMPLE, name), source]);
  expect(examples.length).toBeGreaterThan(10);
  expect(answers).toHaveLength(12);
  expect(compileErrors(new Map([...examples, ...changed, ...answers]), { noUnusedLocals: false, noUnusedParameters: false })).toBe('');
});
