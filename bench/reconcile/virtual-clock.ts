/**
 * Time that passes only while everything waits: ten minutes of waiting for IAM take seconds, and are the same ten
 * minutes on a busy machine.
 *
 * To import this file is to install it. It comes before the AWS SDK, which keeps the timer that it finds.
 */

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Turns of the event loop after which nothing is on its way that could still set an earlier timer. */
const QUIET_TURNS = 3;

function installVirtualClock(): void {
  let now = Date.now();
  let pumping = false;
  const timers = new Set<Timer>();

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
    const timer = { at: now + Math.max(1, ms), run: () => callback(...args), ref: () => timer, unref: () => timer };
    timers.add(timer);
    if (!pumping) {
      void pump();
    }
    return timer;
  };

  globalThis.setTimeout = set as unknown as typeof setTimeout;
  globalThis.clearTimeout = ((timer: Timer) => void timers.delete(timer)) as unknown as typeof clearTimeout;
  Date.now = () => now;
}

installVirtualClock();
