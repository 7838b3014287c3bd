/** What arrives by mail, from a synthesized template, filled in by an evaluator that this project did not write. */
import { aws_logs as logs } from 'aws-cdk-lib';
import { MEMBERSHIP_CALLS, OURS, apiCall, denied } from './api-calls';
import { DeployedRule, membershipRules, rulesOf } from './deployed';
import { FINDINGS } from './events';
import { ACCOUNT, ROOT, assumedRole } from './identities';
import { transform } from './judge';


const OF_GROUP = membershipRules();
const RULES: Record<string, DeployedRule> = {
  ...rulesOf((stack) => ({ trailLogGroup: logs.LogGroup.fromLogGroupName(stack, 'Trail', 'trail') })),
  Membership: OF_GROUP.Tampering,
  MembershipAlarms: OF_GROUP.AlarmChanges,
  Roles: OF_GROUP.RoleChanges,
};
const PLACE = 'from 192.0.2.1 at 2026-01-01T08:00:00Z, in account 111111111111. '
  + 'CloudTrail has it as event 01234567-89ab-cdef-0123-456789abcdef in Region us-east-1.';
const ANN = `IAMUser/ann of account ${ACCOUNT} (AIDAEXAMPLE)`;
const NOTHING = { 'user': '', 'group': '', 'device': '', 'new name': '', 'policy': '', 'version': '' };
const changed = (on: Partial<typeof NOTHING>) => `(${Object.entries({ ...NOTHING, ...on }).map(([label, name]) => `${label}: ${name}`).join(', ')})`;

test.each<[string, string, object, string]>([
  ['somebody takes a device', 'Changes', apiCall({ eventName: 'DeactivateMFADevice', requestParameters: { userName: 'bob', serialNumber: `arn:aws:iam::${ACCOUNT}:mfa/phone` } }),
    `${ANN} called DeactivateMFADevice ${changed({ user: 'bob' })} ${PLACE}`],
  ['root resets a password', 'Changes', apiCall({ eventName: 'UpdateLoginProfile', requestParameters: { userName: 'bob' }, userIdentity: ROOT }),
    `Root/ of account ${ACCOUNT} (${ACCOUNT}) called UpdateLoginProfile ${changed({ user: 'bob' })} ${PLACE}`],
  ['somebody leaves the group', 'Changes', apiCall({ eventName: 'RemoveUserFromGroup', requestParameters: { userName: 'ann', groupName: 'developers' } }),
    `${ANN} called RemoveUserFromGroup ${changed({ user: 'ann', group: 'developers' })} ${PLACE}`],
  ['a role does', 'Changes', apiCall({
    eventName: 'CreateVirtualMFADevice', requestParameters: { virtualMFADeviceName: 'phone', path: '/' }, userIdentity: assumedRole('Admin', 'carol@example.com'),
  }), `AssumedRole/Admin of account ${ACCOUNT} (AROAEXAMPLE:carol@example.com) called CreateVirtualMFADevice ${changed({ device: 'phone' })} ${PLACE}`],
  ['a user is renamed', 'Changes', apiCall({ eventName: 'UpdateUser', requestParameters: { userName: 'ann', newUserName: 'zoe' } }),
    `${ANN} called UpdateUser ${changed({ 'user': 'ann', 'new name': 'zoe' })} ${PLACE}`],
  ['an inline policy is deleted', 'Changes', apiCall({ eventName: 'DeleteGroupPolicy', requestParameters: { groupName: 'developers', policyName: 'p' } }),
    `${ANN} called DeleteGroupPolicy ${changed({ group: 'developers', policy: 'p' })} ${PLACE}`],
  ['an old version is made the default', 'Changes', apiCall({ eventName: 'SetDefaultPolicyVersion', requestParameters: { policyArn: OURS, versionId: 'v1' } }),
    `${ANN} called SetDefaultPolicyVersion ${changed({ version: 'v1' })} ${PLACE}`],
  ['our policy gets a new document', 'NewDocuments', apiCall({ eventName: 'CreatePolicyVersion', requestParameters: { policyArn: OURS, policyDocument: '{"a": "b"}' } }),
    `${ANN} called CreatePolicyVersion (group: , inline policy: ) ${PLACE}`],
  ['an inline policy gets a new document', 'NewDocuments', apiCall({ eventName: 'PutGroupPolicy', requestParameters: { groupName: 'developers', policyName: 'p', policyDocument: '{\n}' } }),
    `${ANN} called PutGroupPolicy (group: developers, inline policy: p) ${PLACE}`],
  ['leaving the group is denied', 'RefusedCalls', denied('RemoveUserFromGroup', 'group developers'),
    `${ANN} called RemoveUserFromGroup of iam.amazonaws.com ${PLACE} AWS refused it with AccessDenied.`],
  ['the trail is stopped', 'Tampering', apiCall({ eventName: 'StopLogging', service: 'cloudtrail', requestParameters: { name: 'trail' } }),
    `${ANN} called StopLogging of cloudtrail.amazonaws.com on trail ${PLACE}`],
  ['the trail leaves out events', 'Tampering', apiCall({ eventName: 'PutEventSelectors', service: 'cloudtrail', requestParameters: { trailName: 'trail', eventSelectors: [] } }),
    `${ANN} called PutEventSelectors of cloudtrail.amazonaws.com on trail ${PLACE}`],
  ['a rule loses its target', 'Tampering', apiCall({ eventName: 'RemoveTargets', service: 'events', requestParameters: { rule: 'ours', ids: ['Target0'] } }),
    `${ANN} called RemoveTargets of events.amazonaws.com on ours ${PLACE}`],
  ['an alarm is deleted', 'AlarmChanges', apiCall({ eventName: 'DeleteAlarms', service: 'monitoring', requestParameters: { alarmNames: ['ours', 'theirs'] } }),
    `${ANN} called DeleteAlarms of monitoring.amazonaws.com on MonitoringConsoleSignInAlarm35DE9816 or MonitoringRefusedRequestsAlarmA7D7809E ${PLACE}`],
  ['an alarm of a ForceMfaGroup is muted', 'MembershipAlarms', apiCall({ eventName: 'PutAlarmMuteRule', service: 'monitoring', requestParameters: { name: 'night' } }),
    `${ANN} called PutAlarmMuteRule of monitoring.amazonaws.com on failure or missing-run ${PLACE}`],
  ['the bus gets a key', 'Tampering', apiCall({ eventName: 'UpdateEventBus', service: 'events', requestParameters: { name: 'default' } }),
    `${ANN} called UpdateEventBus of events.amazonaws.com on default ${PLACE}`],
  ['a role of a ForceMfaGroup is changed', 'Roles', apiCall({ eventName: 'PutRolePolicy', requestParameters: { roleName: 'schedule-role', policyName: 'p', policyDocument: '{"a": "b"}' } }),
    `${ANN} called PutRolePolicy of iam.amazonaws.com (role: schedule-role, inline policy: p) ${PLACE}`],
  ['a policy of a ForceMfaGroup is changed', 'Roles', apiCall({ eventName: 'CreatePolicyVersion', requestParameters: { policyArn: OURS, policyDocument: '{"a": "b"}' } }),
    `${ANN} called CreatePolicyVersion of iam.amazonaws.com (role: , inline policy: ) ${PLACE}`],
  ['the function of a ForceMfaGroup is changed', 'Membership', MEMBERSHIP_CALLS[0][2],
    `${ANN} called UpdateFunctionCode20150331v2 of lambda.amazonaws.com on keeper ${PLACE}`],
  ['the schedule of a ForceMfaGroup is changed', 'Membership', apiCall({ eventName: 'UpdateSchedule', service: 'scheduler', requestParameters: { name: 'schedule' } }),
    `${ANN} called UpdateSchedule of scheduler.amazonaws.com on schedule ${PLACE}`],
  ['a user without MFA is found', 'Findings', FINDINGS[0][2],
    'The rule ours of AWS Config found AWS::IAM::User AIDAEXAMPLE to be NON_COMPLIANT at 2026-01-01T08:00:02.000Z, in account 111111111111, Region us-east-1.'],
])('%s', (_, rule, event, sentence) => {
  // EventBridge takes text only in quotation marks, and delivers them.
  expect(transform([{ event, inputTransformer: RULES[rule].inputTransformer }])).toEqual([`"${sentence}"`]);
});

/** IAM lets paths hold a quotation mark and a backslash, and CloudWatch lets names of alarms hold them. So may the messages of AWS, which quote them. */
const HOSTILE = 'a"b\\c\\';
const HOSTILE_PATHS: [string, string, object][] = [
  ['Changes', 'of the caller', apiCall({ eventName: 'DeactivateMFADevice', requestParameters: { userName: 'bob' } })],
  ['Changes', 'of a device', apiCall({
    eventName: 'DeactivateMFADevice', requestParameters: { userName: 'bob', serialNumber: `arn:aws:iam::${ACCOUNT}:mfa/${HOSTILE}/phone` },
  })],
  ['Changes', 'that is new', apiCall({ eventName: 'UpdateUser', requestParameters: { userName: 'bob', newPath: `/${HOSTILE}/` } })],
  ['Changes', 'of a policy', apiCall({ eventName: 'DetachUserPolicy', requestParameters: { userName: 'bob', policyArn: `${OURS.replace('Stack', HOSTILE)}/p` } })],
  ['NewDocuments', 'of a policy', apiCall({ eventName: 'CreatePolicyVersion', requestParameters: { policyArn: `${OURS.replace('Stack', HOSTILE)}/p`, policyDocument: '{}' } })],
  ['RefusedCalls', 'in the message of AWS', denied('DeactivateMFADevice', `arn:aws:iam::${ACCOUNT}:user/${HOSTILE}/bob`)],
  ['AlarmChanges', 'in the name of another alarm', apiCall({
    eventName: 'DeleteAlarms', service: 'monitoring', requestParameters: { alarmNames: [HOSTILE, 'MonitoringConsoleSignInAlarm35DE9816'] },
  })],
  ['Tampering', 'of the caller', apiCall({ eventName: 'StopLogging', service: 'cloudtrail', requestParameters: { name: 'trail' } })],
  ['Membership', 'of the caller', MEMBERSHIP_CALLS[0][2]],
  ['MembershipAlarms', 'of the caller', apiCall({ eventName: 'DeleteAlarms', service: 'monitoring', requestParameters: { alarmNames: ['failure'] } })],
  ['Roles', 'of a policy', apiCall({ eventName: 'CreatePolicyVersion', requestParameters: { policyArn: `arn:aws:iam::${ACCOUNT}:policy/${HOSTILE}/p`, policyDocument: '{}' } })],
];

test.each(HOSTILE_PATHS)('%s arrives whatever stands in a path: %s', (rule, _, event: any) => {
  const userIdentity = { ...event.detail.userIdentity, arn: `arn:aws:iam::${ACCOUNT}:user/${HOSTILE}/ann` };
  const [sentence] = transform([{ event: { ...event, detail: { ...event.detail, userIdentity } }, inputTransformer: RULES[rule].inputTransformer }]);
  // EventBridge delivers JSON only.
  expect(JSON.parse(sentence)).toMatch(/^IAMUser.+called .+ from 192\.0\.2\.1 at /);
});

/** Fields whose values AWS checks before a call succeeds, or writes itself: letters, digits, and a few characters that need no escape in JSON. */
const SAFE_FIELDS = new Set([
  '$.account', ...['awsAccountId', 'awsRegion', 'errorCode', 'eventID', 'eventName', 'eventSource', 'eventTime', 'sourceIPAddress'].map((field) => `$.detail.${field}`),
  ...['accountId', 'principalId', 'sessionContext.sessionIssuer.userName', 'type', 'userName'].map((field) => `$.detail.userIdentity.${field}`),
  ...[
    'functionName', 'groupName', 'name', 'newGroupName', 'newUserName', 'policyName', 'roleName', 'rule', 'trailName', 'userName', 'versionId', 'virtualMFADeviceName',
  ].map((field) => `$.detail.requestParameters.${field}`),
  ...['configRuleName', 'newEvaluationResult.complianceType', 'notificationCreationTime', 'resourceId', 'resourceType'].map((field) => `$.detail.${field}`),
]);

test('no sentence has a field that may hold what JSON must escape', () => {
  const fields = Object.entries(RULES).flatMap(([rule, { inputTransformer }]: [string, any]) => Object.values<string>(inputTransformer.InputPathsMap)
    .map((field) => [rule, field]));
  expect(fields.filter(([, field]) => !SAFE_FIELDS.has(field))).toEqual([]);
});

test('each variable of a sentence is one of its fields, and is used', () => {
  const variables = Object.values(RULES).map(({ inputTransformer }: any) => [
    Object.keys(inputTransformer.InputPathsMap).sort(), [...new Set([...inputTransformer.InputTemplate.matchAll(/<([^>]+)>/g)].map(([, name]) => name))].sort(),
  ]);
  expect(variables.map(([, used]) => used)).toEqual(variables.map(([fields]) => fields));
  expect(variables).toHaveLength(9);
});
