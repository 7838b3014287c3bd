/** The pages of docs/: their links lead somewhere, and their examples compile as those of the README do. */
import { readFileSync, readdirSync } from 'fs';
import { dirname, join } from 'path';
import { leadsSomewhere, linksIn } from './links';
import { OURS } from '../../access/matrix/strategies';
import { compileErrors } from '../compile';

const ROOT = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const pagesIn = (folder: string) => readdirSync(join(ROOT, folder)).filter((file) => file.endsWith('.md')).map((file) => `${folder}/${file}`);
const PAGES = [...pagesIn('docs'), ...pagesIn('docs/decisions'), 'CONTRIBUTING.md', 'SECURITY.md', 'examples/README.md'];

test.each(PAGES)('the links of %s lead somewhere', (page) => {
  const targets = linksIn(read(page)).filter((link) => !/^[a-z]+:/.test(link)).map((link) => link.startsWith('#') ? page + link : join(dirname(page), link));
  expect(targets.filter((target) => !leadsSomewhere(target))).toEqual([]);
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
  const linked = linksIn(read('docs/README.md')).map((link) => join('docs', link));
  expect(pagesIn('docs').filter((page) => page !== 'docs/README.md' && !linked.includes(page))).toEqual([]);
});
