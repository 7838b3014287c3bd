/** The published answers and ours, side by side: the same questions to each. */
import { Reasons } from './expected-reasons';
import { OVERVIEW, OverviewColumn, OverviewQuestion } from './overview-questions';
import { CANDIDATES, Candidate } from './overview-strategies';
import { OverviewCell, OverviewStrategy, Question } from './page-data';
import { questionOf } from '../access/matrix/row-verdict';
import { Verdict, judge } from '../access/matrix/simulator';
import { PUBLISHED, Strategy, strategyNamed } from '../access/matrix/strategies';
import type { DefiniteAnswer } from '../access/requests/answers';
import { ExampleAccount } from '../access/requests/example-account';
import type { Statement } from '../access/requests/policy-document';

type Describe = (question: OverviewQuestion, otherPermissions: 'admin' | 'none', exampleAccount: ExampleAccount) => Question;
type AskedCell = OverviewCell['asked'][number];

export async function computeOverview(exampleAccount: ExampleAccount, reasons: Reasons, describe: Describe): Promise<OverviewStrategy[]> {
  return Promise.all(CANDIDATES.map(async (candidate) => ({
    name: candidate.name,
    title: candidate.title,
    detail: candidate.detail,
    ours: !(candidate.name in PUBLISHED),
    statements: statementsOf(strategyNamed(candidate.name), exampleAccount),
    cells: await Promise.all(OVERVIEW.map((column) => cell(candidate, column, exampleAccount, reasons, describe))),
  })));
}

function statementsOf({ policies }: Strategy, exampleAccount: ExampleAccount): Statement[] {
  return Object.values(policies(exampleAccount)).flatMap((document) => document.Statement);
}

async function cell(
  candidate: Candidate, column: OverviewColumn, exampleAccount: ExampleAccount, reasons: Reasons, describe: Describe,
): Promise<OverviewCell> {
  const { name } = candidate;
  const strategy = strategyNamed(name);
  const statements = statementsOf(strategy, exampleAccount);
  const otherPermissions = isTheOnlyGrant(statements) ? 'none' : column.otherPermissions;
  const asked = await Promise.all(column.questions.map(async (question): Promise<AskedCell> => {
    const questionAccount = question.withPath ? { ...exampleAccount, path: '/team/' as const } : exampleAccount;
    const verdict = await judge(questionOf({ ...question, otherPermissions }, questionAccount, strategy.policies(questionAccount)));
    const strategies = [...question.withPath ? [`${name}, user with a path`] : [], name, ...strategy.base === undefined ? [] : [strategy.base]];
    const outcomes = ([otherPermissions, 'none', 'admin'] as const)
      .map((member) => reasons.outcome(strategies, { ...question, otherPermissions: member }, verdict, worth(verdict, column)));
    const outcome = outcomes.find(({ row }) => row !== undefined) ?? outcomes[0];
    // Without a policy nothing can be closed, so what the table says of one such request holds for the others.
    const leftOpen = statements.length === 0 && outcome.answer === 'outside' && outcome.row === undefined
      ? reasons.leftOpen(name, { ...question, otherPermissions }, verdict) : undefined;
    // What the rows say of users without a device is not said of one who has a device.
    const unrated = isBehind(column, candidate) ? { allowed: verdict.allowed, sids: verdict.decidedBy } : undefined;
    return { question: describe(question, otherPermissions, questionAccount), outcome: unrated ?? leftOpen ?? outcome };
  }));
  const shown = summary(column, asked, candidate);
  return { ...shown, reason: reasonOf(shown, column, candidate), asked };
}

/** An answer that grants everything with MFA says nothing about members who have other permissions too. */
function isTheOnlyGrant(statements: Statement[]): boolean {
  return statements.length > 0 && statements.every(({ Effect }) => Effect === 'Allow');
}

function isBehind({ behind }: OverviewColumn, { enrolled }: Candidate): boolean {
  return behind !== undefined && enrolled === true;
}

function reasonOf({ status }: Summary, { closedBy, questions: [{ request }] }: OverviewColumn, { because }: Candidate): string | undefined {
  return status === 'outside' ? closedBy : status === 'open' ? because?.[request] : undefined;
}

function worth({ allowed }: Verdict, { wanted, ifAllowed }: OverviewColumn): DefiniteAnswer {
  if (allowed) {
    return wanted === 'works' ? 'works' : ifAllowed ?? 'open';
  }
  return wanted === 'denied' ? 'denied' : 'broken';
}

type Summary = Pick<OverviewCell, 'status' | 'words' | 'details'>;

function summary(column: OverviewColumn, asked: AskedCell[], candidate: Candidate): Summary {
  const { wanted, words, behind, questions } = column;
  const answered = (answer: DefiniteAnswer) => questions.filter((_, index) => asked[index].outcome.answer === answer).map(({ short }) => short);
  const open = answered('open');
  const broken = answered('broken');
  const outside = answered('outside');
  const onPurpose = answered('denied');
  if (behind && isBehind(column, candidate)) {
    return { status: 'unasked', words: behind.word, details: [behind.detail] };
  }
  if (open.length > 0) {
    return { status: 'open', words: `${open.length} open`, details: open };
  }
  if (broken.length > 0) {
    return { status: 'broken', words: words.broken!, details: broken };
  }
  if (outside.length > 0) {
    return { status: 'outside', words: 'Outside', details: outside };
  }
  return words.onPurpose !== undefined && onPurpose.length > 0
    ? { status: 'denied', words: words.onPurpose, details: onPurpose }
    : { status: wanted, words: words.good, details: [] };
}
