/** The calls that the monitoring publishes, as patterns on the events that EventBridge gets from CloudTrail. */
import { Aws, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  ON_ALARMS, ON_BUSES, ON_FUNCTIONS, ON_GROUPS, ON_MUTED_ALARMS, ON_ONE_ALARM, ON_POLICIES, ON_POLICIES_OF_ROLES, ON_ROLES, ON_RULES, ON_SCHEDULES,
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
const ALARMS_IN_A_PATTERN = 2;

/** Calls of IAM on users, groups and policies, as patterns, of which no call matches two. */
export class IamCalls {
  private readonly ofGroups: Branch[];
  private readonly ofPolicies: Branch;

  /** @param groupNames the groups to look at; all, if there are none */
  public constructor(scope: Construct, groupNames: string[], policyPath: string) {
    // CloudTrail has names and ARNs as the caller wrote them, and IAM takes names in any case.
    this.ofGroups = groupNames.length === 0 ? [{}] : chunks(groupNames, GROUPS_IN_A_PATTERN)
      .map((names) => ({ requestParameters: { groupName: inAnyCase(names) } }));
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
    return apiCalls(['cloudtrail', 'events', 'iam', 'monitoring'], {}, [
      { ...from('iam'), ...REFUSED, eventName: [...ON_USERS, ...ON_GROUPS, ...WITH_DOCUMENT_ON_GROUPS] },
      { ...from('iam'), ...REFUSED, eventName: onPolicies, ...this.ofPolicies },
      // No two of the services have a call of the same name.
      {
        ...from('cloudtrail', 'events', 'iam', 'monitoring'),
        ...DENIED,
        eventName: [...onPolicies, ...ON_TRAILS, ...ON_RULES, ...ON_TARGETS, ...ON_BUSES, ...ON_ALARMS, ...ON_ONE_ALARM, ...ON_MUTED_ALARMS],
      },
    ]);
  }

  private done(others: Branch[], onGroups: string[]): EventPattern[] {
    return this.ofGroups.map((ofGroups, index) => apiCalls(['iam'], { ...from('iam'), ...DONE }, [
      ...(index === 0 ? others : []),
      { eventName: onGroups, ...ofGroups },
    ]));
  }
}

/** What blinds the monitoring: changes of any trail, of the bus that the events come by, and of its own rules. */
export function tampering(ruleNames: string[]): EventPattern[] {
  return chunks(ruleNames, RULES_IN_A_PATTERN).map((names, index) => apiCalls(['cloudtrail', 'events'], DONE, [
    ...(index === 0 ? [{ ...from('cloudtrail'), eventName: ON_TRAILS }, onDefaultBus()] : []),
    ...onRules(names),
  ]));
}

/** The pattern of a few alarms, with their names. */
export interface AlarmPattern {
  readonly alarmNames: string[];
  readonly eventPattern: EventPattern;
}

/** What keeps an alarm from being heard: it is deleted, silenced, muted, written over, or its state is set. */
export function changesOfAlarms(all: string[]): AlarmPattern[] {
  return chunks(all, ALARMS_IN_A_PATTERN).map((alarmNames) => ({
    alarmNames,
    eventPattern: apiCalls(['monitoring'], { ...from('monitoring'), ...DONE }, [
      { eventName: ON_ALARMS, requestParameters: { alarmNames } },
      { eventName: ON_ONE_ALARM, requestParameters: { alarmName: alarmNames } },
      { eventName: ON_MUTED_ALARMS, requestParameters: { muteTargets: { alarmNames } } },
    ]),
  }));
}

/** What takes from roles what they may do. */
export function changesOfRoles(roleNames: string[], policyArns: string[]): EventPattern {
  return apiCalls(['iam'], { ...from('iam'), ...DONE }, [
    { eventName: ON_ROLES, requestParameters: { roleName: inAnyCase(roleNames) } },
    { eventName: ON_POLICIES_OF_ROLES, requestParameters: { policyArn: inAnyCase(policyArns) } },
  ]);
}

/** What makes a ForceMfaGroup look after fewer users, or nobody, while its metrics keep coming. And the rules that tell of the rest. */
export function changesOfMembership(functionName: string, scheduleName: string, ruleNames: string[]): EventPattern {
  return apiCalls(['events', 'lambda', 'scheduler'], DONE, [
    { ...from('lambda'), eventName: ON_FUNCTIONS, requestParameters: { functionName: everyFormOf(functionName) } },
    { ...from('scheduler'), eventName: ON_SCHEDULES, requestParameters: { name: [scheduleName] } },
    ...onRules(ruleNames),
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

/** Only of one account: another may send its events to the same bus. */
export function ofAccount(account: string, pattern: EventPattern): EventPattern & { readonly account: string[] } {
  return { account: [account], ...pattern };
}

function onRules(names: string[]): Branch[] {
  return [
    { ...from('events'), eventName: ON_RULES, requestParameters: { name: names } },
    { ...from('events'), eventName: ON_TARGETS, requestParameters: { rule: names } },
  ];
}

/** Of a call without a name we do not know which bus it is on. */
function onDefaultBus(): Branch {
  return { ...from('events'), eventName: ON_BUSES, requestParameters: { name: ['default', { suffix: ':event-bus/default' }, { exists: false }] } };
}

/** A caller may write more of the ARN before the name of a function, and a version or an alias behind it. */
function everyFormOf(functionName: string): unknown[] {
  return [functionName, { prefix: `${functionName}:` }, { suffix: `:${functionName}` }, { wildcard: `*:${functionName}:*` }];
}

function inAnyCase(names: string[]): unknown[] {
  return names.map((name) => ({ 'equals-ignore-case': name }));
}

/** EventBridge takes no `$or` of one. */
function apiCalls(services: string[], all: Branch, anyOf: Branch[]): EventPattern {
  const branches = anyOf.length === 1 ? anyOf[0] : { $or: anyOf };
  return { source: services.map((service) => `aws.${service}`), detailType: ['AWS API Call via CloudTrail'], detail: { ...all, ...branches } };
}

function from(...services: string[]): Branch {
  return { eventSource: services.map((service) => `${service}.amazonaws.com`) };
}

function chunks<T>(items: T[], size: number): T[][] {
  return items.length === 0 ? [] : [items.slice(0, size), ...chunks(items.slice(size), size)];
}
