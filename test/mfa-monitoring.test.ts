import { App, Duration, Fn, Stack, aws_cloudwatch as cloudwatch, aws_iam as iam, aws_kms as kms, aws_logs as logs, aws_sns as sns } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ACCOUNT, OTHER_ACCOUNT, expectRefused, foreignGroup, importedGroup, refusal, testStack, warningsOf } from './helpers';
import { ForceMfaGroup, MfaConfigRule, MfaMonitoring, MfaMonitoringProps } from '../src';

const inRegion = (region: string) => testStack({ env: { account: ACCOUNT, region } });
const monitoring = (stack: Stack, props?: MfaMonitoringProps) => new MfaMonitoring(stack, 'Monitoring', props);
const trail = (stack: Stack) => logs.LogGroup.fromLogGroupName(stack, 'Trail', 'trail');
const templateOf = (props?: (stack: Stack) => MfaMonitoringProps, stack = inRegion('us-east-1')) => {
  monitoring(stack, props?.(stack));
  return Template.fromStack(stack);
};
const typesOf = (template: Template) => Object.values<any>(template.toJSON().Resources).map(({ Type }) => Type).sort();
const identifiersOf = (template: Template) => Object.values(template.findResources('AWS::Config::ConfigRule')).map(({ Properties }) => Properties.Source.SourceIdentifier);
/** Construct ids, in the order of the template. */
const ruleIdsOf = (template: Template) => Object.keys(template.findResources('AWS::Events::Rule')).map((id) => /^Monitoring(\w+?)[0-9A-F]{8}$/.exec(id)![1]).sort();
const TOPIC_ID = 'MonitoringTopic2EDA8B02';
const NOTHING = { configRules: [], notifyOfChanges: false };

test('warns of an enforced group by an ARN that is a token, because CDK takes the first part of its path for the name', () => {
  const stack = inRegion('us-east-1');
  monitoring(stack, { enforcedGroups: [iam.Group.fromGroupArn(stack, 'Group', Fn.importValue('GroupArn')), importedGroup(stack)] });
  expect(warningsOf(stack)).toEqual(['/Stack/Monitoring cdk-iam-mfa:group-path-unknown']);
});

describe('by default', () => {
  const template = templateOf();

  test('it watches what needs no trail', () => {
    expect(typesOf(template)).toEqual([
      'AWS::Config::ConfigRule', 'AWS::Config::ConfigRule', 'AWS::Config::ConfigRule', 'AWS::Config::ConfigRule',
      'AWS::Events::Rule', 'AWS::Events::Rule', 'AWS::Events::Rule', 'AWS::Events::Rule', 'AWS::Events::Rule', 'AWS::KMS::Key', 'AWS::SNS::Topic', 'AWS::SNS::TopicPolicy',
    ]);
  });

  test('it has no physical names', () => {
    expect(JSON.stringify(template.toJSON())).not.toMatch(/"(ConfigRuleName|TopicName|AlarmName|FilterName|Name)":/);
  });

  test('there is nothing to warn of', () => {
    const stack = inRegion('us-east-1');
    monitoring(stack);
    expect(warningsOf(stack)).toEqual([]);
  });
});

test('what JavaScript passes as null is left out', () => {
  const nothing = { trailLogGroup: null, enforcedGroups: null, topic: null, configRules: undefined } as never;
  expect(templateOf(() => nothing).toJSON()).toEqual(templateOf().toJSON());
});

test('with a trail it is this', () => {
  expect(templateOf((stack) => ({ trailLogGroup: trail(stack) })).toJSON()).toMatchSnapshot();
});

describe('the rules of AWS Config', () => {
  const ALL = Object.values(MfaConfigRule);

  test('are all but the one on hardware devices', () => {
    expect(identifiersOf(templateOf())).toEqual(ALL.filter((rule) => rule !== MfaConfigRule.ROOT_WITHOUT_HARDWARE_MFA));
  });

  test.each(['cn-north-1', 'us-gov-west-1'])('are those on users in %s, which has none on the root user', (region) => {
    expect(identifiersOf(templateOf(undefined, inRegion(region)))).toEqual([
      MfaConfigRule.CONSOLE_USERS_WITHOUT_MFA, MfaConfigRule.USERS_WITHOUT_MFA, MfaConfigRule.UNUSED_CREDENTIALS,
    ]);
  });

  test.each(ALL)('can be %s alone', (rule) => {
    expect(identifiersOf(templateOf(() => ({ configRules: [rule, rule] })))).toEqual([rule]);
  });

  test('can be none, and then there is nothing to find', () => {
    const template = templateOf(() => ({ configRules: [], notifyOfChanges: true }));
    template.resourceCountIs('AWS::Config::ConfigRule', 0);
    expect(ruleIdsOf(template)).toEqual(['Changes', 'NewDocuments', 'RefusedCalls', 'Tampering']);
  });

  test.each([[undefined, 90], [Duration.days(1), 1], [Duration.days(45), 45], [Duration.hours(48), 2]])('object to credentials unused for %s', (age, days) => {
    templateOf(() => ({ unusedCredentialsAge: age })).hasResourceProperties('AWS::Config::ConfigRule', {
      Source: { SourceIdentifier: MfaConfigRule.UNUSED_CREDENTIALS }, InputParameters: { maxCredentialUsageAge: days },
    });
  });

  test('publish what they find', () => {
    templateOf(() => ({ configRules: [MfaConfigRule.USERS_WITHOUT_MFA] })).hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        'source': ['aws.config'],
        'detail-type': ['Config Rules Compliance Change'],
        'detail': { configRuleName: [{ Ref: Match.stringLikeRegexp('^MonitoringUsersWithoutMfa') }], newEvaluationResult: { complianceType: ['NON_COMPLIANT'] } },
      },
      Targets: [{ Arn: { Ref: TOPIC_ID } }],
    });
  });
});

describe.each<[string, {
  filter: string;
  alarmId: string;
  alarm: object;
  alarmOf: (it: MfaMonitoring) => cloudwatch.Alarm | undefined;
  metricOf: (it: MfaMonitoring, options?: cloudwatch.MetricOptions) => cloudwatch.Metric;
  period: Duration;
}]>([
      ['console sign-ins without MFA', {
        filter: 'ConsoleLogin',
        alarmId: 'MonitoringConsoleSignInAlarm',
        alarm: { Period: 300, AlarmDescription: 'An IAM user signed in to the console without MFA.' },
        alarmOf: (it) => it.consoleSignInAlarm,
        metricOf: (it, options) => it.metricConsoleSignInsWithoutMfa(options),
        period: Duration.minutes(5),
      }],
      ['requests that the policies refused', {
        filter: ':policy/cdk-iam-mfa/\\*',
        alarmId: 'MonitoringRefusedRequestsAlarm',
        alarm: { Period: 3600, AlarmDescription: Match.stringLikeRegexp('errorMessage like ":policy/cdk-iam-mfa/" \\| stats count\\(\\*\\) by userIdentity.arn, eventSource, eventName$') },
        alarmOf: (it) => it.refusedRequestsAlarm,
        metricOf: (it, options) => it.metricRefusedRequests(options),
        period: Duration.hours(1),
      }],
    ])('%s', (_, { filter, alarmId, alarm, alarmOf, metricOf, period }) => {
      test('raise an alarm, which is there to add to', () => {
        const stack = inRegion('us-east-1');
        alarmOf(monitoring(stack, { ...NOTHING, trailLogGroup: trail(stack) }))!.addAlarmAction({ bind: () => ({ alarmActionArn: 'arn:of:more' }) });
        const template = Template.fromStack(stack);
        template.hasResourceProperties('AWS::CloudWatch::Alarm', {
          ...alarm, Statistic: 'Sum', Threshold: 1, TreatMissingData: 'notBreaching', AlarmActions: [{ Ref: TOPIC_ID }, 'arn:of:more'],
        });
        template.hasResourceProperties('AWS::Logs::MetricFilter', { FilterPattern: Match.stringLikeRegexp(filter), LogGroupName: 'trail' });
        expect(Object.keys(template.findResources('AWS::CloudWatch::Alarm')).join()).toContain(alarmId);
      });

      test('raise none without a trail', () => {
        expect(alarmOf(monitoring(inRegion('us-east-1')))).toBeUndefined();
      });

      test('are a metric', () => {
        const stack = inRegion('us-east-1');
        const mine = monitoring(stack, { trailLogGroup: trail(stack) });
        expect(metricOf(mine)).toMatchObject({ namespace: 'cdk-iam-mfa', statistic: 'Sum', period });
        expect(metricOf(mine, { period: Duration.days(1), label: 'a day' })).toMatchObject({ period: Duration.days(1), label: 'a day' });
        expect(metricOf(mine).metricName).toBe(alarmOf(mine)!.metric.toMetricConfig().metricStat!.metricName);
      });

      test('are no metric without a trail', () => {
        expect(() => metricOf(monitoring(inRegion('us-east-1'))))
          .toThrow(refusal('Stack/Monitoring', 'trailLogGroup', 'nothing', 'the log group of a trail', 'pass trailLogGroup'));
      });

      test('are counted apart by each of two', () => {
        const stack = inRegion('us-east-1');
        const metrics = ['One', 'Two'].map((id) => metricOf(new MfaMonitoring(stack, id, { trailLogGroup: logs.LogGroup.fromLogGroupName(stack, `Trail${id}`, id) })).metricName);
        expect(new Set(metrics).size).toBe(2);
        expect(() => Template.fromStack(stack)).not.toThrow();
      });
    });

test('the two metrics are not one', () => {
  const stack = inRegion('us-east-1');
  const mine = monitoring(stack, { trailLogGroup: trail(stack) });
  expect(mine.metricRefusedRequests().metricName).not.toBe(mine.metricConsoleSignInsWithoutMfa().metricName);
});

test('refused requests are those of the given path, in a second one for the alarms alone too', () => {
  templateOf((stack) => ({ ...NOTHING, trailLogGroup: trail(stack), policyPath: '/security/' }), inRegion('eu-west-1'))
    .hasResourceProperties('AWS::Logs::MetricFilter', { FilterPattern: Match.stringLikeRegexp(':policy/security/') });
});

describe('changes', () => {
  const ruleOf = (template: Template, id: string): any => Object.entries(template.findResources('AWS::Events::Rule'))
    .find(([logicalId]) => logicalId.startsWith(`Monitoring${id}`))![1].Properties;
  const requestsOf = (template: Template, id: string): any[] => ruleOf(template, id).EventPattern.detail.$or
    .map(({ requestParameters = {} }: any) => requestParameters);
  const groupNamesOf = (template: Template, id: string) => requestsOf(template, id).flatMap(({ groupName }) => groupName ?? []);
  const prefixOf = (template: Template, id: string) => requestsOf(template, id)
    .flatMap(({ policyArn }) => policyArn ?? [])[0].prefix['equals-ignore-case']['Fn::Join'][1];

  test.each(['Changes', 'NewDocuments'])('are of all groups, and of the policies at the default path: %s', (id) => {
    const template = templateOf();
    expect(groupNamesOf(template, id)).toEqual([]);
    expect(prefixOf(template, id)).toEqual(['arn:', { Ref: 'AWS::Partition' }, `:iam::${ACCOUNT}:policy/cdk-iam-mfa/`]);
  });

  test.each(['Changes', 'NewDocuments'])('are of the given groups and path only: %s', (id) => {
    const template = templateOf((stack) => ({ enforcedGroups: [importedGroup(stack)], policyPath: '/security/' }));
    expect(groupNamesOf(template, id)).toEqual([{ 'equals-ignore-case': 'devs' }]);
    expect(prefixOf(template, id)).toEqual(['arn:', { Ref: 'AWS::Partition' }, `:iam::${ACCOUNT}:policy/security/`]);
  });

  test('of more groups than fit into one pattern are of more rules', () => {
    const template = templateOf((stack) => ({ enforcedGroups: Array.from({ length: 6 }, (_, index) => importedGroup(stack, `group-${index}`, `Group${index}`)) }));
    expect(ruleIdsOf(template)).toEqual(['Changes', 'Changes2', 'Findings', 'NewDocuments', 'NewDocuments2', 'RefusedCalls', 'Tampering']);
  });

  test('are not looked for if so told', () => {
    expect(ruleIdsOf(templateOf(() => ({ notifyOfChanges: false })))).toEqual(['Findings']);
  });

  test('of the rules and alarms themselves are looked for, by their names', () => {
    const template = templateOf((stack) => ({ trailLogGroup: trail(stack) }));
    const namesIn = (id: string, property: string) => requestsOf(template, id).flatMap((parameters) => parameters[property] ?? [])
      .map(({ Ref }: any) => Ref?.slice(0, -8));
    const rules = ['Findings', 'Changes', 'NewDocuments', 'RefusedCalls', 'AlarmChanges'].map((id) => `Monitoring${id}`);
    expect(namesIn('Tampering', 'rule')).toEqual(rules);
    // The name of the bus is no reference.
    expect(namesIn('Tampering', 'name')).toEqual([undefined, undefined, undefined, ...rules]);
    expect(namesIn('AlarmChanges', 'alarmNames')).toEqual(['MonitoringConsoleSignInAlarm', 'MonitoringRefusedRequestsAlarm']);
    expect(namesIn('AlarmChanges', 'alarmName')).toEqual(['MonitoringConsoleSignInAlarm', 'MonitoringRefusedRequestsAlarm']);
  });

  test('name the account of the stack', () => {
    const accounts = Object.values(templateOf(undefined, testStack()).findResources('AWS::Events::Rule')).map(({ Properties }) => Properties.EventPattern.account);
    expect(accounts).toEqual(Array(5).fill([{ Ref: 'AWS::AccountId' }]));
  });
});

test('a path may hold a quotation mark and a backslash where no filter pattern has it', () => {
  const template = templateOf(() => ({ policyPath: '/a"b\\c/' }));
  expect(JSON.stringify(template.findResources('AWS::Events::Rule'))).toContain(JSON.stringify(':policy/a"b\\c/').slice(1, -1));
});

describe('the rules', () => {
  test('publish a sentence on one line, which EventBridge takes in quotation marks', () => {
    const targets = Object.values(templateOf().findResources('AWS::Events::Rule')).map(({ Properties }) => Properties.Targets);
    expect(targets.map((all) => all.length)).toEqual(Array(5).fill(1));
    targets.forEach(([{ Arn, InputTransformer: { InputTemplate } }]) => {
      expect(Arn).toEqual({ Ref: TOPIC_ID });
      expect(InputTemplate).toMatch(/^"[^"\n\\]+"$/);
    });
  });

  test('are there to add a target to, which gets the whole event', () => {
    const stack = inRegion('us-east-1');
    const { rules } = monitoring(stack);
    rules.forEach((rule) => rule.addTarget({ bind: () => ({ arn: 'arn:of:more' }) }));
    const targets = Object.values(Template.fromStack(stack).findResources('AWS::Events::Rule')).map(({ Properties }) => Properties.Targets[1]);
    expect(targets).toEqual(Array(5).fill({ Arn: 'arn:of:more', Id: 'Target1' }));
  });
});

describe('a ForceMfaGroup', () => {
  test('of another stack that uses the topic is named by an import, because two stacks cannot refer to each other', () => {
    const synthesized = (groupOf: (stack: Stack, group: ForceMfaGroup) => iam.IGroup) => {
      const stack = inRegion('us-east-1');
      const topic = new sns.Topic(stack, 'Topic');
      const other = testStack({ scope: stack.node.root as App, id: 'Legacy', env: { account: ACCOUNT, region: 'us-east-1' } });
      const group = new ForceMfaGroup(other, 'WithoutMfa', { groupName: 'without-mfa', alarmTopic: topic });
      monitoring(stack, { topic, enforcedGroups: [groupOf(stack, group)] }).watchForceMfaGroup(group);
      return JSON.stringify(Template.fromStack(stack).toJSON());
    };
    expect(synthesized((stack) => importedGroup(stack, 'without-mfa'))).toContain('"groupName":[{"equals-ignore-case":"without-mfa"}]');
    expect(() => synthesized((_, group) => group)).toThrow('cyclic reference');
  });

  test('has its function, schedule, alarms and roles watched, from its own stack', () => {
    const stack = inRegion('us-east-1');
    const other = testStack({ scope: stack.node.root as App, id: 'Legacy', env: { account: ACCOUNT, region: 'us-east-1' } });
    const mine = monitoring(stack);
    const rule = mine.watchForceMfaGroup(new ForceMfaGroup(other, 'WithoutMfa', { alarmTopic: mine.topic }));
    expect(mine.rules.slice(5).map(({ node }) => node.id)).toEqual(['AlarmChanges', 'AlarmChanges2', 'RoleChanges', 'Tampering']);
    expect(mine.rules.slice(-1)).toEqual([rule]);
    const refs = (...ids: string[]) => ids.map((id) => ({ Ref: Match.stringLikeRegexp(`^WithoutMfa${id}[0-9A-F]{8}`) }));
    Template.fromStack(other).hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        account: [ACCOUNT],
        detail: {
          $or: [
            { requestParameters: { functionName: Match.arrayWith(refs('Function')) } },
            { requestParameters: { name: refs('Schedule') } },
            { requestParameters: { name: refs('AlarmChanges', 'AlarmChanges2', 'RoleChanges') } },
            { requestParameters: { rule: refs('AlarmChanges', 'AlarmChanges2', 'RoleChanges') } },
          ],
        },
      },
      Targets: [{ Arn: { 'Fn::ImportValue': Match.stringLikeRegexp('Topic') }, InputTransformer: Match.anyValue() }],
    });
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test.each<[string, boolean, string[]]>([
    ['the rule on IAM events, if there is one', true, ['AlarmChanges', 'AlarmChanges2', 'AlarmChanges3', 'RoleChanges', 'Tampering']],
    ['no rule on IAM events, if there is none', false, ['AlarmChanges', 'AlarmChanges2', 'RoleChanges', 'Tampering']],
  ])('has its rules watched: %s', (_, reactToIamEvents, ids) => {
    const stack = inRegion('us-east-1');
    const mine = monitoring(stack, { configRules: [] });
    mine.watchForceMfaGroup(new ForceMfaGroup(stack, 'WithoutMfa', { reactToIamEvents }));
    expect(mine.rules.slice(4).map(({ node }) => node.id)).toEqual(ids);
    const { EventPattern } = Object.entries(Template.fromStack(stack).findResources('AWS::Events::Rule')).find(([id]) => id.startsWith('WithoutMfaTampering'))![1].Properties;
    expect(JSON.stringify(EventPattern).includes('WithoutMfaIamEvents')).toBe(reactToIamEvents);
  });

  test.each([true, false])('has every policy of its roles watched, with IAM events or without: %s', (reactToIamEvents) => {
    const stack = inRegion('us-east-1');
    monitoring(stack).watchForceMfaGroup(new ForceMfaGroup(stack, 'WithoutMfa', { reactToIamEvents }));
    const template = Template.fromStack(stack);
    const ofRoles = Object.entries(template.findResources('AWS::IAM::ManagedPolicy')).filter(([, { Properties }]) => Properties.Roles !== undefined).map(([id]) => id);
    const { EventPattern } = Object.entries(template.findResources('AWS::Events::Rule')).find(([id]) => id.startsWith('WithoutMfaRoleChanges'))![1].Properties;
    const watched = EventPattern.detail.$or[1].requestParameters.policyArn.map((name: any) => name['equals-ignore-case'].Ref);
    expect(watched.sort()).toEqual(ofRoles.sort());
    expect(ofRoles).toHaveLength(reactToIamEvents ? 4 : 3);
  });

  test('in a Region without IAM events has its roles unwatched, because nothing would ever come', () => {
    const stack = inRegion('eu-west-1');
    const mine = monitoring(stack, { ...NOTHING, trailLogGroup: trail(stack) });
    mine.watchForceMfaGroup(new ForceMfaGroup(stack, 'WithoutMfa'));
    expect(mine.rules.map(({ node }) => node.id)).toEqual(['AlarmChanges', 'AlarmChanges2', 'Tampering']);
  });

  test('fails that is watched already, by the one or by another', () => {
    const stack = inRegion('us-east-1');
    const group = new ForceMfaGroup(stack, 'WithoutMfa');
    const mine = monitoring(stack);
    mine.watchForceMfaGroup(group);
    for (const again of [mine, new MfaMonitoring(stack, 'Second', { configRules: [] })]) {
      expect(() => again.watchForceMfaGroup(group)).toThrow(refusal(again.node.path, 'group', '"Stack/WithoutMfa, which is watched already"',
        'a group that no watchForceMfaGroup was called for', 'call it once per group'));
    }
  });

  test.each<[string, string, (stack: Stack) => unknown]>([
    ['of another Region', '"one of Region eu-west-1"', (stack) => new ForceMfaGroup(
      testStack({ scope: stack.node.root as App, id: 'Legacy', env: { account: ACCOUNT, region: 'eu-west-1' } }), 'WithoutMfa')],
    ['of another account', `"a group of account ${OTHER_ACCOUNT}"`, (stack) => new ForceMfaGroup(
      testStack({ scope: stack.node.root as App, id: 'Legacy', env: { account: OTHER_ACCOUNT, region: 'us-east-1' } }), 'WithoutMfa')],
    ['that is another group', '"Stack/Group"', (stack) => new iam.Group(stack, 'Group')],
    ['that is nothing', 'nothing', () => undefined],
    ['that is no construct', 'nothing', () => ({})],
  ])('fails %s', (_, got, group) => {
    const stack = inRegion('us-east-1');
    const mine = monitoring(stack);
    const given = group(stack) as ForceMfaGroup;
    expect(() => mine.watchForceMfaGroup(given)).toThrow(refusal('Stack/Monitoring', 'group', got));
    expect(mine.rules).toHaveLength(5);
  });
});

describe('the topic', () => {
  const SERVICES = ['cloudwatch.amazonaws.com', 'events.amazonaws.com'];
  const allowed = (template: Template, type: string, document: string) => Object.values(template.findResources(type))
    .flatMap(({ Properties }) => Properties[document].Statement as any[])
    .filter(({ Effect, Principal }) => Effect === 'Allow' && SERVICES.includes(Principal.Service));

  test('is one of its own, encrypted, to which the two services may publish over TLS', () => {
    const template = templateOf();
    template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^MonitoringKey'), 'Arn'] } });
    template.hasResource('AWS::KMS::Key', { Properties: { EnableKeyRotation: true }, DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    expect(allowed(template, 'AWS::SNS::TopicPolicy', 'PolicyDocument').map(({ Principal, Action }) => [Principal.Service, Action]))
      .toEqual(SERVICES.map((service) => [service, 'sns:Publish']));
    expect(allowed(template, 'AWS::KMS::Key', 'KeyPolicy').map(({ Principal, Action }) => [Principal.Service, Action]))
      .toEqual(SERVICES.map((service) => [service, ['kms:Decrypt', 'kms:GenerateDataKey*']]));
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })]) },
    });
  });

  test('lets CloudWatch act for this account only, and asks nothing of EventBridge, which says nothing of the account', () => {
    const conditions = [...allowed(templateOf(), 'AWS::SNS::TopicPolicy', 'PolicyDocument'), ...allowed(templateOf(), 'AWS::KMS::Key', 'KeyPolicy')]
      .map(({ Condition }) => Condition);
    const ofAccount = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };
    expect(conditions).toEqual([ofAccount, undefined, ofAccount, undefined]);
  });

  test('may be given, and gets the statements, as does its key', () => {
    const template = templateOf((stack) => ({ topic: new sns.Topic(stack, 'Given', { masterKey: new kms.Key(stack, 'GivenKey') }) }));
    template.resourceCountIs('AWS::SNS::Topic', 1);
    template.resourceCountIs('AWS::KMS::Key', 1);
    expect(allowed(template, 'AWS::SNS::TopicPolicy', 'PolicyDocument')).toHaveLength(2);
    expect(allowed(template, 'AWS::KMS::Key', 'KeyPolicy')).toHaveLength(2);
  });

  test('may be given without a key', () => {
    const stack = inRegion('us-east-1');
    monitoring(stack, { topic: new sns.Topic(stack, 'Given') });
    expect(warningsOf(stack)).toEqual([]);
  });

  test('may be given to two, and says everything once', () => {
    const stack = inRegion('us-east-1');
    const { topic } = monitoring(stack);
    new MfaMonitoring(stack, 'Second', { topic });
    expect(allowed(Template.fromStack(stack), 'AWS::SNS::TopicPolicy', 'PolicyDocument')).toHaveLength(2);
  });

  test('may be of another stack', () => {
    const stack = inRegion('us-east-1');
    const other = testStack({ scope: stack.node.root as App, id: 'Other', env: { account: ACCOUNT, region: 'us-east-1' } });
    const topic = new sns.Topic(other, 'Given', { masterKey: new kms.Key(other, 'GivenKey') });
    monitoring(stack, { topic, trailLogGroup: trail(stack) });
    expect(allowed(Template.fromStack(other), 'AWS::SNS::TopicPolicy', 'PolicyDocument')).toHaveLength(2);
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('may be given by several accounts, each of which has a statement with a Sid of its own', () => {
    const stack = inRegion('us-east-1');
    const topic = new sns.Topic(stack, 'Given', { topicName: 'central', masterKey: new kms.Key(stack, 'GivenKey') });
    monitoring(stack, { topic });
    for (const account of [OTHER_ACCOUNT, '333333333333']) {
      const other = testStack({ scope: stack.node.root as App, id: `Of${account}`, env: { account, region: 'us-east-1' } });
      monitoring(other, { ...NOTHING, topic, trailLogGroup: trail(other) });
    }
    const template = Template.fromStack(stack);
    for (const statements of [allowed(template, 'AWS::SNS::TopicPolicy', 'PolicyDocument'), allowed(template, 'AWS::KMS::Key', 'KeyPolicy')]) {
      expect(statements.map(({ Condition }) => Condition?.StringEquals['aws:SourceAccount']))
        .toEqual([{ Ref: 'AWS::AccountId' }, undefined, OTHER_ACCOUNT, '333333333333']);
      expect(new Set(statements.map(({ Sid }) => Sid)).size).toBe(statements.length);
    }
  });

  test.each<[string, (stack: Stack) => sns.ITopic]>([
    ['imported', (stack) => sns.Topic.fromTopicArn(stack, 'Given', `arn:aws:sns:us-east-1:${ACCOUNT}:alerts`)],
    ['encrypted with an imported key', (stack) => new sns.Topic(stack, 'Given', {
      masterKey: kms.Key.fromKeyArn(stack, 'GivenKey', `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`),
    })],
    ['encrypted with the key of AWS', (stack) => new sns.Topic(stack, 'Given', { masterKey: kms.Alias.fromAliasName(stack, 'GivenKey', 'alias/aws/sns') })],
  ])('gets a warning when it is %s', (_, topic) => {
    const stack = inRegion('us-east-1');
    monitoring(stack, { topic: topic(stack) });
    expect(warningsOf(stack)).toEqual(['/Stack/Monitoring cdk-iam-mfa:topic-policy-not-added']);
  });
});

describe('the account', () => {
  const STAYS = 'because the rules publish to a topic of their own account only';
  const foreignTopic = (stack: Stack) => sns.Topic.fromTopicArn(stack, 'Given', `arn:aws:sns:us-east-1:${OTHER_ACCOUNT}:alerts`);

  test.each<[string, string, string, (stack: Stack) => MfaMonitoringProps]>([
    ['topic', `"a topic of account ${OTHER_ACCOUNT}"`, STAYS, (stack) => ({ topic: foreignTopic(stack) })],
    ['topic', `"a topic of account ${OTHER_ACCOUNT}"`, STAYS, (stack) => ({ topic: foreignTopic(stack), configRules: [] })],
    ['topic', `"a topic of account ${OTHER_ACCOUNT}"`, STAYS, (stack) => ({ topic: foreignTopic(stack), notifyOfChanges: false })],
    ['enforcedGroups[1]', `"a group of account ${OTHER_ACCOUNT}"`, 'because the rules publish events of one account only',
      (stack) => ({ enforcedGroups: [importedGroup(stack), foreignGroup(stack)] })],
  ])('fails when %s got %s', (prop, got, reason, props) => {
    const stack = inRegion('us-east-1');
    const given = props(stack);
    expectRefused(stack, () => monitoring(stack, given), refusal('Stack/Monitoring', prop, got, `one of account ${ACCOUNT}, ${reason}`,
      `deploy MfaMonitoring in a stack of account ${OTHER_ACCOUNT}`));
  });

  test('may be any where that of the stack is not known', () => {
    const stack = testStack({ env: { region: 'us-east-1' } });
    const mine = monitoring(stack, { topic: foreignTopic(stack), enforcedGroups: [foreignGroup(stack)] });
    expect(() => mine.watchForceMfaGroup(new ForceMfaGroup(stack, 'WithoutMfa'))).not.toThrow();
  });

  test('of a watched group may be that of a topic that the alarms share', () => {
    const stack = inRegion('us-east-1');
    const other = testStack({ scope: stack.node.root as App, id: 'Legacy', env: { account: OTHER_ACCOUNT, region: 'us-east-1' } });
    const mine = monitoring(stack, { ...NOTHING, trailLogGroup: trail(stack), topic: foreignTopic(stack) });
    expect(() => mine.watchForceMfaGroup(new ForceMfaGroup(other, 'WithoutMfa'))).not.toThrow();
    expect(() => mine.watchForceMfaGroup(new ForceMfaGroup(stack, 'WithoutMfa'))).toThrow(refusal('Stack/Monitoring', 'group', `"a group of account ${ACCOUNT}"`));
  });
});

describe('the Region', () => {
  const notified = (region: string) => refusal('Stack/Monitoring', 'notifyOfChanges', `"true in ${region}"`);

  test.each([['eu-west-1', 'us-east-1'], ['us-west-2', 'us-east-1'], ['cn-northwest-1', 'cn-north-1'], ['us-gov-east-1', 'us-gov-west-1']])(
    'fails in %s, because the events of IAM are in %s', (region, eventRegion) => {
      const stack = inRegion(region);
      expectRefused(stack, () => monitoring(stack), notified(region));
      expect(() => monitoring(stack)).toThrow(`fix: deploy this stack to ${eventRegion}`);
    });

  test.each(['us-east-1', 'cn-north-1', 'us-gov-west-1'])('may be %s', (region) => {
    const stack = inRegion(region);
    monitoring(stack);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('may be another for the sign-ins alone, and for the rules', () => {
    const stack = inRegion('eu-west-1');
    monitoring(stack, { ...NOTHING, trailLogGroup: trail(stack) });
    new MfaMonitoring(stack, 'Rules', { notifyOfChanges: false });
    expect(warningsOf(stack)).toEqual([]);
  });

  test.each(['eu-central-2', 'il-central-1', 'ap-southeast-7'])('fails in %s, because AWS Config does not record IAM there', (region) => {
    const stack = inRegion(region);
    expectRefused(stack, () => monitoring(stack, { notifyOfChanges: false }), refusal('Stack/Monitoring', 'configRules', `"4 rules in ${region}"`,
      'a Region that AWS Config had before February 2022', 'move MfaMonitoring to a stack of Region us-east-1'));
  });

  test.each<[string, MfaConfigRule]>([['cn-north-1', MfaConfigRule.ROOT_WITHOUT_MFA], ['us-gov-west-1', MfaConfigRule.ROOT_WITHOUT_HARDWARE_MFA]])(
    'fails in %s on the rule %s', (region, rule) => {
      const stack = inRegion(region);
      expectRefused(stack, () => monitoring(stack, { configRules: [rule] }), refusal('Stack/Monitoring', 'configRules', `"${rule} in ${region}"`));
    });

  test.each<[string, object | undefined]>([
    ['any', undefined], ['one of a partition that we know nothing of', { env: { account: ACCOUNT, region: 'us-iso-east-1' } }],
  ])('gets a warning when it is %s', (_, env) => {
    const stack = testStack(env);
    monitoring(stack);
    expect(identifiersOf(Template.fromStack(stack))).toContain(MfaConfigRule.ROOT_WITHOUT_MFA);
    expect(warningsOf(stack)).toEqual(['/Stack/Monitoring cdk-iam-mfa:iam-event-region-unknown']);
  });

  test('gets no warning when changes are not looked for', () => {
    const stack = testStack();
    monitoring(stack, { notifyOfChanges: false });
    expect(warningsOf(stack)).toEqual([]);
  });
});

test.each<[string, string, (stack: Stack) => object]>([
  ['configRules', '"ROOT_ACCOUNT_MFA_ENABLED"', () => ({ configRules: MfaConfigRule.ROOT_WITHOUT_MFA })],
  ['configRules[1]', '"ACCESS_KEYS_ROTATED"', () => ({ configRules: [MfaConfigRule.ROOT_WITHOUT_MFA, 'ACCESS_KEYS_ROTATED'] })],
  ['configRules', '[]', () => NOTHING],
  ['unusedCredentialsAge', '"0 days"', () => ({ unusedCredentialsAge: Duration.days(0) })],
  ['unusedCredentialsAge', '"129600 seconds"', () => ({ unusedCredentialsAge: Duration.hours(36) })],
  ['unusedCredentialsAge', '"90"', () => ({ unusedCredentialsAge: 90 })],
  ['unusedCredentialsAge', '"Duration.days(1)"', () => ({ unusedCredentialsAge: Duration.days(1), configRules: [MfaConfigRule.USERS_WITHOUT_MFA] })],
  ['policyPath', '"security"', () => ({ policyPath: 'security' })],
  ['policyPath', 'null', () => ({ policyPath: null })],
  ['policyPath', '"/security/"', () => ({ policyPath: '/security/', notifyOfChanges: false })],
  ['policyPath', '"/te\\"am/"', (stack) => ({ policyPath: '/te"am/', trailLogGroup: trail(stack) })],
  ['policyPath', '"/te\\\\am/"', (stack) => ({ policyPath: '/te\\am/', trailLogGroup: trail(stack) })],
  ['enforcedGroups', 'Stack/devs', (stack) => ({ enforcedGroups: [importedGroup(stack)], notifyOfChanges: false })],
  ['enforcedGroups[0]', '"team/devs"', (stack) => ({ enforcedGroups: [importedGroup(stack, 'team/devs', 'devs')] })],
  ['enforcedGroups[0]', '"devs"', () => ({ enforcedGroups: ['devs'] })],
  ['topic', '"arn:aws:sns:us-east-1:123456789012:alarms"', () => ({ topic: 'arn:aws:sns:us-east-1:123456789012:alarms' })],
  ['trailLogGroup', '"/aws/cloudtrail"', () => ({ trailLogGroup: '/aws/cloudtrail' })],
  ['configRules', '"MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS"', () => ({ configRules: 'MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS' })],
  ['topic', '"a FIFO topic"', (stack) => ({ topic: new sns.Topic(stack, 'Topic', { fifo: true }) })],
  ['topic', '"one of Region eu-west-1"', (stack) => ({ topic: sns.Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:eu-west-1:${ACCOUNT}:alerts`) })],
  ['trailLogGroup', '"one of Region eu-west-1"', (stack) => ({
    trailLogGroup: logs.LogGroup.fromLogGroupArn(stack, 'Trail', `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:trail`),
  })],
  ['trailLogGroup', `"a log group of account ${OTHER_ACCOUNT}"`, (stack) => ({
    trailLogGroup: logs.LogGroup.fromLogGroupArn(stack, 'Trail', `arn:aws:logs:us-east-1:${OTHER_ACCOUNT}:log-group:trail`),
  })],
])('fails on a bad %s (%s), and leaves nothing behind', (prop, got, props) => {
  const stack = inRegion('us-east-1');
  const given = props(stack);
  expectRefused(stack, () => monitoring(stack, given), refusal('Stack/Monitoring', prop, got));
});
