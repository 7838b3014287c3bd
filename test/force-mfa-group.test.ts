import { App, CfnElement, CfnResource, Duration, NestedStack, Stack, aws_cloudwatch as cloudwatch, aws_iam as iam, aws_kms as kms, aws_logs as logs, aws_sns as sns } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as RECOMMENDED_FLAGS from 'aws-cdk-lib/recommended-feature-flags.json';
import { expectRefused, refusal, resourceOf, sidsOf, statementOf, testStack, warningsOf } from './helpers';
import { ConsoleMfaEnforcedGroup, ForceMfaGroup, ForceMfaGroupProps, ForceMfaScope, MfaEnforcement, RequireMfaPolicy } from '../src';

const create = (stack: Stack, props?: ForceMfaGroupProps, id = 'WithoutMfa') => new ForceMfaGroup(stack, id, props);
const templateOf = (stack: Stack) => Template.fromStack(stack).toJSON();

/** Everything that may be given, with more than one thing of each. */
function allProps(stack: Stack): ForceMfaGroupProps {
  return {
    groupName: 'without-mfa',
    path: '/security/',
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')],
    interval: Duration.minutes(30),
    userScope: ForceMfaScope.ALL_USERS,
    enforcement: MfaEnforcement.ALL_REQUESTS,
    allowPasswordChange: true,
    exemptUsers: ['break-glass', 'ann'],
    userPathPrefix: '/staff/',
    gracePeriod: Duration.days(7),
    enforceFrom: new Date('2027-01-31'),
    dryRun: true,
    alarmTopic: sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:111111111111:alarms'),
    logRetention: logs.RetentionDays.ONE_MONTH,
    logEncryptionKey: kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:111111111111:key/abc'),
    reactToIamEvents: true,
  };
}

describe('by default', () => {
  const stack = testStack();
  const group = create(stack);
  const template = Template.fromStack(stack);

  test('it is made of these resources, and no other', () => {
    const types = Object.values<any>(template.toJSON().Resources).map(({ Type }) => Type).sort();
    expect(types).toEqual([
      ...Array(4).fill('AWS::CloudWatch::Alarm'), 'AWS::IAM::Group', ...Array(5).fill('AWS::IAM::ManagedPolicy'), 'AWS::IAM::Role', 'AWS::IAM::Role',
      'AWS::Lambda::EventInvokeConfig', 'AWS::Lambda::Function', 'AWS::Logs::LogGroup', 'AWS::Scheduler::Schedule',
      'Custom::ForceMfaMembers', 'Custom::ForceMfaName',
    ]);
  });

  test('members may enroll and nothing else, in the console', () => {
    expect(Object.keys(statementOf(group.requireMfaPolicy, 'DenyAllButEnrollmentWithoutMfa').Condition)).toEqual(['Bool']);
    expect(sidsOf(group.requireMfaPolicy)).toContain('DenyEnrollmentWithAccessKeys');
    expect(sidsOf(group.requireMfaPolicy)).toContain('DenyUndoingTheEnforcementWithoutMfa');
    expect(sidsOf(group.selfManageMfaPolicy)).toEqual(['AllowListingDevices', 'AllowEnrollingOwnDevices', 'AllowRemovingOwnDevicesWithMfa']);
    expect(resourceOf(group.requireMfaPolicy).Properties.Groups).toEqual([stack.resolve(group.groupName)]);
    expect(resourceOf(group.selfManageMfaPolicy).Properties.Groups).toEqual([stack.resolve(group.groupName)]);
  });

  test('the function is told the group and the scope, and looks every hour', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: {
          FORCE_MFA_STACK_ID: { Ref: 'AWS::StackId' },
          FORCE_MFA_MEMBERS_ID: Object.keys(template.findResources('Custom::ForceMfaMembers'))[0],
          FORCE_MFA_GROUP_NAME: stack.resolve(group.groupName),
          FORCE_MFA_SCOPE: 'CONSOLE_USERS',
        },
      },
    });
    template.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(60 minutes)' });
    expect(stack.resolve(group.membershipFunction.functionArn)['Fn::GetAtt'][0]).toMatch(/^WithoutMfaFunction/);
  });

  test('each function is told its own members, whatever their logical id becomes', () => {
    const both = testStack();
    const [, second] = ['One', 'Two'].map((id) => new ForceMfaGroup(both, id));
    (second.node.findChild('Members').node.defaultChild as CfnElement).overrideLogicalId('Renamed');
    const told = Object.values(Template.fromStack(both).findResources('AWS::Lambda::Function')).map(({ Properties }) => Properties.Environment.Variables.FORCE_MFA_MEMBERS_ID);
    expect(told.sort()).toEqual([expect.stringMatching(/^OneMembers/), 'Renamed']);
  });

  test('nothing has a physical name that could collide', () => {
    const fixed = Object.values<any>(template.toJSON().Resources).flatMap(({ Type, Properties = {} }) => Object.entries(Properties)
      .filter(([key, value]) => /Name$/.test(key) && typeof value === 'string').map(([key, value]) => `${Type} ${key} ${value}`));
    // Metrics are told apart by the group, and the group of schedules is the account's own.
    expect(fixed.filter((name) => !/^AWS::(CloudWatch::Alarm MetricName|Scheduler::Schedule GroupName default$)/.test(name))).toEqual([]);
  });

  test('there is nothing to warn of', () => {
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('what it is deleted in the order of', () => {
  const stack = testStack({ env: { region: 'us-east-1' } });
  create(stack, { reactToIamEvents: true });
  const { Resources: resources } = templateOf(stack);
  const idOf = (name: string) => Object.keys(resources).find((id) => new RegExp(`^WithoutMfa${name}[0-9A-F]{8}$`).test(id))!;

  /** All that must still be there while a resource is deleted: what it refers to or depends on, and so on. */
  function outlive(id: string, seen = new Set<string>()): Set<string> {
    const { DependsOn = [], ...rest } = resources[id];
    const references = [...JSON.stringify(rest).matchAll(/"(?:Ref|Fn::GetAtt)":\[?"(\w+)"/g)].map(([, reference]) => reference);
    [...[DependsOn].flat(), ...references].filter((other) => other in resources && !seen.has(other))
      .forEach((other) => outlive(other, seen.add(other)));
    return seen;
  }

  test.each([
    ['Schedule', 'AddUsersPolicy', 'no run begins once the right to add is gone'],
    ['IamEvents', 'AddUsersPolicy', 'no run begins once the right to add is gone'],
    ['EventBatches', 'AddUsersPolicy', 'no run begins once the right to add is gone'],
    ['EventQueuePolicy', 'AddUsersPolicy', 'no event comes once the right to add is gone'],
    ['AddUsersPolicy', 'Members', 'a run in flight can no longer add when the group is emptied'],
    ['Members', 'RequireMfaPolicy', 'the policy holds the members until the group is empty'],
    ['Members', 'SelfManageMfaPolicy', 'the members can enroll until the group is empty'],
    ['RequireMfaPolicy', 'Name', 'a rename is refused before the policies follow it'],
    ['SelfManageMfaPolicy', 'Name', 'a rename is refused before the policies follow it'],
    ['Name', 'RunPolicy', 'the refusal is in the log'],
    ['Members', 'RunPolicy', 'the emptier may read and remove'],
    ['Members', 'Function', 'the emptier is there'],
    ['Members', 'Role', 'the emptier has its role'],
    ['Members', 'Log', 'the emptier can say what it did'],
    ['Members', '', 'the group is deleted when it is empty'],
  ])('%s goes before %s: %s', (first, then) => {
    expect([...outlive(idOf(first))]).toContain(idOf(then));
  });

  test('the order is said by DependsOn where nothing refers', () => {
    expect(resources[idOf('Schedule')].DependsOn).toContain(idOf('AddUsersPolicy'));
    expect(resources[idOf('IamEvents')].DependsOn).toEqual([idOf('AddUsersPolicy')]);
    expect(resources[idOf('Name')].DependsOn).toEqual([idOf('RunPolicy')]);
    expect(resources[idOf('RequireMfaPolicy')].DependsOn).toEqual([idOf('Name')]);
    expect(resources[idOf('AddUsersPolicy')].DependsOn).toEqual([idOf('Members')]);
    expect(resources[idOf('Members')].DependsOn).toEqual([idOf('RequireMfaPolicy'), idOf('RunPolicy'), idOf('SelfManageMfaPolicy')]);
  });
});

describe('every prop', () => {
  const stack = testStack({ env: { region: 'us-east-1' } });
  const group = create(stack, allProps(stack));
  const template = Template.fromStack(stack);

  test('groupName, path and managedPolicies are those of iam.Group', () => {
    template.hasResourceProperties('AWS::IAM::Group', {
      GroupName: 'without-mfa', Path: '/security/', ManagedPolicyArns: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/ReadOnlyAccess']] }],
    });
    [group.requireMfaPolicy, group.selfManageMfaPolicy].forEach((policy) => expect(resourceOf(policy).Properties.Path).toBe('/cdk-iam-mfa/'));
  });

  test('userScope, exemptUsers, pathPrefix, gracePeriod, enforceFrom and dryRun reach the function', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: {
          FORCE_MFA_STACK_ID: { Ref: 'AWS::StackId' },
          FORCE_MFA_MEMBERS_ID: Object.keys(template.findResources('Custom::ForceMfaMembers'))[0],
          FORCE_MFA_GROUP_NAME: stack.resolve(group.groupName),
          FORCE_MFA_SCOPE: 'ALL_USERS',
          FORCE_MFA_EXEMPT_USERS: 'break-glass ann',
          FORCE_MFA_PATH_PREFIX: '/staff/',
          FORCE_MFA_GRACE_PERIOD_SECONDS: '604800',
          FORCE_MFA_ENFORCE_FROM: '2027-01-31T00:00:00.000Z',
          FORCE_MFA_DRY_RUN: 'true',
          FORCE_MFA_INTERVAL_MINUTES: '30',
        },
      },
    });
  });

  test('pathPrefix bounds the users that the role may look at', () => {
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Sid: 'AllowLookingAtUsers', Resource: { 'Fn::Join': ['', Match.arrayWith([':user/staff/*'])] } })]) },
    });
  });

  test('enforcement and allowPasswordChange reach the policies', () => {
    const denied = statementOf(group.requireMfaPolicy, 'DenyAllButEnrollmentWithoutMfa');
    expect(Object.keys(denied.Condition)).toEqual(['BoolIfExists']);
    expect(denied.NotAction).toContain('iam:ChangePassword');
    expect(statementOf(group.selfManageMfaPolicy, 'AllowManagingOwnCredentials').Action).toContain('iam:ChangePassword');
  });

  test('interval, reactToIamEvents, logRetention, logEncryptionKey and alarmTopic reach theirs', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(30 minutes)' });
    template.resourceCountIs('AWS::Events::Rule', 1);
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30, KmsKeyId: 'arn:aws:kms:us-east-1:111111111111:key/abc' });
    template.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: ['arn:aws:sns:us-east-1:111111111111:alarms'] });
  });

  test('ALL_REQUESTS with ALL_USERS warns of machine users that stop', () => {
    expect(warningsOf(stack)).toEqual(['/Stack/WithoutMfa cdk-iam-mfa:machine-users-stopped']);
  });
});

test('warns when the Region of the events is not known', () => {
  const stack = testStack();
  create(stack, { reactToIamEvents: true });
  expect(warningsOf(stack)).toEqual(['/Stack/WithoutMfa cdk-iam-mfa:iam-event-region-unknown']);
});

test.each<[string, string, ForceMfaGroupProps]>([
  ['interval', '"5 minutes"', { interval: Duration.minutes(5) }],
  ['managedPolicies[0]', '"ReadOnlyAccess"', { managedPolicies: ['ReadOnlyAccess' as never] }],
  ['exemptUsers[0]', '"staff/ann"', { exemptUsers: ['staff/ann'] }],
  ['alarmTopic', '"arn:aws:sns:us-east-1:111111111111:alarms"', { alarmTopic: 'arn:aws:sns:us-east-1:111111111111:alarms' as never }],
  ['reactToIamEvents', '"true in eu-west-1"', { reactToIamEvents: true }],
])('fails before anything is created, when %s got %s', (prop, got, props) => {
  const stack = testStack({ env: { region: 'eu-west-1' } });
  expectRefused(stack, () => create(stack, props), refusal('Stack/WithoutMfa', prop, got));
});

test('users join no group here: the function decides', () => {
  const stack = testStack();
  create(stack);
  Template.fromStack(stack).resourceCountIs('AWS::IAM::UserToGroupAddition', 0);
});

test('the right to add users is for this group alone, also with RequireMfaPolicy and other groups beside it', () => {
  const stack = testStack();
  const group = create(stack);
  const developers = new ConsoleMfaEnforcedGroup(stack, 'Developers');
  new RequireMfaPolicy(stack, 'More', { enforcement: MfaEnforcement.CONSOLE_ONLY, groups: [developers] });
  const adding = Object.values(Template.fromStack(stack).findResources('AWS::IAM::ManagedPolicy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Action }: any) => [Action].flat().includes('iam:AddUserToGroup'));
  expect(adding.map(({ Resource }: any) => Resource)).toEqual([stack.resolve(group.groupArn)]);
});

describe('metrics', () => {
  const stack = testStack();
  const group = create(stack, { interval: Duration.minutes(20) });

  test.each<[string, (options?: cloudwatch.MetricOptions) => cloudwatch.Metric, string, string]>([
    ['metricUsersWithoutMfa', (options) => group.metricUsersWithoutMfa(options), 'UsersWithoutMfa', 'Maximum'],
    ['metricAdded', (options) => group.metricAdded(options), 'Added', 'Sum'],
    ['metricRemoved', (options) => group.metricRemoved(options), 'Removed', 'Sum'],
    ['metricFailed', (options) => group.metricFailed(options), 'Failed', 'Sum'],
    ['metricAtQuota', (options) => group.metricAtQuota(options), 'AtGroupQuota', 'Maximum'],
    ['metricRefusedRequests', (options) => group.metricRefusedRequests(options), 'RefusedRequests', 'Sum'],
  ])('%s is of this group, over one interval, by default', (_, metric, metricName, statistic) => {
    expect(metric()).toMatchObject({ namespace: 'CdkIamMfa', metricName, dimensions: { GroupName: group.groupName }, statistic, period: Duration.minutes(20) });
    expect(metric({ statistic: 'Minimum', period: Duration.days(1), label: 'mine' }))
      .toMatchObject({ metricName, dimensions: { GroupName: group.groupName }, statistic: 'Minimum', period: Duration.days(1), label: 'mine' });
  });

  test('the widget shows all four, and takes options', () => {
    const [{ properties, width }] = stack.resolve(group.dashboardWidget({ title: 'Jail', width: 12 }).toJson());
    expect(properties.title).toBe('Jail');
    expect(width).toBe(12);
    expect(properties.metrics.map(([, name]: string[]) => name)).toEqual(['UsersWithoutMfa', 'Added', 'Removed', 'Failed']);
    const [plain] = stack.resolve(group.dashboardWidget().toJson());
    expect(plain.properties.title).toBe('Users without MFA');
  });

  test('the widget stands on a dashboard', () => {
    const own = testStack();
    new cloudwatch.Dashboard(own, 'Dashboard', { widgets: [[create(own).dashboardWidget()]] });
    Template.fromStack(own).resourceCountIs('AWS::CloudWatch::Dashboard', 1);
  });

  const elsewhere = () => {
    const app = new App();
    const [home, other] = ['us-east-1', 'eu-west-1'].map((region) => new Stack(app, region, { env: { account: '111111111111', region } }));
    return { named: create(home, { groupName: 'without-mfa' }), other };
  };

  test('a dashboard of another Region asks the Region of the group', () => {
    const { named, other } = elsewhere();
    new cloudwatch.Dashboard(other, 'Dashboard', { widgets: [[named.dashboardWidget()]] });
    const [{ Properties }] = Object.values(Template.fromStack(other).findResources('AWS::CloudWatch::Dashboard'));
    expect(JSON.stringify(Properties).match(/"without-mfa\\+",{[^}]*us-east-1/g)).toHaveLength(4);
  });

  test('fails for an alarm of another Region, which could never go off', () => {
    const { named, other } = elsewhere();
    expect(() => named.metricUsersWithoutMfa().createAlarm(other, 'Alarm', { threshold: 1, evaluationPeriods: 1 })).toThrow(/region 'eu-west-1'.*'us-east-1'/);
  });

  test('the metric of each alarm has the Region of the group', () => {
    const { named: { failureAlarm, quotaAlarm, refusedRequestAlarm } } = elsewhere();
    expect([failureAlarm, quotaAlarm, refusedRequestAlarm].map(({ metric }) => (metric as cloudwatch.Metric).region)).toEqual(Array(3).fill('us-east-1'));
  });

  test('the alarms are of the group', () => {
    expect(stack.resolve(group.failureAlarm.alarmArn)['Fn::GetAtt'][0]).toMatch(/^WithoutMfaFailureAlarm/);
    expect(stack.resolve(group.missingRunAlarm.alarmArn)['Fn::GetAtt'][0]).toMatch(/^WithoutMfaMissingRunAlarm/);
  });
});

test('two groups in one stack share nothing but the code', () => {
  const stack = testStack();
  create(stack, { userPathPrefix: '/staff/' }, 'Staff');
  create(stack, { userPathPrefix: '/guests/' }, 'Guests');
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::Lambda::Function', 2);
  template.resourceCountIs('Custom::ForceMfaMembers', 2);
  const { Resources: resources } = template.toJSON();
  const foreign = Object.entries<any>(resources).filter(([id, resource]) => JSON.stringify(resource).includes(`"${id.startsWith('Staff') ? 'Guests' : 'Staff'}`));
  expect(foreign.map(([id]) => id)).toEqual([]);
  const codes = Object.values<any>(template.findResources('AWS::Lambda::Function')).map(({ Properties }) => Properties.Code.S3Key);
  expect(new Set(codes).size).toBe(1);
});

test('the same construct in two stacks, one of them nested', () => {
  const stack = testStack();
  create(stack);
  const nested = new NestedStack(stack, 'Nested');
  new ForceMfaGroup(nested, 'WithoutMfa');
  Template.fromStack(nested).resourceCountIs('Custom::ForceMfaMembers', 1);
});

test('nothing that churns with CDK releases is used', () => {
  const stack = testStack({ env: { region: 'us-east-1' } });
  create(stack, allProps(stack));
  const template = Template.fromStack(stack);
  ['Custom::LogRetention', 'Custom::AWS', 'AWS::CloudFormation::CustomResource', 'AWS::Lambda::Version']
    .forEach((type) => template.resourceCountIs(type, 0));
  template.resourceCountIs('AWS::Lambda::Function', 1); // A Provider would be one more.
  template.allResourcesProperties('AWS::Lambda::Function', { Runtime: 'nodejs24.x', ReservedConcurrentExecutions: Match.absent() });
});

test.each<[string, (stack: Stack) => ForceMfaGroupProps]>([
  ['defaults', () => ({})],
  ['all props', allProps],
])('the template is the same with all recommended flags: %s', (_, props) => {
  const [without, withFlags] = [{}, RECOMMENDED_FLAGS].map((context) => {
    const stack = testStack({ scope: new App({ context }) });
    create(stack, props(stack));
    return templateOf(stack);
  });
  expect(withFlags).toEqual(without);
});

test('all that it creates lies below it', () => {
  const stack = testStack();
  const group = create(stack);
  const outside = stack.node.findAll().filter(CfnResource.isCfnResource).filter(({ node }) => !node.path.startsWith(`${group.node.path}/`));
  expect(outside).toEqual([]);
});
