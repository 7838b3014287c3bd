/** What a default stands for is said once: the function reads from its environment what the template says elsewhere. */
import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ForceMfaGroup, ForceMfaGroupProps, ForceMfaScope } from '../../../src';
import { type ForceMfaOptions, fromEnvironment } from '../../../src/membership-function/environment';
import { testStack } from '../../helpers';

/** The name stands for the function's own, which a template does not know. */
function synthesized(props: ForceMfaGroupProps): { readonly template: Template; readonly options: ForceMfaOptions } {
  const stack: Stack = testStack();
  new ForceMfaGroup(stack, 'WithoutMfa', { groupName: 'without-mfa', ...props });
  const template = Template.fromStack(stack);
  const [{ Properties: { Environment: { Variables: variables } } }] = Object.values<any>(template.findResources('AWS::Lambda::Function'));
  return { template, options: fromEnvironment({ ...variables, FORCE_MFA_GROUP_NAME: 'without-mfa' }) };
}

test.each([undefined, 15, 20, 59, 60, 61, 720])('an interval of %s minutes is the same to the function, the schedule and the alarms', (minutes) => {
  const { template, options: { intervalMinutes } } = synthesized(minutes === undefined ? {} : { interval: Duration.minutes(minutes) });
  expect(intervalMinutes).toBe(minutes ?? 60);
  template.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: `rate(${intervalMinutes} minutes)` });
  const periods = Object.values<any>(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties: { Period, Metrics } }) => Period ?? Metrics[1].MetricStat.Period);
  expect(new Set(periods)).toEqual(new Set([300, intervalMinutes * 60]));
});

const DEFAULT: ForceMfaOptions = {
  groupName: 'without-mfa', scope: 'CONSOLE_USERS', exemptUsers: [], pathPrefix: '/', gracePeriodSeconds: 0, dryRun: false, intervalMinutes: 60,
};

test('by default the function looks at all users with a password each hour, without grace, and changes the group', () => {
  expect(synthesized({}).options).toEqual(DEFAULT);
});

test.each<[keyof ForceMfaGroupProps, ForceMfaGroupProps, Partial<ForceMfaOptions>]>([
  ['userScope', { userScope: ForceMfaScope.CONSOLE_USERS }, {}],
  ['userScope', { userScope: ForceMfaScope.ALL_USERS }, { scope: 'ALL_USERS' }],
  ['exemptUsers', { exemptUsers: [] }, {}],
  ['exemptUsers', { exemptUsers: ['ann', 'bob'] }, { exemptUsers: ['ann', 'bob'] }],
  ['userPathPrefix', { userPathPrefix: '/' }, {}],
  ['userPathPrefix', { userPathPrefix: '/staff/' }, { pathPrefix: '/staff/' }],
  ['gracePeriod', { gracePeriod: Duration.seconds(0) }, {}],
  ['gracePeriod', { gracePeriod: Duration.days(7) }, { gracePeriodSeconds: 604_800 }],
  ['enforceFrom', { enforceFrom: new Date('2027-01-31') }, { enforceFrom: new Date('2027-01-31') }],
  ['dryRun', { dryRun: false }, {}],
  ['dryRun', { dryRun: true }, { dryRun: true }],
])('%s is to the function what it is to the template: %j', (_, props, read) => {
  expect(synthesized(props).options).toEqual({ ...DEFAULT, ...read });
});

test.each<[string, ForceMfaGroupProps]>([['the default', {}], ['a path', { userPathPrefix: '/staff/' }]])('the users whom the function looks at are those of its role: %s', (_, props) => {
  const { template, options: { pathPrefix } } = synthesized(props);
  const statements = Object.values<any>(template.findResources('AWS::IAM::ManagedPolicy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  const { Resource: resource } = statements.find(({ Sid }) => Sid === 'AllowLookingAtUsers');
  expect(resource['Fn::Join'][1].at(-1)).toBe(`:user${pathPrefix}*`);
});
