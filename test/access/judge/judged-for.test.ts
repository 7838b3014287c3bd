/** For whom and where a policy by itself is judged, where it tells. */
import { input } from './holdings';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { readServiceControl } from '../../../access/judge/inputs/service-control';
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

describe('a note says so of a statement that does not ask for MFA itself', () => {
  const allow = (more: object = {}) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...more });
  const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  const WITH_MFA = allow({ Condition: MFA });
  const [GUEST, STAFF] = ['StringLike', 'StringNotLike'].map((operator) => ({ [operator]: { 'aws:UserName': 'svc-*' } }));
  const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
  const scp = (...statements: object[]) => ({ serviceControl: readServiceControl(input(policy(...statements), 'scp.json')) });
  const byName = (value: unknown, sides = {}) => report(readInputs(input(value), sides), ROWS).notes.filter((note) => NOTE.test(note));

  test.each<[string, object, object]>([
    ['a grant beside one with MFA', policy(WITH_MFA, allow({ Sid: 'NeedMfa', Condition: GUEST })), {}],
    ['a grant of an organization', denying({}), scp(WITH_MFA, allow({ Sid: 'NeedMfa', Condition: GUEST }))],
    ['what denies all to everybody else', policy(allow(), { ...allow({ Sid: 'NeedMfa', Condition: STAFF }), Effect: 'Deny' }), {}],
  ])('%s', (_what, value, sides) => {
    expect(byName(value, sides).length).toBe(1);
  });

  test.each<[string, object, object]>([
    ['a grant of what administrators have anyway', { ...denying({}), Statement: [...denying({}).Statement, allow({ Sid: 'NeedMfa', Condition: GUEST })] }, {}],
    ['a grant with MFA', policy(WITH_MFA, allow({ Sid: 'NeedMfa', Condition: { ...MFA, ...GUEST } })), {}],
    ['a grant beside which nothing asks for MFA', policy(allow({ Sid: 'NeedMfa', Condition: GUEST })), {}],
    ['a Deny beside one that asks for MFA', {
      ...denying({}),
      Statement: [...denying({}).Statement.map((one) => ({ ...one, Condition: { BoolIfExists: one.Condition.Bool } })),
        { ...allow({ Sid: 'NeedMfa', Condition: STAFF }), Effect: 'Deny' }],
    }, {}],
  ])('but not of %s', (_what, value, sides) => {
    expect(byName(value, sides)).toEqual([]);
  });
});

test('without one, and in an account, whose users have names, there is no such note', () => {
  const exempt = denying({ StringNotLike: { 'aws:username': 'svc-*' } });
  const account = { UserDetailList: [{ UserName: 'ann', Arn: 'arn:aws:iam::123456789012:user/ann', UserPolicyList: [{ PolicyName: 'own', PolicyDocument: exempt }] }], GroupDetailList: [], Policies: [] };
  [denying({}), account].forEach((value) => expect(notesOn(value)).not.toContainEqual(expect.stringMatching(NOTE)));
});

test('several of them are named in one sentence', () => {
  const [statement] = denying({ StringNotLike: { 'aws:username': 'svc-*' } }).Statement;
  const notes = notesOn({ Version: '2012-10-17', Statement: [statement, { ...statement, Sid: 'NeedMfaToo', Action: 'iam:*' }] });
  expect(notes).toContain('Judged for a user named alice. NeedMfa (input.json), NeedMfaToo (input.json) ask for the name of the user, so others may be exempt from MFA.');
});

test.each<[string, object]>([
  ['roles', { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/ci-*', 'arn:aws:iam::*:root'] } }],
  ['sessions without a name', { Null: { 'aws:username': 'false' } }],
])('nor where a statement exempts %s', (_what, exemption) => {
  expect(notesOn(denying(exemption))).not.toContainEqual(expect.stringMatching(NOTE));
});

test('a policy that names two partitions is judged in one of them, and says so', () => {
  const [statement] = denying({}).Statement;
  const notes = notesOn({ Version: '2012-10-17', Statement: [{ ...statement, Resource: ['arn:aws:iam::*:user/*', 'arn:aws-us-gov:iam::*:group/*'] }] });
  expect(notes).toContain('Judged in the partition aws-us-gov: ARNs of aws name nothing there.');
  expect(notesOn({ Version: '2012-10-17', Statement: [{ ...statement, Resource: 'arn:aws-us-gov:iam::*:user/*' }] }).join()).not.toContain('partition');
});
