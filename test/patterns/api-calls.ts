/**
 * Calls of APIs, as EventBridge gets them from CloudTrail, and the rule of the monitoring that publishes each.
 *
 * The shape of a denied call is that of real records of 2020 and 2024: `requestParameters` is null for IAM, EventBridge and CloudTrail.
 * The wording of the message is that of the IAM User Guide since January 2026, which names the policy.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
import { ACCOUNT, IAM_USER, OTHER_ACCOUNT, assumedRole } from './identities';

/** The rule that publishes a call; nothing else may. */
export type Publisher = 'Changes' | 'NewDocuments' | 'RefusedCalls' | 'AlarmChanges' | 'Tampering' | 'nobody';

/** Logical ids stand for the names of the rules and alarms of the monitoring. */
const OUR_RULE = 'MonitoringChangesAF010C28';
const OUR_ALARM = 'MonitoringConsoleSignInAlarm35DE9816';

export const OURS = `arn:aws:iam::${ACCOUNT}:policy/cdk-iam-mfa/Stack-DevelopersRequireMfaPolicy0123`;
const OTHERS = `arn:aws:iam::${ACCOUNT}:policy/deploy`;
const DEVICE = `arn:aws:iam::${ACCOUNT}:mfa/phone`;
const FUNCTION_OF_LEGACY = assumedRole('LegacyUsers-WithoutMfaRole0123', 'LegacyUsers-WithoutMfaFunction0123');

interface Call {
  readonly eventName: string;
  readonly service?: string;
  readonly requestParameters: object | null;
  readonly error?: { errorCode: string; errorMessage: string };
  readonly userIdentity?: object;
  readonly account?: string;
}

export function apiCall({ eventName, service = 'iam', requestParameters, error, userIdentity = IAM_USER, account = ACCOUNT }: Call): object {
  return {
    'version': '0',
    'id': '11111111-89ab-cdef-0123-456789abcdef',
    'detail-type': 'AWS API Call via CloudTrail',
    'source': `aws.${service}`,
    account,
    'time': '2026-01-01T08:00:00Z',
    'region': 'us-east-1',
    'resources': [],
    'detail': {
      eventVersion: '1.11',
      userIdentity: { accessKeyId: 'AKIAEXAMPLE', ...userIdentity },
      eventTime: '2026-01-01T08:00:00Z',
      eventSource: `${service}.amazonaws.com`,
      eventName,
      awsRegion: 'us-east-1',
      sourceIPAddress: '192.0.2.1',
      userAgent: 'aws-cli/2.32.0 md/command#iam',
      ...error,
      requestParameters,
      responseElements: null,
      requestID: '22222222-89ab-cdef-0123-456789abcdef',
      eventID: '01234567-89ab-cdef-0123-456789abcdef',
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: account,
      eventCategory: 'Management',
      tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: `${service}.amazonaws.com` },
    },
  };
}

function done(eventName: string, requestParameters: object): object {
  return apiCall({ eventName, requestParameters });
}

/** @param reason what follows the resource in the message */
export function denied(eventName: string, resource: string, { service = 'iam', reason = `with an explicit deny in an identity-based policy: ${OURS}` } = {}): object {
  return apiCall({
    eventName,
    service,
    requestParameters: null,
    error: {
      errorCode: 'AccessDenied',
      errorMessage: `User: arn:aws:iam::${ACCOUNT}:user/ann is not authorized to perform: ${service}:${eventName} on resource: ${resource} ${reason}`,
    },
  });
}

function failed(eventName: string, requestParameters: object, errorMessage: string): object {
  return apiCall({ eventName, requestParameters, error: { errorCode: 'NoSuchEntityException', errorMessage } });
}

function of(service: string, eventName: string, requestParameters: object): object {
  return apiCall({ eventName, service, requestParameters });
}

/** On what a ForceMfaGroup is made of, whose names the rules have, and on others: which rule publishes each. */
export const MEMBERSHIP_CALLS: [string, string, object][] = [
  ['the code is changed', 'Tampering', of('lambda', 'UpdateFunctionCode20150331v2', { functionName: 'keeper', publish: false, dryRun: false })],
  ...[
    `arn:aws:lambda:us-east-1:${ACCOUNT}:function:keeper`, `${ACCOUNT}:function:keeper`, 'function:keeper', `us-east-1:${ACCOUNT}:function:keeper`,
    'keeper:$LATEST', `${ACCOUNT}:function:keeper:$LATEST`, `arn:aws:lambda:us-east-1:${ACCOUNT}:function:keeper:$LATEST`,
    `arn:aws:lambda:us-east-1:${ACCOUNT}:function:keeper:alias`,
  ].map((functionName): [string, string, object] => [
    `the environment is changed, of ${functionName}`, 'Tampering', of('lambda', 'UpdateFunctionConfiguration20150331v2', { functionName }),
  ]),
  ['it may not run', 'Tampering', of('lambda', 'PutFunctionConcurrency20171031', { functionName: 'keeper', reservedConcurrentExecutions: 0 })],
  ['it is deleted', 'Tampering', of('lambda', 'DeleteFunction20150331', { functionName: 'keeper' })],
  ['another function is changed', 'nobody', of('lambda', 'UpdateFunctionCode20150331v2', { functionName: 'other-keeper' })],
  ['another function is changed, by ARN', 'nobody', of('lambda', 'UpdateFunctionCode20150331v2', { functionName: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:other-keeper` })],
  ['a version of another function is deleted', 'nobody', of('lambda', 'DeleteFunction20150331', { functionName: 'keeper-2:$LATEST' })],
  ['it gets a tag', 'nobody', of('lambda', 'TagResource20170331v2', { resource: 'keeper' })],
  ['the schedule is changed', 'Tampering', of('scheduler', 'UpdateSchedule', { name: 'schedule', state: 'DISABLED' })],
  ['the schedule is deleted', 'Tampering', of('scheduler', 'DeleteSchedule', { name: 'schedule' })],
  ['another schedule is deleted', 'nobody', of('scheduler', 'DeleteSchedule', { name: 'other' })],
  ['changing the code is denied', 'nobody', denied('UpdateFunctionCode20150331v2', `arn:aws:lambda:us-east-1:${ACCOUNT}:function:keeper`, { service: 'lambda' })],

  ['the schedule may not start the function any more', 'RoleChanges', done('DetachRolePolicy', { roleName: 'schedule-role', policyArn: OTHERS })],
  ['the schedule may not start the function any more, written otherwise', 'RoleChanges', done('DetachRolePolicy', { roleName: 'Schedule-Role', policyArn: OTHERS })],
  ['the schedule is denied the function', 'RoleChanges', done('PutRolePolicy', { roleName: 'schedule-role', policyName: 'p', policyDocument: '{}' })],
  ['the schedule may not become its role', 'RoleChanges', done('UpdateAssumeRolePolicy', { roleName: 'schedule-role', policyDocument: '{}' })],
  ['the schedule gets a boundary', 'RoleChanges', done('PutRolePermissionsBoundary', { roleName: 'schedule-role', permissionsBoundary: OTHERS })],
  ['the schedule gets a policy that denies', 'RoleChanges', done('AttachRolePolicy', { roleName: 'schedule-role', policyArn: OTHERS })],
  ['the function loses its permissions', 'RoleChanges', done('DetachRolePolicy', { roleName: 'function-role', policyArn: OTHERS })],
  ['another role loses its permissions', 'nobody', done('DetachRolePolicy', { roleName: 'other', policyArn: OTHERS })],
  ...['schedule-policy', 'run-policy', 'add-users-policy', 'events-policy'].flatMap((policy): [string, string, object][] => [
    [`a new version of ${policy}`, 'RoleChanges', done('CreatePolicyVersion', { policyArn: `arn:aws:iam::${ACCOUNT}:policy/${policy}`, policyDocument: '{}' })],
    [`an old version of ${policy}`, 'RoleChanges', done('SetDefaultPolicyVersion', { policyArn: `arn:aws:iam::${ACCOUNT}:policy/${policy}`, versionId: 'v1' })],
  ]),
  ['a new version of another policy', 'nobody', done('CreatePolicyVersion', { policyArn: OTHERS, policyDocument: '{}' })],

  ...['failure', 'missing-run', 'quota', 'refused-request', 'lost-events'].flatMap((alarm): [string, string, object][] => [
    [`the alarm ${alarm} is deleted`, 'AlarmChanges', of('monitoring', 'DeleteAlarms', { alarmNames: ['other', alarm] })],
    [`the alarm ${alarm} is written over`, 'AlarmChanges', of('monitoring', 'PutMetricAlarm', { alarmName: alarm })],
    [`the alarm ${alarm} is muted`, 'AlarmChanges', of('monitoring', 'PutAlarmMuteRule', { name: 'night', muteTargets: { alarmNames: [alarm] } })],
  ]),
  ['another alarm is deleted', 'nobody', of('monitoring', 'DeleteAlarms', { alarmNames: ['other'] })],

  ['a rule on the alarms is disabled', 'Tampering', of('events', 'DisableRule', { name: 'alarm-rule' })],
  ['a rule on the roles loses its target', 'Tampering', of('events', 'RemoveTargets', { rule: 'role-rule', ids: ['Target0'] })],
  ['the rule on IAM events is disabled', 'Tampering', of('events', 'DisableRule', { name: 'iam-events' })],

  ...(['lambda', 'scheduler'] as const).map((service): [string, string, object] => [`the same in another account, of ${service}`, 'nobody', apiCall({
    eventName: service === 'lambda' ? 'DeleteFunction20150331' : 'DeleteSchedule', service, requestParameters: { functionName: 'keeper', name: 'schedule' }, account: OTHER_ACCOUNT,
  })]),
];

const NOT_ALLOWED = { reason: 'because no identity-based policy allows the action' };

/** `developers` is the group that the test names, where it names one. */
export const API_CALLS: [string, { all: Publisher; named: Publisher }, object][] = [
  ['a device is enabled', both('Changes'), done('EnableMFADevice', { userName: 'ann', serialNumber: DEVICE })],
  ['a device is created', both('Changes'), done('CreateVirtualMFADevice', { virtualMFADeviceName: 'phone', path: '/' })],
  ['a device is taken', both('Changes'), done('DeactivateMFADevice', { userName: 'bob', serialNumber: DEVICE })],
  ['a device is deleted', both('Changes'), done('DeleteVirtualMFADevice', { serialNumber: DEVICE })],
  ['a password is set', both('Changes'), done('CreateLoginProfile', { userName: 'bob', passwordResetRequired: true })],
  ['a password is reset', both('Changes'), done('UpdateLoginProfile', { userName: 'bob' })],
  ['a password is removed', both('Changes'), done('DeleteLoginProfile', { userName: 'bob' })],
  ['a user is renamed', both('Changes'), done('UpdateUser', { userName: 'ann', newUserName: 'break-glass' })],
  ['a user is moved', both('Changes'), done('UpdateUser', { userName: 'ann', newPath: '/machines/' })],

  ['somebody leaves the group', both('Changes'), done('RemoveUserFromGroup', { userName: 'ann', groupName: 'developers' })],
  ['somebody leaves the group, written otherwise', both('Changes'), done('RemoveUserFromGroup', { userName: 'ann', groupName: 'DEVELOPERS' })],
  ['somebody leaves another group', { all: 'Changes', named: 'nobody' }, done('RemoveUserFromGroup', { userName: 'ann', groupName: 'operators' })],
  ['the function takes out who enrolled', { all: 'Changes', named: 'nobody' }, apiCall({
    eventName: 'RemoveUserFromGroup', requestParameters: { userName: 'ann', groupName: 'legacy' }, userIdentity: FUNCTION_OF_LEGACY,
  })],
  ['the group is renamed', both('Changes'), done('UpdateGroup', { groupName: 'developers', newGroupName: 'devs' })],
  ['the group is deleted', both('Changes'), done('DeleteGroup', { groupName: 'developers' })],
  ['an inline policy of the group is deleted', both('Changes'), done('DeleteGroupPolicy', { groupName: 'developers', policyName: 'old-sessions' })],
  ['an inline policy of another group is deleted', { all: 'Changes', named: 'nobody' }, done('DeleteGroupPolicy', { groupName: 'operators', policyName: 'p' })],
  ['an inline policy of the group is written', both('NewDocuments'), done('PutGroupPolicy', {
    groupName: 'Developers', policyName: 'old-sessions', policyDocument: '{"Version": "2012-10-17",\n "Statement": []}',
  })],
  ['an inline policy of another group is written', { all: 'NewDocuments', named: 'nobody' }, done('PutGroupPolicy', {
    groupName: 'operators', policyName: 'p', policyDocument: '{}',
  })],

  ['our policy is detached', both('Changes'), done('DetachGroupPolicy', { groupName: 'developers', policyArn: OURS })],
  ['our policy is detached from a user', both('Changes'), done('DetachUserPolicy', { userName: 'ann', policyArn: OURS })],
  ['our policy is detached, written otherwise', both('Changes'), done('DetachUserPolicy', { userName: 'ann', policyArn: OURS.replace('cdk-iam-mfa', 'CDK-IAM-MFA') })],
  ['another policy is detached', both('nobody'), done('DetachGroupPolicy', { groupName: 'developers', policyArn: OTHERS })],
  ['our policy is changed', both('NewDocuments'), done('CreatePolicyVersion', { policyArn: OURS, setAsDefault: true, policyDocument: '{}' })],
  ['an old version of our policy is made the default', both('Changes'), done('SetDefaultPolicyVersion', { policyArn: OURS, versionId: 'v1' })],
  ['a version of our policy is deleted', both('Changes'), done('DeletePolicyVersion', { policyArn: OURS, versionId: 'v1' })],
  ['our policy is deleted', both('Changes'), done('DeletePolicy', { policyArn: OURS })],
  ['another policy is changed', both('nobody'), done('CreatePolicyVersion', { policyArn: OTHERS, setAsDefault: true, policyDocument: '{}' })],

  ['taking a device is denied', both('RefusedCalls'), denied('DeactivateMFADevice', 'user bob')],
  ['enrolling by an access key is denied', both('RefusedCalls'), denied('EnableMFADevice', 'user ann')],
  ['resetting a password is denied', both('RefusedCalls'), denied('UpdateLoginProfile', 'user bob', NOT_ALLOWED)],
  ['renaming a user is denied', both('RefusedCalls'), denied('UpdateUser', 'user ann')],
  ['leaving the group is denied', both('RefusedCalls'), denied('RemoveUserFromGroup', 'group developers')],
  // Which group it was stands in the message alone.
  ['leaving another group is denied', both('RefusedCalls'), denied('RemoveUserFromGroup', 'group operators', NOT_ALLOWED)],
  ['deleting the group is denied', both('RefusedCalls'), denied('DeleteGroup', 'group developers')],
  ['deleting an inline policy is denied', both('RefusedCalls'), denied('DeleteGroupPolicy', 'group developers')],
  ['writing an inline policy is denied', both('RefusedCalls'), denied('PutGroupPolicy', 'group developers')],
  ['detaching our policy is denied', both('RefusedCalls'), denied('DetachGroupPolicy', 'group developers')],
  ['changing our policy is denied', both('RefusedCalls'), denied('CreatePolicyVersion', `policy ${OURS}`)],
  ['taking a device fails', both('RefusedCalls'), failed('DeactivateMFADevice', { userName: 'bobby', serialNumber: DEVICE }, 'The user with name bobby cannot be found.')],
  ['leaving the group fails', both('RefusedCalls'), failed('RemoveUserFromGroup', { userName: 'bobby', groupName: 'Developers' }, 'The user with name bobby cannot be found.')],
  ['leaving another group fails', both('RefusedCalls'),
    failed('RemoveUserFromGroup', { userName: 'bobby', groupName: 'operators' }, 'The user with name bobby cannot be found.')],
  ['detaching our policy fails', both('RefusedCalls'), failed('DetachGroupPolicy', { groupName: 'developers', policyArn: OURS }, 'Policy was not found.')],
  ['detaching another policy fails', both('nobody'), failed('DetachGroupPolicy', { groupName: 'developers', policyArn: OTHERS }, 'Policy was not found.')],

  ['the trail is stopped', both('Tampering'), of('cloudtrail', 'StopLogging', { name: 'trail' })],
  ['the trail is deleted', both('Tampering'), of('cloudtrail', 'DeleteTrail', { name: 'trail' })],
  ['the trail is changed', both('Tampering'), of('cloudtrail', 'UpdateTrail', { name: 'trail', isMultiRegionTrail: false })],
  ['the trail leaves out management events', both('Tampering'), of('cloudtrail', 'PutEventSelectors', { trailName: 'trail', eventSelectors: [] })],
  ['a trail is started', both('nobody'), of('cloudtrail', 'StartLogging', { name: 'trail' })],
  ['a rule of ours is disabled', both('Tampering'), of('events', 'DisableRule', { name: OUR_RULE })],
  ['a rule of ours is deleted', both('Tampering'), of('events', 'DeleteRule', { name: OUR_RULE, force: false })],
  ['a rule of ours is written over', both('Tampering'), of('events', 'PutRule', { name: OUR_RULE, state: 'DISABLED' })],
  ['a rule of ours loses its target', both('Tampering'), of('events', 'RemoveTargets', { rule: OUR_RULE, ids: ['Target0'] })],
  ['a rule of ours gets another target', both('Tampering'), of('events', 'PutTargets', { rule: OUR_RULE, targets: [{ id: 'Target0', arn: 'arn:other' }] })],
  ['another rule is disabled', both('nobody'), of('events', 'DisableRule', { name: 'other' })],
  ['another rule loses its target', both('nobody'), of('events', 'RemoveTargets', { rule: 'other', ids: ['Target0'] })],
  ['the default bus gets a key', both('Tampering'), of('events', 'UpdateEventBus', { name: 'default', kmsKeyIdentifier: 'alias/theirs' })],
  ['the default bus gets a key, by ARN', both('Tampering'),
    of('events', 'UpdateEventBus', { name: `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/default`, kmsKeyIdentifier: 'alias/theirs' })],
  ['the default bus gets a key, without its name', both('Tampering'), of('events', 'UpdateEventBus', { kmsKeyIdentifier: 'alias/theirs' })],
  ['another bus gets a key', both('nobody'), of('events', 'UpdateEventBus', { name: 'orders', kmsKeyIdentifier: 'alias/theirs' })],
  ['an alarm of ours is deleted', both('AlarmChanges'), of('monitoring', 'DeleteAlarms', { alarmNames: ['other', OUR_ALARM] })],
  ['an alarm of ours is silenced', both('AlarmChanges'), of('monitoring', 'DisableAlarmActions', { alarmNames: [OUR_ALARM] })],
  ['an alarm of ours is written over', both('AlarmChanges'), of('monitoring', 'PutMetricAlarm', { alarmName: OUR_ALARM, threshold: 1000000 })],
  ['an alarm of ours is forced', both('AlarmChanges'), of('monitoring', 'SetAlarmState', { alarmName: OUR_ALARM, stateValue: 'OK', stateReason: 'maintenance' })],
  ['an alarm of ours is muted', both('AlarmChanges'), of('monitoring', 'PutAlarmMuteRule', { name: 'night', muteTargets: { alarmNames: ['other', OUR_ALARM] } })],
  ['another alarm is deleted', both('nobody'), of('monitoring', 'DeleteAlarms', { alarmNames: ['other'] })],
  ['another alarm is written over', both('nobody'), of('monitoring', 'PutMetricAlarm', { alarmName: 'other' })],
  ['another alarm is muted', both('nobody'), of('monitoring', 'PutAlarmMuteRule', { name: OUR_ALARM, muteTargets: { alarmNames: ['other'] } })],
  ['an alarm of ours is switched on', both('nobody'), of('monitoring', 'EnableAlarmActions', { alarmNames: [OUR_ALARM] })],
  ['stopping the trail is denied', both('RefusedCalls'), denied('StopLogging', `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/trail`, { service: 'cloudtrail' })],
  ['disabling a rule is denied', both('RefusedCalls'), denied('DisableRule', `arn:aws:events:us-east-1:${ACCOUNT}:rule/${OUR_RULE}`, { service: 'events' })],
  ['giving the bus a key is denied', both('RefusedCalls'), denied('UpdateEventBus', `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/default`, { service: 'events' })],
  ...['DeleteAlarms', 'DisableAlarmActions', 'PutAlarmMuteRule', 'PutMetricAlarm', 'SetAlarmState'].map((eventName): [string, { all: Publisher; named: Publisher }, object] => [
    `${eventName} is denied`, both('RefusedCalls'), denied(eventName, `arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm:${OUR_ALARM}`, { service: 'monitoring' }),
  ]),

  ['an access key is made', both('nobody'), done('CreateAccessKey', { userName: 'ann' })],
  ['making an access key is denied', both('nobody'), denied('CreateAccessKey', 'user ann')],
  ['somebody joins a group', both('nobody'), done('AddUserToGroup', { userName: 'ann', groupName: 'developers' })],
  ['a user is made', both('nobody'), done('CreateUser', { userName: 'bob' })],
];

/** One call for each rule, as another account's bus would send it. */
export const OF_ANOTHER_ACCOUNT: [string, object][] = [
  ['a device is taken', apiCall({ eventName: 'DeactivateMFADevice', requestParameters: { userName: 'bob' }, account: OTHER_ACCOUNT })],
  ['a group is changed', apiCall({ eventName: 'PutGroupPolicy', requestParameters: { groupName: 'developers' }, account: OTHER_ACCOUNT })],
  ['a call is refused', apiCall({ eventName: 'DeactivateMFADevice', requestParameters: null, error: { errorCode: 'AccessDenied', errorMessage: '' }, account: OTHER_ACCOUNT })],
  ['a trail is stopped', apiCall({ eventName: 'StopLogging', service: 'cloudtrail', requestParameters: { name: 'trail' }, account: OTHER_ACCOUNT })],
  ['a rule is disabled', apiCall({ eventName: 'DisableRule', service: 'events', requestParameters: { name: OUR_RULE }, account: OTHER_ACCOUNT })],
  ['an alarm is deleted', apiCall({ eventName: 'DeleteAlarms', service: 'monitoring', requestParameters: { alarmNames: [OUR_ALARM] }, account: OTHER_ACCOUNT })],
];

function both(publisher: Publisher): { all: Publisher; named: Publisher } {
  return { all: publisher, named: publisher };
}
