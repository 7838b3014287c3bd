/** The table of the published answers for a policy of the reader: its questions, with the answers of the report. */
import type { JudgeRow } from '../../access/judge/judge-row';
import { judgeBy } from '../../access/judge/judge-subject';
import { PATH } from '../../access/judge/path-dependence';
import { remedyFor } from '../../access/judge/remedies';
import type { SubjectReport, ReportedAnswer } from '../../access/judge/report';
import { rowRequester } from '../../access/judge/row-requests';
import type { KnownKeys } from '../../access/judge/row-requests';
import type { OverviewColumn, OverviewQuestion } from '../overview-questions';
import type { OverviewCell } from '../page-data';

/** What is asked, and which condition keys the reader knows. */
export interface Asking {
  readonly rows: readonly JudgeRow[];
  readonly known: KnownKeys;
}

export interface OwnAsked<T = ReportedAnswer> {
  readonly question: OverviewQuestion;
  readonly answered: T;
}

export interface OwnCell<T = ReportedAnswer> extends Pick<OverviewCell, 'status' | 'words' | 'details'> {
  readonly asked: OwnAsked<T>[];
}

export function ownCell(column: OverviewColumn, line: SubjectReport, { rows, known }: Asking): OwnCell {
  const asked = column.questions.flatMap((question): OwnAsked[] => {
    const found = answerTo(question, column, line);
    const path = question.withPath ? '/team/' : found?.depends?.key === PATH ? '/' : undefined;
    const answered = path === undefined ? found : onPath(path, { question, column, line, asking: { rows, known } });
    return answered === undefined ? [] : [{ question, answered }];
  });
  return { ...summary(column, asked), asked };
}

function asks({ request, action, resource }: OverviewQuestion, row: JudgeRow): boolean {
  return row.request === request && row.action === action && row.resource === resource;
}

/** Of two rows that differ in what the member has in addition, the one of the column. A whole user has one row. */
function answerTo(question: OverviewQuestion, { otherPermissions }: OverviewColumn, { answers }: SubjectReport): ReportedAnswer | undefined {
  const found = answers.filter(({ row }) => asks(question, row));
  return found.find(({ row }) => row.otherPermissions === otherPermissions) ?? found[0];
}

interface AskedOf {
  readonly question: OverviewQuestion;
  readonly column: OverviewColumn;
  readonly line: SubjectReport;
  readonly asking: Asking;
}

/** For a user with an IAM path, or without one, where the input does not say which it is. */
function onPath(path: string, { question, column, line: { subject }, asking: { rows, known } }: AskedOf): ReportedAnswer | undefined {
  const row = rows.find((one) => asks(question, one) && one.otherPermissions === column.otherPermissions);
  if (row === undefined || !subject.place.isPathUnknown) {
    return undefined;
  }
  const [answered] = judgeBy([row], rowRequester(known))({ ...subject, place: { ...subject.place, path, isPathUnknown: false } });
  return answered && { ...answered, row, resource: row.resource, closes: remedyFor(row, answered) };
}

function summary({ wanted, words }: OverviewColumn, asked: OwnAsked[]): Pick<OverviewCell, 'status' | 'words' | 'details'> {
  const shortOf = (answer: ReportedAnswer['answer']) => asked.filter(({ answered }) => answered.answer === answer).map(({ question }) => question.short);
  const open = shortOf('open');
  const broken = shortOf('broken');
  const depends = shortOf('depends');
  const outside = shortOf('outside');
  const ungranted = shortOf('ungranted');
  if (asked.length === 0) {
    return { status: 'unasked', words: 'Not asked', details: ['the user has no such credential'] };
  }
  if (open.length > 0) {
    return { status: 'open', words: `${open.length} open`, details: open };
  }
  if (broken.length > 0) {
    return { status: 'broken', words: words.broken ?? 'Stops', details: broken };
  }
  if (depends.length > 0) {
    return { status: 'depends', words: `${depends.length} ${depends.length === 1 ? 'depends' : 'depend'}`, details: depends };
  }
  if (outside.length > 0) {
    return { status: 'outside', words: 'Outside', details: outside };
  }
  return wanted === 'works' && ungranted.length > 0
    ? { status: 'ungranted', words: 'Ungranted', details: ungranted } : { status: wanted, words: words.good, details: [] };
}
