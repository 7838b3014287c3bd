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
export const ON_ALARMS = ['DeleteAlarms', 'DisableAlarmActions'];
/** CloudTrail names the calls of Lambda with the version of its API. */
export const ON_FUNCTIONS = [
  'DeleteFunction20150331', 'PutFunctionConcurrency20171031', 'UpdateFunctionCode20150331v2', 'UpdateFunctionConfiguration20150331v2',
];
export const ON_SCHEDULES = ['DeleteSchedule', 'UpdateSchedule'];
