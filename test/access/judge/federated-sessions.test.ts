/** A caller of GetFederationToken chooses the tags of the session, so the tags of the user say nothing of them. */
import { dependenceOf } from '../../../access/judge/answer-words';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';

const ROWS = judgeTable();
const ALL = { Effect: 'Allow', Action: '*', Resource: '*' };
const UNLESS_EXEMPT = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' }, StringNotEquals: { 'aws:PrincipalTag/exempt': 'true' } };
const PolicyDocument = { Version: '2012-10-17', Statement: [ALL, { Effect: 'Deny', Action: '*', Resource: '*', Condition: UNLESS_EXEMPT }] };
const text = (Tags: object[]) => JSON.stringify({
  UserDetailList: [{ UserName: 'alice', Arn: 'arn:aws:iam::123456789012:user/alice', Tags, UserPolicyList: [{ PolicyName: 'p', PolicyDocument }] }],
});

test.each<[string, object[], Record<string, string>]>([
  ['of a user without them', [], {}],
  ['of a user with others', [{ Key: 'exempt', Value: 'false' }], {}],
  ['that the reader tells', [], { 'aws:PrincipalTag/exempt': 'false' }],
])('a session may have other tags than those %s', (_what, tags, known) => {
  const [{ answers }] = report(readInputs([{ name: 'account.json', text: text(tags) }]), ROWS, known).subjects;
  const depending = answers.filter(({ depends }) => depends !== undefined);
  expect(new Set(depending.map(({ row }) => row.request))).toEqual(new Set(['federated', 'federated, MFA false']));
  expect(new Set(depending.map(dependenceOf))).toEqual(new Set(['aws:PrincipalTag/exempt = true: allowed; any other: denied']));
  // The user has the tags that it has.
  expect(answers.filter(({ row, answer }) => row.request === 'console' && answer === 'open')).toEqual([]);
});

test.each<[string, object, Record<string, string>]>([
  ['of the user', { UserId: 'AIDAALICE' }, {}],
  ['that the reader tells', {}, { 'aws:userid': 'AIDAALICE' }],
])('the id of a session is made of a name that its caller chooses, and is not that %s', (_what, more, known) => {
  const forOne = { Version: '2012-10-17', Statement: [{ ...ALL, Condition: { StringLike: { 'aws:userid': '*:ci' } } }] };
  const account = { UserDetailList: [{ UserName: 'alice', Arn: 'arn:aws:iam::123456789012:user/alice', UserPolicyList: [{ PolicyName: 'p', PolicyDocument: forOne }], ...more }] };
  const [{ answers }] = report(readInputs([{ name: 'account.json', text: JSON.stringify(account) }]), ROWS, known).subjects;
  const depending = answers.filter(({ depends }) => depends !== undefined);
  expect(new Set(depending.map(({ row }) => row.request))).toEqual(new Set(['federated', 'federated, MFA false']));
});
