/** The calls that the monitoring publishes, as patterns on the events that EventBridge gets from CloudTrail. */
import { Aws, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  ON_ALARMS, ON_FUNCTIONS, ON_GROUPS, ON_POLICIES, ON_RULES, ON_SCHEDULES,
  ON_TARGETS, ON_TRAILS, ON_USERS, WITH_DOCUMENT_ON_GROUPS, WITH_DOCUMENT_ON_POLICIES,
} from './monitored-calls';

const DONE = { errorCode: [{ exists: false }] };
const REFUSED = { errorCode: [{ exists: true }] };
/** CloudTrail records no request parameters of a denied call, so nothing but the name of the event can be asked for. */
const DENIED = { errorCode: [{ prefix: 'AccessDenied' }] };

/** Structurally an `events.EventPattern`. */
export interface EventPattern {
  readonly source: string[];
  readonly detailType: string[];
  readonly detail: Record<string, unknown>;
}

type Branch = Record<string, unknown>;

/**
 * EventBridge takes patterns of 2,048 characters (a quota that can be raised to 4,096), and these numbers of names fit into
 * one at their longest. For more, there are more rules.
 */
const GROUPS_IN_A_PATTERN = 5;
const RULES_IN_A_PATTERN = 6;

/** Calls of IAM on users, groups and policies, as patterns, of which no call matches two. */
export class IamCalls {
  private readonly ofGroups: Branch[];
  private readonly ofPolicies: Branch;

  /** @param groupNames the groups to look at; all, if there are none */
  public constructor(scope: Construct, groupNames: string[], policyPath: string) {
    // CloudTrail has names and ARNs as the caller wrote them, and IAM takes names in any case.
    this.ofGroups = groupNames.length === 0 ? [{}] : chunks(groupNames, GROUPS_IN_A_PATTERN)
      .map((names) => ({ requestParameters: { groupName: names.map((name) => ({ 'equals-ignore-case': name })) } }));
    const prefix = `arn:${Aws.PARTITION}:iam::${Stack.of(scope).account}:policy${policyPath}`;
    this.ofPolicies = { requestParameters: { policyArn: [{ prefix: { 'equals-ignore-case': prefix } }] } };
  }

  public changes(): EventPattern[] {
    return this.done([{ eventName: ON_USERS }, { eventName: ON_POLICIES, ...this.ofPolicies }], ON_GROUPS);
  }

  public newDocuments(): EventPattern[] {
    return this.done([{ eventName: WITH_DOCUMENT_ON_POLICIES, ...this.ofPolicies }], WITH_DOCUMENT_ON_GROUPS);
  }

  /** Of all groups: which one a denied call was on is not recorded. */
  public refusedCalls(): EventPattern {
    const onPolicies = [...ON_POLICIES, ...WITH_DOCUMENT_ON_POLICIES];
    return apiCalls(['cloudtrail', 'events', 'iam'], {}, [
      { ...from('iam'), ...REFUSED, eventName: [...ON_USERS, ...ON_GROUPS, ...WITH_DOCUMENT_ON_GROUPS] },
      { ...from('iam'), ...REFUSED, eventName: onPolicies, ...this.ofPolicies },
      { ...from('iam'), ...DENIED, eventName: onPolicies },
      { ...from('cloudtrail'), ...DENIED, eventName: ON_TRAILS },
      { ...from('events'), ...DENIED, eventName: [...ON_RULES, ...ON_TARGETS] },
    ]);
  }

  private done(others: Branch[], onGroups: string[]): EventPattern[] {
    return this.ofGroups.map((ofGroups, index) => apiCalls(['iam'], { ...from('iam'), ...DONE }, [
      ...(index === 0 ? others : []),
      { eventName: onGroups, ...ofGroups },
    ]));
  }
}

/** What blinds the monitoring: changes of any trail, and of its own rules and alarms. */
export function tampering(ruleNames: string[], alarmNames: string[]): EventPattern[] {
  return chunks(ruleNames, RULES_IN_A_PATTERN).map((names, index) => apiCalls(['cloudtrail', 'events', 'monitoring'], DONE, [
    ...(index === 0 ? [{ ...from('cloudtrail'), eventName: ON_TRAILS }] : []),
    ...(index === 0 && alarmNames.length > 0 ? [{ ...from('monitoring'), eventName: ON_ALARMS, requestParameters: { alarmNames } }] : []),
    { ...from('events'), eventName: ON_RULES, requestParameters: { name: names } },
    { ...from('events'), eventName: ON_TARGETS, requestParameters: { rule: names } },
  ]));
}

/** What makes a ForceMfaGroup look after fewer users, or nobody, while its metrics keep coming. */
export function changesOfMembership(functionName: string, scheduleName: string): EventPattern {
  // The caller names the function by name or by ARN.
  const names = [functionName, { suffix: `:function:${functionName}` }];
  return apiCalls(['lambda', 'scheduler'], DONE, [
    { ...from('lambda'), eventName: ON_FUNCTIONS, requestParameters: { functionName: names } },
    { ...from('scheduler'), eventName: ON_SCHEDULES, requestParameters: { name: [scheduleName] } },
  ]);
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

/** EventBridge takes no `$or` of one. */
function apiCalls(services: string[], all: Branch, anyOf: Branch[]): EventPattern {
  const branches = anyOf.length === 1 ? anyOf[0] : { $or: anyOf };
  return { source: services.map((service) => `aws.${service}`), detailType: ['AWS API Call via CloudTrail'], detail: { ...all, ...branches } };
}

function from(service: string): Branch {
  return { eventSource: [`${service}.amazonaws.com`] };
}

function chunks<T>(items: T[], size: number): T[][] {
  return items.length <= size ? [items] : [items.slice(0, size), ...chunks(items.slice(size), size)];
}
