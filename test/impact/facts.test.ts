/** What a record names, and what it is called. */
import { federated, iam, key, record, session } from './records';
import { ACCOUNT } from '../../access/requests/example-account';
import { actionOf } from '../../impact/facts/action-of';
import { factOf } from '../../impact/facts/fact-of';

const OURS = `arn:aws:iam::${ACCOUNT}:policy/cdk-iam-mfa/RequireMfa`;

test.each([
  ['the same name', key('ann'), { userName: 'ann' }, 'own user'],
  ['another name', key('ann'), { userName: 'bob' }, 'other user'],
  ['another case may be the same name', key('ann'), { userName: 'Ann' }, 'unknown'],
  ['the caller is not known', key('', { userName: undefined, arn: undefined }), { userName: 'unknown' }, 'unknown'],
  ['nobody is named', key('ann'), null, 'own user'],
  ['an empty name', key('ann'), { userName: '' }, 'own user'],
  ['the user behind a federated session', federated('ann'), { userName: 'ann' }, 'own user'],
])('GetUser: %s', (_, identity, parameters, target) => {
  expect(factOf(record(identity, iam('GetUser', parameters))).target).toBe(target);
});

test.each([
  ['as it says', key('ann', { accountId: '444455556666' }), '444455556666'],
  ['of its ARN', key('ann', { accountId: undefined }), ACCOUNT],
  ['of the ARN of a federated session', { ...federated('ann'), accountId: '' }, ACCOUNT],
  ['unknown, of another text', key('ann', { accountId: null, arn: 'ann' }), ''],
  ['unknown, of nothing', key('ann', { accountId: undefined, arn: undefined }), ''],
])('the account of a caller: %s', (_, identity, account) => {
  expect(factOf(record(identity)).account).toBe(account);
  expect(factOf(record({ ...identity, type: 'IAMUser' }, { eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Success' } }))).toMatchObject({ session: 'sign-in', account });
});

test.each([
  ['of the own account', key('ann'), OURS, 'policy/cdk-iam-mfa/RequireMfa'],
  ['of an account that the record does not tell', key('ann', { accountId: undefined }), OURS, 'policy/cdk-iam-mfa/RequireMfa'],
  ['of an account other than that of the ARN, as a tool may have made it', key('ann', { accountId: undefined }), OURS.replace(ACCOUNT, '444455556666'), 'policy/cdk-iam-mfa/RequireMfa'],
  ['of AWS, the account not told', key('ann', { accountId: undefined }), 'arn:aws:iam::aws:policy/cdk-iam-mfa/RequireMfa', 'arn:aws:iam::aws:policy/cdk-iam-mfa/RequireMfa'],
  ['of AWS', key('ann'), 'arn:aws:iam::aws:policy/Other', 'arn:aws:iam::aws:policy/Other'],
  ['of another account', key('ann'), OURS.replace(ACCOUNT, '444455556666'), OURS.replace(ACCOUNT, '444455556666')],
  ['no ARN', key('ann'), 'RequireMfa', 'RequireMfa'],
  ['not named', key('ann'), undefined, 'unknown'],
])('CreatePolicyVersion: a policy %s', (_, identity, policyArn, target) => {
  expect(factOf(record(identity, iam('CreatePolicyVersion', { policyArn }))).target).toBe(target);
});

test.each([
  ['lambda.amazonaws.com', 'GetFunction20150331v2', 'lambda:GetFunction'],
  ['lambda.amazonaws.com', 'UpdateFunctionCode20150331', 'lambda:UpdateFunctionCode'],
  ['cloudfront.amazonaws.com', 'ListDistributions2020_05_31', 'cloudfront:ListDistributions'],
  ['monitoring.amazonaws.com', 'PutMetricAlarm', 'cloudwatch:PutMetricAlarm'],
  ['iam.amazonaws.com', 'ListMFADevices2', 'iam:ListMFADevices2'],
  ['constructor', 'toString', 'constructor:toString'],
])('%s, %s is %s', (source, name, action) => {
  expect(actionOf(source, name)).toBe(action);
});

test('names that every object has are names like others', () => {
  expect(factOf(record({ ...key('constructor'), type: 'constructor' }))).toMatchObject({ session: 'unknown', user: 'constructor' });
  expect(factOf(record(key('ann'), { eventType: 'constructor' })).session).toBe('unknown');
  expect(factOf(record(session('ann', 'false'), { eventSource: 'constructor', eventName: 'toString' })).target).toBe('');
});
