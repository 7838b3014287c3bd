/** The pages of docs/: their links lead somewhere, and they say what is judged. */
import { dirname, join } from 'path';
import { leadsSomewhere, linksIn } from './links';
import { PAGES, filesBelow, filesIn, lineAt, read } from './texts';
import { OURS } from '../../access/matrix/strategies';

test('the links of the pages lead somewhere', () => {
  const links = PAGES.flatMap((page) => linksIn(read(page)).filter(({ target }) => !/^[a-z]+:/.test(target)).map((link) => ({ page, ...link })));
  expect(PAGES.length).toBeGreaterThan(30);
  expect(links.length).toBeGreaterThan(100);
  const isBroken = (page: string, target: string) => !leadsSomewhere(target.startsWith('#') ? page + target : join(dirname(page), target));
  expect(links.filter(({ page, target }) => isBroken(page, target)).map(({ page, target, line }) => `${page}:${line}: ${target}`)).toEqual([]);
});

test('the pages that the sources name are there, with their headings', () => {
  const sources = ['src', 'cli', 'access', 'demo', 'guide', 'page'].flatMap((folder) => filesBelow(folder, /\.[jt]sx?$/));
  const named = sources.flatMap((file) => [...read(file).matchAll(/\bdocs\/[\w-]+\.md(?:#[\w-]+)?/g)]
    .map(({ 0: target, index }) => ({ target, place: `${file}:${lineAt(read(file), index)}` })))
    // A page of any name, which comments write.
    .filter(({ target }) => target !== 'docs/page.md#anchor');
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ target }) => !leadsSomewhere(target)).map(({ target, place }) => `${place}: ${target}`)).toEqual([]);
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
