/**
 * README, pages and docstrings, read by textlint: sentences of at most 30 words, and none of the words in test/prose/words.yml.
 *
 * What is generated is left out, because its words are mended where they come from.
 */
import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { TextlintKernel } from '@textlint/kernel';
import { longSentences } from './prose/long-sentences';

const ROOT = join(__dirname, '..');
const MAX_WORDS = 30;
const GENERATED = ['docs/access-matrix.md'];

const filesIn = (folder: string, ending: string) => readdirSync(join(ROOT, folder)).filter((file) => file.endsWith(ending)).map((file) => `${folder}/${file}`);
const PAGES = [
  'README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'examples/README.md',
  ...filesIn('docs', '.md'), ...filesIn('docs/decisions', '.md'),
  ...['account', 'break-glass', 'console-mfa', 'force-mfa'].map((example) => `examples/${example}/README.md`),
].filter((page) => !GENERATED.includes(page));

/** The rules come without types. */
const load = (name: string): any => jest.requireActual(name);
const kernel = new TextlintKernel();
const plugins = [{ pluginId: 'markdown', plugin: load('@textlint/textlint-plugin-markdown').default }];
const rules = [
  { ruleId: 'long-sentences', rule: longSentences as any, options: { max: MAX_WORDS } },
  { ruleId: 'prh', rule: load('textlint-rule-prh').default, options: { rulePaths: [join(__dirname, 'prose/words.yml')] } },
];

async function findings(file: string, markdown: string): Promise<string[]> {
  const { messages } = await kernel.lintText(markdown, { filePath: join(ROOT, file), ext: '.md', plugins, rules });
  return messages.map(({ line, message }) => `${file}:${line}: ${message}`);
}

/** The docstrings of a source at their lines, without what is code: as Markdown. */
function docstringsOf(source: string): string {
  return source.replace(/\/\*\*([^]*?)\*\/|[^\n]/g, (_, docstring = '') => docstring
    .replace(/^ *\* ?/gm, '')
    .replace(/@example[^]*/, (example: string) => example.replace(/[^\n]/g, ''))
    .replace(/^@see .*$/gm, '')
    // As items of a list, because each is a paragraph of its own.
    .replace(/^@(?:default -?|param \w+|returns) */gm, '- '));
}

test.each(PAGES)('%s reads plainly', async (page) => {
  expect(await findings(page, readFileSync(join(ROOT, page), 'utf8'))).toEqual([]);
});

test.each(filesIn('src', '.ts'))('the docstrings of %s read plainly', async (source) => {
  expect(await findings(source, docstringsOf(readFileSync(join(ROOT, source), 'utf8')))).toEqual([]);
});

test('a long sentence and a word of the house are found, in pages and in docstrings', async () => {
  const long = `${'word '.repeat(MAX_WORDS)}word.`;
  expect(await findings('page.md', `# Title\n\n${long}\n\nThe keys go on, besides.`)).toEqual([
    expect.stringMatching(/^page.md:3: 31 words/), expect.stringMatching(/^page.md:5: go on => /), expect.stringMatching(/^page.md:5: besides => /),
  ]);
  expect(await findings('source.ts', docstringsOf(`/** Whoever. */\nconst besides = 1;\n/**\n * ${long}\n *\n * @example\n * besides\n */`))).toEqual([
    expect.stringMatching(/^source.ts:1: Whoever => /), expect.stringMatching(/^source.ts:4: 31 words/),
  ]);
});
