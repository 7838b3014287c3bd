/** The published answers and ours, side by side: the same questions to each. */
import { OverviewCell, OverviewStrategy, Question } from './model';
import { OVERVIEW, OverviewColumn, OverviewQuestion } from './questions';
import { Reasons } from './reasons';
import { questionOf } from '../../test/access/evaluation';
import type { Expected } from '../../test/access/expected';
import { Verdict, judge } from '../../test/access/simulator';
import { PUBLISHED, Strategy, strategyNamed } from '../../test/access/strategies';
import { World } from '../../test/access/world';

/** Of the published answers, those that are a policy of their own; ours in both modes. */
const STRATEGIES = [...Object.keys(PUBLISHED).filter((name) => !name.includes(',')), 'console-only', 'all-requests'];

/** Short enough for a table, each by itself. */
const TITLES: Record<string, [title: string, detail: string]> = {
  'allow-if-mfa': ['Allow everything with MFA', '`Allow *` if `Bool aws:MultiFactorAuthPresent true`'],
  'old-tutorial': ['Old AWS tutorial', '`Deny NotAction iam:*` with `BoolIfExists`'],
  'old-tutorial-bool': ['Old AWS tutorial, softened', 'the same with `Bool`'],
  'tightened-bool': ['A tighter allow list', 'fewer grants, `Deny NotAction iam:*` with `Bool`'],
  'aws-self-manage': ['AWS self-manage policy of today', '`Deny NotAction` of single actions, with `BoolIfExists`'],
  'console-only': ['cdk-iam-mfa, as it comes', '`ConsoleMfaEnforcedGroup`: `CONSOLE_ONLY`'],
  'all-requests': ['cdk-iam-mfa for all requests', '`ConsoleMfaEnforcedGroup` with `ALL_REQUESTS`'],
};

type Describe = (question: OverviewQuestion, besides: 'admin' | 'nothing', world: World) => Question;
type AskedCell = OverviewCell['asked'][number];

export async function overview(world: World, reasons: Reasons, describe: Describe): Promise<OverviewStrategy[]> {
  return Promise.all(STRATEGIES.map(async (name) => {
    const strategy = strategyNamed(name);
    return {
      name,
      title: TITLES[name][0],
      detail: TITLES[name][1],
      ours: !(name in PUBLISHED),
      statements: Object.values(strategy.policies(world)).flatMap(({ Statement }) => Statement),
      cells: await Promise.all(OVERVIEW.map((column) => cell(name, strategy, column, world, reasons, describe))),
    };
  }));
}

async function cell(
  name: string, strategy: Strategy, column: OverviewColumn, world: World, reasons: Reasons, describe: Describe,
): Promise<OverviewCell> {
  const besides = deniesNothing(strategy, world) ? 'nothing' : column.besides;
  const asked = await Promise.all(column.questions.map(async (question): Promise<AskedCell> => {
    const questionWorld = question.withPath ? { ...world, path: '/team/' as const } : world;
    const verdict = await judge(questionOf({ ...question, besides }, questionWorld, strategy.policies(questionWorld)));
    const strategies = question.withPath ? [`${name}, user with a path`, name] : [name];
    const outcome = ([besides, 'nothing', 'admin'] as const)
      .map((member) => reasons.outcome(strategies, { ...question, besides: member }, verdict, worth(verdict, column)))
      .sort((a, b) => Number(b.row !== undefined) - Number(a.row !== undefined))[0];
    return { question: describe(question, besides, questionWorld), outcome };
  }));
  return { ...summary(column, asked), asked };
}

/** An answer that grants everything with MFA says nothing about members who have permissions besides. */
function deniesNothing({ policies }: Strategy, world: World): boolean {
  return Object.values(policies(world)).every(({ Statement }) => Statement.every(({ Effect }) => Effect === 'Allow'));
}

function worth({ allowed }: Verdict, { wanted }: OverviewColumn): Expected {
  if (allowed) {
    return wanted === 'allowed' ? 'allowed' : 'hole';
  }
  return wanted === 'denied' ? 'denied' : 'broken';
}

function summary({ words, questions }: OverviewColumn, asked: AskedCell[]): Pick<OverviewCell, 'status' | 'words' | 'details'> {
  const answered = (answer: Expected) => questions.filter((_, index) => asked[index].outcome.answer === answer).map(({ short }) => short);
  const holes = answered('hole');
  const broken = answered('broken');
  const onPurpose = answered('denied');
  if (holes.length > 0) {
    return { status: 'hole', words: holes.length === 1 ? 'A hole' : `${holes.length} holes`, details: holes };
  }
  if (broken.length > 0) {
    return { status: 'broken', words: words.broken!, details: broken };
  }
  return words.onPurpose !== undefined && onPurpose.length > 0
    ? { status: 'design', words: words.onPurpose, details: onPurpose }
    : { status: 'good', words: words.good, details: [] };
}
