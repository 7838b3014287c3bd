/**
 * Time that passes only while everything waits: ten minutes of waiting for IAM take seconds, and are the same ten
 * minutes on a busy machine.
 *
 * To import this file is to install it. It comes before the AWS SDK, which keeps the timer that it finds.
 */
import { AsyncResource } from 'node:async_hooks';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Turns of the event loop after which nothing is on its way that could still set an earlier timer. */
const QUIET_TURNS = 3;

let now = Date.now();
const timers = new Set<Timer>();

function installVirtualClock(): void {
  let pumping = false;

  const turn = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  const pump = async (): Promise<void> => {
    pumping = true;
    while (timers.size > 0) {
      for (let turns = 0; turns < QUIET_TURNS; turns += 1) {
        await turn();
      }
      const next = [...timers].reduce<Timer | undefined>((first, timer) => first && first.at <= timer.at ? first : timer, undefined);
      if (next) {
        timers.delete(next);
        now = Math.max(now, next.at);
        next.run();
      }
    }
    pumping = false;
  };

  const set = (callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): Timer => {
    const timer = { at: now + Math.max(1, ms), run: AsyncResource.bind(() => callback(...args)), ref: () => timer, unref: () => timer };
    timers.add(timer);
    if (!pumping) {
      void pump();
    }
    return timer;
  };

  globalThis.setTimeout = set as unknown as typeof setTimeout;
  globalThis.clearTimeout = ((timer: Timer) => void timers.delete(timer)) as unknown as typeof clearTimeout;
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController();
    set(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms);
    return controller.signal;
  };
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    public static override now(): number {
      return now;
    }

    public constructor(...args: []) {
      // Without an argument it is this moment, and with any it is what it says.
      super(...(args.length === 0 ? [now] : args) as []);
    }
  } as DateConstructor;
}

/** Makes it another time, and forgets all who wait: what is simulated next has an account of its own. */
export function startAt(time: Date): void {
  timers.clear();
  now = time.getTime();
}

installVirtualClock();
