import { UNPRINTABLE } from './characters';
import { json, jsonList, jsonObject } from '../../../cli/output/json';
import { printable } from '../../../cli/output/printable';

test.each(UNPRINTABLE)('%s is shown as a question mark', (_, character) => {
  expect(printable(`a${character}b`)).toBe('a?b');
});

test('half a character is shown as a question mark', () => {
  expect(printable('a\ud800b')).toBe('a?b');
});

test.each(['break-glass+1=a,b.c@example.com_x', 'Zoë', '雪', '🔑', 'אבג', ''])('%j is left as it is', (text) => {
  expect(printable(text)).toBe(text);
});

test.each(UNPRINTABLE)('%s is escaped in JSON, and a script gets it back', (_, character) => {
  const name = `a${character}b`;
  const text = json({ [name]: [name] });
  expect(printable(text)).toBe(text);
  expect(JSON.parse(text)).toEqual({ [name]: [name] });
});

test('ordinary letters are left as they are in JSON', () => {
  expect(json({ name: 'Zoë' })).toBe('{"name":"Zoë"}');
});

test('JSON that comes piece by piece has a line for each entry, and none for a field that is absent', () => {
  const object = (one: string, indent: string) => jsonObject([['name', one], ['none', undefined]], indent);
  const text = [...jsonObject([['version', 1], ['all', jsonList(['Zoë', 'b'], object)], ['empty', jsonList([], object)]], '')].join('');
  expect(text).toBe(`{
  "version": 1,
  "all": [
    {
      "name": "Zoë"
    },
    {
      "name": "b"
    }
  ],
  "empty": []
}`);
  expect(JSON.parse(text)).toEqual({ version: 1, all: [{ name: 'Zoë' }, { name: 'b' }], empty: [] });
});
