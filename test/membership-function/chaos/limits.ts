/** Loads that the function must bear, and how well. */
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Lambda } from './lambda';
import { type Load, load, part, schedule, storm } from './load';
import { ForceMfaGroup } from '../../../src/index';
import { Account, type AccountUser, user } from '../account';

interface Limit {
  readonly what: string;
  readonly value: number;
  readonly atMost: number;
}

/** Each that is not kept, in words, after all have been printed. */
export async function checkLimits(lambda: Lambda, scheduledRuns: number): Promise<string[]> {
  const limits = [
    ...await quota(lambda),
    ...await noPasswords(lambda),
    ...await machines(lambda),
    ...await manyRefusals(lambda),
    ...await events(lambda),
    ...await overlaps(lambda, scheduledRuns),
  ];
  limits.forEach(({ what, value, atMost }) => console.log(`${value <= atMost ? 'kept' : 'NOT KEPT'}: ${what}: ${value.toFixed(3)}, at most ${atMost}`));
  return limits.filter(({ value, atMost }) => value > atMost).map(({ what, value, atMost }) => `${what}: ${value}, at most ${atMost}`);
}

function people(count: number, traits: (index: number) => Partial<AccountUser>): Account {
  return new Account(Array.from({ length: count }, (_, index) => user(`user${index}`, traits(index))));
}

const failed = (what: string, { run }: Load): Limit => ({ what: `${what}: runs that failed`, value: run.failure === undefined ? 0 : 1, atMost: 0 });

async function quota(lambda: Lambda): Promise<Limit[]> {
  const what = '2,000 users, 200 of them in ten groups';
  const one = await load(lambda, people(2_000, (index) => index % 10 === 0 ? { otherGroups: 10 } : { device: 'virtual' }));
  return [failed(what, one), { what: `${what}: seconds`, value: one.seconds, atMost: 60 }];
}

async function noPasswords(lambda: Lambda): Promise<Limit[]> {
  const what = '600 users without a password, every third call refused';
  let calls = 0;
  return [failed(what, await load(lambda, people(600, () => ({ password: false })), () => ++calls % 3 === 0))];
}

async function machines(lambda: Lambda): Promise<Limit[]> {
  const what = '1,000 users, 96 % of them machines, 30 % of all calls refused';
  const one = await load(lambda, people(1_000, (index) => index % 25 === 0 ? { device: 'virtual' } : { password: false }), part(0.3));
  // One call each, and the lists.
  return [failed(what, one), { what: `${what}: calls`, value: one.calls, atMost: 960 + 5 }, { what: `${what}: seconds`, value: one.seconds, atMost: 300 }];
}

async function manyRefusals(lambda: Lambda): Promise<Limit[]> {
  const what = '5,000 users, 1,750 of them looked at, 30 % of all calls refused';
  const one = await load(lambda, people(5_000, (index) => ({ device: index % 20 < 13 ? 'virtual' : 'other' })), part(0.3));
  return [failed(what, one), { what: `${what}: seconds`, value: one.seconds, atMost: 600 }];
}

/** docs/force-mfa-group.md says them, and a test compares. */
export const STORM = { newUsers: 300, minutes: 2, freeSeconds: 45, refused: 0.01, runs: 5 };

async function events(lambda: Lambda): Promise<Limit[]> {
  const what = '600 events of 300 new users in two minutes';
  const { newUsers, minutes } = STORM;
  const { freeSeconds, refused, runs } = await storm(lambda, { seconds: 30, atATime: 2 }, { newUsers, minutes, callsASecond: 20, others: 4 });
  return [
    { what: `${what}: seconds that a new user is free`, value: freeSeconds, atMost: STORM.freeSeconds },
    { what: `${what}: part of others' calls that is refused`, value: refused, atMost: STORM.refused },
    { what: `${what}: runs`, value: runs.length, atMost: STORM.runs },
    { what: `${what}: runs that failed`, value: runs.filter(({ failure }) => failure).length, atMost: 0 },
  ];
}

/** A run takes eight minutes, and one user fails in each. */
async function overlaps(lambda: Lambda, starts: number): Promise<Limit[]> {
  const runs = await schedule(lambda, people(2_000, () => ({ device: 'other' })), { starts, minutes: 15, retries: retries(), callsASecond: 4, broken: 'user7' });
  const cut = runs.filter(({ failure }) => failure?.message.includes('stopped with'));
  return [{ what: `${starts} scheduled runs, in each of which a user fails: runs that did not reach everybody`, value: cut.length, atMost: 0 }];
}

/** How often Lambda repeats a failed run, as the construct deploys the function. */
function retries(): number {
  const stack = new Stack(new App(), 'Stack');
  new ForceMfaGroup(stack, 'Group');
  const [config] = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::EventInvokeConfig'));
  return config?.Properties.MaximumRetryAttempts ?? 2;
}
