import { TITLES, byRemedy, byRequest, namesOf } from './words';
import type { Answer } from '../access/judge/judge';
import { Line, Report, ReportedAnswer, conclusion } from '../access/judge/report';

const COLORS: Partial<Record<Answer, number>> = { open: 31, broken: 33, beyond: 36 };
/** An account may have a line for everybody; the rest is in --json and --csv. */
const MAX_LINES = 25;

interface Terminal {
  readonly isTTY?: boolean;
}

/** Worst first: who can get around MFA, how, and what closes it. */
export function table(report: Report, terminal: Terminal): string {
  const inColor = terminal.isTTY === true && process.env.NO_COLOR === undefined;
  const shown = report.lines.slice(0, MAX_LINES);
  return printable([
    ...shown.flatMap((line) => lineOf(line, inColor)),
    ...report.lines.length > MAX_LINES ? [`${report.lines.length - MAX_LINES} more lines: --json, --csv and --html have all of them.`, ''] : [],
    conclusion(report),
    ...report.notes,
  ]);
}

function lineOf(line: Line, inColor: boolean): string[] {
  const { open, broken, beyond, closed, works } = line.counts;
  return [
    `${namesOf(line)}: ${open} open, ${broken} broken, ${beyond} beyond, ${closed + works} as they should be`,
    ...(Object.entries(TITLES) as [Answer, string][]).flatMap(([answer, title]) => section(answer, title, line, inColor)),
    '',
  ];
}

function section(answer: Answer, title: string, { answers }: Line, inColor: boolean): string[] {
  const rows = answers.filter((one) => one.answer === answer);
  const colored = inColor ? `\x1b[${COLORS[answer]}m${title}\x1b[0m` : title;
  return rows.length === 0 ? [] : ['', `  ${colored}`, ...byRemedy(rows).flatMap(([closes, some]) => [
    ...byRequest(some).flatMap(([request, calls, asked]) => [...wrapped(`${request}: ${calls}`, '    '), ...decided(asked)]),
    `      -> ${closes.replace(/`/g, '')}`,
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

/** A name in the input may hold control characters, which a terminal would obey. */
function printable(lines: string[]): string {
  return lines.map((line) => line.replace(/[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]|\u001b(?!\[\d+m)/g, '?')).join('\n');
}
