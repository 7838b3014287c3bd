import type { Duration, Stack, aws_iam as iam, aws_logs as logs, aws_sns as sns } from 'aws-cdk-lib';
import type { ForceMfaGroup } from '../../force-mfa-group';
import { MfaConfigRule } from '../../mfa-config-rule';
import type { MfaMonitoringProps } from '../../mfa-monitoring-props';
import { configLacksRootRules, configRecordsIam, iamEventRegion, isOfKnownPartition } from '../aws/regions';
import { checkIamEventRegion } from '../checks/iam-event-region';
import { invalidProp } from '../checks/invalid-prop';
import { GROUP, LOG_GROUP, checkConstruct, checkConstructs, checkRegionOf, checkTopic, isForeign } from '../checks/prop-constructs';
import { DAYS, checkBooleans, checkDuration, checkGroupName, checkIamPath, checkEnumMembers } from '../checks/prop-values';
import { DEFAULT_POLICY_PATH } from '../statements/iam-arns';

/** AWS takes a target in another account with a role of its own only, and CloudTrail events arrive in their own account. */
const RULES_STAY = 'the rules publish to a topic of their own account only';

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
  const { region } = stack;
  checkValues(path, props);
  checkTopic(path, 'topic', props.topic, stack);
  const options: MonitoringOptions = {
    configRules: [...new Set(props.configRules ?? defaultConfigRules(region))],
    unusedCredentialsAge: props.unusedCredentialsAge,
    trailLogGroup: props.trailLogGroup ?? undefined,
    notifyOfChanges: props.notifyOfChanges ?? true,
    enforcedGroupNames: (props.enforcedGroups ?? []).map(({ groupName }) => groupName),
    policyPath: props.policyPath ?? DEFAULT_POLICY_PATH,
    topic: props.topic,
  };
  checkContradictions(path, props, options);
  checkFilteredPath(path, options);
  checkAccounts(path, options, props.enforcedGroups ?? [], stack);
  checkRegionOf(path, 'trailLogGroup', props.trailLogGroup?.env.region, region);
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
  checkEnumMembers(path, 'configRules', props.configRules, MfaConfigRule, 'MfaConfigRule');
  checkDuration(path, 'unusedCredentialsAge', props.unusedCredentialsAge, {
    unit: DAYS, min: 1, max: Infinity, expected: 'whole days, at least one', example: 'Duration.days(90)',
  });
  checkIamPath(path, 'policyPath', props.policyPath);
  checkConstructs(path, 'enforcedGroups', props.enforcedGroups ?? [], GROUP);
  props.enforcedGroups?.forEach(({ groupName }, index) => checkGroupName(path, `enforcedGroups[${index}]`, groupName));
}

/** Those that make sense where the stack goes. */
function defaultConfigRules(region: string): MfaConfigRule[] {
  return Object.values(MfaConfigRule).filter((rule) => rule !== MfaConfigRule.ROOT_WITHOUT_HARDWARE_MFA
    && !(configLacksRootRules(region) && ROOT_RULES.includes(rule)));
}

/** EventBridge reports the changes of a function in its own account and Region, and reaches topics there only. */
export function checkWatchedGroup(path: string, group: ForceMfaGroup, region: string, topic: sns.ITopic): void {
  if (group?.membershipFunction === undefined) {
    throw invalidProp({
      path, prop: 'group', got: group?.node?.path, expected: 'a ForceMfaGroup, which has a function to watch', fix: 'name other groups in enforcedGroups',
    });
  }
  checkRegionOf(path, 'group', group.env.region, region);
  checkAccountOf(path, 'group', 'a group', group.env.account, topic.env.account, RULES_STAY);
  if (group.node.tryFindChild('Tampering') !== undefined) {
    throw invalidProp({
      path,
      prop: 'group',
      got: `${group.node.path}, which is watched already`,
      expected: 'a group that no watchForceMfaGroup was called for',
      fix: 'call it once per group, of one MfaMonitoring',
    });
  }
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
    throw invalidProp({ path, prop: idle.prop, got: Array.isArray(idle.got) ? idle.got : `${idle.got}`, expected: `it with ${idle.of} only`, fix: `leave ${idle.prop} out` });
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

function checkAccounts(path: string, options: MonitoringOptions, groups: iam.IGroup[], { account }: Stack): void {
  const { configRules, notifyOfChanges, topic, trailLogGroup } = options;
  checkAccountOf(path, 'trailLogGroup', 'a log group', trailLogGroup?.env.account, account, 'a metric filter is in the account of its log group');
  if (configRules.length > 0 || notifyOfChanges) {
    checkAccountOf(path, 'topic', 'a topic', topic?.env.account, account, RULES_STAY);
  }
  groups.forEach(({ principalAccount }, index) => {
    checkAccountOf(path, `enforcedGroups[${index}]`, 'a group', principalAccount, account, 'the rules publish events of one account only');
  });
}

/** What is in another account would be deployed, and nothing would ever come. */
function checkAccountOf(path: string, prop: string, kind: string, theirs: string | undefined, account: string, reason: string): void {
  if (isForeign(theirs, account)) {
    throw invalidProp({
      path,
      prop,
      got: `${kind} of account ${theirs}`,
      expected: `one of account ${account}, because ${reason}`,
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
      fix: `move MfaMonitoring to a stack of Region ${iamEventRegion(region)}, or pass configRules: [] with trailLogGroup`,
    });
  }
}
