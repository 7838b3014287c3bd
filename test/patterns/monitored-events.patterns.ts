/** The patterns of MfaMonitoring, from a synthesized template, against events, by evaluators that this project did not write. */
import { App, Stack, aws_iam as iam, aws_logs as logs } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { FINDINGS, IAM_CALLS, SIGN_INS } from './events';
import { Question, judge } from './judge';
import { MfaConfigRule, MfaMonitoring, MfaMonitoringProps } from '../../src';

jest.setTimeout(300_000); // The first run installs the evaluators.

function resourcesOf(type: string, props: (stack: Stack) => MfaMonitoringProps): any[] {
  const stack = new Stack(new App(), 'Stack', { env: { region: 'us-east-1' } });
  new MfaMonitoring(stack, 'Monitoring', props(stack));
  return Object.values(Template.fromStack(stack).findResources(type)).map(({ Properties }) => Properties);
}

const [{ FilterPattern: FILTER_PATTERN }] = resourcesOf('AWS::Logs::MetricFilter', (stack) => ({
  trailLogGroup: logs.LogGroup.fromLogGroupName(stack, 'Trail', 'trail'),
}));
const changes = (props: (stack: Stack) => MfaMonitoringProps): object => resourcesOf('AWS::Events::Rule', (stack) => ({ configRules: [], ...props(stack) }))[0].EventPattern;
const ALL_GROUPS = changes(() => ({}));
const NAMED_GROUP = changes((stack) => ({ enforcedGroups: [iam.Group.fromGroupName(stack, 'Group', 'developers')] }));
const [{ EventPattern: COMPLIANCE }] = resourcesOf('AWS::Events::Rule', () => ({ configRules: [MfaConfigRule.USERS_WITHOUT_MFA], notifyOfChanges: false }));
/** CloudFormation fills in the name of the rule. */
const FINDINGS_PATTERN = { ...COMPLIANCE, detail: { ...COMPLIANCE.detail, configRuleName: ['ours'] } };

function expectMatches(cases: [string, boolean, Question][]): void {
  const answers = judge(cases.map(([, , question]) => question));
  expect(cases.map(([what], index) => [what, answers[index]])).toEqual(cases.map(([what, matches]) => [what, matches]));
}

test('the alarm hears of console sign-ins of IAM users without MFA, and of no others', () => {
  expectMatches(SIGN_INS.map(([what, matches, event]) => [what, matches, { event, filterPattern: FILTER_PATTERN }]));
});

test('each term of the filter pattern is missed when it is taken out', () => {
  const terms = FILTER_PATTERN.slice(1, -1).trim().split(' && ') as string[];
  expect(terms).toHaveLength(4);
  const without = terms.map((term) => `{ ${terms.filter((other) => other !== term).join(' && ')} }`);
  // AWS writes ConsoleLogin into responseElements of no other event, so the name of the event is the one that the others imply.
  const missed = without.map((filterPattern) => judge(SIGN_INS.map(([, , event]) => ({ event, filterPattern })))
    .some((answer, index) => answer !== SIGN_INS[index][1]));
  expect(missed).toEqual([false, true, true, true]);
});

test('changes of devices, login profiles and the enforcement are published, of all groups', () => {
  expectMatches(IAM_CALLS.map(([what, { all }, event]) => [what, all, { event, eventPattern: ALL_GROUPS }]));
});

test('changes of named groups are published, and of no others', () => {
  expectMatches(IAM_CALLS.map(([what, { named }, event]) => [what, named, { event, eventPattern: NAMED_GROUP }]));
});

test('findings of the rules are published, once they are bad', () => {
  expectMatches(FINDINGS.map(([what, matches, event]) => [what, matches, { event, eventPattern: FINDINGS_PATTERN }]));
});
