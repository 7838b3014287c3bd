import { setTimeout as sleep } from 'node:timers/promises';
import { forEachLimited, unlessAborted, within } from '../../src/membership-function/concurrency';

test('so many at a time, and all of them once', async () => {
  const items = Array.from({ length: 100 }, (_, index) => index);
  const worked: number[] = [];
  let now = 0;
  let most = 0;
  await forEachLimited(items, 7, async (item) => {
    most = Math.max(most, now += 1);
    await sleep(item % 3);
    worked.push(item);
    now -= 1;
  });
  expect(most).toBe(7);
  expect(worked.sort((a, b) => a - b)).toEqual(items);
});

test('no items, no work', async () => {
  await forEachLimited([], 7, async () => {
    throw new Error('work');
  });
});

describe('unless aborted', () => {
  test('the result comes through', async () => {
    await expect(unlessAborted(new AbortController().signal, Promise.resolve(1))).resolves.toBe(1);
  });

  test('an error comes through', async () => {
    await expect(unlessAborted(new AbortController().signal, Promise.reject(new Error('own')))).rejects.toThrow('own');
  });

  test('work that hangs ends by the signal', async () => {
    await expect(unlessAborted(AbortSignal.timeout(5), new Promise(() => undefined))).rejects.toThrow('timeout');
  });

  test('work that hangs ends by a signal that came before', async () => {
    await expect(unlessAborted(AbortSignal.abort(new Error('early')), new Promise(() => undefined))).rejects.toThrow('early');
  });

  test('work that is done counts as done, though the signal came', async () => {
    await expect(unlessAborted(AbortSignal.abort(), Promise.resolve(1))).resolves.toBe(1);
  });
});

describe('within a time', () => {
  test('work that ends gives its result, or its error', async () => {
    expect(await within(60_000, Promise.resolve(7))).toBe(7);
    await expect(within(60_000, Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  test('work that does not end is a time-out, by the name that is tried again', async () => {
    await expect(within(1, new Promise(() => undefined))).rejects.toMatchObject({ name: 'TimeoutError', message: 'no whole answer within 1 ms' });
  });
});
