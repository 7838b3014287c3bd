/** What the monitoring looks for in the log of CloudTrail and in the events that EventBridge gets of it. */

/**
 * Console sign-ins of IAM users that succeeded without MFA: the pattern of the CIS AWS Foundations Benchmark, to the
 * letter, for AWS Security Hub takes no other (CloudWatch.3).
 */
export const CONSOLE_SIGN_IN_WITHOUT_MFA = '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") '
  + '&& ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }';

/** On devices and passwords of any user. */
const ON_USERS = [
  'CreateLoginProfile', 'CreateVirtualMFADevice', 'DeactivateMFADevice', 'DeleteLoginProfile', 'DeleteVirtualMFADevice', 'EnableMFADevice',
  'UpdateLoginProfile',
];

/** What the guard of the enforcement denies without MFA. */
const ON_GROUPS = ['DeleteGroup', 'RemoveUserFromGroup', 'UpdateGroup'];
const ON_POLICIES = [
  'CreatePolicyVersion', 'DeletePolicy', 'DeletePolicyVersion', 'DetachGroupPolicy', 'DetachUserPolicy', 'SetDefaultPolicyVersion',
];

/** Structurally an `events.EventPattern`. */
export interface EventPattern {
  readonly source: string[];
  readonly detailType: string[];
  readonly detail: Record<string, unknown>;
}

/** @param groupNames the groups to look at; all, if there are none */
export function changesOfMfa(groupNames: string[], policyPath: string): EventPattern {
  const ofGroups = groupNames.length === 0 ? {} : { requestParameters: { groupName: groupNames } };
  return {
    source: ['aws.iam'],
    detailType: ['AWS API Call via CloudTrail'],
    detail: {
      eventSource: ['iam.amazonaws.com'],
      $or: [
        { eventName: ON_USERS },
        { eventName: ON_GROUPS, ...ofGroups },
        { eventName: ON_POLICIES, requestParameters: { policyArn: [{ wildcard: `*:policy${policyPath}*` }] } },
      ],
    },
  };
}

export function lossOfCompliance(ruleNames: string[]): EventPattern {
  return {
    source: ['aws.config'],
    detailType: ['Config Rules Compliance Change'],
    detail: {
      messageType: ['ComplianceChangeNotification'],
      configRuleName: ruleNames,
      newEvaluationResult: { complianceType: ['NON_COMPLIANT'] },
    },
  };
}
