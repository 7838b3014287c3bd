/** What arrives by mail, from a synthesized template, filled in by an evaluator that this project did not write. */
import { aws_logs as logs } from 'aws-cdk-lib';
import { MEMBERSHIP_CALLS, OURS, apiCall, denied } from './api-calls';
import { DeployedRule, membershipRules, rulesOf } from './deployed';
import { FINDINGS } from './events';
import { ACCOUNT, ROOT } from './identities';
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
const ANN = `IAMUser arn:aws:iam::${ACCOUNT}:user/ann`;

test.each<[string, string, object, string]>([
  ['somebody takes a device', 'Changes', apiCall({ eventName: 'DeactivateMFADevice', requestParameters: { userName: 'bob', serialNumber: `arn:aws:iam::${ACCOUNT}:mfa/phone` } }),
    `${ANN} called DeactivateMFADevice with {userName: bob, serialNumber: arn:aws:iam::${ACCOUNT}:mfa/phone} ${PLACE}`],
  ['root resets a password', 'Changes', apiCall({ eventName: 'UpdateLoginProfile', requestParameters: { userName: 'bob' }, userIdentity: ROOT }),
    `Root arn:aws:iam::${ACCOUNT}:root called UpdateLoginProfile with {userName: bob} ${PLACE}`],
  ['somebody leaves the group', 'Changes', apiCall({ eventName: 'RemoveUserFromGroup', requestParameters: { userName: 'ann', groupName: 'developers' } }),
    `${ANN} called RemoveUserFromGroup with {userName: ann, groupName: developers} ${PLACE}`],
  ['our policy gets a new document', 'NewDocuments', apiCall({ eventName: 'CreatePolicyVersion', requestParameters: { policyArn: OURS, policyDocument: '{"a": "b"}' } }),
    `${ANN} called CreatePolicyVersion on ${OURS} ${PLACE}`],
  ['an inline policy gets a new document', 'NewDocuments', apiCall({ eventName: 'PutGroupPolicy', requestParameters: { groupName: 'developers', policyName: 'p', policyDocument: '{\n}' } }),
    `${ANN} called PutGroupPolicy on developers ${PLACE}`],
  ['leaving the group is denied', 'RefusedCalls', denied('RemoveUserFromGroup', 'group developers'),
    `${ANN} called RemoveUserFromGroup of iam.amazonaws.com ${PLACE} AWS refused it with AccessDenied: User: arn:aws:iam::${ACCOUNT}:user/ann is not authorized to perform: `
    + `iam:RemoveUserFromGroup on resource: group developers with an explicit deny in an identity-based policy: ${OURS}`],
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
  ['a role of a ForceMfaGroup is changed', 'Roles', apiCall({ eventName: 'PutRolePolicy', requestParameters: { roleName: 'schedule-role', policyDocument: '{"a": "b"}' } }),
    `${ANN} called PutRolePolicy of iam.amazonaws.com on the role schedule-role ${PLACE}`],
  ['a policy of a ForceMfaGroup is changed', 'Roles', apiCall({ eventName: 'CreatePolicyVersion', requestParameters: { policyArn: OURS, policyDocument: '{"a": "b"}' } }),
    `${ANN} called CreatePolicyVersion of iam.amazonaws.com on the role  ${PLACE}`],
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

test('each variable of a sentence is one of its fields, and is used', () => {
  const variables = Object.values(RULES).map(({ inputTransformer }: any) => [
    Object.keys(inputTransformer.InputPathsMap).sort(), [...new Set([...inputTransformer.InputTemplate.matchAll(/<([^>]+)>/g)].map(([, name]) => name))].sort(),
  ]);
  expect(variables.map(([, used]) => used)).toEqual(variables.map(([fields]) => fields));
  expect(variables).toHaveLength(9);
});
