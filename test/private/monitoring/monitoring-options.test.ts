import { Duration, Stack } from 'aws-cdk-lib';
import { MfaConfigRule, MfaMonitoringProps } from '../../../src/index';
import { resolveMonitoringOptions } from '../../../src/private/monitoring/monitoring-options';
import { refusal, testStack } from '../../helpers';

const check = (props: MfaMonitoringProps, stack: Stack = testStack()) => resolveMonitoringOptions('Stack/It', props, stack);
const rulesIn = (region: string, props: MfaMonitoringProps = {}) => check(props, testStack({ env: { region } })).configRules;

test('by default all rules but that on hardware devices of the root user are deployed, where the partition has them', () => {
  expect(rulesIn('us-east-1')).toEqual(Object.values(MfaConfigRule).filter((rule) => rule !== MfaConfigRule.ROOT_WITHOUT_HARDWARE_MFA));
  expect(rulesIn('cn-north-1')).toEqual([
    MfaConfigRule.CONSOLE_USERS_WITHOUT_MFA, MfaConfigRule.USERS_WITHOUT_MFA, MfaConfigRule.UNUSED_CREDENTIALS,
  ]);
});

test('rules that are given twice are deployed once', () => {
  expect(rulesIn('us-east-1', { configRules: [MfaConfigRule.USERS_WITHOUT_MFA, MfaConfigRule.USERS_WITHOUT_MFA] })).toEqual([MfaConfigRule.USERS_WITHOUT_MFA]);
});

test('changes are published unless somebody says no', () => {
  expect([{}, { notifyOfChanges: true }, { notifyOfChanges: false }].map((props) => check(props).notifyOfChanges)).toEqual([true, true, false]);
});

test.each<[string, string, MfaMonitoringProps]>([
  ['unusedCredentialsAge', '"0 days"', { unusedCredentialsAge: Duration.days(0) }],
  ['enforcedGroups', '[]', { enforcedGroups: [], notifyOfChanges: false }],
  ['policyPath', '"/a/"', { policyPath: '/a/', notifyOfChanges: false }],
  ['configRules', '[]', { configRules: [], notifyOfChanges: false }],
])('fails when %s got %s', (prop, got, props) => {
  expect(() => check(props)).toThrow(refusal('Stack/It', prop, got));
});
