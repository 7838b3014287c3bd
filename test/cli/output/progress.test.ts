import { progressOn } from '../../../cli/output/progress';

/** What a work of so many steps writes, each of a quarter of a second. */
function written(terminal: { readonly isTTY?: boolean }, steps: number, { total = 100_000_000, step = 10_000_000, pause = 250 } = {}): string[] {
  const texts: string[] = [];
  let now = 1000;
  const progress = progressOn({ ...terminal, write: (text) => texts.push(text) }, total, () => now);
  for (let done = 0; done < steps; done++) {
    now += pause;
    progress.advance(step);
  }
  progress.end();
  return texts;
}

test('on a terminal, how much, how fast and how long; one line, which is gone at the end', () => {
  expect(written({ isTTY: true }, 3)).toEqual([
    '\r\u001b[K10 of 100 MB, 40 MB/s, 3 s left', '\r\u001b[K20 of 100 MB, 40 MB/s, 2 s left', '\r\u001b[K30 of 100 MB, 40 MB/s, 2 s left', '\r\u001b[K',
  ]);
});

test('in a pipe nothing', () => {
  expect(written({}, 3)).toEqual([]);
});

test('a short work is not worth a line', () => {
  expect(written({ isTTY: true }, 2, { pause: 100 })).toEqual([]);
});

test('a line four times a second at most', () => {
  expect(written({ isTTY: true }, 100, { pause: 10 })).toHaveLength(4 + 1);
});

test.each([[{ total: 0, step: 0 }, '0 of 0 MB, 0 MB/s'], [{ total: 100, step: 5_250_000 }, '5.3 of 0 MB, 21 MB/s, 0 s left']])('what does not tell its size: %j', (sizes, line) => {
  expect(written({ isTTY: true }, 1, sizes)[0]).toBe(`\r\u001b[K${line}`);
});

test('a terminal that cannot write over its line has none', () => {
  const { TERM } = process.env;
  process.env.TERM = 'dumb';
  try {
    expect(written({ isTTY: true }, 3)).toEqual([]);
  } finally {
    process.env.TERM = TERM;
  }
});
