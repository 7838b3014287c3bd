/** What every command makes of its arguments. */
import { givenArguments } from '../../cli/given-arguments';

const OPTIONS = { one: { type: 'string' }, some: { type: 'string', multiple: true }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

test('values and names', () => {
  expect(givenArguments(['a', '--one=1', '--some', 'x', '--some', 'y', '--json', '--json', '-h', 'b'], OPTIONS)).toEqual({
    values: { one: '1', some: ['x', 'y'], json: true, help: true }, positionals: ['a', 'b'],
  });
});

test.each<[string, string[], string]>([
  ['a second value where one is taken, because the first would be lost without a word', ['--one', '1', '--one=2'], '--one takes one value, and was given several'],
  ['the same value twice', ['--one', '1', '--one', '1'], '--one takes one value'],
  ['an unknown option', ['--two', '1'], "Unknown option '--two'; --help says more"],
  ['an option without its value', ['--one'], "Option '--one <value>' argument missing; --help says more"],
])('%s is refused', (_, args, message) => {
  expect(() => givenArguments(args, OPTIONS)).toThrow(message);
});
