/** A Deny that asks for MFA of users with some names only. */
import { input } from './holdings';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';

const ROWS = judgeTable();
const NOTE = /^Judged for a user named alice\. NeedMfa \(.*\) asks for the name of the user, so others may be exempt from MFA\.$/;
const denying = (Condition: object) => ({
  Version: '2012-10-17', Statement: [{ Sid: 'NeedMfa', Effect: 'Deny', Action: '*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' }, ...Condition } }],
});
const notesOn = (value: unknown) => report(readInputs(input(value)), ROWS).notes;

test.each<[string, object]>([
  ['a name', { StringNotLike: { 'aws:username': 'svc-*' } }],
  ['an ARN', { ArnNotLike: { 'AWS:PrincipalArn': 'arn:aws:iam::*:user/break-glass*' } }],
])('by %s: a note says for whom a policy by itself is judged', (_what, exemption) => {
  expect(notesOn(denying(exemption))).toContainEqual(expect.stringMatching(NOTE));
});

test('without one, and in an account, whose users have names, there is no such note', () => {
  const exempt = denying({ StringNotLike: { 'aws:username': 'svc-*' } });
  const account = { UserDetailList: [{ UserName: 'ann', Arn: 'arn:aws:iam::123456789012:user/ann', UserPolicyList: [{ PolicyName: 'own', PolicyDocument: exempt }] }], GroupDetailList: [], Policies: [] };
  [denying({}), account].forEach((value) => expect(notesOn(value)).not.toContainEqual(expect.stringMatching(NOTE)));
});
