import { HOUR, NOW, OPTIONS } from './account';
import type { DirectoryUser } from '../../src/force-mfa/directory';
import { type Standing, changeFor, plan } from '../../src/force-mfa/plan';

const DAY = 24 * HOUR;

function listed(name: string, traits: Partial<DirectoryUser> = {}): DirectoryUser {
  return { name, path: '/', created: new Date('2026-01-01T00:00:00Z'), ...traits };
}

function standingOf(
  user: DirectoryUser, options: Partial<typeof OPTIONS> = {}, lists: { member?: boolean; virtual?: boolean } = {},
): Standing | undefined {
  const planned = plan({
    users: [user],
    members: lists.member ? [user] : [],
    withVirtualDevice: new Set(lists.virtual ? [user.name] : []),
  }, { ...OPTIONS, ...options }, NOW);
  expect(planned).toEqual([{ name: user.name, member: lists.member ?? false, standing: planned[0].standing }]);
  return planned[0].standing;
}

describe.each([[false], [true]])('a user whose membership is %s', (member) => {
  test('is open without a virtual device', () => {
    expect(standingOf(listed('ann'), {}, { member })).toBeUndefined();
  });

  test('has MFA with a virtual device', () => {
    expect(standingOf(listed('ann'), {}, { member, virtual: true })).toBe('with-mfa');
  });

  test.each([['ann', 'ann'], ['ann', 'Ann'], ['Ann', 'ann'], ['aNN', 'ANn']])('%s is left out when exempt as %s', (name, exempt) => {
    expect(standingOf(listed(name), { exemptUsers: ['bob', exempt] }, { member })).toBe('exempt');
  });

  test('is not exempt by a part of the name', () => {
    expect(standingOf(listed('ann'), { exemptUsers: ['anna', 'an'] }, { member })).toBeUndefined();
  });

  test.each([['/', '/', undefined], ['/a/', '/a/', undefined], ['/a/b/', '/a/', undefined], ['/', '/a/', 'outside-path'], ['/ab/', '/a/', 'outside-path']])(
    'in %s under the prefix %s is %s', (path, pathPrefix, standing) => {
      expect(standingOf(listed('ann', { path }), { pathPrefix }, { member })).toBe(standing);
    });

  test.each<[string, string, number, string | undefined, Standing | undefined]>([
    ['created long ago', '2026-01-01', DAY, undefined, undefined],
    ['created within the grace period', '2026-06-15T00:00:00Z', DAY, undefined, 'grace-period'],
    ['one second before the end', '2026-06-14T12:00:01Z', DAY, undefined, 'grace-period'],
    ['at the end', '2026-06-14T12:00:00Z', DAY, undefined, undefined],
    ['created before a recent roll-out', '2026-01-01', DAY, '2026-06-15', 'grace-period'],
    ['created before an old roll-out', '2026-01-01', DAY, '2026-06-01', undefined],
    ['created after the roll-out, within the grace period', '2026-06-15', DAY, '2026-06-01', 'grace-period'],
    ['before the roll-out, without a grace period', '2026-01-01', 0, '2026-06-16', 'grace-period'],
    ['after the roll-out, without a grace period', '2026-01-01', 0, '2026-06-15', undefined],
    ['created just now, without a grace period', '2026-06-15T12:00:00Z', 0, undefined, undefined],
  ])('%s', (_, created, gracePeriodSeconds, enforceFrom, standing) => {
    const options = { gracePeriodSeconds, ...(enforceFrom && { enforceFrom: new Date(enforceFrom) }) };
    expect(standingOf(listed('ann', { created: new Date(created) }), options, { member })).toBe(standing);
  });
});

test('a member who is missing from the list of users is judged by what the group says', () => {
  const outside = listed('out', { path: '/robots/' });
  const unlisted = listed('new', { path: '/staff/' });
  expect(plan({ users: [], members: [outside, unlisted], withVirtualDevice: new Set() }, { ...OPTIONS, pathPrefix: '/staff/' }, NOW)).toEqual([
    { name: 'out', member: true, standing: 'outside-path' },
    { name: 'new', member: true, standing: undefined },
  ]);
});

test('a user who is listed twice is planned once', () => {
  expect(plan({ users: [listed('ann'), listed('ann')], members: [], withVirtualDevice: new Set() }, OPTIONS, NOW)).toHaveLength(1);
});

test.each<[Standing, 'add' | undefined, 'remove' | undefined]>([
  ['without-mfa', 'add', undefined],
  ['with-mfa', undefined, 'remove'],
  ['no-password', undefined, 'remove'],
  ['exempt', undefined, 'remove'],
  ['outside-path', undefined, 'remove'],
  ['grace-period', undefined, 'remove'],
  ['gone', undefined, undefined],
])('%s makes %s of others and %s of members', (standing, ofOthers, ofMembers) => {
  expect(changeFor(standing, false)).toBe(ofOthers);
  expect(changeFor(standing, true)).toBe(ofMembers);
});
