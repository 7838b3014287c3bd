import { type Kind, AdaptiveRetryStrategy, isGroupQuota, kindOf } from '../../src/membership-function/retry-strategy';

const named = (name: string, message = '', more: object = {}): Error => Object.assign(new Error(message), { name, ...more });

test.each<[Kind, unknown]>([
  ['throttled', named('Throttling', 'Rate exceeded')],
  ['throttled', named('ThrottlingException')],
  ['throttled', named('Strange', '', { $metadata: { httpStatusCode: 429 } })],
  ['final', named('LimitExceededException', 'Cannot exceed quota for GroupsPerUser: 10')],
  ['passing', named('LimitExceededException', 'The request was rejected because there are updates awaiting replication')],
  ['passing', named('ServiceFailureException')],
  ['passing', named('Unknown', '', { $metadata: { httpStatusCode: 503 } })],
  ['passing', named('TimeoutError')],
  ['passing', named('Error', 'socket hang up', { code: 'ECONNRESET' })],
  ['passing', named('SignatureDoesNotMatch', '', { $metadata: { httpStatusCode: 403, clockSkewCorrected: true } })],
  ['final', named('SignatureDoesNotMatch', '', { $metadata: { httpStatusCode: 403 } })],
  ['final', named('NoSuchEntityException', '', { $metadata: { httpStatusCode: 404 } })],
  ['final', named('AccessDenied', '', { $metadata: { httpStatusCode: 403 } })],
  ['final', named('AbortError', 'Request aborted', { code: 'ECONNRESET' })],
  ['final', undefined],
])('%s is %s', (kind, error) => {
  expect(kindOf(error)).toBe(kind);
});

test('only IAM\'s own words for the quota are called the quota', () => {
  expect(isGroupQuota('LimitExceededException', 'Cannot exceed quota for GroupsPerUser: 10')).toBe(true);
  expect(isGroupQuota('LimitExceededException', 'Cannot exceed quota for AccessKeysPerUser: 2')).toBe(false);
  expect(isGroupQuota('Other', 'Cannot exceed quota for GroupsPerUser: 10')).toBe(false);
});

describe('in time', () => {
  beforeEach(() => jest.useFakeTimers({ now: 0 }));
  afterEach(() => jest.useRealTimers());

  const throttled = { error: named('Throttling') };

  test('nothing waits before IAM throttles', async () => {
    const strategy = new AdaptiveRetryStrategy();
    for (let call = 0; call < 1000; call += 1) {
      await strategy.acquireInitialRetryToken();
      strategy.recordSuccess();
    }
    expect(Date.now()).toBe(0);
  });

  test('what is asked again waits for its turn, and those after it too', async () => {
    const strategy = new AdaptiveRetryStrategy();
    const first = await strategy.acquireInitialRetryToken();
    const begun: number[] = [];
    const again = strategy.refreshRetryTokenForRetry(first, throttled).then(() => begun.push(Date.now()));
    const next = strategy.acquireInitialRetryToken().then(() => begun.push(Date.now()));
    await jest.advanceTimersByTimeAsync(10_000);
    await Promise.all([again, next]);
    expect(begun[0]).toBeGreaterThan(0);
    expect(begun[1]).toBeGreaterThan(begun[0]);
  });

  /** When so many calls, all waiting at once, have their turn. */
  async function turnsOf(strategy: AdaptiveRetryStrategy, calls: number): Promise<number[]> {
    const begun: number[] = [];
    const waiting = Array.from({ length: calls }, async () => strategy.acquireInitialRetryToken().then(() => begun.push(Date.now())));
    await jest.advanceTimersByTimeAsync(600_000);
    await Promise.all(waiting);
    return begun;
  }

  const gaps = (times: number[]) => times.slice(1).map((time, index) => Math.round(time - times[index]));

  /** IAM answers so many calls in a second, and then throttles one. Nobody waits for the token. */
  async function throttledAfter(answers: number): Promise<AdaptiveRetryStrategy> {
    const strategy = new AdaptiveRetryStrategy();
    const first = await strategy.acquireInitialRetryToken();
    Array.from({ length: answers }, () => strategy.recordSuccess());
    void strategy.refreshRetryTokenForRetry(first, throttled);
    return strategy;
  }

  test('IAM is asked five times a second if it throttles everything, and never less', async () => {
    const strategy = await throttledAfter(0);
    for (let second = 0; second < 20; second += 1) {
      await jest.advanceTimersByTimeAsync(1_100);
      void strategy.refreshRetryTokenForRetry(await strategy.acquireInitialRetryToken(), throttled);
    }
    expect(gaps(await turnsOf(strategy, 11))).toEqual(Array(10).fill(200));
  });

  test('throttling slows IAM\'s calls to 70 % of what it answered in the last second', async () => {
    expect(gaps(await turnsOf(await throttledAfter(100), 8))).toEqual(expect.arrayContaining([14, 15]));
    const paced = gaps(await turnsOf(await throttledAfter(50), 36));
    expect(paced.reduce((sum, gap) => sum + gap, 0)).toBeCloseTo(1_000, -2);
  });

  test('after throttling one call a second is added each second', async () => {
    const strategy = await throttledAfter(0);
    const begun: number[] = [];
    const calling = (async () => {
      while (Date.now() < 11_000) {
        await strategy.acquireInitialRetryToken();
        strategy.recordSuccess();
        begun.push(Date.now());
      }
    })();
    await jest.advanceTimersByTimeAsync(20_000);
    await calling;
    const callsIn = (second: number) => begun.filter((time) => Math.floor(time / 1_000) === second).length;
    // Nine seconds lie between them.
    expect(Math.abs(callsIn(10) - callsIn(1) - 9)).toBeLessThanOrEqual(1);
  });

  test('a call waits five seconds at most before it is made again', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.999);
    const strategy = new AdaptiveRetryStrategy();
    let token = await strategy.acquireInitialRetryToken();
    const delays: number[] = [];
    for (let retry = 1; retry < 8; retry += 1) {
      token = await strategy.refreshRetryTokenForRetry(token, { error: named('ServiceFailureException') });
      delays.push(token.getRetryDelay());
    }
    jest.restoreAllMocks();
    expect(Math.round(Math.max(...delays))).toBe(4995);
    expect(delays).toEqual([...delays].sort((one, other) => one - other));
  });

  test('other errors than throttling slow nobody down', async () => {
    const strategy = new AdaptiveRetryStrategy();
    await strategy.refreshRetryTokenForRetry(await strategy.acquireInitialRetryToken(), { error: named('ServiceFailureException') });
    await strategy.acquireInitialRetryToken();
    expect(Date.now()).toBe(0);
  });

  test.each([[named('NoSuchEntityException'), 1], [named('ServiceFailureException'), 8], [named('Throttling'), 24]])('%s is asked %d times at most', async (error, attempts) => {
    const strategy = new AdaptiveRetryStrategy();
    let token = await strategy.acquireInitialRetryToken();
    const retry = async (): Promise<number> => {
      for (let made = 1; ; made += 1) {
        try {
          token = await strategy.refreshRetryTokenForRetry(token, { error });
        } catch {
          return made;
        }
      }
    };
    const made = retry();
    await jest.advanceTimersByTimeAsync(600_000);
    expect(await made).toBe(attempts);
  });
});
