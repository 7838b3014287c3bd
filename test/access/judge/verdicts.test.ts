/** A reader who gives a published answer, or a policy of ours, gets the verdicts that the matrix has for it. */
import { readPolicy } from '../../../access/evaluator';
import { rowId } from '../../../access/judge/judge-row';
import { judgeSubject } from '../../../access/judge/judge-subject';
import { placeNamedIn } from '../../../access/judge/place';
import { remedyFor } from '../../../access/judge/remedies';
import { Subject } from '../../../access/judge/subject';
import { Row, allRows, rowsOf } from '../../../access/matrix/expected-table';
import { judgeRows, wantedOf, judgeTable } from '../../../access/matrix/judge-table';
import { HELD_ELSEWHERE, PUBLISHED, STRATEGIES } from '../../../access/matrix/strategies';
import type { Answer } from '../../../access/requests/answers';
import { EXAMPLE_ACCOUNTS, ExampleAccount } from '../../../access/requests/example-account';
import type { PolicyDocument } from '../../../access/requests/policy-document';

const ROWS = judgeTable();
const ALL = allRows();

function subjectOf(documents: Record<string, PolicyDocument>, { path }: ExampleAccount): Subject {
  const list = Object.values(documents);
  return {
    name: 'test',
    kind: 'policies',
    isWhole: false,
    place: { ...placeNamedIn(list), path, isPathUnknown: false },
    appliedPolicies: { identity: Object.entries(documents).map(([name, document]) => readPolicy(name, document)) },
  };
}

function answersOf(strategy: string, exampleAccount: ExampleAccount): Map<string, Answer> {
  const answers = judgeSubject(subjectOf(STRATEGIES[strategy].policies(exampleAccount), exampleAccount), ROWS);
  return new Map(answers.map(({ row, answer }) => [ROWS[row].id, answer]));
}

/** What is outside our own promise is outside for everybody, except for a policy that asks for MFA in vain. */
function expectedAnswer(row: Row): Answer {
  const isOutside = row.expected === 'open' && row.strategy !== 'scanner-compliant' && ROWS.find(({ id }) => id === rowId(row))?.outside;
  return isOutside ? 'outside' : row.expected;
}

/** Denied by default, and `allowPasswordChange` lets it through. */
const FIRST_SIGN_IN = ['console/iam:ChangePassword/own-user/alone', 'console/iam:GetAccountPasswordPolicy/any/alone'];

test.each(Object.keys(PUBLISHED))('%s: every row of the matrix has its answer', (strategy) => {
  const [exampleAccount] = STRATEGIES[strategy].exampleAccounts;
  const answers = answersOf(strategy, exampleAccount);
  const rows = rowsOf(strategy, ALL);
  expect(rows.map((row) => [rowId(row), answers.get(rowId(row))])).toEqual(rows.map((row) => [rowId(row), expectedAnswer(row)]));
});

test.each(EXAMPLE_ACCOUNTS)('CONSOLE_ONLY leaves nothing open, and breaks nothing, in %j', (exampleAccount) => {
  const answers = [...answersOf('console-only', exampleAccount)];
  expect(answers.filter(([, answer]) => answer === 'open')).toEqual([]);
  expect(answers.filter(([, answer]) => answer === 'broken')).toEqual([]);
  const isDenied = ([id, answer]: [string, Answer]) => answer === 'denied' && FIRST_SIGN_IN.includes(id);
  expect(answers.filter(isDenied).map(([id]) => id)).toEqual(FIRST_SIGN_IN);
  const outside = rowsOf('console-only', ALL).filter(({ expected }) => expected === 'outside').map(rowId);
  expect(answers.filter(([, answer]) => answer === 'outside').map(([id]) => id).sort()).toEqual(outside.sort());
});

test('ALL_REQUESTS leaves nothing open; what breaks is what access keys do without MFA', () => {
  const answers = [...answersOf('all-requests', EXAMPLE_ACCOUNTS[0])];
  expect(answers.filter(([, answer]) => answer === 'open')).toEqual([]);
  const broken = answers.filter(([, answer]) => answer === 'broken').map(([id]) => id);
  expect(broken.length).toBeGreaterThan(5);
  expect(broken.filter((id) => !/^(access-key|SSH-key|Bedrock-API-key|MCP-no-MFA-key)\//.test(id))).toEqual([]);
});

test('allowPasswordChange opens nothing, and lets the first sign-in work', () => {
  const answers = [...answersOf('console-only+password-change', EXAMPLE_ACCOUNTS[0])];
  expect(answers.filter(([, answer]) => answer === 'open' || answer === 'broken')).toEqual([]);
  expect(answers.filter(([id]) => FIRST_SIGN_IN.includes(id)).map(([, answer]) => answer)).toEqual(['works', 'works']);
});

test('no policy at all leaves every way around MFA open', () => {
  const answers = judgeSubject({ ...subjectOf({}, EXAMPLE_ACCOUNTS[0]), appliedPolicies: { identity: [readPolicy('all', EVERYTHING)] }, isWhole: true }, ROWS);
  expect(answers.filter(({ row, answer }) => ROWS[row].wanted === 'denied' && (answer === 'denied' || answer === 'ungranted'))).toEqual([]);
});

const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

test('each row says what is wanted, once, and each open or broken row what of this library closes it', () => {
  expect(new Set(ROWS.map(({ id }) => id)).size).toBe(ROWS.length);
  const asked = ALL.filter((row) => row.strategy === 'console-only' || row.strategy in { ...PUBLISHED, ...HELD_ELSEWHERE });
  const byId = new Map(ROWS.map((row) => [row.id, row]));
  const torn = asked.filter((row) => (byId.get(rowId(row))?.wanted ?? wantedOf(row)) !== wantedOf(row));
  // With MFA, what is not granted is no way around it.
  expect(torn.filter(({ request }) => request !== 'console MFA')).toEqual([]);
  for (const row of ROWS) {
    const answer = row.wanted === 'works' ? 'broken' : row.outside ? 'outside' : 'open';
    expect(remedyFor(row, { answer, decidedBy: [] })).toBeTruthy();
  }
  expect(remedyFor(ROWS[0], { answer: 'works', decidedBy: [] })).toBeUndefined();
});

test('a policy that is the only grant is asked each question once', () => {
  const answers = judgeSubject(subjectOf(STRATEGIES['scanner-compliant'].policies(EXAMPLE_ACCOUNTS[0]), EXAMPLE_ACCOUNTS[0]), ROWS);
  expect(answers.filter(({ answer }) => answer === 'open').map(({ row }) => ROWS[row].id)).toEqual(['access-key/sts:AssumeRole/role/alone']);
  const questions = answers.map(({ row }) => [ROWS[row].request, ROWS[row].action, ROWS[row].resource].join());
  expect(new Set(questions).size).toBe(questions.length);
});

test('a row that is added to the table is asked', () => {
  const [row] = ALL;
  expect(judgeRows([{ ...row, action: 'new:Action', expected: 'open' }])).toEqual([expect.objectContaining({ action: 'new:Action', wanted: 'denied' })]);
});

