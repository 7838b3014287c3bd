/** An enforcement is as good as what holds it: a group, the user, the user's own text, or a boundary. */
import { Held, asAccount, attached, input, managed } from './holdings';
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
  const attachable = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument } };
  const alice = (more: object) => ({ Type: 'AWS::IAM::User', Properties: { ...Properties, ...more } });
  expect(open({ Alice: alice({ ManagedPolicyArns: [{ Ref: 'Limit' }] }), Limit: attachable })).toContain('access-key/iam:DetachUserPolicy/own-user-this-attached-policy');
  expect(open({ Alice: alice({ Policies: [{ PolicyName: 'mfa', PolicyDocument }] }) })).toContain('access-key/iam:PutUserPolicy/user-with-this-inline-policy');
  const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
  const inline = { PolicyName: 'all', PolicyDocument: { ...PolicyDocument, Statement: [everything] } };
  const limit = { ...attachable, Properties: { PolicyDocument: { ...PolicyDocument, Statement: [everything, ...PolicyDocument.Statement] } } };
  expect(open({ Alice: alice({ PermissionsBoundary: { Ref: 'Limit' }, Policies: [inline] }), Limit: limit }))
    .toContain('access-key/iam:DeleteUserPermissionsBoundary/user-under-this-boundary');
});

test('a boundary that allows with MFA only is one that enforces', () => {
  const boundary = { Version: '2012-10-17', Statement: [{ Sid: 'WithMfa', Effect: 'Allow' as const, Action: '*', Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } } }] };
  const open = answersOf([boundary], 'as a boundary').filter(({ answer }) => answer === 'open').map(({ row }) => row.id);
  expect(open).toContain('access-key/iam:DeleteUserPermissionsBoundary/user-under-this-boundary');
});

describe('our policy held by a group and by users', () => {
  const arn = (resource: string) => `arn:aws:iam::123456789012:${resource}`;
  const [selfManage, ofGroup] = Object.values(OURS['console-only'].policies(ACCOUNT));
  const [, ofUser] = Object.values(OURS['console-only on a user'].policies(ACCOUNT));
  const guard = ofUser.Statement.filter(({ Sid }) => Sid === 'DenyDetachingFromUsersWithoutMfa');
  const ofBoth = { ...ofGroup, Statement: [...ofGroup.Statement, ...guard] };
  const all = { UserPolicyList: [{ PolicyName: 'all', PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } }] };
  const user = (UserName: string, GroupList: string[], ...arns: string[]) => ({ UserName, Arn: arn(`user/${UserName}`), GroupList, ...all, ...attached(arns) });
  const [S, G, U] = ['SelfManage', 'OfGroup', 'OfUser'].map((name) => arn(`policy/cdk-iam-mfa/${name}`));
  const subjectsOf = (users: readonly object[], group: unknown) => report(readInputs(input({
    UserDetailList: users,
    GroupDetailList: [{ GroupName: 'developers', Arn: arn('group/developers'), ...attached([S, G]) }],
    Policies: [managed(S, selfManage), managed(G, group), managed(U, ofUser)],
  })), ROWS).subjects;

  test.each<[string, readonly object[], unknown]>([
    ['one policy by both ways to one user', [user('alice', ['developers'], G)], ofBoth],
    ['one policy by both, for two users', [user('alice', ['developers']), user('carol', [], S, G)], ofBoth],
    ['two policies of one user', [user('alice', ['developers'], U)], ofGroup],
    ['two policies, for two users', [user('alice', ['developers']), user('carol', ['developers'], U)], ofGroup],
  ])('nothing is open, and nothing broken: %s', (_how, users, group) => {
    const subjects = subjectsOf(users, group);
    expect(subjects.map(({ counts: { open, broken, depends } }) => [open, broken, depends])).toEqual(subjects.map(() => [0, 0, 0]));
  });

  test('nobody detaches it from anybody with a key, and that is as it should be', () => {
    const subjects = subjectsOf([user('alice', ['developers']), user('carol', [], S, G)], ofBoth);
    const detaching = subjects.flatMap(({ answers }) => answers.filter(({ row }) => row.request === 'access key' && /, this (attached )?policy/.test(row.resource)));
    expect(detaching.map(({ row, answer }) => [row.resource, answer])).toEqual([['own user, this policy', 'denied'], ['own user, this attached policy', 'denied']]);
  });

  test('there is nothing to detach from who has it by the group, so no Deny of that is missing', () => {
    const [{ answers }] = subjectsOf([user('alice', ['developers'])], ofGroup);
    expect(answers.filter(({ row }) => row.resource === 'own user, this policy').map(({ answer }) => answer)).toEqual(['works']);
  });

  test('who has it directly too is asked about that alone', () => {
    const [{ answers }] = subjectsOf([user('alice', ['developers'], G)], ofGroup);
    expect(answers.filter(({ row }) => /, this (attached )?policy/.test(row.resource)).map(({ row, answer }) => [row.resource, row.request, answer])).toEqual(
      ['access key', 'console', 'service'].map((request) => ['own user, this attached policy', request, request === 'console' ? 'denied' : 'open']));
  });
});
