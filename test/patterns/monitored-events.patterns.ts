/** The patterns of MfaMonitoring, from a synthesized template, against events, by evaluators that this project did not write. */
import { Stack, aws_iam as iam, aws_logs as logs } from 'aws-cdk-lib';
import { API_CALLS, MEMBERSHIP_CALLS, OF_ANOTHER_ACCOUNT, OURS, Publisher, apiCall } from './api-calls';
import { DeployedRule, filtersOf, membershipRules, rulesOf } from './deployed';
import { FINDINGS, SIGN_INS } from './events';
import { EventQuestion, judgeEvents, judgeFilters } from './judge';
import { REFUSALS } from './refusals';
import { MfaConfigRule } from '../../src';


const trailLogGroup = (stack: Stack) => logs.LogGroup.fromLogGroupName(stack, 'Trail', 'trail');
const FILTERS = filtersOf((stack) => ({ trailLogGroup: trailLogGroup(stack) }));
const ALL_GROUPS = rulesOf((stack) => ({ trailLogGroup: trailLogGroup(stack) }));
const NAMED_GROUP = rulesOf((stack) => ({ trailLogGroup: trailLogGroup(stack), enforcedGroups: [iam.Group.fromGroupName(stack, 'Group', 'Developers')] }));
const { Findings } = rulesOf(() => ({ configRules: [MfaConfigRule.USERS_WITHOUT_MFA], notifyOfChanges: false }));

function expectMatches(cases: [string, boolean, EventQuestion][]): void {
  const answers = judgeEvents(cases.map(([, , question]) => question));
  expect(cases.map(([what], index) => [what, answers[index]])).toEqual(cases.map(([what, matches]) => [what, matches]));
}

function expectCounted(filterPattern: string, records: [string, boolean, object][]): void {
  const answers = judgeFilters(records.map(([, , event]) => ({ event, filterPattern })));
  expect(records.map(([what], index) => [what, answers[index]])).toEqual(records.map(([what, matches]) => [what, matches]));
}

/** For each term of a filter, whether it stays right for all records without the term. */
function termsNotMissed(filter: string, records: [string, boolean, object][]): boolean[] {
  const terms = filter.slice(1, -1).trim().split(' && ');
  const without = terms.map((term) => `{ ${terms.filter((other) => other !== term).join(' && ')} }`);
  return without.map((filterPattern) => judgeFilters(records.map(([, , event]) => ({ event, filterPattern })))
    .every((answer, index) => answer === records[index][1]));
}

describe('the alarm on sign-ins', () => {
  test('hears of console sign-ins of IAM users without MFA, and of no others', () => {
    expectCounted(FILTERS.ConsoleSignIns, SIGN_INS);
  });

  test('needs each term of its pattern, but one', () => {
    // AWS writes ConsoleLogin into responseElements of no other event, so the name of the event is the one that the others imply.
    expect(termsNotMissed(FILTERS.ConsoleSignIns, SIGN_INS)).toEqual([true, false, false, false]);
  });
});

describe('the alarm on refused requests', () => {
  test('hears of what our policies refuse, in each form of the message, and of nothing else', () => {
    expectCounted(FILTERS.RefusedRequests, REFUSALS);
  });

  test('needs each term of its pattern', () => {
    expect(termsNotMissed(FILTERS.RefusedRequests, REFUSALS)).toEqual([false, false]);
  });
});

/** The rules that publish each call. */
function publishers(rules: Record<string, DeployedRule>, calls: [string, object][]): [string, string][] {
  const ids = Object.keys(rules);
  const answers = judgeEvents(calls.flatMap(([, event]) => ids.map((id) => ({ event, eventPattern: rules[id].eventPattern }))));
  // Some rules are several, because a pattern holds so many names: AlarmChanges2 is AlarmChanges.
  return calls.map(([what], index) => [what, ids.filter((_, offset) => answers[index * ids.length + offset]).map((id) => id.replace(/\d$/, '')).join(' and ') || 'nobody']);
}

describe('each call is published by one rule, or by none', () => {
  const expected = (of: 'all' | 'named'): [string, Publisher][] => API_CALLS.map(([what, publisher]) => [what, publisher[of]]);

  const all = API_CALLS.map(([what, , event]): [string, object] => [what, event]);

  test('of all groups', () => {
    expect(publishers(ALL_GROUPS, all)).toEqual(expected('all'));
  });

  test('of named groups, whatever the case of the names', () => {
    expect(publishers(NAMED_GROUP, all)).toEqual(expected('named'));
  });

  test('of more groups than fit into one pattern', () => {
    const names = Array.from({ length: 17 }, (_, index) => `group-${index}`);
    const groups = (stack: Stack) => names.map((name) => iam.Group.fromGroupName(stack, name, name));
    const rules = Object.values(rulesOf((stack) => ({ configRules: [], enforcedGroups: groups(stack) })));
    const calls = [
      ...names.flatMap((groupName) => ['DeleteGroup', 'PutGroupPolicy'].map((eventName) => apiCall({ eventName, requestParameters: { groupName } }))),
      apiCall({ eventName: 'DeleteLoginProfile', requestParameters: { userName: 'ann' } }),
      apiCall({ eventName: 'CreatePolicyVersion', requestParameters: { policyArn: OURS } }),
      ...rules.map((_, index) => apiCall({ eventName: 'DisableRule', service: 'events', requestParameters: { name: `rule-${index}` } })),
    ];
    // CloudFormation fills in the names of the rules: those of all but the rules on tampering, which come last.
    const logicalIds = [...new Set(JSON.stringify(rules).match(/Monitoring\w+/g))];
    const patterns = rules.map(({ eventPattern }) => JSON.parse(
      logicalIds.reduce((json, id, index) => json.replaceAll(`"${id}"`, `"rule-${index}"`), JSON.stringify(eventPattern))));
    const answers = judgeEvents(calls.flatMap((event) => patterns.map((eventPattern) => ({ event, eventPattern }))));
    const published = calls.map((_, call) => patterns.filter((__, rule) => answers[call * patterns.length + rule]).length);
    expect(published).toEqual([...Array(2 * names.length + 2).fill(1), ...rules.map((_, index) => index < logicalIds.length ? 1 : 0)]);
    expect([rules.length, logicalIds.length]).toEqual([11, 9]);
  });

  test('of the policies of another partition', () => {
    const { Changes } = rulesOf(() => ({}), 'aws-cn');
    const ofChina = OURS.replace('arn:aws:', 'arn:aws-cn:');
    expectMatches([
      ['theirs', false, { eventPattern: Changes.eventPattern, event: apiCall({ eventName: 'DeletePolicy', requestParameters: { policyArn: OURS } }) }],
      ['ours', true, { eventPattern: Changes.eventPattern, event: apiCall({ eventName: 'DeletePolicy', requestParameters: { policyArn: ofChina } }) }],
    ]);
  });
});

test('changes of what a ForceMfaGroup is made of are published by one rule, or by none', () => {
  expect(publishers(membershipRules(), MEMBERSHIP_CALLS.map(([what, , event]) => [what, event])))
    .toEqual(MEMBERSHIP_CALLS.map(([what, publisher]) => [what, publisher]));
});

test('nothing of another account is published', () => {
  expect(publishers(ALL_GROUPS, OF_ANOTHER_ACCOUNT)).toEqual(OF_ANOTHER_ACCOUNT.map(([what]) => [what, 'nobody']));
});

test('findings of the rules are published, once they are bad', () => {
  // CloudFormation fills in the name of the rule.
  const eventPattern = JSON.parse(JSON.stringify(Findings.eventPattern).replace(/"MonitoringUsersWithoutMfa\w+"/, '"ours"'));
  expectMatches(FINDINGS.map(([what, matches, event]) => [what, matches, { event, eventPattern }]));
});
