import { UNPRINTABLE } from './characters';
import { json } from '../../../cli/output/json';
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
  expect(text.split('\n').map(printable).join('\n')).toBe(text);
  expect(JSON.parse(text)).toEqual({ [name]: [name] });
});

test('JSON is indented, and ordinary letters are left as they are', () => {
  expect(json({ name: 'Zoë' })).toBe('{\n  "name": "Zoë"\n}');
});
