import type { Report, ReportedAnswer } from '../../access/judge/report';
import { TITLES, askedTogether, byRemedy, conclusion, namesOf } from '../../access/judge/report-words';
import { ALL_ANSWERS, ANSWERS_TO_ACT_ON, AnswerToActOn } from '../../access/requests/answers';
import { Color, Terminal, hasWidth, terminalLine, widthOf, wrapped } from '../output/terminal';

const COLORS: Record<AnswerToActOn, Color> = { open: 'red', broken: 'yellow', depends: 'yellow', outside: 'cyan' };
/** An account may have a report for everybody; the rest is in --json and --csv. */
const MAX_SUBJECTS = 25;

/** Breaks a text into lines, which are indented. */
type Wrap = (text: string, indent: string) => string[];

interface Line {
  readonly text: string;
  readonly color?: Color;
}

/** Worst first: who can get around MFA, how, and what closes it. */
export function* judgedTable(report: Report, terminal: Terminal): Generator<string> {
  const wrap: Wrap = (text, indent) => wrapped(text, indent, widthOf(terminal));
  // What searches a file finds a sentence in one line.
  const sentence = (text: string) => hasWidth(terminal) ? wrap(text, '') : [text];
  for (const { text, color } of linesOf(report, wrap, sentence)) {
    yield `${terminalLine(text, terminal, color)}\n`;
  }
}

function* linesOf(report: Report, wrap: Wrap, sentence: (text: string) => string[]): Generator<Line> {
  const told = [conclusion(report), ...report.notes];
  yield* plain(report.warnings.flatMap((warning) => [...sentence(warning), '']));
  for (const subject of report.subjects.slice(0, MAX_SUBJECTS)) {
    yield* plain(sentence(`${namesOf(subject)}: ${ALL_ANSWERS.map((answer) => `${subject.counts[answer]} ${answer}`).join(', ')}`));
    const { answers } = subject;
    const names = new Map<ReportedAnswer['decidedBy'], string>();
    const deciders = (decidedBy: ReportedAnswer['decidedBy']) => {
      const known = names.get(decidedBy) ?? statementsOf(decidedBy);
      names.set(decidedBy, known);
      return known;
    };
    for (const answer of ANSWERS_TO_ACT_ON) {
      yield* section(answer, { answers, deciders }, wrap);
    }
    yield { text: '' };
  }
  if (report.subjects.length > MAX_SUBJECTS) {
    yield* plain([`${report.subjects.length - MAX_SUBJECTS} more: --json, --csv and --html have all of them.`, '']);
  }
  yield* plain(told.flatMap(sentence));
}

function plain(texts: readonly string[]): Line[] {
  return texts.map((text) => ({ text }));
}

/** Of one subject. */
interface Judged {
  readonly answers: readonly ReportedAnswer[];
  /** The names of the statements that decide, as a line shows them. */
  readonly deciders: (decidedBy: ReportedAnswer['decidedBy']) => string;
}

function* section(answer: AnswerToActOn, { answers, deciders }: Judged, wrap: Wrap): Generator<Line> {
  const rows = answers.filter((one) => one.answer === answer);
  if (rows.length === 0) {
    return;
  }
  yield { text: '' };
  yield* wrap(TITLES[answer], '  ').map((text): Line => ({ text, color: COLORS[answer] }));
  for (const [closes, some] of byRemedy(rows)) {
    for (const { request, calls, depends, first } of askedTogether(some, deciders)) {
      yield* plain(wrap(`${request}: ${calls}`, '    '));
      yield* plain(depends === undefined ? [] : wrap(depends, '      '));
      const by = deciders(first.decidedBy);
      yield* plain(by === '' ? [] : wrap(`by ${by}`, '      '));
    }
    yield* plain(wrap(`-> ${closes!.replace(/`/g, '')}`, '      '));
  }
}

/** A policy may have thousands; --json has all. */
const MAX_STATEMENTS = 20;

/** That the administrator's policy allows it, everybody knows. */
function statementsOf(decidedBy: ReportedAnswer['decidedBy']): string {
  const told = decidedBy.filter(({ policy }) => policy !== 'AdministratorAccess');
  const rest = told.length - MAX_STATEMENTS;
  return [...new Set(told.slice(0, MAX_STATEMENTS).map(({ statement }) => statement))].join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
