/**
 * README, pages, docstrings and comments, read by textlint: sentences of at most 30 words, and none of the words in test/prose/words.yml.
 * Strings and the reasons in the expected table have none of these words either.
 *
 * What is generated is left out, because its words are mended where they come from.
 */
import { join } from 'path';
import { TextlintKernel } from '@textlint/kernel';
import { commentsOf } from './comments';
import { longSentences } from './long-sentences';
import { parsed } from './source-text';
import { stringsOf } from './strings';
import { filesBelow, filesIn, read } from '../docs/texts';

const ROOT = join(__dirname, '../..');
const MAX_WORDS = 30;
const GENERATED = ['docs/access-matrix.md'];

/** All but this file, which has the words that are found. */
const SOURCES = ['src', 'cli', 'impact', 'access', 'demo', 'guide', 'page', 'bench', 'projenrc', 'test'].flatMap((folder) => filesBelow(folder, /\.[jt]s$/))
  .concat('.projenrc.ts').filter((file) => !file.includes('/node_modules/') && file !== 'test/prose/prose.test.ts')
  .map((file) => ({ file, source: parsed(read(file)) }));

const PAGES = [
  'README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'examples/README.md',
  ...filesIn('docs', '.md'), ...filesIn('docs/decisions', '.md'),
  ...['account', 'break-glass', 'console-mfa', 'force-mfa'].map((example) => `examples/${example}/README.md`),
].filter((page) => !GENERATED.includes(page));

/** The rules come without types. */
const load = (name: string): any => jest.requireActual(name);
const kernel = new TextlintKernel();
const plugins = [{ pluginId: 'markdown', plugin: load('@textlint/textlint-plugin-markdown').default }];
const WORDS = [{ ruleId: 'prh', rule: load('textlint-rule-prh').default, options: { rulePaths: [join(__dirname, 'words.yml')] } }];
const rules = [{ ruleId: 'long-sentences', rule: longSentences as any, options: { max: MAX_WORDS } as any }, ...WORDS];

async function findings(file: string, markdown: string, applied = rules): Promise<string[]> {
  const { messages } = await kernel.lintText(markdown, { filePath: join(ROOT, file), ext: '.md', plugins, rules: applied });
  return messages.map(({ line, message }) => `${file}:${line}: ${message}`);
}

interface Text {
  readonly file: string;
  readonly text: string;
}

async function allFindings(texts: Text[], applied = rules): Promise<string[]> {
  return (await Promise.all(texts.map(({ file, text }) => findings(file, text, applied)))).flat();
}

test('the pages read plainly', async () => {
  expect(PAGES.length).toBeGreaterThan(30);
  expect(await allFindings(PAGES.map((file) => ({ file, text: read(file) })))).toEqual([]);
});

test('the comments of the sources read plainly', async () => {
  const texts = SOURCES.map(({ file, source }) => ({ file, text: commentsOf(source) }));
  expect(texts.filter(({ text }) => text.trim() !== '').length).toBeGreaterThan(100);
  expect(await allFindings(texts)).toEqual([]);
});

test('the strings of the sources have plain words', async () => {
  const texts = SOURCES.map(({ file, source }) => ({ file, text: stringsOf(source) }));
  expect(texts.filter(({ text }) => text.trim() !== '').length).toBeGreaterThan(50);
  expect(await allFindings(texts, WORDS)).toEqual([]);
});

test('the reasons in the expected table have plain words', async () => {
  // The header names the column of the table, not a reason.
  const reasonsIn = (table: string) => table.split('\n').map((line) => /^[#]|^strategy/.test(line) ? '' : line.split('|').at(-1)).join('\n');
  const texts = filesIn('access/matrix/expected', '.txt').map((file) => ({ file, text: reasonsIn(read(file)) }));
  expect(texts.filter(({ text }) => text.trim() !== '').length).toBeGreaterThan(4);
  expect(await allFindings(texts, WORDS)).toEqual([]);
});

test('a long sentence and a word of the house are found, in pages, in comments and in strings', async () => {
  const long = `${'word '.repeat(MAX_WORDS)}word.`;
  expect(await findings('page.md', `# Title\n\n${long}\n\nThe keys go on, besides.`)).toEqual([
    expect.stringMatching(/^page.md:3: 31 words/), expect.stringMatching(/^page.md:5: go on => /), expect.stringMatching(/^page.md:5: besides => /),
  ]);
  const docstrings = `/** Whoever. */\nconst besides = 1;\n/**\n * ${long}\n *\n * @example\n * besides\n */\nconst code = '';`;
  expect(await findings('source.ts', commentsOf(parsed(docstrings)))).toEqual([
    expect.stringMatching(/^source.ts:1: Whoever => /), expect.stringMatching(/^source.ts:4: 31 words/),
  ]);
  const comments = `// It is\n// done anew.\nconst text = '// besides'; // Whoever.\nfunction run() {\n  /* ${long} */\n  // as ever\n}\n// anew`;
  expect(await findings('source.ts', commentsOf(parsed(comments)))).toEqual([
    expect.stringMatching(/^source.ts:2: anew => /), expect.stringMatching(/^source.ts:3: Whoever => /), expect.stringMatching(/^source.ts:5: 3\d words/),
    expect.stringMatching(/^source.ts:6: as ever => /), expect.stringMatching(/^source.ts:8: anew => /),
  ]);
  const reasons = '/** Denied, for `x` is one. */\n// Denied, for\n// it is one.\n// Denied, for any user.';
  expect(await findings('source.ts', commentsOf(parsed(reasons)))).toEqual([
    expect.stringMatching(/^source.ts:1: for => because/), expect.stringMatching(/^source.ts:2: for => because/),
  ]);
  const strings = "import { anew } from 'anew';\nthrow new Error('one, for it has '\n  + `${count} devices, besides\\nnobody of them`);\n// besides\nconst key = 'besides';";
  expect(await findings('source.ts', stringsOf(parsed(strings)), WORDS)).toEqual([
    expect.stringMatching(/^source.ts:2: for => because/), expect.stringMatching(/^source.ts:3: besides => /), expect.stringMatching(/^source.ts:4: nobody of => /),
  ]);
});
