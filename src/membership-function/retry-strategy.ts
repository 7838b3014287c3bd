/**
 * How fast IAM is asked, and what is asked again: the retry strategy of the client.
 *
 * The SDK's own does not fit here. It takes the name `LimitExceededException` for throttling. It spends its quota of retries, because
 * `NoSuchEntity` (an answer to us) never refunds it. Its rate falls to one call in two seconds when other callers use up the limit.
 */
type ErrorInfo = { readonly error?: unknown };

export interface RetryToken {
  getRetryCount(): number;
  getRetryDelay(): number;
}

const THROTTLED = new Set([
  'RequestLimitExceeded', 'RequestThrottled', 'RequestThrottledException', 'SlowDown', 'Throttling', 'ThrottlingException', 'TooManyRequestsException',
]);
/** The client's names of errors that pass by themselves. `LimitExceeded` also stands for updates that wait for replication. */
const PASSING = new Set([
  'TimeoutError', 'RequestTimeout', 'RequestTimeoutException', 'ConcurrentModificationException', 'EntityTemporarilyUnmodifiableException',
  'LimitExceededException', 'ServiceFailureException',
]);
const CUT = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);

/** Enough for every third call to be refused in a run of thousands; the end of the run comes first if IAM refuses everything. */
const THROTTLED_ATTEMPTS = 24;
const PASSING_ATTEMPTS = 8;

const DECREASE = 0.7;
/** Calls a second that are added each second. */
const INCREASE = 1;
/** Slower than this, a run of thousands of users does not end, and others gain little. */
const SLOWEST = 5;
const SECOND = 1_000;
const LONGEST_DELAY_MS = 5_000;

interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  /** The SDK sets the second when it has seen that this machine's clock is wrong: the next attempt is signed by IAM's. */
  readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean };
}

export type Kind = 'throttled' | 'passing' | 'final';

/** What an error is to us. The quota of groups is final: a user who is in ten groups is in ten groups. */
export function kindOf(error: unknown): Kind {
  const { name = '', message = '', code = '', $metadata } = (error ?? {}) as SdkError;
  const status = $metadata?.httpStatusCode ?? 0;
  if (THROTTLED.has(name) || status === 429) {
    return 'throttled';
  }
  if (isGroupQuota(name, message) || name === 'AbortError') {
    return 'final';
  }
  const passes = PASSING.has(name) || CUT.has(code) || CUT.has(name) || status >= 500;
  return passes || $metadata?.clockSkewCorrected ? 'passing' : 'final';
}

/** IAM's own words for the quota, because it uses the name for other things too. */
export function isGroupQuota(name: string, message: string): boolean {
  return name === 'LimitExceededException' && /quota for GroupsPerUser/i.test(message);
}

export class AdaptiveRetryStrategy {
  private rate = Infinity;
  private nextAt = 0;
  private lastDecrease = -Infinity;
  private answeredAt: number[] = [];

  public async acquireInitialRetryToken(): Promise<RetryToken> {
    await this.turn();
    return token(0, 0);
  }

  /** Rejects if the call is not made again. */
  public async refreshRetryTokenForRetry(last: RetryToken, { error }: ErrorInfo): Promise<RetryToken> {
    const kind = kindOf(error);
    const retries = last.getRetryCount() + 1;
    if (kind === 'throttled') {
      this.slowDown();
    } else {
      this.answered();
    }
    if (kind === 'final' || retries >= (kind === 'throttled' ? THROTTLED_ATTEMPTS : PASSING_ATTEMPTS)) {
      throw new Error('not made again');
    }
    await this.turn();
    return token(retries, Math.random() * Math.min(LONGEST_DELAY_MS, 2 ** retries * 100));
  }

  public recordSuccess(): void {
    this.answered();
  }

  private async turn(): Promise<void> {
    if (this.rate === Infinity) {
      return;
    }
    const now = Date.now();
    const at = Math.max(now, this.nextAt);
    this.nextAt = at + SECOND / this.rate;
    if (at > now) {
      await new Promise((resolve) => setTimeout(resolve, at - now));
    }
  }

  private answered(): void {
    this.answeredAt.push(Date.now());
    if (this.rate !== Infinity) {
      this.rate += INCREASE / this.rate;
    }
  }

  /** At most once a second: calls that were sent at the old rate say nothing about the new one. */
  private slowDown(): void {
    const now = Date.now();
    if (now - this.lastDecrease < SECOND) {
      return;
    }
    this.lastDecrease = now;
    this.answeredAt = this.answeredAt.filter((at) => at > now - SECOND);
    this.rate = Math.max(SLOWEST, Math.min(this.rate, this.answeredAt.length) * DECREASE);
    this.nextAt = now + SECOND / 2;
  }
}

function token(retries: number, delay: number): RetryToken {
  return { getRetryCount: () => retries, getRetryDelay: () => delay };
}
