import { HOUR, NOW, OPTIONS } from './account';
import type { DirectoryUser } from '../../src/membership-function/directory';
import { type PlannedUser, type MfaStatus, changeFor, inOrder, plan } from '../../src/membership-function/plan';

const DAY = 24 * HOUR;

function listed(name: string, traits: Partial<DirectoryUser> = {}): DirectoryUser {
  return { name, path: '/', created: new Date('2026-01-01T00:00:00Z'), signedIn: true, ...traits };
}

function statusOf(
  user: DirectoryUser, options: Partial<typeof OPTIONS> = {}, lists: { member?: boolean; virtual?: boolean } = {},
): MfaStatus | undefined {
  const planned = plan({
    users: [user],
    members: lists.member ? [user] : [],
    withVirtualDevice: new Set(lists.virtual ? [user.name] : []),
  }, { ...OPTIONS, ...options }, NOW);
  expect(planned).toHaveLength(1);
  expect(planned[0]).toMatchObject({ name: user.name, member: lists.member ?? false, signedIn: user.signedIn, created: user.created });
  return planned[0].status;
}

describe.each([[false], [true]])('a user whose membership is %s', (member) => {
  test('is open without a virtual device', () => {
    expect(statusOf(listed('ann'), {}, { member })).toBeUndefined();
  });


  test.each([['ann', 'ann'], ['ann', 'Ann'], ['Ann', 'ann'], ['aNN', 'ANn']])('%s is left out when exempt as %s', (name, exempt) => {
    expect(statusOf(listed(name), { exemptUsers: ['bob', exempt] }, { member })).toBe('exempt');
  });

  test('is not exempt by a part of the name', () => {
    expect(statusOf(listed('ann'), { exemptUsers: ['anna', 'an'] }, { member })).toBeUndefined();
  });

  test.each([['/', '/', undefined], ['/a/', '/a/', undefined], ['/a/b/', '/a/', undefined], ['/', '/a/', 'outside-path'], ['/ab/', '/a/', 'outside-path']])(
    'in %s under the prefix %s is %s', (path, pathPrefix, status) => {
      expect(statusOf(listed('ann', { path }), { pathPrefix }, { member })).toBe(status);
    });

  test.each<[string, string, number, string | undefined, MfaStatus | undefined]>([
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
    ['created by a clock that is ahead, without a grace period', '2026-06-15T12:05:00Z', 0, undefined, undefined],
  ])('%s', (_, created, gracePeriodSeconds, enforceFrom, status) => {
    const options = { gracePeriodSeconds, ...(enforceFrom && { enforceFrom: new Date(enforceFrom) }) };
    expect(statusOf(listed('ann', { created: new Date(created) }), options, { member })).toBe(status);
  });
});

test('a virtual device in the list settles who is no member, and a member is looked at again', () => {
  expect(statusOf(listed('ann'), {}, { virtual: true })).toBe('with-mfa');
  expect(statusOf(listed('ann'), {}, { virtual: true, member: true })).toBeUndefined();
});

test('a member who is missing from the list of users is judged by what the group says', () => {
  const outside = listed('out', { path: '/robots/' });
  const unlisted = listed('new', { path: '/staff/' });
  expect(plan({ users: [], members: [outside, unlisted], withVirtualDevice: new Set() }, { ...OPTIONS, pathPrefix: '/staff/' }, NOW)).toMatchObject([
    { name: 'out', member: true, status: 'outside-path' },
    { name: 'new', member: true, status: undefined },
  ]);
});

test('a user who is listed twice is planned once', () => {
  expect(plan({ users: [listed('ann'), listed('ann')], members: [], withVirtualDevice: new Set() }, OPTIONS, NOW)).toHaveLength(1);
});

test.each<[MfaStatus, 'add' | undefined, 'remove' | undefined]>([
  ['without-mfa', 'add', undefined],
  ['with-mfa', undefined, 'remove'],
  ['no-password', undefined, 'remove'],
  ['exempt', undefined, 'remove'],
  ['outside-path', undefined, 'remove'],
  ['grace-period', undefined, 'remove'],
  ['gone', undefined, undefined],
])('%s makes %s of others and %s of members', (status, ofOthers, ofMembers) => {
  const created = new Date('2026-01-01');
  expect(changeFor(status, { member: false, created }, NOW)).toBe(ofOthers);
  expect(changeFor(status, { member: true, created }, NOW)).toBe(ofMembers);
  // Who is younger than the run is not taken out.
  expect(changeFor(status, { member: true, created: NOW }, NOW)).toBeUndefined();
  expect(changeFor(status, { member: false, created: NOW }, NOW)).toBe(ofOthers);
});

describe('the order, when runs are cut short', () => {
  const people = (count: number, first: number): PlannedUser[] => Array.from({ length: count }, (_, index) => (
    { name: `user${index}`, member: index % 2 === 0 && index < 2 * first, signedIn: true, created: new Date('2026-01-01') }));

  test.each([0, 10, 50, 100, 200, 400])('of 1000 users, %d of them members, a third a run is everybody in five runs, from any run on', (members) => {
    const users = people(1000, members);
    for (let from = 0; from < 500; from += 7) {
      const seen = new Set(Array.from({ length: 5 }, (_, run) => inOrder(users, from + run, NOW).slice(0, 333)).flat().map(({ name }) => name));
      expect([from, seen.size]).toEqual([from, 1000]);
    }
  });

  test('members and who is new come early', () => {
    const users = people(100, 5).map((one) => one.name === 'user99' ? { ...one, created: new Date(NOW.getTime() - 3_600_000) } : one);
    const early = inOrder(users, 3, NOW).slice(0, 18);
    expect(early.filter(({ name, member }) => member || name === 'user99')).toHaveLength(6);
  });

  test('everybody is in it once', () => {
    expect(inOrder(people(100, 20), 5, NOW).map(({ name }) => name).sort()).toEqual(people(100, 20).map(({ name }) => name).sort());
    expect(inOrder([], 5, NOW)).toEqual([]);
  });
});
