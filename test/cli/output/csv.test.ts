import { parse } from 'csv-parse/sync';
import { csv } from '../../../cli/output/csv';

test('rows end as RFC 4180 says, except the last', () => {
  expect(csv([['a', 'b'], ['c', 'd']])).toBe('a,b\r\nc,d');
});

test.each(['plain', 'a,b', 'say "no"', 'two\nlines', 'two\r\nlines', '', ' padded '])('%j is read as it was written', (text) => {
  expect(parse(csv([['x', text], ['y', 'z']]))).toEqual([['x', text], ['y', 'z']]);
});
