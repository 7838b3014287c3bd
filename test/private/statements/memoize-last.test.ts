import { memoizeLast } from '../../../src/private/statements/memoize-last';

test('makes again only for another argument than the last', () => {
  const make = jest.fn(({ names }: { names: unknown[] }) => [...names]);
  const remembering = memoizeLast(make);
  const first = remembering({ names: [{ Ref: 'Group' }] });
  expect(first).toEqual([{ Ref: 'Group' }]);
  expect(remembering({ names: [{ Ref: 'Group' }] })).toBe(first);
  expect(remembering({ names: [{ Ref: 'Group' }, 'devs'] })).toEqual([{ Ref: 'Group' }, 'devs']);
  expect(remembering({ names: [{ Ref: 'Group' }] })).toEqual(first);
  expect(make).toHaveBeenCalledTimes(3);
});
