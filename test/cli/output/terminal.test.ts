import { terminalText, wrapped } from '../../../cli/output/terminal';

const { NO_COLOR: noColor } = process.env;

beforeEach(() => {
  delete process.env.NO_COLOR;
});

afterAll(() => {
  if (noColor !== undefined) {
    process.env.NO_COLOR = noColor;
  }
});

const text = (lines: string[], isTTY?: boolean) => terminalText(lines, { isTTY }, (line) => line.startsWith('OPEN') ? 'red' : undefined);

test('a line has its color on a terminal', () => {
  expect(text(['OPEN', 'closed'], true)).toBe('\x1b[31mOPEN\x1b[0m\nclosed');
});

test('a file and a pipe have no color', () => {
  expect(text(['OPEN'])).toBe('OPEN');
});

test('NO_COLOR takes the color away', () => {
  process.env.NO_COLOR = '1';
  expect(text(['OPEN'], true)).toBe('OPEN');
});

test('a name cannot bring a color of its own', () => {
  expect(text(['OPEN \x1b[32mann'], true)).toBe('\x1b[31mOPEN ?[32mann\x1b[0m');
});

test('text is broken between words, before the width of a page', () => {
  const words = Array.from({ length: 40 }, (_, index) => `word${index}`);
  const lines = wrapped(words.join(' '), '  ');
  expect(lines.length).toBeGreaterThan(1);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(110);
  expect(lines.map((line) => /^ */.exec(line)![0].length)).toEqual([2, ...Array(lines.length - 1).fill(4)]);
  expect(lines.flatMap((line) => line.trim().split(' '))).toEqual(words);
});

test('a line is filled as far as it goes', () => {
  expect(wrapped(`${'a'.repeat(100)} ${'b'.repeat(7)}`, '  ')).toEqual([`  ${'a'.repeat(100)} ${'b'.repeat(7)}`]);
  expect(wrapped(`${'a'.repeat(100)} ${'b'.repeat(8)}`, '  ')).toEqual([`  ${'a'.repeat(100)}`, `    ${'b'.repeat(8)}`]);
});

test('a word that is longer than a line is left whole', () => {
  expect(wrapped(`a ${'b'.repeat(200)} c`, '')).toEqual(['a', `  ${'b'.repeat(200)}`, '  c']);
});
