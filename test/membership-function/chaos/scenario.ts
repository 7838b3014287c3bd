/** Some hours in the life of an account, by a seed: runs, others who change things just then, and weather. */
import { ChaoticIam, LAG_MS, WEATHER } from './chaotic-iam';
import { type Lambda, Run, setOptions } from './lambda';
import { Promises } from './promises';
import { Random } from './random';
import { ATTACH, CAUSES, DETACH, SimulatedAccount } from './simulated-account';
import { startAt } from '../../../bench/reconcile/virtual-clock';
import type { ForceMfaOptions } from '../../../src/membership-function/environment';
import { Account, type AccountUser, HOUR, NOW, OPTIONS, POLICY_ARN, user } from '../account';

const USERS = 9;
const ROUNDS = 3;
/** In which others change things, around the beginning of a run. */
const BUSY_MS = 6_000;
const CHANGES = 5;
const INTERVAL_MS = 900_000;

const sleep = async (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Plays it, and returns what was wrong. */
export async function play(lambda: Lambda, seed: number): Promise<string[]> {
  startAt(NOW);
  const random = new Random(seed);
  const dice = new Random(seed + 1_000_003);
  Math.random = () => dice.next(); // The function's own.
  const iamIsAhead = random.pick([0, 0, 0, 60_000, -60_000]);
  const options = optionsBy(random);
  const simulated = new SimulatedAccount(accountBy(random, iamIsAhead), iamIsAhead);
  const iam = new ChaoticIam(simulated, random);
  const promises = new Promises(simulated, options, iamIsAhead, iam.markers === 'positions');
  setOptions(options);

  const invoke = async (event: unknown, only?: ReadonlySet<string>): Promise<void> => {
    const run = new Run(only);
    await lambda.invoke(event, iam, run, (by, action, name) => promises.beforeChange(by, action, name));
    promises.afterRun(run);
  };

  for (let round = 0; round < ROUNDS; round += 1) {
    iam.turn(random.pick(WEATHER));
    const events: string[] = [];
    (random.chance(0.15) ? DETACH : ATTACH)(simulated, '', random);
    const whole = sleep(BUSY_MS).then(async () => invoke({ policyArn: POLICY_ARN }));
    await Promise.all(Array.from({ length: CHANGES }, async () => {
      await sleep(random.between(0, 1.5 * BUSY_MS));
      const [event, cause] = random.pick(CAUSES);
      const name = nameOf(Math.floor(random.between(0, USERS + 2)));
      cause(simulated, name, random);
      if (event !== undefined) {
        events.push(random.chance(0.3) ? name.toUpperCase() : name);
      }
    }));
    if (events.length > 0 && random.chance(0.7)) {
      await sleep(random.between(LAG_MS, 2 * LAG_MS));
      await invoke(batchOf(events), new Set(events.map((name) => name.toLowerCase())));
    }
    await whole;
    await sleep(INTERVAL_MS - 2 * BUSY_MS);
  }

  iam.turn('fine');
  ATTACH(simulated, '', random);
  await sleep(2 * LAG_MS);
  await invoke({ policyArn: POLICY_ARN });
  return [...new Set(promises.broken)];
}

/** As Lambda takes it from the queue. */
export function batchOf(userNames: readonly string[]): object {
  return { Records: userNames.map((userName) => ({ attributes: { SentTimestamp: `${Date.now()}` }, body: JSON.stringify({ policyArn: POLICY_ARN, detail: { requestParameters: { userName } } }) })) };
}

const nameOf = (index: number): string => `User${index}`;

function optionsBy(random: Random): ForceMfaOptions {
  return {
    ...OPTIONS,
    scope: random.pick(['CONSOLE_USERS', 'CONSOLE_USERS', 'ALL_USERS']),
    exemptUsers: random.chance(0.5) ? [nameOf(0).toUpperCase()] : [],
    pathPrefix: random.pick(['/', '/staff/']),
    gracePeriodSeconds: random.pick([0, 0, HOUR]),
    intervalMinutes: 15,
  };
}

function accountBy(random: Random, iamIsAhead: number): Account {
  const users = Array.from({ length: USERS }, (_, index): AccountUser => {
    const password = random.chance(0.7);
    return user(nameOf(index), {
      path: random.pick(['/staff/', '/staff/', '/']),
      created: new Date(Date.now() + iamIsAhead - random.between(0, 2 * HOUR * 1000)),
      device: random.pick([undefined, undefined, 'virtual', 'other']),
      password,
      signedIn: password && random.chance(0.7),
      otherGroups: random.chance(0.1) ? 10 : 0,
    });
  });
  return new Account(users, users.filter(({ otherGroups }) => otherGroups < 10 && random.chance(0.4)).map(({ name }) => name));
}
