/** docs/cost.md: the amounts are those of the templates and of the roll-out, and the sums are sums. The prices are AWS's, and their sources are on the page. */
import { App, Duration, Stack, aws_logs as logs } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { read } from './texts';
import { ForceMfaGroup, MfaConfigRule, MfaMonitoring } from '../../src';

const PAGE = read('docs/cost.md');
const DAYS = 30;
/** In a month, with the default interval. */
const RUNS = 730;
const PRICE = { metric: 0.3, alarmMetric: 0.1, evaluation: 0.001, key: 1, gbSecond: 0.0000166667 };

const dollars = (amount: number) => `$${amount.toFixed(2)}`;

function templateOf(add: (stack: Stack) => void): Template {
  const stack = new Stack(new App(), 'Stack', { env: { account: '123456789012', region: 'us-east-1' } });
  add(stack);
  return Template.fromStack(stack);
}

const count = (template: Template, type: string) => Object.keys(template.findResources(type)).length;

/** AWS bills an alarm by the metrics that it looks at. */
function alarmMetrics(template: Template): number {
  return Object.values(template.findResources('AWS::CloudWatch::Alarm'))
    .flatMap(({ Properties }) => Properties.Metrics?.filter(({ MetricStat }: any) => MetricStat !== undefined) ?? [Properties]).length;
}

describe('ForceMfaGroup', () => {
  const template = templateOf((stack) => new ForceMfaGroup(stack, 'WithoutMfa'));
  // RefusedRequests is a metric only after a request was refused.
  const metrics = 5 * PRICE.metric;
  const alarms = alarmMetrics(template) * PRICE.alarmMetric;
  // docs/force-mfa-group.md: 1,355 calls of 50 ms, eight at a time, at 512 MB.
  const gbSeconds = Math.round(RUNS * 1_355 * 0.05 / 8 * 0.5 / 100) * 100;

  test('the rows', () => {
    expect(PAGE).toContain(`| Metrics | 5 | $0.30 each | ${dollars(metrics)} |`);
    expect(PAGE).toContain(`| Alarms | ${alarmMetrics(template)}, each on one metric | $0.10 per metric | ${dollars(alarms)} |`);
    expect(PAGE).toContain(`| Lambda, time | ${gbSeconds.toLocaleString('en')} GB-seconds | $0.0000166667 each | ${dollars(gbSeconds * PRICE.gbSecond)} |`);
    expect(PAGE).toContain(`| Lambda, requests | ${RUNS} |`);
    template.hasResourceProperties('AWS::Lambda::Function', { MemorySize: 512 });
    template.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(60 minutes)' });
    expect(RUNS).toBe(Math.round(Duration.days(365).toHours() / 12));
  });

  test('the sum', () => {
    expect(PAGE).toContain(`| \`ForceMfaGroup\` | $${Math.round(metrics + alarms + gbSeconds * PRICE.gbSecond)} | 5 metrics, ${count(template, 'AWS::CloudWatch::Alarm')} alarms |`);
  });
});

describe('MfaMonitoring', () => {
  const USERS = 260;
  const monitoring = (configRules?: MfaConfigRule[]) => templateOf((stack) => new MfaMonitoring(stack, 'Monitoring', {
    configRules, trailLogGroup: logs.LogGroup.fromLogGroupName(stack, 'Trail', 'trail'),
  }));
  const evaluations = (rules: number) => rules * USERS * DAYS * PRICE.evaluation;
  const ofRoot = DAYS * PRICE.evaluation;

  function costOf(template: Template): number {
    return evaluations(count(template, 'AWS::Config::ConfigRule') - 1) + ofRoot + count(template, 'AWS::KMS::Key') * PRICE.key
      + count(template, 'AWS::Logs::MetricFilter') * PRICE.metric + alarmMetrics(template) * PRICE.alarmMetric;
  }

  test('the rows', () => {
    const template = monitoring();
    // The one of root has one resource.
    const rules = count(template, 'AWS::Config::ConfigRule') - 1;
    expect(PAGE).toContain(`| Evaluations | ${rules} rules × ${USERS} users × ${DAYS} days | $0.001 each | ${dollars(evaluations(rules))} |`);
    expect(PAGE).toContain(`| Evaluations of root | ${DAYS} | $0.001 each | ${dollars(ofRoot)} |`);
    expect(PAGE).toContain('| KMS key of the topic | 1 | $1 each | $1.00 |');
    expect(PAGE).toContain('| Metrics and alarms of the trail | 2 and 2 | $0.30 and $0.10 | $0.80 |');
    expect([count(template, 'AWS::KMS::Key'), count(template, 'AWS::Logs::MetricFilter'), alarmMetrics(template)]).toEqual([1, 2, 2]);
    template.allResourcesProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });

  test('the sums: by default, with fewer rules, and as the roll-out has it', () => {
    expect(PAGE).toContain(`| \`MfaMonitoring\`, ${USERS} users | $${Math.round(costOf(monitoring()))} |`);
    const fewer = monitoring([MfaConfigRule.CONSOLE_USERS_WITHOUT_MFA, MfaConfigRule.ROOT_WITHOUT_MFA]);
    expect(PAGE).toContain(`To pay about $${Math.round(costOf(fewer))}, leave \`USERS_WITHOUT_MFA\` and \`UNUSED_CREDENTIALS\` out`);
    const rollOut = read('docs/roll-out.md');
    const [, named] = /`configRules: \[([^\]]+)\],`/.exec(rollOut)!;
    const rules = [...named.matchAll(/MfaConfigRule\.(\w+)/g)].map(([, name]) => MfaConfigRule[name as keyof typeof MfaConfigRule]);
    const group = templateOf((stack) => new ForceMfaGroup(stack, 'WithoutMfa'));
    const both = costOf(monitoring(rules)) + 5 * PRICE.metric + alarmMetrics(group) * PRICE.alarmMetric;
    expect(rollOut).toContain('200 people, and pipelines with 60 access keys');
    expect(PAGE).toContain(`costs about $${Math.round(both)} per month for its ${USERS} users`);
  });
});
