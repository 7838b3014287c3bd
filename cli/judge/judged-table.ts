import type { Answer } from '../../access/judge/judge-subject';
import { SubjectReport, Report, ReportedAnswer, conclusion } from '../../access/judge/report';
import { TITLES, byRemedy, byRequest, namesOf } from '../../access/judge/summaries';
import { Color, Terminal, terminalText, wrapped } from '../output/terminal';

const COLORS: Partial<Record<Answer, Color>> = { open: 'red', broken: 'yellow', beyond: 'cyan' };
/** An account may have a line for everybody; the rest is in --json and --csv. */
const MAX_LINES = 25;

/** Worst first: who can get around MFA, how, and what closes it. */
export function judgedTable(report: Report, terminal: Terminal): string {
  const shown = report.lines.slice(0, MAX_LINES);
  return terminalText([
    ...shown.flatMap(lineOf),
    ...report.lines.length > MAX_LINES ? [`${report.lines.length - MAX_LINES} more lines: --json, --csv and --html have all of them.`, ''] : [],
    conclusion(report),
    ...report.notes,
  ], terminal, colorOf);
}

function lineOf(line: SubjectReport): string[] {
  const { open, broken, beyond, closed, works } = line.counts;
  return [
    `${namesOf(line)}: ${open} open, ${broken} broken, ${beyond} beyond, ${closed + works} as they should be`,
    ...(Object.entries(TITLES) as [Answer, string][]).flatMap(([answer, title]) => section(answer, title, line)),
    '',
  ];
}

function section(answer: Answer, title: string, { answers }: SubjectReport): string[] {
  const rows = answers.filter((one) => one.answer === answer);
  return rows.length === 0 ? [] : ['', `  ${title}`, ...byRemedy(rows).flatMap(([closes, some]) => [
    ...byRequest(some).flatMap(([request, calls, asked]) => [...wrapped(`${request}: ${calls}`, '    '), ...decided(asked)]),
    `      -> ${closes!.replace(/`/g, '')}`,
  ])];
}

/** That the administrator's policy allows it, everybody knows. */
function decided(asked: readonly ReportedAnswer[]): string[] {
  const statements = new Set(asked.flatMap(({ decidedBy }) => decidedBy.filter(({ policy }) => policy !== 'AdministratorAccess')
    .map(({ statement }) => statement)));
  return statements.size === 0 ? [] : wrapped(`by ${[...statements].join(', ')}`, '      ');
}

function colorOf(line: string): Color | undefined {
  const title = (Object.keys(COLORS) as Answer[]).find((answer) => line === `  ${TITLES[answer]}`);
  return title && COLORS[title];
}
