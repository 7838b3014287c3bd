import { parse } from 'csv-parse/sync';
import { csv } from '../../../cli/output/csv';

const text = (rows: string[][]) => [...csv(rows)].join('');

test('rows end as RFC 4180 says', () => {
  expect(text([['a', 'b'], ['c', 'd']])).toBe('a,b\r\nc,d\r\n');
});

test.each(['plain', 'a,b', 'say "no"', 'two\nlines', 'two\r\nlines', '', ' padded '])('%j is read as it was written', (cell) => {
  expect(parse(text([['x', cell], ['y', 'z']]))).toEqual([['x', cell], ['y', 'z']]);
});
