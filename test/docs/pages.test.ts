/** The pages of docs/: their links lead somewhere, and their examples compile as those of the README do. */
import { dirname, join } from 'path';
import { leadsSomewhere, linksIn } from './links';
import { filesIn, read } from './texts';
import { OURS } from '../../access/matrix/strategies';
import { compileErrors } from '../compile';

const ROOT = join(__dirname, '../..');
const PAGES = [...filesIn('docs', '.md'), ...filesIn('docs/decisions', '.md'), 'CONTRIBUTING.md', 'SECURITY.md', 'examples/README.md'];

test('the links of the pages lead somewhere', () => {
  const links = PAGES.flatMap((page) => linksIn(read(page)).filter(({ target }) => !/^[a-z]+:/.test(target)).map((link) => ({ page, ...link })));
  expect(PAGES.length).toBeGreaterThan(30);
  expect(links.length).toBeGreaterThan(100);
  const isBroken = (page: string, target: string) => !leadsSomewhere(target.startsWith('#') ? page + target : join(dirname(page), target));
  expect(links.filter(({ page, target }) => isBroken(page, target)).map(({ page, target, line }) => `${page}:${line}: ${target}`)).toEqual([]);
});

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

test('the examples compile', () => {
  const files = new Map(PAGES.flatMap(examplesOf));
  expect(files.size).toBeGreaterThan(10);
  expect(compileErrors(files, { noUnusedLocals: false, noUnusedParameters: false })).toBe('');
});

test('the remedy for stacks that have a role is the one that the access matrix judges', () => {
  const bare = (code: string) => code.replace(/\s/g, '').replace(/,]/g, ']');
  const [, remedy] = OURS['console-only+stacks'].code!.split(/^(?=developers\.addToPolicy)/m);
  expect(bare(read('docs/how-it-works.md'))).toContain(bare(remedy));
});

test('docs/README.md leads to every page', () => {
  const linked = linksIn(read('docs/README.md')).map(({ target }) => join('docs', target));
  expect(filesIn('docs', '.md').filter((page) => page !== 'docs/README.md' && !linked.includes(page))).toEqual([]);
});
