/** What the function does under load, in numbers: an IAM that answers after 50 ms, and refuses anyone who asks too much. Time is virtual. */
import { type Iam, http } from './chaotic-iam';
import { type Lambda, Run, setOptions } from './lambda';
import { Random } from './random';
import { batchOf } from './scenario';
import { LATENCY_MS, tokenBucket } from '../../../bench/reconcile/simulated-iam';
import { startAt } from '../../../bench/reconcile/virtual-clock';
import { Account, GROUP_NAME, NOW, OPTIONS, POLICY_ARN, user } from '../account';
import { FakeIam, error } from '../fake-iam';

const sleep = async (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface Load {
  readonly run: Run;
  readonly seconds: number;
  readonly calls: number;
  readonly account: Account;
}

/** One whole run. */
export async function load(lambda: Lambda, account: Account, refuses: () => boolean = () => false): Promise<Load> {
  begin();
  const iam = new LoadedIam(account, refuses);
  const run = new Run();
  await lambda.invoke({ policyArn: POLICY_ARN }, iam, run, () => undefined);
  return { run, seconds: (run.ended! - run.begun) / 1000, calls: iam.answered, account };
}

export interface Storm {
  readonly runs: readonly Run[];
  /** The longest that a new user was free. */
  readonly freeSeconds: number;
  /** The part of others' calls that IAM refused. */
  readonly refused: number;
}

/**
 * New users come, with two events each, while others call IAM as well. The queue is as the construct makes it.
 *
 * @param others calls a second
 */
export async function storm(lambda: Lambda, window: { seconds: number; atATime: number }, { newUsers, minutes, callsASecond, others }: {
  newUsers: number; minutes: number; callsASecond: number; others: number;
}): Promise<Storm> {
  begin();
  const account = new Account(Array.from({ length: 500 }, (_, index) => user(`old${index}`, { device: 'virtual' })));
  const refuses = bucket(callsASecond);
  const iam = new LoadedIam(account, refuses);
  const runs: Run[] = [];
  const waiting: { at: number; userName: string }[] = [];
  const end = Date.now() + 3 * minutes * 60_000;
  let refused = 0;
  let asked = 0;
  let held = 0;
  let freeMs = 0;
  const created = new Map<string, number>();

  const coming = (async () => {
    for (let index = 0; index < newUsers; index += 1) {
      const userName = `new${index}`;
      account.users.set(userName, user(userName, { created: new Date(), signedIn: false }));
      created.set(userName, Date.now());
      waiting.push({ at: Date.now(), userName }, { at: Date.now(), userName });
      await sleep(minutes * 60_000 / newUsers);
    }
  })();
  const working = async (): Promise<void> => {
    while (held < newUsers && Date.now() < end) {
      const [first] = waiting;
      if (first === undefined || Date.now() < first.at + window.seconds * 1000) {
        await sleep(500);
        continue;
      }
      const run = new Run(new Set());
      runs.push(run);
      await lambda.invoke(batchOf(waiting.splice(0).map(({ userName }) => userName)), iam, run, (_, action, name) => {
        held += action === 'AddUserToGroup' ? 1 : 0;
        freeMs = Math.max(freeMs, Date.now() - created.get(name)!);
      });
    }
  };
  const asking = (async () => {
    while (held < newUsers && Date.now() < end) {
      await sleep(1000 / others);
      asked += 1;
      refused += refuses() ? 1 : 0;
    }
  })();
  await Promise.all([coming, asking, ...Array.from({ length: window.atATime }, working)]);
  return { runs, freeSeconds: held < newUsers ? Infinity : freeMs / 1000, refused: refused / asked };
}

/** What Lambda waits before it repeats a failed asynchronous run. */
const WAITS_MS = [60_000, 120_000];

/**
 * Runs on a schedule, of which each fails, because IAM never tells of the devices of one user. Overlapping runs share the rate of IAM.
 *
 * @param retries how often Lambda repeats a failed run
 */
export async function schedule(lambda: Lambda, account: Account, { starts, minutes, retries, callsASecond, broken }: {
  starts: number; minutes: number; retries: number; callsASecond: number; broken: string;
}): Promise<readonly Run[]> {
  begin();
  const iam = new LoadedIam(account, bucket(callsASecond), broken);
  const all: Run[] = [];
  await Promise.all(Array.from({ length: starts }, async (_, index) => {
    await sleep(index * minutes * 60_000);
    for (const wait of [0, ...WAITS_MS.slice(0, retries)]) {
      await sleep(wait);
      const run = new Run();
      all.push(run);
      await lambda.invoke({ policyArn: POLICY_ARN }, iam, run, () => undefined);
      if (run.failure === undefined) {
        return;
      }
    }
  }));
  return all;
}

/** Refuses those calls that are over the rate, of all who ask together. */
export function bucket(callsASecond: number): () => boolean {
  const takes = tokenBucket(callsASecond);
  return () => !takes();
}

/** Refuses this part, as if others used IAM up. */
export function part(share: number): () => boolean {
  const random = new Random(1);
  return () => random.chance(share);
}

function begin(): void {
  startAt(NOW);
  const dice = new Random(1);
  Math.random = () => dice.next();
  setOptions({ ...OPTIONS, groupName: GROUP_NAME });
}

class LoadedIam implements Iam {
  public answered = 0;

  /** @param broken a user of whose devices IAM never tells */
  public constructor(private readonly account: Account, private readonly refuses: () => boolean, private readonly broken?: string) {}

  public readonly answer: Iam['answer'] = async (body, _met, _by, beforeChange) => {
    await sleep(LATENCY_MS);
    if (this.refuses()) {
      return http(error(400, 'Throttling', 'Rate exceeded'));
    }
    this.answered += 1;
    const parameters = new URLSearchParams(body);
    if (parameters.get('Action') === 'ListMFADevices' && parameters.get('UserName') === this.broken) {
      return http(error(403, 'AccessDenied', 'not authorized'));
    }
    if (parameters.get('Action') === 'AddUserToGroup') {
      beforeChange('AddUserToGroup', parameters.get('UserName')!);
    }
    return http(await new FakeIam(this.account).respond(body));
  };
}
