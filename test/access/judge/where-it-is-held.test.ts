/** An enforcement is as good as what holds it: a group, the user, the user's own text, or a boundary. */
import { Held, asAccount, input } from './holdings';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';
import { OURS, PUBLISHED } from '../../../access/matrix/strategies';
import { ExampleAccount } from '../../../access/requests/example-account';

const ROWS = judgeTable();
const ACCOUNT: ExampleAccount = { partition: 'aws', path: '/' };
const TIGHTENED = Object.values(PUBLISHED['tightened-bool'].policies(ACCOUNT));

/** The rows that are about one way to hold the enforcement. */
const ABOUT: Record<Held, RegExp> = {
  'by the group': /this-group/,
  'by the user': /this-attached-policy/,
  'inline in the user': /this-inline-policy/,
  'as a boundary': /this-boundary/,
};

const answersOf = (documents: Parameters<typeof asAccount>[0], held: Held) =>
  report(readInputs(asAccount(documents, ACCOUNT, held)), ROWS).subjects[0].answers;

test.each(Object.keys(ABOUT) as Held[])('%s: who can detach it is open, and the rows of other ways are not asked', (held) => {
  const answers = answersOf(TIGHTENED, held);
  const open = answers.filter(({ answer }) => answer === 'open').map(({ row }) => row.id);
  expect(open.filter((id) => ABOUT[held].test(id)).length).toBeGreaterThan(2);
  const others = Object.entries(ABOUT).filter(([other]) => other !== held).map(([, pattern]) => pattern);
  expect(answers.filter(({ row }) => others.some((pattern) => pattern.test(row.id))).map(({ row }) => row.id)).toEqual([]);
});

test('our statements as a boundary do not keep the boundary', () => {
  const open = answersOf(Object.values(OURS['console-only'].policies(ACCOUNT)), 'as a boundary').filter(({ answer }) => answer === 'open');
  expect(open.map(({ row }) => row.id)).toEqual(expect.arrayContaining(['DeleteUserPermissionsBoundary', 'PutUserPermissionsBoundary']
    .map((action) => `access-key/iam:${action}/user-under-this-boundary`)));
  expect(open.filter(({ row }) => !ABOUT['as a boundary'].test(row.id))).toEqual([]);
});

test('our policies on a user keep themselves', () => {
  const [{ counts }] = report(readInputs(asAccount(Object.values(OURS['console-only on a user'].policies(ACCOUNT)), ACCOUNT, 'by the user')), ROWS).subjects;
  expect([counts.open, counts.broken, counts.depends]).toEqual([0, 0, 0]);
});

test('the output names what is taken off by its ARN', () => {
  const resources = (held: Held) => new Set(answersOf(TIGHTENED, held).filter(({ answer, row }) => answer === 'open' && ABOUT[held].test(row.id)).map(({ resource }) => resource));
  const arn = 'arn:aws:iam::123456789012';
  expect(resources('by the group')).toEqual(new Set([`${arn}:group/developers`]));
  expect(resources('by the user')).toEqual(new Set([`own user, ${arn}:policy/cdk-iam-mfa/Ours0`]));
  expect(resources('as a boundary')).toEqual(new Set([`user under ${arn}:policy/boundary`, `${arn}:policy/boundary`]));
});

test('a user of a template holds policies in the same ways', () => {
  const Properties = { UserName: 'alice' };
  const open = (resources: object) => report(readInputs(input({ Resources: resources })), ROWS).subjects
    .find(({ members }) => members.some(({ name }) => name === 'user alice'))!.answers.filter(({ answer }) => answer === 'open').map(({ row }) => row.id);
  const [PolicyDocument] = TIGHTENED;
  const managed = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument } };
  const alice = (more: object) => ({ Type: 'AWS::IAM::User', Properties: { ...Properties, ...more } });
  expect(open({ Alice: alice({ ManagedPolicyArns: [{ Ref: 'Limit' }] }), Limit: managed })).toContain('access-key/iam:DetachUserPolicy/own-user-this-attached-policy');
  expect(open({ Alice: alice({ Policies: [{ PolicyName: 'mfa', PolicyDocument }] }) })).toContain('access-key/iam:PutUserPolicy/user-with-this-inline-policy');
  const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
  const inline = { PolicyName: 'all', PolicyDocument: { ...PolicyDocument, Statement: [everything] } };
  const limit = { ...managed, Properties: { PolicyDocument: { ...PolicyDocument, Statement: [everything, ...PolicyDocument.Statement] } } };
  expect(open({ Alice: alice({ PermissionsBoundary: { Ref: 'Limit' }, Policies: [inline] }), Limit: limit }))
    .toContain('access-key/iam:DeleteUserPermissionsBoundary/user-under-this-boundary');
});

test('a boundary that allows with MFA only is one that enforces', () => {
  const boundary = { Version: '2012-10-17', Statement: [{ Sid: 'WithMfa', Effect: 'Allow' as const, Action: '*', Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } } }] };
  const open = answersOf([boundary], 'as a boundary').filter(({ answer }) => answer === 'open').map(({ row }) => row.id);
  expect(open).toContain('access-key/iam:DeleteUserPermissionsBoundary/user-under-this-boundary');
});
