import { Report, ReportedAnswer, SubjectReport } from '../../access/judge/report';
import { TITLES, byRemedy, byRequest, conclusion, dependencesOf, namesOf } from '../../access/judge/report-words';
import { ALL_ANSWERS, TOLD_ANSWERS, ToldAnswer } from '../../access/requests/answers';
import { Color, Terminal, terminalText, wrapped } from '../output/terminal';

const COLORS: Record<ToldAnswer, Color> = { open: 'red', broken: 'yellow', depends: 'yellow', outside: 'cyan' };
/** An account may have a report for everybody; the rest is in --json and --csv. */
const MAX_SUBJECTS = 25;

/** Worst first: who can get around MFA, how, and what closes it. */
export function judgedTable(report: Report, terminal: Terminal): string {
  const shown = report.subjects.slice(0, MAX_SUBJECTS);
  return terminalText([
    ...report.warnings.flatMap((warning) => [...wrapped(warning, ''), '']),
    ...shown.flatMap(linesOf),
    ...report.subjects.length > MAX_SUBJECTS ? [`${report.subjects.length - MAX_SUBJECTS} more: --json, --csv and --html have all of them.`, ''] : [],
    conclusion(report),
    ...report.notes,
  ], terminal, colorOf);
}

function linesOf(subject: SubjectReport): string[] {
  return [
    `${namesOf(subject)}: ${ALL_ANSWERS.map((answer) => `${subject.counts[answer]} ${answer}`).join(', ')}`,
    ...TOLD_ANSWERS.flatMap((answer) => section(answer, subject)),
    '',
  ];
}

function section(answer: ToldAnswer, { answers }: SubjectReport): string[] {
  const rows = answers.filter((one) => one.answer === answer);
  return rows.length === 0 ? [] : ['', `  ${TITLES[answer]}`, ...byRemedy(rows).flatMap(([closes, some]) => [
    ...byRequest(some).flatMap(([request, calls, asked]) => [...wrapped(`${request}: ${calls}`, '    '), ...depending(asked), ...decided(asked)]),
    `      -> ${closes!.replace(/`/g, '')}`,
  ])];
}

function depending(asked: readonly ReportedAnswer[]): string[] {
  return dependencesOf(asked).flatMap((words) => wrapped(words, '      '));
}

/** That the administrator's policy allows it, everybody knows. */
function decided(asked: readonly ReportedAnswer[]): string[] {
  const statements = new Set(asked.flatMap(({ decidedBy }) => decidedBy.filter(({ policy }) => policy !== 'AdministratorAccess')
    .map(({ statement }) => statement)));
  return statements.size === 0 ? [] : wrapped(`by ${[...statements].join(', ')}`, '      ');
}

function colorOf(line: string): Color | undefined {
  const told = TOLD_ANSWERS.find((answer) => line === `  ${TITLES[answer]}`);
  return told && COLORS[told];
}
