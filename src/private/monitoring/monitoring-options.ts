import type { Duration, Stack, aws_logs as logs, aws_sns as sns } from 'aws-cdk-lib';
import { Token } from 'aws-cdk-lib';
import type { ForceMfaGroup } from '../../force-mfa-group';
import { MfaConfigRule } from '../../mfa-config-rule';
import type { MfaMonitoringProps } from '../../mfa-monitoring-props';
import { configLacksRootRules, configRecordsIam, iamEventRegion, isOfKnownPartition } from '../aws/regions';
import { checkIamEventRegion } from '../checks/iam-event-region';
import { invalidProp } from '../checks/invalid-prop';
import { GROUP, LOG_GROUP, checkConstruct, checkIdentities, checkRegionOf, checkTopic } from '../checks/prop-constructs';
import { DAYS, checkBooleans, checkDuration, checkGroupName, checkIamPath, checkMember } from '../checks/prop-values';
import { DEFAULT_POLICY_PATH } from '../statements/iam-arns';

const ROOT_RULES = [MfaConfigRule.ROOT_WITHOUT_MFA, MfaConfigRule.ROOT_WITHOUT_HARDWARE_MFA];

/** The props with their defaults. */
export interface MonitoringOptions {
  readonly configRules: MfaConfigRule[];
  readonly unusedCredentialsAge?: Duration;
  readonly trailLogGroup?: logs.ILogGroup;
  readonly notifyOfChanges: boolean;
  readonly enforcedGroupNames: string[];
  readonly policyPath: string;
  readonly topic?: sns.ITopic;
}

/**
 * The props with their defaults. Refuses everything that can be known to go wrong: values, and Regions where a part would be deployed
 * and never see a thing.
 */
export function resolveMonitoringOptions(path: string, props: MfaMonitoringProps, stack: Stack): MonitoringOptions {
  const { account, region } = stack;
  checkValues(path, props);
  checkTopic(path, 'topic', props.topic, stack);
  const options: MonitoringOptions = {
    configRules: [...new Set(props.configRules ?? defaultConfigRules(region))],
    unusedCredentialsAge: props.unusedCredentialsAge,
    trailLogGroup: props.trailLogGroup,
    notifyOfChanges: props.notifyOfChanges ?? true,
    enforcedGroupNames: (props.enforcedGroups ?? []).map(({ groupName }) => groupName),
    policyPath: props.policyPath ?? DEFAULT_POLICY_PATH,
    topic: props.topic,
  };
  checkContradictions(path, props, options);
  checkFilteredPath(path, options);
  checkLogGroup(path, props.trailLogGroup, account, region);
  if (isOfKnownPartition(region)) {
    checkRegionOfRules(path, options.configRules, region);
  }
  if (options.notifyOfChanges) {
    checkIamEventRegion(path, 'notifyOfChanges', region, 'pass notifyOfChanges: false and deploy a second one there');
  }
  return options;
}

function checkValues(path: string, props: MfaMonitoringProps): void {
  checkBooleans(path, props, ['notifyOfChanges']);
  checkConstruct(path, 'trailLogGroup', props.trailLogGroup, LOG_GROUP);
  checkConfigRules(path, props.configRules);
  checkDuration(path, 'unusedCredentialsAge', props.unusedCredentialsAge, {
    unit: DAYS, min: 1, max: Infinity, expected: 'whole days, at least one', example: 'Duration.days(90)',
  });
  checkIamPath(path, 'policyPath', props.policyPath);
  checkIdentities(path, 'enforcedGroups', props.enforcedGroups ?? [], GROUP);
  props.enforcedGroups?.forEach(({ groupName }, index) => checkGroupName(path, `enforcedGroups[${index}]`, groupName));
}

/** Those that make sense where the stack goes. */
function defaultConfigRules(region: string): MfaConfigRule[] {
  return Object.values(MfaConfigRule).filter((rule) => rule !== MfaConfigRule.ROOT_WITHOUT_HARDWARE_MFA
    && !(configLacksRootRules(region) && ROOT_RULES.includes(rule)));
}

/** EventBridge reports the changes of a function in its own Region, and reaches topics there only. */
export function checkWatchedGroup(path: string, group: ForceMfaGroup, region: string): void {
  if (group?.membershipFunction === undefined) {
    throw invalidProp({
      path, prop: 'group', got: group?.node?.path, expected: 'a ForceMfaGroup, which has a function to watch', fix: 'name other groups in enforcedGroups',
    });
  }
  checkRegionOf(path, 'group', group.env.region, region);
}

function checkConfigRules(path: string, rules: MfaConfigRule[] | undefined): void {
  if (rules !== undefined && !Array.isArray(rules)) {
    throw invalidProp({ path, prop: 'configRules', got: rules, expected: 'an array of MfaConfigRule members', fix: 'put it in an array' });
  }
  rules?.forEach((rule, index) => checkMember(path, `configRules[${index}]`, rule, MfaConfigRule));
}

function checkContradictions(path: string, given: MfaMonitoringProps, { configRules, notifyOfChanges, trailLogGroup }: MonitoringOptions): void {
  const looksForPolicies = notifyOfChanges || trailLogGroup !== undefined;
  const idle = [
    {
      prop: 'unusedCredentialsAge',
      got: given.unusedCredentialsAge,
      of: 'MfaConfigRule.UNUSED_CREDENTIALS among configRules',
      isIdle: !configRules.includes(MfaConfigRule.UNUSED_CREDENTIALS),
    },
    { prop: 'enforcedGroups', got: given.enforcedGroups, of: 'notifyOfChanges', isIdle: !notifyOfChanges },
    { prop: 'policyPath', got: given.policyPath, of: 'notifyOfChanges or trailLogGroup', isIdle: !looksForPolicies },
  ].find(({ got, isIdle }) => got !== undefined && isIdle);
  if (idle !== undefined) {
    throw invalidProp({ path, prop: idle.prop, got: 'a value', expected: `it with ${idle.of} only`, fix: `leave ${idle.prop} out` });
  }
  if (configRules.length === 0 && !looksForPolicies) {
    throw invalidProp({ path, prop: 'configRules', got: [], expected: 'something to watch', fix: 'leave configRules or notifyOfChanges out, or pass trailLogGroup' });
  }
}

/** IAM takes both characters in a path, and the path stands in the pattern of a metric filter. */
function checkFilteredPath(path: string, { trailLogGroup, policyPath }: MonitoringOptions): void {
  if (trailLogGroup !== undefined && /["\\]/.test(policyPath)) {
    throw invalidProp({
      path,
      prop: 'policyPath',
      got: policyPath,
      expected: 'a path without " and \\, because CloudWatch Logs documents no way to write them in a filter pattern',
      fix: 'give the policies another path, or leave trailLogGroup out',
    });
  }
}

function checkLogGroup(path: string, logGroup: logs.ILogGroup | undefined, account: string, region: string): void {
  checkRegionOf(path, 'trailLogGroup', logGroup?.env.region, region);
  const theirs = logGroup?.env.account;
  if (theirs !== undefined && !Token.isUnresolved(theirs) && !Token.isUnresolved(account) && theirs !== account) {
    throw invalidProp({
      path,
      prop: 'trailLogGroup',
      got: `a log group of account ${theirs}`,
      expected: `one of account ${account}, because a metric filter is in the account of its log group`,
      fix: `deploy MfaMonitoring in a stack of account ${theirs}`,
    });
  }
}

function checkRegionOfRules(path: string, rules: MfaConfigRule[], region: string): void {
  const root = rules.find((rule) => ROOT_RULES.includes(rule));
  if (root !== undefined && configLacksRootRules(region)) {
    throw invalidProp({
      path, prop: 'configRules', got: `${root} in ${region}`, expected: 'no rule on the root user, because AWS Config has none in this partition', fix: 'leave it out',
    });
  }
  if (rules.length > 0 && !configRecordsIam(region)) {
    throw invalidProp({
      path,
      prop: 'configRules',
      got: `${rules.length} rules in ${region}`,
      expected: 'a Region that AWS Config had before February 2022, because it does not record IAM in others',
      fix: `move MfaMonitoring to a stack of Region ${iamEventRegion(region)}, or pass configRules: []`,
    });
  }
}
