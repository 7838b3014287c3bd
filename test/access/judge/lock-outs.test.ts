/** What stops people, with MFA or without: `broken`; and a Deny of some actions, which is a note. */
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { readServiceControl } from '../../../access/judge/inputs/service-control';
import { rowsFor } from '../../../access/judge/intent';
import { JudgeRow, rowId } from '../../../access/judge/judge-row';
import { report } from '../../../access/judge/report';
import { allRows, rowsOf } from '../../../access/matrix/expected-table';
import { judgeTable } from '../../../access/matrix/judge-table';
import { OURS, PUBLISHED } from '../../../access/matrix/strategies';
import type { Answer } from '../../../access/requests/answers';
import { ExampleAccount } from '../../../access/requests/example-account';
import { REQUESTS } from '../../../access/requests/request-kinds';

const ROWS = judgeTable();
const PLAIN: ExampleAccount = { partition: 'aws', path: '/' };
const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const input = (value: unknown) => [{ name: 'input.json', text: JSON.stringify(value) }];
const answered = (value: unknown, rows: readonly JudgeRow[] = ROWS, sides = {}) => report(readInputs(input(value), sides), rows);
const only = (answers: { answer: Answer; row: { id: string } }[] | readonly any[], answer: Answer) => answers.filter((one) => one.answer === answer);

/** The answers to the rows that should keep working, and that a policy can stop. */
function goingOn(value: unknown, sides = {}): Set<string> {
  const { subjects: [{ answers }] } = answered(value, ROWS, sides);
  return new Set(answers.filter(({ row }) => row.wanted === 'works' && row.action !== 'sts:GetSessionToken').map(({ answer }) => answer));
}

test.each<[string, object]>([
  ['everything', { Action: '*' }],
  ['everything but IAM', { NotAction: 'iam:*' }],
  ['everything outside a window that never is', { Action: '*', Condition: { DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' }, Bool: { 'aws:SecureTransport': 'true' } } }],
])('a Deny of %s stops the work of people with MFA', (what, deny) => {
  const { subjects: [{ answers }] } = answered(policy({ Sid: 'Stop', Effect: 'Deny', Resource: '*', ...deny }), ROWS);
  const withMfa = answers.find(({ row }) => row.id === 'console-MFA/s3:GetObject/object')!;
  expect(withMfa.answer).toBe(what.includes('window') ? 'depends' : 'broken');
  if (withMfa.answer === 'broken') {
    expect([withMfa.decidedBy.map(({ statement }) => statement), withMfa.closes]).toEqual([['Stop'], 'narrow Stop: it denies this with MFA too']);
  }
});

test.each<[string, unknown, object]>([
  ['a Deny of everything', policy({ Effect: 'Deny', Action: '*', Resource: '*' }), {}],
  ['a Deny without MFA that does not exempt it', policy({
    Effect: 'Deny', NotAction: ['iam:*'], Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  }), {}],
  ['a policy that grants nothing of it', policy({ Effect: 'Allow', Action: 'iam:ListUsers', Resource: '*' }), {}],
  ['a service control policy', policy(EVERYTHING), { serviceControl: readServiceControl(input(policy({ Effect: 'Allow', Action: 'health:*', Resource: '*' }))) }],
])('%s does not stop sts:GetSessionToken, as AWS allows it always', (_what, value, sides) => {
  const { subjects: [{ answers }] } = answered(value, ROWS, sides);
  const asked = answers.filter(({ row }) => row.action === 'sts:GetSessionToken');
  expect(asked.map(({ row, answer, decidedBy }) => [row.request, answer, decidedBy])).toEqual([['access key', 'works', []], ['console', 'works', []]]);
});

test('a Deny of everything breaks all that should keep working', () => {
  expect(goingOn(policy({ Effect: 'Deny', Action: '*', Resource: '*' }))).toEqual(new Set(['broken']));
});

test('a service control policy that allows nothing of it stops people too', () => {
  const serviceControl = readServiceControl(input(policy({ Effect: 'Allow', Action: 'health:*', Resource: '*' })));
  expect(goingOn(policy(EVERYTHING), { serviceControl })).toEqual(new Set(['broken']));
});

test.each([['iam:CreateVirtualMFADevice'], ['iam:EnableMFADevice'], ['signin:CreateOAuth2Token']])('a Deny of %s stops people, and is broken', (action) => {
  const { subjects: [{ answers }] } = answered(policy(EVERYTHING, { Effect: 'Deny', Action: action, Resource: '*' }));
  const broken = only(answers, 'broken');
  expect(broken.length).toBeGreaterThan(0);
  expect(broken.filter(({ row }) => row.action !== action || row.request !== 'console')).toEqual([]);
});

test('a Deny of other single actions is a note', () => {
  const { subjects: [{ answers, counts }], notes } = answered(policy(EVERYTHING, { Sid: 'NoWrites', Effect: 'Deny', Action: 's3:PutObject', Resource: '*' }));
  expect(counts.broken).toBe(0);
  expect(only(answers, 'denied').map(({ row }) => row.id)).toEqual(['access-key/s3:PutObject/object']);
  expect(notes).toContain('Denied with MFA too, by statements that do not ask about MFA: NoWrites (input.json).');
});

test('an ungranted enrollment is broken where something asks for MFA, and nowhere else', () => {
  const user = (...statements: object[]) => ({
    UserDetailList: [{ UserName: 'ada', Arn: 'arn:aws:iam::123456789012:user/team/ada', UserPolicyList: [{ PolicyName: 'p', PolicyDocument: policy(...statements) }] }],
  });
  const reads = { Effect: 'Allow', Action: 's3:Get*', Resource: '*' };
  const deny = { Effect: 'Deny', NotAction: 'iam:*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } };
  const own = { Effect: 'Allow', Action: 'iam:*MFADevice*', Resource: 'arn:aws:iam::*:user/${aws:username}' };
  const enrolls = (value: unknown) => answered(value).subjects[0].answers.find(({ row }) => row.id === 'console/iam:EnableMFADevice/own-user');
  expect(enrolls(user(reads))!.answer).toBe('ungranted');
  expect(enrolls(user(reads, deny, own))).toMatchObject({ answer: 'broken', closes: '`SelfManageMfaPolicy`: grants what enrollment needs' });
  expect(enrolls(user(EVERYTHING, deny))!.answer).toBe('works');
});

describe('--intent all-requests', () => {
  const rows = rowsFor('all-requests', ROWS);
  const documents = (strategy: string) => Object.values({ ...PUBLISHED, ...OURS }[strategy].policies(PLAIN));

  test('our ALL_REQUESTS breaks nothing, and opens nothing', () => {
    const { subjects: [{ counts }] } = answered(documents('all-requests'), rows);
    expect(counts).toMatchObject({ open: 0, broken: 0, depends: 0 });
    expect(answered(documents('all-requests')).subjects[0].counts.broken).toBeGreaterThan(20);
  });

  test('a row of the matrix for ALL_REQUESTS wants the same', () => {
    const wanted = new Map(rows.map((row) => [row.id, row.wanted]));
    const asked = rowsOf('all-requests', allRows()).filter(({ request, expected }) => !REQUESTS[request].mfa && (expected === 'works' || expected === 'denied'));
    const known = asked.filter((row) => wanted.has(rowId(row)) && wanted.get(rowId(row)) !== 'either');
    expect(known.length).toBeGreaterThan(50);
    expect(known.filter((row) => wanted.get(rowId(row)) !== row.expected).map(rowId)).toEqual([]);
  });

  test('what access keys do without MFA is open then, with its remedy', () => {
    const { subjects: [{ answers }] } = answered(documents('console-only'), rows);
    const open = only(answers, 'open');
    expect(open.map(({ row }) => row.id)).toContain('access-key/s3:GetObject/object');
    expect(new Set(open.map(({ closes }) => closes))).toEqual(new Set(['`MfaEnforcement.ALL_REQUESTS`']));
  });
});

describe('work of access keys that a Deny stops which asks for MFA', () => {
  const WITHOUT_MFA = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
  const NO_MFA = { Sid: 'NoMfa', Effect: 'Deny', NotAction: 'iam:*', Resource: '*', Condition: WITHOUT_MFA };
  const readOf = ({ subjects: [{ answers }] }: ReturnType<typeof answered>) => answers.find(({ row }) => row.id === 'access-key/s3:GetObject/object/alone');

  test.each<[string, object[]]>([
    ['in one Region only', [EVERYTHING, NO_MFA, { Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }]],
    ['from one network only', [{ ...EVERYTHING, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }, NO_MFA]],
    ['by a grant that asks for both', [{ ...EVERYTHING, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }]],
  ])('is broken where people with MFA can do it %s', (_what, statements) => {
    expect(readOf(answered(policy(...statements)))?.answer).toBe('broken');
  });

  test('is not where nothing that is known grants it', () => {
    const user = {
      UserName: 'alice',
      Arn: 'arn:aws:iam::123456789012:user/alice',
      UserPolicyList: [{ PolicyName: 'p', PolicyDocument: policy(NO_MFA) }],
      AttachedManagedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/NobodyKnowsThis' }],
    };
    const { subjects: [{ answers }] } = answered({ UserDetailList: [user] });
    expect(answers.find(({ row }) => row.id === 'access-key/s3:PutObject/object')?.answer).toBe('denied');
  });
});
