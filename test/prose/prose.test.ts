/**
 * README, pages, docstrings and comments, read by textlint: sentences of at most 30 words, and none of the words in test/prose/words.yml.
 * Strings and the reasons in the expected table have none of these words either.
 *
 * What is generated is left out, because its words are mended where they come from.
 */
import { readFileSync, readdirSync } from 'fs';
import { join, sep } from 'path';
import { TextlintKernel } from '@textlint/kernel';
import { commentsOf } from './comments';
import { longSentences } from './long-sentences';
import { stringsOf } from './strings';

const ROOT = join(__dirname, '../..');
const MAX_WORDS = 30;
const GENERATED = ['docs/access-matrix.md'];

const SOURCES = ['src', 'cli', 'access', 'demo', 'guide', 'page'].flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.[jt]s$/.test(file)).map((file) => `${folder}/${file.split(sep).join('/')}`));

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
const WORDS = [{ ruleId: 'prh', rule: load('textlint-rule-prh').default, options: { rulePaths: [join(__dirname, 'words.yml')] } }];
const rules = [{ ruleId: 'long-sentences', rule: longSentences as any, options: { max: MAX_WORDS } as any }, ...WORDS];

async function findings(file: string, markdown: string, applied = rules): Promise<string[]> {
  const { messages } = await kernel.lintText(markdown, { filePath: join(ROOT, file), ext: '.md', plugins, rules: applied });
  return messages.map(({ line, message }) => `${file}:${line}: ${message}`);
}

test.each(PAGES)('%s reads plainly', async (page) => {
  expect(await findings(page, readFileSync(join(ROOT, page), 'utf8'))).toEqual([]);
});

test.each(SOURCES)('the comments of %s read plainly', async (source) => {
  expect(await findings(source, commentsOf(readFileSync(join(ROOT, source), 'utf8')))).toEqual([]);
});

test.each(SOURCES)('the strings of %s have plain words', async (source) => {
  expect(await findings(source, stringsOf(readFileSync(join(ROOT, source), 'utf8')), WORDS)).toEqual([]);
});

test.each(filesIn('access/matrix/expected', '.txt'))('%s has plain words', async (table) => {
  // The header names the column of the table, not a reason.
  const rows = readFileSync(join(ROOT, table), 'utf8').split('\n').map((line) => /^[#]|^strategy/.test(line) ? '' : line.split('|').at(-1));
  expect(await findings(table, rows.join('\n'), WORDS)).toEqual([]);
});

test('a long sentence and a word of the house are found, in pages, in comments and in strings', async () => {
  const long = `${'word '.repeat(MAX_WORDS)}word.`;
  expect(await findings('page.md', `# Title\n\n${long}\n\nThe keys go on, besides.`)).toEqual([
    expect.stringMatching(/^page.md:3: 31 words/), expect.stringMatching(/^page.md:5: go on => /), expect.stringMatching(/^page.md:5: besides => /),
  ]);
  const docstrings = `/** Whoever. */\nconst besides = 1;\n/**\n * ${long}\n *\n * @example\n * besides\n */\nconst code = '';`;
  expect(await findings('source.ts', commentsOf(docstrings))).toEqual([
    expect.stringMatching(/^source.ts:1: Whoever => /), expect.stringMatching(/^source.ts:4: 31 words/),
  ]);
  const comments = `// It is\n// done anew.\nconst text = '// besides'; // Whoever.\nfunction run() {\n  /* ${long} */\n  // as ever\n}\n// anew`;
  expect(await findings('source.ts', commentsOf(comments))).toEqual([
    expect.stringMatching(/^source.ts:2: anew => /), expect.stringMatching(/^source.ts:3: Whoever => /), expect.stringMatching(/^source.ts:5: 3\d words/),
    expect.stringMatching(/^source.ts:6: as ever => /), expect.stringMatching(/^source.ts:8: anew => /),
  ]);
  const strings = "import { anew } from 'anew';\nthrow new Error('one, for it has '\n  + `${count} devices, besides\\nnobody of them`);\n// besides\nconst key = 'besides';";
  expect(await findings('source.ts', stringsOf(strings), WORDS)).toEqual([
    expect.stringMatching(/^source.ts:2: for  => because/), expect.stringMatching(/^source.ts:3: besides => /), expect.stringMatching(/^source.ts:4: nobody of => /),
  ]);
});
