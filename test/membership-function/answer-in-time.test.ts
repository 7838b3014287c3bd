/** CloudFormation gets its answer before Lambda ends the function, though everything hangs. In virtual time. */
import { captureStdout } from './stdout';
import { LONGEST_ANSWER_MS } from '../../src/membership-function/custom-resource';
import { MEMBERS_TYPE } from '../../src/membership-function/environment';
import { handler } from '../../src/membership-function/membership.lambda';

jest.mock('node:timers/promises', () => ({ setTimeout: async (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)) }));
jest.mock('../../src/membership-function/request-verification', () => ({
  ...jest.requireActual<object>('../../src/membership-function/request-verification'),
  checkedAddress: (url: string) => new URL(url),
  checkDeleting: async () => new Promise(() => undefined),
}));

/** As the construct sets it. */
const LAMBDA_MS = 600_000;

captureStdout();

beforeEach(() => {
  jest.useFakeTimers({ now: 0 });
  // Node's own takes real time.
  jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('the time is up')), ms);
    return controller.signal;
  });
});

afterEach(() => jest.useRealTimers());

/** When each attempt to answer began, and when the function had ended. */
async function deleteWith(fetched: (signal: AbortSignal) => Promise<unknown>): Promise<{ attempts: number[]; bodies: any[]; ended: number }> {
  const attempts: number[] = [];
  const bodies: any[] = [];
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (_url, { body, signal }: RequestInit = {}) => {
    attempts.push(Date.now());
    bodies.push(JSON.parse(`${body}`));
    return fetched(signal!) as Promise<Response>;
  });
  let ended = 0;
  const request = {
    RequestType: 'Delete',
    ResponseURL: 'https://example.com/',
    ResourceType: MEMBERS_TYPE,
    LogicalResourceId: 'Members',
    ResourceProperties: { GroupName: 'force-mfa' },
  };
  void handler(request, { getRemainingTimeInMillis: () => LAMBDA_MS - Date.now() }).catch(() => undefined).finally(() => {
    ended = Date.now();
  });
  await jest.advanceTimersByTimeAsync(2 * LAMBDA_MS);
  return { attempts, bodies, ended };
}

const hangs = async (signal: AbortSignal) => new Promise((_resolve, reject) => {
  signal.addEventListener('abort', () => reject(signal.reason));
});

test('all attempts fit into the time that is kept back, with seconds to spare', async () => {
  const { attempts, ended } = await deleteWith(hangs);
  expect(attempts).toHaveLength(5);
  expect(ended - attempts[0]).toBe(LONGEST_ANSWER_MS);
  expect(ended).toBeGreaterThan(0);
  expect(ended).toBeLessThanOrEqual(LAMBDA_MS - 5_000);
});

test('what hangs gets nine minutes of the ten, and then CloudFormation an answer', async () => {
  const { attempts, bodies, ended } = await deleteWith(async () => ({ ok: true }));
  expect(attempts).toEqual([ended]);
  expect(ended).toBeGreaterThanOrEqual(LAMBDA_MS - 60_000);
  expect(bodies).toMatchObject([{ Status: 'FAILED', Reason: expect.stringContaining('delete again') }]);
});
