/** docs/compliance.md: what it says of the constructs is what they deploy, and what it says of AWS's controls is in one place. */
import { App, Duration, Stack, aws_logs as logs } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { read } from './texts';
import { MfaConfigRule, MfaMonitoring } from '../../src';

const PAGE = read('docs/compliance.md');

const template = (() => {
  const stack = new Stack(new App(), 'Stack', { env: { account: '123456789012', region: 'us-east-1' } });
  new MfaMonitoring(stack, 'Monitoring', {
    trailLogGroup: logs.LogGroup.fromLogGroupName(stack, 'Trail', 'trail'),
    unusedCredentialsAge: Duration.days(45),
    configRules: Object.values(MfaConfigRule),
  });
  return Template.fromStack(stack);
})();

/** The rule of AWS Config by which Security Hub checks each control (Security Hub controls for IAM). */
const RULE_OF: Record<string, string> = {
  'IAM.5': 'MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS',
  'IAM.6': 'ROOT_ACCOUNT_HARDWARE_MFA_ENABLED',
  'IAM.8': 'IAM_USER_UNUSED_CREDENTIALS_CHECK',
  'IAM.9': 'ROOT_ACCOUNT_MFA_ENABLED',
  'IAM.19': 'IAM_USER_MFA_ENABLED',
  'IAM.22': 'IAM_USER_UNUSED_CREDENTIALS_CHECK',
};

test('MfaMonitoring reports by the rules of the controls for which the page says so, and of no others', () => {
  const rows = [...PAGE.matchAll(/^\| (IAM\.\d+):.*\| ([^|]+) \|$/gm)].map(([, control, helps]) => ({ control, helps }));
  expect(rows.length).toBeGreaterThan(6);
  expect(rows.filter(({ helps }) => /MfaMonitoring.*reports/.test(helps)).map(({ control }) => control).sort()).toEqual(Object.keys(RULE_OF).sort());
  Object.values(RULE_OF).forEach((identifier) => template.hasResourceProperties('AWS::Config::ConfigRule', { Source: { SourceIdentifier: identifier } }));
  template.hasResourceProperties('AWS::Config::ConfigRule', { InputParameters: { maxCredentialUsageAge: 45 } });
});

test('the filter is the one that CloudWatch.3 takes', () => {
  template.hasResourceProperties('AWS::Logs::MetricFilter', {
    FilterPattern: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  });
});

test('a control has its number once, with a version', () => {
  expect([...PAGE.matchAll(/\bCIS (?!v\d|AWS\b)\S+/g)].map(([found]) => found)).toEqual([]);
  const controls = [...PAGE.matchAll(/^\| ((?:IAM|CloudWatch)\.\d+|8\.\d\.\d|IA-2\(\d\))/gm)].map(([, control]) => control);
  expect(new Set(controls).size).toBe(controls.length);
  expect(controls.length).toBe(15);
});
