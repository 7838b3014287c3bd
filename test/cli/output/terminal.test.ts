import { Terminal, hasWidth, terminalLine, widthOf, wrapped } from '../../../cli/output/terminal';

const { NO_COLOR: noColor, TERM: term, COLUMNS: columns } = process.env;

function restore(name: string, value: string | undefined): void {
  if (value === undefined) {
    delete process.env[name];
  } else {
    process.env[name] = value;
  }
}

beforeEach(() => {
  delete process.env.NO_COLOR;
  delete process.env.COLUMNS;
  process.env.TERM = 'xterm-256color';
});

afterAll(() => {
  restore('NO_COLOR', noColor);
  restore('TERM', term);
  restore('COLUMNS', columns);
});

const TERMINAL: Terminal = { isTTY: true };

test('a line has its color on a terminal', () => {
  expect(terminalLine('OPEN', TERMINAL, 'red')).toBe('\x1b[31mOPEN\x1b[0m');
  expect(terminalLine('closed', TERMINAL)).toBe('closed');
});

test('a file and a pipe have no color', () => {
  expect(terminalLine('OPEN', {}, 'red')).toBe('OPEN');
});

test('NO_COLOR takes the color away, unless it is empty', () => {
  process.env.NO_COLOR = '1';
  expect(terminalLine('OPEN', TERMINAL, 'red')).toBe('OPEN');
  process.env.NO_COLOR = '';
  expect(terminalLine('OPEN', TERMINAL, 'red')).toBe('\x1b[31mOPEN\x1b[0m');
});

test('a terminal that knows no codes, as in an editor, has no color', () => {
  process.env.TERM = 'dumb';
  expect(terminalLine('OPEN', TERMINAL, 'red')).toBe('OPEN');
});

test('a name cannot bring a color of its own', () => {
  expect(terminalLine('OPEN \x1b[32mann', TERMINAL, 'red')).toBe('\x1b[31mOPEN ?[32mann\x1b[0m');
});

test.each<[string, Terminal, number, boolean]>([
  ['a file', {}, 110, false],
  ['a narrow terminal', { isTTY: true, columns: 80 }, 80, true],
  ['a wide terminal', { isTTY: true, columns: 200 }, 200, true],
  ['a terminal of one column', { isTTY: true, columns: 1 }, 40, true],
  ['a terminal that does not know its width', { isTTY: true, columns: 0 }, 110, false],
])('the width of %s', (_what, terminal, width, isTold) => {
  expect(widthOf(terminal)).toBe(width);
  expect(hasWidth(terminal)).toBe(isTold);
});

test('COLUMNS says the width of a pipe, and not that of a terminal', () => {
  process.env.COLUMNS = '90';
  expect([widthOf({}), hasWidth({}), widthOf({ columns: 80 })]).toEqual([90, true, 80]);
  process.env.COLUMNS = 'wide';
  expect([widthOf({}), hasWidth({})]).toEqual([110, false]);
});

test.each([40, 80, 110])('text is broken between words, before the width of %d', (width) => {
  const words = Array.from({ length: 40 }, (_, index) => `word${index}`);
  const lines = wrapped(words.join(' '), '  ', width);
  expect(lines.length).toBeGreaterThan(1);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
  expect(lines.map((line) => /^ */.exec(line)![0].length)).toEqual([2, ...Array(lines.length - 1).fill(4)]);
  expect(lines.flatMap((line) => line.trim().split(' '))).toEqual(words);
});

test('a line is filled as far as it goes', () => {
  expect(wrapped(`${'a'.repeat(100)} ${'b'.repeat(7)}`, '  ', 110)).toEqual([`  ${'a'.repeat(100)} ${'b'.repeat(7)}`]);
  expect(wrapped(`${'a'.repeat(100)} ${'b'.repeat(8)}`, '  ', 110)).toEqual([`  ${'a'.repeat(100)}`, `    ${'b'.repeat(8)}`]);
});

test('a word that is longer than a line is left whole', () => {
  expect(wrapped(`a ${'b'.repeat(200)} c`, '', 110)).toEqual(['a', `  ${'b'.repeat(200)}`, '  c']);
});
