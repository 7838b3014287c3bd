/** For whom and where a policy by itself is judged, where it tells. */
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

test('a policy that names two partitions is judged in one of them, and says so', () => {
  const [statement] = denying({}).Statement;
  const notes = notesOn({ Version: '2012-10-17', Statement: [{ ...statement, Resource: ['arn:aws:iam::*:user/*', 'arn:aws-us-gov:iam::*:group/*'] }] });
  expect(notes).toContain('Judged in the partition aws-us-gov: ARNs of aws name nothing there.');
  expect(notesOn({ Version: '2012-10-17', Statement: [{ ...statement, Resource: 'arn:aws-us-gov:iam::*:user/*' }] }).join()).not.toContain('partition');
});
