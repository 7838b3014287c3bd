/** The names of the calls that the monitoring publishes, as CloudTrail writes them. */

/** On devices, passwords and names of any user. A new name or path takes a user out of what a ForceMfaGroup looks after. */
export const ON_USERS = [
  'CreateLoginProfile', 'CreateVirtualMFADevice', 'DeactivateMFADevice', 'DeleteLoginProfile', 'DeleteVirtualMFADevice', 'EnableMFADevice',
  'UpdateLoginProfile', 'UpdateUser',
];

/** What the guard of the enforcement denies without MFA. */
export const ON_GROUPS = ['DeleteGroup', 'DeleteGroupPolicy', 'RemoveUserFromGroup', 'UpdateGroup'];
export const ON_POLICIES = ['DeletePolicy', 'DeletePolicyVersion', 'DetachGroupPolicy', 'DetachUserPolicy', 'SetDefaultPolicyVersion'];

/** The same, with a policy document in the request, which belongs in no sentence. */
export const WITH_DOCUMENT_ON_GROUPS = ['PutGroupPolicy'];
export const WITH_DOCUMENT_ON_POLICIES = ['CreatePolicyVersion'];

export const ON_TRAILS = ['DeleteTrail', 'PutEventSelectors', 'StopLogging', 'UpdateTrail'];
export const ON_RULES = ['DeleteRule', 'DisableRule', 'PutRule'];
export const ON_TARGETS = ['PutTargets', 'RemoveTargets'];
/** Gives the bus another key. Events that EventBridge can no longer decrypt reach no rule. */
export const ON_BUSES = ['UpdateEventBus'];

/** They name alarms in a list, one alarm, and alarms to mute. */
export const ON_ALARMS = ['DeleteAlarms', 'DisableAlarmActions'];
export const ON_ONE_ALARM = ['PutMetricAlarm', 'SetAlarmState'];
export const ON_MUTED_ALARMS = ['PutAlarmMuteRule'];

/** What takes permissions away from a role: a Deny that is added does so too. */
export const ON_ROLES = [
  'AttachRolePolicy', 'DeleteRole', 'DeleteRolePolicy', 'DetachRolePolicy', 'PutRolePermissionsBoundary', 'PutRolePolicy', 'UpdateAssumeRolePolicy',
];
export const ON_POLICIES_OF_ROLES = ['CreatePolicyVersion', 'DeletePolicy', 'DeletePolicyVersion', 'SetDefaultPolicyVersion'];
/** CloudTrail names the calls of Lambda with the version of its API. */
export const ON_FUNCTIONS = [
  'DeleteFunction20150331', 'PutFunctionConcurrency20171031', 'UpdateFunctionCode20150331v2', 'UpdateFunctionConfiguration20150331v2',
];
export const ON_SCHEDULES = ['DeleteSchedule', 'UpdateSchedule'];
