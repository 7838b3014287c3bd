/** What the browser judges by: the statements of the construct, and the answers of the command. */
import { Duration, aws_iam as iam } from 'aws-cdk-lib';
import { synthesizedPolicies } from '../../../access/matrix/synthesized-policies';
import { EXAMPLE_ACCOUNTS } from '../../../access/requests/example-account';
import { OPTIONS, rulesOfOptions, rulesOfTemplate, statementsOf } from '../../../cli/impact/page-options';
import { alikeCallsOf } from '../../../impact/report/alike-calls';
import { packed, unpacked } from '../../../impact/report/packed-facts';
import { impactReport } from '../../../impact/report/report';
import { causesOf, found, judged, alikeCallsOfUser, usersWith } from '../../../page/impact/judged';
import { codeOf, rulesOf } from '../../../page/impact/rules';
import { MfaEnforcement, RequireMfaPolicy, type RequireMfaPolicyProps } from '../../../src';
import { type PolicyStatement, UNKNOWN_NAME } from '../../../src/private/impact/rules/policy-statement';
import { iam as iamCall, key, record, session } from '../../impact/records';
import { Tally } from '../../impact/tally';

type Mode = keyof typeof MfaEnforcement;

const MODES = ['CONSOLE_ONLY', 'ALL_REQUESTS'] as const;
const DATA = { ...rulesOfOptions(MODES), options: OPTIONS };
const DEFAULTS = OPTIONS.map(() => 0);

/** Each choice of each option alone, and the last choices of all. */
const CHOICES = [DEFAULTS, ...OPTIONS.flatMap(({ values }, option) =>
  [...values.keys()].slice(1).map((choice) => DEFAULTS.map((_, index) => index === option ? choice : 0))),
OPTIONS.map(({ values }) => values.length - 1)];

function construct(mode: Mode, choices: readonly number[], allowActions: string[] = []): readonly PolicyStatement[] {
  const { maxMfaAgeSeconds, ...props } = Object.assign({}, ...OPTIONS.map(({ values, isConsoleOnly }, index) => values[isConsoleOnly && mode === 'ALL_REQUESTS' ? 0 : choices[index]]));
  const maxMfaAge = maxMfaAgeSeconds === undefined ? undefined : Duration.seconds(maxMfaAgeSeconds);
  const [policy] = Object.values(synthesizedPolicies((stack) => {
    const group = iam.Group.fromGroupName(stack, 'Group', UNKNOWN_NAME);
    new RequireMfaPolicy(stack, 'Policy', { ...props as RequireMfaPolicyProps, maxMfaAge, allowActions, enforcement: MfaEnforcement[mode], groups: [group] });
  }, EXAMPLE_ACCOUNTS[0]));
  return policy.Statement;
}

/** No verdict asks for the account of a policy, or for the order of its ARNs. */
function comparable(statements: readonly PolicyStatement[]): unknown {
  return JSON.parse(JSON.stringify(statements).replace(/(arn:aws:iam::)\d*:/g, '$1:'), (_, value) => Array.isArray(value) && typeof value[0] === 'string' ? value.sort() : value);
}

const RECORDS = [
  record(key('robot'), { eventTime: '2026-11-02T08:00:00Z' }), record(key('robot')), record(key('vendor'), { eventSource: 'sts.amazonaws.com', eventName: 'GetFederationToken' }),
  record(session('ann', 'false')), record(session('ann', 'true')), record(session('bob', 'false')), record(key('desk'), iamCall('UpdateLoginProfile', { userName: 'ann' })),
  record(key('robot'), { errorCode: 'AccessDenied' }),
];

function reportBy(policies: Record<string, readonly PolicyStatement[]>) {
  const tally = new Tally();
  RECORDS.forEach((one) => tally.add(one));
  return impactReport(tally.facts(), policies);
}

const LOGS = unpacked(JSON.parse(JSON.stringify(packed(reportBy({}).users.map((user) => ({ ...user, notes: [`notes of ${user.user}`] }))))));
const ofBrowser = (mode: Mode, choices = DEFAULTS, allowActions: string[] = []) => judged(LOGS, rulesOf(DATA, mode, { choices, allowActions }));

describe.each(MODES)('%s', (mode) => {
  test.each(CHOICES)('by the choices %#, the statements are those of the construct, and the counts those of the command', (...choices) => {
    const inMode = choices.map((choice, index) => OPTIONS[index].isConsoleOnly && mode === 'ALL_REQUESTS' ? 0 : choice);
    const statements = construct(mode, choices);
    expect(comparable(statementsOf(mode, inMode))).toEqual(comparable(statements));
    const { counts, users } = reportBy({ it: statements });
    const browser = ofBrowser(mode, choices);
    expect(browser.counts).toEqual(counts.it);
    users.forEach((user) => {
      const one = browser.users.find(({ of }) => of.user === user.user)!;
      expect(one.counts).toEqual(user.counts.it);
      expect(alikeCallsOfUser(browser, one.of)).toEqual(alikeCallsOf(user, 'it'));
    });
  });

  test.each([[['ec2:Describe*']], [['EC2:describevolumes', 's3:GetObject']], [['s3:*']]])('allows %j as the construct does', (allowActions) => {
    expect(ofBrowser(mode, DEFAULTS, allowActions).counts).toEqual(reportBy({ it: construct(mode, DEFAULTS, allowActions) }).counts.it);
    const old = CHOICES[CHOICES.length - 2];
    expect(ofBrowser(mode, old, allowActions).counts).toEqual(reportBy({ it: construct(mode, old, allowActions) }).counts.it);
  });
});

test('a policy of a template has its own rules, and no options', () => {
  const policies = { One: construct('ALL_REQUESTS', DEFAULTS), Two: [{ Effect: 'Deny', Action: 'sts:GetFederationToken', Resource: '*' }] };
  const data = { ...rulesOfTemplate(policies), options: [] };
  const { counts } = reportBy(policies);
  ['One', 'Two'].forEach((name) => expect(judged(LOGS, rulesOf(data, name, { choices: [], allowActions: [] })).counts).toEqual(counts[name]));
  expect(judged(LOGS, rulesOf(data, 'Two', { choices: [], allowActions: [] })).verdicts).toContainEqual({ answer: 'stops', sid: 'statement 1', evenWithMfa: true });
});

test('calls of several users that are alike are told together, with their number of users', () => {
  const causes = causesOf(ofBrowser('CONSOLE_ONLY'));
  expect(causes[0]).toMatchObject({ users: 2, alike: { calls: 2, answer: 'stops', sid: 'DenyAllButEnrollmentWithoutMfa', actions: [{ action: 'ec2:DescribeVolumes', calls: 2 }] } });
  expect(usersWith(ofBrowser('CONSOLE_ONLY'), 'stops')).toBe(4);
  expect(causesOf(ofBrowser('ALL_REQUESTS')).find(({ alike }) => alike.actions.some(({ action }) => action === 'ec2:DescribeVolumes') && alike.situation === 'with an access key'))
    .toMatchObject({ users: 1, alike: { calls: 2, firstDay: '2026-11-02', lastDay: '2026-11-03' } });
});

test('the example of calls of several users is one of the most frequent', () => {
  const tally = new Tally();
  const calls = [key('a'), key('b'), key('b')].map((identity, index) => record(identity, { eventName: index === 0 ? 'RunInstances' : 'StopInstances', eventID: `${index}` }));
  calls.forEach((one) => tally.add(one));
  const { users } = impactReport(tally.facts(), {});
  const byName = [...users].sort((one, other) => one.user < other.user ? -1 : 1);
  const logs = unpacked(packed(byName.map((user) => ({ ...user, notes: [] }))));
  const [{ alike: { actions: [first], example } }] = causesOf(judged(logs, rulesOf(DATA, 'ALL_REQUESTS', { choices: DEFAULTS, allowActions: [] })));
  expect([first.action, example]).toEqual(['ec2:StopInstances', '1']);
});

test.each([['ann', ['ann']], ['  NOTES of ro', ['robot']], ['federationtoken', ['vendor']], ['WaysInto', ['vendor', 'desk']], ['', ['vendor', 'ann', 'bob', 'desk', 'robot']], ['nobody', []]])(
  'a search for %j finds names, notes, actions and statements', (words, names) => {
    expect(found(ofBrowser('CONSOLE_ONLY'), words).map(({ of }) => of.user).sort()).toEqual([...names].sort());
  });

test('a search for an action finds nobody for whom it keeps working', () => {
  const [console, all] = (['CONSOLE_ONLY', 'ALL_REQUESTS'] as const).map((mode) => found(ofBrowser(mode), 'DescribeVolumes').map(({ of }) => of.user).sort());
  expect(console).toEqual(['ann', 'bob']);
  expect(all).toEqual(['ann', 'bob', 'robot']);
});

test('the code to paste has what differs from the defaults, and what the mode takes', () => {
  const picked = { choices: OPTIONS.map(({ values }) => values.length - 1), allowActions: ['s3:GetObject'] };
  expect(codeOf(DATA, 'CONSOLE_ONLY', { choices: DEFAULTS, allowActions: [] })).toBe('new RequireMfaPolicy(this, \'RequireMfa\', {\n  enforcement: MfaEnforcement.CONSOLE_ONLY,\n});');
  expect(codeOf(DATA, 'CONSOLE_ONLY', picked)).toContain('  credentialsRequiringMfa: Object.values(UserCredential),\n  maxMfaAge: Duration.minutes(720),\n  allowActions: [\'s3:GetObject\'],\n');
  expect(codeOf(DATA, 'ALL_REQUESTS', picked)).toContain('  allowAwsServiceCalls: false,\n');
  expect(codeOf(DATA, 'ALL_REQUESTS', picked)).not.toMatch(/Federation|Administration|credentials/);
});
