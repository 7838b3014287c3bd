import { Aws, Duration, Fn, Lazy, Stack, Token, aws_iam as iam, aws_logs as logs } from 'aws-cdk-lib';
import { ForceMfaGroupProps, ForceMfaScope, MfaEnforcement } from '../../../src/index';
import { SCOPES, fromEnvironment } from '../../../src/membership-function/environment';
import { forceMfaEnvironment, forceMfaWarnings, resolveForceMfaProps } from '../../../src/private/force-mfa/force-mfa-options';
import { refusal, testStack } from '../../helpers';

const check = (props: ForceMfaGroupProps, stack = testStack()) => resolveForceMfaProps('Stack/It', stack, props);
const inRegion = (region?: string) => testStack({ env: { region } });
const warningsOf = (props: ForceMfaGroupProps, stack: Stack = testStack()) => forceMfaWarnings(stack, check(props, stack)).map(({ id }) => id);
const names = (count: number) => Array.from({ length: count }, (_, index) => `user-${`${index}`.padStart(59, '0')}`);

const UNKNOWN_SECONDS = Duration.seconds(Token.asNumber(Aws.NO_VALUE));

test.each<[string, string, object]>([
  ['interval', '"899 seconds"', { interval: Duration.seconds(899) }],
  ['interval', '"14 minutes"', { interval: Duration.minutes(14) }],
  ['interval', '"721 minutes"', { interval: Duration.minutes(721) }],
  ['interval', '"930 seconds"', { interval: Duration.seconds(930) }],
  ['interval', '"an unresolved token"', { interval: UNKNOWN_SECONDS }],
  ['interval', '"60"', { interval: 60 }],
  ['interval', '"null"', { interval: null }],
  ['gracePeriod', '"0.5 seconds"', { gracePeriod: Duration.millis(500) }],
  ['gracePeriod', '"10000000000 seconds"', { gracePeriod: Duration.seconds(10_000_000_000) }],
  ['gracePeriod', '"an unresolved token"', { gracePeriod: UNKNOWN_SECONDS }],
  ['gracePeriod', '"P7D"', { gracePeriod: 'P7D' }],
  ['enforceFrom', '"2027-01-31"', { enforceFrom: '2027-01-31' }],
  ['enforceFrom', '"Invalid Date"', { enforceFrom: new Date('tomorrow') }],
  ['enforceFrom', `"${new Date(253402300800000)}"`, { enforceFrom: new Date(253402300800000) }],
  ['enforceFrom', `"${new Date('-000001-12-31')}"`, { enforceFrom: new Date('-000001-12-31') }],
  ['enforceFrom', '"1801353600000"', { enforceFrom: 1_801_353_600_000 }],
  ['enforceFrom', '"null"', { enforceFrom: null }],
  ['exemptUsers', '"ann"', { exemptUsers: 'ann' }],
  ['exemptUsers', '"an unresolved token"', { exemptUsers: Fn.split(',', Aws.STACK_NAME) }],
  ['exemptUsers[0]', '"staff/ann"', { exemptUsers: ['staff/ann'] }],
  ['exemptUsers[0]', '"arn:aws:iam::111111111111:user/ann"', { exemptUsers: ['arn:aws:iam::111111111111:user/ann'] }],
  ['exemptUsers[0]', '"an ARN that is a token"', { exemptUsers: [new iam.User(testStack(), 'Ann').userArn] }],
  ['exemptUsers[1]', '"ann bob"', { exemptUsers: ['ann', 'ann bob'] }],
  ['exemptUsers[0]', '"a*"', { exemptUsers: ['a*'] }],
  ['exemptUsers[0]', '""', { exemptUsers: [''] }],
  ['exemptUsers[0]', `"${'a'.repeat(65)}"`, { exemptUsers: ['a'.repeat(65)] }],
  ['exemptUsers[0]', 'nothing', { exemptUsers: [undefined] }],
  ['exemptUsers', '"58 names, which make 4547 bytes of environment variables"', { exemptUsers: names(58) }],
  ['exemptUsers', '"58 names, which make 4547 bytes of environment variables"', { exemptUsers: Array.from({ length: 58 }, () => Aws.STACK_NAME) }],
  ['logRetention', '42', { logRetention: 42 }],
  ['logRetention', '"ONE_YEAR"', { logRetention: 'ONE_YEAR' }],
  ['userPathPrefix', '"staff"', { userPathPrefix: 'staff' }],
  ['userPathPrefix', '"/staff/*/"', { userPathPrefix: '/staff/*/' }],
  ['userScope', '"EVERYBODY"', { userScope: 'EVERYBODY' }],
  ['enforcement', '"CONSOLE_ONLY"', { enforcement: 'CONSOLE_ONLY' }],
  ['groupName', '"team/without-mfa"', { groupName: 'team/without-mfa' }],
  ['groupName', '"without mfa"', { groupName: 'without mfa' }],
  ['groupName', 'null', { groupName: null }],
  ['path', '"/team"', { path: '/team' }],
])('fails when %s got %s', (prop, got, props) => {
  expect(() => check(props)).toThrow(refusal('Stack/It', prop, got));
});

test.each<ForceMfaGroupProps>([
  {},
  { interval: Duration.minutes(15) },
  { interval: Duration.hours(12) },
  { interval: Duration.seconds(960) },
  { gracePeriod: Duration.seconds(0) },
  { gracePeriod: Duration.days(90) },
  { enforceFrom: new Date('2027-01-31') },
  { enforceFrom: new Date('2027-01-31T09:00+02:00') },
  { enforceFrom: new Date('9999-12-31T23:59:59.999Z') },
  { exemptUsers: [] },
  { exemptUsers: ['a', 'break-glass', 'Ann.B+c=d,e@f_g', 'a'.repeat(64), Aws.STACK_NAME, '{{resolve:ssm:/iam/break-glass}}'] },
  { exemptUsers: names(51) },
  { logRetention: logs.RetentionDays.INFINITE },
  { logRetention: Token.asNumber({ Ref: 'Days' }) },
  { userPathPrefix: '/' },
  { userPathPrefix: '/staff/berlin/' },
  { userPathPrefix: Aws.STACK_NAME },
  { groupName: Lazy.string({ produce: () => 'team' }) },
  { userScope: ForceMfaScope.ALL_USERS, enforcement: MfaEnforcement.ALL_REQUESTS },
])('takes %j', (props) => {
  expect(() => check(props)).not.toThrow();
});

test('counts a path that is not known yet at its longest', () => {
  expect(() => check({ exemptUsers: names(51), userPathPrefix: Aws.STACK_NAME })).toThrow(refusal('Stack/It', 'exemptUsers', '"51 names, which make 4631 bytes of environment variables"'));
});

describe('reactToIamEvents', () => {
  const react = { reactToIamEvents: true };

  test.each([
    ['eu-west-1', 'us-east-1'],
    ['us-west-2', 'us-east-1'],
    ['cn-northwest-1', 'cn-north-1'],
    ['us-gov-east-1', 'us-gov-west-1'],
  ])('fails in %s, because the events are in %s', (region, expected) => {
    expect(() => check(react, inRegion(region))).toThrow(refusal('Stack/It', 'reactToIamEvents', `"true in ${region}"`, expected, expected));
  });

  test.each(['us-east-1', 'cn-north-1', 'us-gov-west-1'])('is fine in %s', (region) => {
    expect(() => check(react, inRegion(region))).not.toThrow();
    expect(warningsOf(react, inRegion(region))).toEqual([]);
  });

  test.each([undefined, 'us-iso-east-1', 'eusc-de-east-1'])('warns where nobody knows: %s', (region) => {
    expect(() => check(react, inRegion(region))).not.toThrow();
    expect(warningsOf(react, inRegion(region))).toEqual(['cdk-iam-mfa:iam-event-region-unknown']);
    expect(forceMfaWarnings(inRegion(region), check(react, inRegion(region)))[0].message).toContain(region ?? 'any Region');
  });

  test('left out, it minds no Region', () => {
    expect(() => check({}, inRegion('eu-west-1'))).not.toThrow();
    expect(warningsOf({}, inRegion())).toEqual([]);
  });
});

test.each<[MfaEnforcement | undefined, ForceMfaScope | undefined, string[]]>([
  [MfaEnforcement.ALL_REQUESTS, ForceMfaScope.ALL_USERS, ['cdk-iam-mfa:machine-users-stopped']],
  [MfaEnforcement.ALL_REQUESTS, ForceMfaScope.CONSOLE_USERS, []],
  [MfaEnforcement.ALL_REQUESTS, undefined, []],
  [MfaEnforcement.CONSOLE_ONLY, ForceMfaScope.ALL_USERS, []],
  [undefined, ForceMfaScope.ALL_USERS, []],
])('warns of machine users that stop: %s with %s', (enforcement, userScope, expected) => {
  expect(warningsOf({ enforcement, userScope })).toEqual(expected);
});

test('warns of a user by an ARN that is a token, because CDK takes its path for a part of the name', () => {
  const stack = testStack();
  const imported = (id: string, arn: string) => iam.User.fromUserArn(stack, id, arn).userName;
  expect(warningsOf({ exemptUsers: ['ann', imported('Ann', Fn.importValue('Ann'))] }, stack)).toEqual(['cdk-iam-mfa:user-path-unknown']);
  expect(warningsOf({ exemptUsers: [imported('Bob', `arn:aws:iam::${Aws.ACCOUNT_ID}:user/team/bob`), new iam.User(stack, 'Eve').userName] }, stack)).toEqual([]);
});

describe('what the function is told', () => {
  test('by default, the group and the scope', () => {
    expect(forceMfaEnvironment('jail', 'stack', 'members', check({}))).toEqual({
      FORCE_MFA_STACK_ID: 'stack', FORCE_MFA_MEMBERS_ID: 'members', FORCE_MFA_GROUP_NAME: 'jail', FORCE_MFA_SCOPE: 'CONSOLE_USERS',
    });
  });

  test('is what it reads', () => {
    const environment = forceMfaEnvironment('jail', 'stack', 'members', check({
      interval: Duration.minutes(20),
      userScope: ForceMfaScope.ALL_USERS,
      exemptUsers: ['ann', 'bob'],
      userPathPrefix: '/staff/',
      gracePeriod: Duration.days(7),
      enforceFrom: new Date('2027-01-31'),
      dryRun: true,
    }));
    expect(fromEnvironment(environment)).toEqual({
      groupName: 'jail',
      scope: 'ALL_USERS',
      exemptUsers: ['ann', 'bob'],
      pathPrefix: '/staff/',
      gracePeriodSeconds: 604_800,
      enforceFrom: new Date('2027-01-31T00:00:00Z'),
      dryRun: true,
      intervalMinutes: 20,
    });
  });

  test('both know the same scopes', () => {
    expect(Object.values(ForceMfaScope)).toEqual([...SCOPES]);
  });
});

test('the environment may fill Lambda\'s quota of 4096 bytes to the last, and no more', () => {
  const bytesOf = (exemptUsers: string[]) => JSON.stringify(forceMfaEnvironment('g'.repeat(128), 's'.repeat(256), 'm'.repeat(255), { ...check({}), exemptUsers })).length;
  const users = ['u'];
  while (bytesOf(users) < 4096 - 64) {
    users.push('u'.repeat(63));
  }
  users.push('u'.repeat(4096 - bytesOf(users) - 1));
  expect(bytesOf(users)).toBe(4096);
  expect(() => check({ exemptUsers: users })).not.toThrow();
  expect(() => check({ exemptUsers: ['uu', ...users.slice(1)] })).toThrow('make 4097 bytes');
});
