/** Computes everything that the page shows, by the synthesis, the judge and the expected table of the tests. */
import { computeOverview } from './compute-overview';
import { Reasons } from './expected-reasons';
import { COLUMNS, MatrixRow, TOPICS } from './matrix-topics';
import { OVERVIEW } from './overview-questions';
import { EXAMPLES } from './overview-strategies';
import { Combination, Kind, Outcome, PageData, Question } from './page-data';
import { OPTIONS, strategiesOf } from './pickable-options';
import { synthesizeCombinations, SynthesizedCombination, refusals } from './synthesize-combinations';
import { Asked, JointJudge } from '../access/matrix/joint-judge';
import { judgeTable } from '../access/matrix/judge-table';
import { questionOf } from '../access/matrix/row-verdict';
import { ExampleAccount, resources } from '../access/requests/example-account';
import { REQUESTS, RequestKind, RequestName } from '../access/requests/request-kinds';
import { version } from '../package.json';
import { MAX_POLICY_CHARACTERS } from '../src/private/aws/quotas';
import { policyCharacters } from '../src/private/checks/policy-characters';

/** The expected table is judged in every partition, with and without an IAM path; the page shows this one account. */
const EXAMPLE_ACCOUNT: ExampleAccount = { partition: 'aws', path: '/' };

/** @param progress is told after each cell how many of how many are judged */
export async function computePageData(progress: (judged: number, all: number) => void = () => {}): Promise<PageData> {
  const reasons = new Reasons();
  const synthesized = synthesizeCombinations(EXAMPLE_ACCOUNT);
  const judge = new JointJudge(EXAMPLE_ACCOUNT, synthesized);
  const asked = askedCells(reasons, synthesized);
  const outcomes: Outcome[][] = [];
  const answers = synthesized.map(() => '');
  for (const [index, cell] of asked.entries()) {
    progress(index, asked.length);
    const verdicts = await judge.verdicts(cell);
    const all = verdicts.map((verdict, combined) => reasons.outcome(strategiesOf(synthesized[combined].picked), cell, verdict));
    outcomes.push(distinct(all));
    all.forEach((outcome, combined) => { answers[combined] += indexOf(outcomes.at(-1)!, outcome).toString(36); });
  }
  const warnings = [...new Set(synthesized.flatMap((one) => one.warnings))];
  return {
    written: { version, date: new Date().toISOString().slice(0, 10) },
    columns: COLUMNS.map(({ title }) => title),
    overviewColumns: OVERVIEW.map(({ title }) => title),
    kinds: COLUMNS.map(({ request }) => kind(request)),
    cells: asked.map((cell) => describe(cell, EXAMPLE_ACCOUNT)),
    outcomes,
    options: optionsWithRefusals(),
    combinations: Object.fromEntries(synthesized.map((one, index) => [one.picked.join(''), combination(one, judge, answers[index], warnings)])),
    statements: judge.statements,
    administrator: questionOf(asked.find(({ otherPermissions }) => otherPermissions === 'admin')!, EXAMPLE_ACCOUNT, {}).policies.administrator.Statement[0],
    warnings: warnings.map(warning),
    overview: await computeOverview(EXAMPLE_ACCOUNT, reasons,
      (question, otherPermissions, account) => describe({ ...question, otherPermissions }, account)),
    quota: MAX_POLICY_CHARACTERS,
    judgeRows: judgeTable(),
    examples: EXAMPLES,
  };
}

type Cell = Asked & MatrixRow;

/** The cells: of each row, the kinds of request by which the expected table asks it for any combination. */
function askedCells(reasons: Reasons, combinations: SynthesizedCombination[]): Cell[] {
  const strategies = [...new Set(combinations.flatMap(({ picked }) => strategiesOf(picked)))];
  return TOPICS.flatMap(({ otherPermissions, rows }) => rows.flatMap((row) => COLUMNS
    .map(({ request }) => ({ ...row, otherPermissions, request }))
    .filter((cell) => reasons.asks(strategies, cell))));
}

function describe({ request, label, action, resource, otherPermissions }: Cell, exampleAccount: ExampleAccount): Question {
  const { arn } = resources(exampleAccount)[resource];
  return { kind: COLUMNS.findIndex((column) => column.request === request), label, action, resource, arn, otherPermissions };
}

function kind(request: RequestName): Kind {
  const requests: [string, RequestKind][] = Object.entries(REQUESTS);
  const { title, context, principal, unverified } = REQUESTS[request] as RequestKind;
  const keys = JSON.stringify([principal, context]);
  const alike = requests.filter(([name, other]) => name !== request && JSON.stringify([other.principal, other.context]) === keys);
  return { request, title, keys: context, alike: alike.map(([, other]) => other.title), unverified };
}

function distinct(outcomes: Outcome[]): Outcome[] {
  return [...new Map(outcomes.map((outcome) => [JSON.stringify(outcome), outcome])).values()];
}

function indexOf(outcomes: Outcome[], outcome: Outcome): number {
  const json = JSON.stringify(outcome);
  return outcomes.findIndex((other) => JSON.stringify(other) === json);
}

function optionsWithRefusals(): PageData['options'] {
  const refused = refusals();
  return OPTIONS.map(({ prop, label, hint, choices, ticked }) => ({
    prop,
    label,
    hint,
    choices: choices.map((choice) => ({ value: choice.value, label: choice.label, code: choice.code })),
    ticked,
    refusal: refused.get(prop),
  }));
}

function combination({ policies, warnings }: SynthesizedCombination, judge: JointJudge, answers: string, allWarnings: string[]): Combination {
  return {
    policies: Object.entries(policies).map(([name, document]) => ({
      name,
      statements: judge.indexesOf(document.Statement),
      characters: policyCharacters(document),
    })),
    answers,
    warnings: warnings.map((text) => allWarnings.indexOf(text)),
  };
}

/** The library's message ends with the id by which it is acknowledged. */
function warning(text: string): { id: string; message: string } {
  const [, message, id] = /^(.*) \[ack: (.*)\]$/s.exec(text)!;
  return { id, message };
}
