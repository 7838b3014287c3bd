import type { Answer } from '../../access/judge/judge-subject';
import { SubjectReport, Report, ReportedAnswer, conclusion } from '../../access/judge/report';
import { TITLES, byRemedy, byRequest, namesOf } from '../../access/judge/summaries';

const COLORS: Partial<Record<Answer, number>> = { open: 31, broken: 33, beyond: 36 };
/** An account may have a line for everybody; the rest is in --json and --csv. */
const MAX_LINES = 25;

interface Terminal {
  readonly isTTY?: boolean;
}

/** Worst first: who can get around MFA, how, and what closes it. */
export function table(report: Report, terminal: Terminal): string {
  const shown = report.lines.slice(0, MAX_LINES);
  const lines = [
    ...shown.flatMap(lineOf),
    ...report.lines.length > MAX_LINES ? [`${report.lines.length - MAX_LINES} more lines: --json, --csv and --html have all of them.`, ''] : [],
    conclusion(report),
    ...report.notes,
  ].map(printable);
  return (terminal.isTTY === true && process.env.NO_COLOR === undefined ? lines.map(colored) : lines).join('\n');
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

const WIDTH = 110;

function wrapped(text: string, indent: string): string[] {
  return text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    return last === undefined ? [indent + word]
      : last.length + word.length < WIDTH ? [...lines.slice(0, -1), `${last} ${word}`] : [...lines, `${indent}  ${word}`];
  }, []);
}

/** Last, because names lose their control characters before. */
function colored(line: string): string {
  const answer = (Object.keys(COLORS) as Answer[]).find((one) => line === `  ${TITLES[one]}`);
  return answer === undefined ? line : `\x1b[${COLORS[answer]}m${line}\x1b[0m`;
}

/** A name in the input may hold control characters, which a terminal would obey, or turn the direction of the text. */
function printable(line: string): string {
  return line.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '?');
}
