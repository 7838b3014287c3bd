/** Longer than any of these tests takes without a wait of its own. */
const LONG_MS = 5_000;

/**
 * Lets no long time-out of the function end, so that a machine whose clock leaps cannot fail a test that is not about time.
 * Call it at the top of a test file.
 */
export function endNoLongTimeOut(): void {
  beforeEach(() => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => ms < LONG_MS ? timeout(ms) : new AbortController().signal);
  });
  afterEach(() => jest.restoreAllMocks());
}
