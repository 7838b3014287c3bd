import { Account, user } from './account';
import { type Call, MemoryDirectory, accessDenied, throttled } from './memory-directory';
import type { DirectoryUser } from '../../src/membership-function/directory';
import { LIMITS, emptyGroup } from '../../src/membership-function/empty-group';

const QUICK = { ...LIMITS, pauseMs: 1 };
const NEVER = new AbortController().signal;

function full(members: number): Account {
  const names = Array.from({ length: members }, (_, index) => `user${index}`);
  return new Account(names.map((name) => user(name)), names);
}

test('removes all members, page by page', async () => {
  const account = full(25);
  expect(await emptyGroup(new MemoryDirectory(account, { pageSize: 10 }), NEVER, QUICK)).toBe(25);
  expect(account.membership()).toEqual([]);
});

test('an empty group is looked at for a while', async () => {
  const directory = new MemoryDirectory(full(0));
  expect(await emptyGroup(directory, NEVER, QUICK)).toBe(0);
  expect(directory.made.map(({ method }) => method)).toEqual(Array(QUICK.quietRounds).fill('members'));
});

test('the group counts as empty after five looks with five seconds between them', async () => {
  expect(LIMITS).toMatchObject({ quietRounds: 5, pauseMs: 5_000 });
});

test('a group that is gone has no members', async () => {
  const directory = new MemoryDirectory(full(3));
  directory.groupExists = false;
  expect(await emptyGroup(directory, NEVER, QUICK)).toBe(0);
  expect(directory.calls).toBe(1);
});

test('reads that lag behind do not end it early', async () => {
  // Of ten members reads know none at first, and of their removal as late.
  const account = new Account([...full(10).users.values()]);
  const directory = new MemoryDirectory(account, { lag: QUICK.quietRounds - 1 });
  directory.change(({ members }) => [...account.users.keys()].forEach((name) => members.add(name)));
  expect(await emptyGroup(directory, NEVER, QUICK)).toBe(10);
  expect(account.membership()).toEqual([]);
});

test('a run in flight that keeps adding for a while is outlived', async () => {
  const account = full(5);
  let adding = 12;
  const directory = new MemoryDirectory(account, {
    before: ({ method }) => {
      if (method === 'members' && adding > 0) {
        adding -= 1;
        account.members.add(`user${adding % 5}`);
      }
    },
  });
  await emptyGroup(directory, NEVER, QUICK);
  expect([adding, account.membership()]).toEqual([0, []]);
});

test.each([['throttling', throttled], ['access denied', accessDenied]])('%s now and then is tried again', async (_, error) => {
  const account = full(12);
  const directory = new MemoryDirectory(account, {
    pageSize: 5,
    before: ({ number }) => {
      if (number < 20 && number % 4 === 0) {
        throw error();
      }
    },
  });
  expect(await emptyGroup(directory, NEVER, QUICK)).toBe(12);
  expect(account.membership()).toEqual([]);
});

test('does not give up as long as it gets on in between', async () => {
  let failures = 2 * QUICK.failedRounds;
  const directory = new MemoryDirectory(full(0), {
    before: ({ number }) => {
      if (number % 2 === 0 && failures > 0) {
        failures -= 1;
        throw throttled();
      }
    },
  });
  expect(await emptyGroup(directory, NEVER, QUICK)).toBe(0);
  expect(failures).toBe(0);
});

test.each<[string, (call: Call) => boolean, number]>([
  ['nobody can be removed', ({ method }) => method === 'remove', 3],
  ['one cannot be removed', ({ method, userName }) => method === 'remove' && userName === 'user1', 1],
  ['members cannot be read', ({ method }) => method === 'members', 0],
])('gives up with the reason when %s', async (_, fails, left) => {
  const directory = new MemoryDirectory(full(3), {
    before: (call) => {
      if (fails(call)) {
        throw accessDenied();
      }
    },
  });
  await expect(emptyGroup(directory, NEVER, QUICK)).rejects.toThrow(`members known to be left in the group: ${left}; the last of 10 attempts got AccessDenied: not authorized`);
});

test('a user who is deleted meanwhile is no error', async () => {
  const account = full(3);
  const directory = new MemoryDirectory(account, {
    before: ({ method, userName }) => {
      if (method === 'remove' && userName === 'user1') {
        account.delete('user1');
      }
    },
  });
  expect(await emptyGroup(directory, NEVER, QUICK)).toBe(2);
});

describe('out of time', () => {
  test('between reads, it ends at once', async () => {
    const controller = new AbortController();
    const emptying = emptyGroup(new MemoryDirectory(full(0)), controller.signal, { ...LIMITS, pauseMs: 60_000 });
    setTimeout(() => controller.abort(), 20);
    await expect(emptying).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('among removals, no more are begun', async () => {
    const controller = new AbortController();
    const account = full(50);
    const directory = new MemoryDirectory(account, {
      before: ({ number }) => {
        if (number === 20) {
          controller.abort();
        }
      },
    });
    await expect(emptyGroup(directory, controller.signal, QUICK)).rejects.toMatchObject({ name: 'AbortError' });
    expect(account.members.size).toBeGreaterThan(20);
  });
});

test('reads more than one page before it removes, because a removal would shift the pages', async () => {
  const order: string[] = [];
  const member = (name: string): DirectoryUser => ({ name, path: '/', created: new Date(0), signedIn: true });
  let round = 0;
  await emptyGroup({
    async *members() {
      round += 1;
      if (round === 1) {
        yield [member('ann')];
        order.push('page 2');
        yield [member('bob')];
      }
    },
    async remove(name) {
      order.push(name);
      return 'changed';
    },
  }, NEVER, QUICK);
  expect(order).toEqual(['page 2', 'ann', 'bob']);
});
