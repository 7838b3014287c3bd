/** Who is stopped because of a name, a path or a tag, and can change it without MFA, is told. */
import { asAccount, input } from './holdings';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';
import { OURS } from '../../../access/matrix/strategies';
import type { PolicyDocument } from '../../../access/requests/policy-document';

const ROWS = judgeTable();
const PLAIN = { partition: 'aws', path: '/' } as const;
const DOCUMENTS = Object.values(OURS['console-only'].policies(PLAIN));
const STATEMENTS = DOCUMENTS.flatMap(({ Statement }) => Statement);
const CHANGED = /^(iam:\w+(?: and iam:\w+)?) of the own user, which changes? what (\w+) asks for$/;

/** The Deny of all that asks for MFA, with one more condition. */
const exempting = (Condition: object, more: object[] = []): PolicyDocument[] => DOCUMENTS.map((document) => ({
  ...document,
  Statement: [
    ...document.Statement.map((one) => one.NotAction === undefined ? one : { ...one, Condition: { ...one.Condition, ...Condition } }), ...more,
  ],
}) as PolicyDocument);
const changedIn = (documents: PolicyDocument[]) => {
  const { leftOut, subjects: [{ counts }] } = report(readInputs(asAccount(documents, PLAIN)), ROWS);
  return { open: counts.open, found: leftOut.flatMap((what) => CHANGED.exec(what)?.slice(1).join(' ') ?? []) };
};
const deny = (Action: string, Condition: object) => ({ Effect: 'Deny', Action, Resource: '*', Condition });
const NO_MFA = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };

test.each<[string, object, string]>([
  ['a name', { StringNotEquals: { 'aws:username': 'break-glass' } }, 'iam:UpdateUser'],
  ['a path', { ArnNotLike: { 'aws:PrincipalARN': 'arn:aws:iam::*:user/machines/*' } }, 'iam:UpdateUser'],
  ['a path of an account that a variable names', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::${aws:PrincipalAccount}:user/machines/*' } }, 'iam:UpdateUser'],
  ['a tag', { StringNotEquals: { 'aws:PrincipalTag/mfa': 'exempt' } }, 'iam:TagUser and iam:UntagUser'],
])('by %s: who does not have it yet', (_what, condition, expected) => {
  expect(changedIn(exempting(condition))).toEqual({ open: 0, found: [`${expected} DenyAllButEnrollmentWithoutMfa`] });
});

test.each<[string, object, object[]]>([
  ['the change needs MFA', { StringNotEquals: { 'aws:PrincipalTag/mfa': 'exempt' } }, [deny('iam:*agUser', NO_MFA)]],
  ['others deny the same', { StringNotEquals: { 'aws:username': 'break-glass' } }, STATEMENTS.filter(({ NotAction }) => NotAction !== undefined)],
  ['only what is outside the promise rests on it', {}, [{ ...deny('iam:CreateAccessKey', { StringNotEquals: { 'aws:username': 'vendor' } }), Sid: 'Vendor' }]],
  ['nothing asks who the user is', {}, []],
  ['roles are exempt, which users are not', { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/*', 'arn:aws:iam::${aws:PrincipalAccount}:root'] } }, []],
])('is silent where %s', (_what, condition, more) => {
  expect(changedIn(exempting(condition, more)).found).toEqual([]);
});

test('a Deny that has nothing to do with MFA is told too, if it alone stops a way around', () => {
  const documents = [{ Version: '2012-10-17', Statement: [{ ...deny('iam:CreateLoginProfile', { StringNotEquals: { 'aws:PrincipalTag/job': 'help desk' } }), Sid: 'HelpDesk' }] }];
  expect(changedIn(documents as PolicyDocument[]).found).toEqual(['iam:TagUser and iam:UntagUser HelpDesk']);
});

test('a policy by itself depends on the tag, and says so by itself', () => {
  const one = report(readInputs(input(exempting({ StringNotEquals: { 'aws:PrincipalTag/mfa': 'exempt' } }))), ROWS);
  expect(one.subjects[0].counts.depends).toBeGreaterThan(0);
  expect(one.leftOut).toEqual([]);
});
