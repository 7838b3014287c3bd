import type { aws_events as events, aws_iam as iam, aws_scheduler as scheduler } from 'aws-cdk-lib';
import type { ForceMfaGroup } from '../../force-mfa-group';

/** What of a ForceMfaGroup must stay as it is, or users without MFA stay out of the group, or nobody hears of it. */
export interface WatchedParts {
  readonly functionName: string;
  readonly scheduleName: string;
  readonly alarmNames: string[];
  readonly roleNames: string[];
  readonly policyArns: string[];
  readonly ruleNames: string[];
}

export function watchedParts(group: ForceMfaGroup): WatchedParts {
  const child = (id: string): unknown => group.node.findChild(id);
  const alarms = [group.failureAlarm, group.missingRunAlarm, group.quotaAlarm, group.refusedRequestAlarm, group.lostEventsAlarm];
  const iamEvents = group.node.tryFindChild('IamEvents') as events.CfnRule | undefined;
  return {
    functionName: group.membershipFunction.functionName,
    scheduleName: (child('Schedule') as scheduler.CfnSchedule).ref,
    alarmNames: alarms.flatMap((alarm) => alarm === undefined ? [] : [alarm.alarmName]),
    roleNames: ['Role', 'ScheduleRole'].map((id) => (child(id) as iam.Role).roleName),
    policyArns: ['AddUsersPolicy', 'RunPolicy', 'SchedulePolicy', ...(iamEvents === undefined ? [] : ['EventsPolicy'])]
      .map((id) => (child(id) as iam.ManagedPolicy).managedPolicyArn),
    ruleNames: iamEvents === undefined ? [] : [iamEvents.ref],
  };
}
