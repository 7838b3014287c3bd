/** How long CloudFormation is asked, because what it tells may lag. In virtual time. */
import { MEMBERS_TYPE } from '../../src/membership-function/environment';
import { RefusedRequest, checkDeleting } from '../../src/membership-function/request-verification';

jest.mock('node:timers/promises', () => ({ setTimeout: async (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)) }));

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

test('a request is refused when CloudFormation has denied it four times, with two seconds between', async () => {
  const asked: number[] = [];
  const checked = checkDeleting(async () => {
    asked.push(Date.now());
    return { type: MEMBERS_TYPE, status: 'CREATE_COMPLETE' };
  }, { stackId: 'stack', membersId: 'Members', groupName: 'force-mfa' }, { logicalId: 'Members', groupName: 'force-mfa' }, new AbortController().signal).catch((error: Error) => error);
  await jest.advanceTimersByTimeAsync(600_000);
  expect(await checked).toBeInstanceOf(RefusedRequest);
  expect(asked).toEqual([0, 2_000, 4_000, 6_000]);
});
