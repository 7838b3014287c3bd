import type { IAMClient } from '@aws-sdk/client-iam';
import { naive } from './naive';
import { type Mix, accountOf, floorOf, simulatedIam } from './simulated-iam';
import { IamDirectory } from '../../src/membership-function/iam-directory';
import { reconcile } from '../../src/membership-function/reconcile';
import { AdaptiveRetryStrategy } from '../../src/membership-function/retry-strategy';
import { problemOf } from '../../src/membership-function/summary';
import { GROUP_NAME, NOW, OPTIONS } from '../../test/membership-function/account';

export interface Case {
  readonly algorithm: 'ours' | 'naive';
  readonly users: number;
  readonly mix: Mix;
  /** On the first run nobody is a member yet, on any other all are who belong. */
  readonly first: boolean;
  readonly callsASecond: number;
}

export interface Measurement {
  readonly calls: number;
  readonly throttled: number;
  readonly floor: number;
  /** Virtual. */
  readonly seconds: number;
  /** Real. */
  readonly cpuSeconds: number;
  /** Of the heap, above what it was at the start; the simulated answers are in it. */
  readonly peakMb: number;
  /** Of the whole process at its peak, with Node.js, the SDK, the compiler of TypeScript and the simulated account. */
  readonly processMb: number;
}

/** The SDK's own way, which is the best that the script can be given. */
const NAIVE = { retryMode: 'adaptive', maxAttempts: 8 } as const;

export async function measure({ algorithm, users, mix, first, callsASecond }: Case): Promise<Measurement> {
  const account = accountOf(users, mix);
  if (first) {
    account.members.clear();
  }
  const right = account.belonging(OPTIONS);
  const floor = floorOf(account);
  const { iam, traffic } = simulatedIam(account, callsASecond);
  // Each with its own client, but for the connection.
  const client = iam.client(algorithm === 'ours' ? { retryStrategy: new AdaptiveRetryStrategy() } : NAIVE);

  global.gc!();
  const before = process.memoryUsage().heapUsed;
  let peak = before;
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().heapUsed);
  }, 5);
  const begun = Date.now();
  const cpu = process.cpuUsage();
  await (algorithm === 'ours' ? ours(client) : naive(client, GROUP_NAME));
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (Date.now() - begun) / 1000;
  clearInterval(sampling);

  if (account.membership().join() !== right.join()) {
    throw new Error(`${algorithm} left the group wrong`);
  }
  return {
    calls: traffic.answered,
    throttled: traffic.throttled,
    floor,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    peakMb: (peak - before) / 2 ** 20,
    processMb: process.resourceUsage().maxRSS / 2 ** 10,
  };
}

async function ours(client: IAMClient): Promise<void> {
  const { signal } = new AbortController();
  const directory = new IamDirectory(client, GROUP_NAME, signal);
  const summary = await reconcile(directory, OPTIONS, { now: NOW, signal, log: () => undefined });
  const problem = problemOf(summary);
  if (problem !== undefined) {
    throw new Error(problem);
  }
}
