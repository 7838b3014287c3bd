/** What the page shows of a report: plain data, because it comes from the thread that judges. */
import { Asking, OwnCell, ownCell } from './own-policy-overview';
import { type Statement, everyPolicy } from '../../access/evaluator';
import type { Member, Report, ReportedAnswer, SubjectReport } from '../../access/judge/report';
import { conclusion } from '../../access/judge/report-words';
import { rowRequester } from '../../access/judge/row-requests';
import { OVERVIEW } from '../overview-questions';

/** An account may have a line for everybody. */
const MAX_LINES = 25;
/** A row may be decided by thousands of statements. */
const MAX_DECIDERS = 20;

export interface ShownReport {
  readonly conclusion: string;
  readonly warnings: readonly string[];
  readonly lines: readonly ShownLine[];
  /** How many lines are not shown. */
  readonly rest: number;
  readonly notes: readonly string[];
}

export interface ShownLine extends Pick<SubjectReport, 'counts'> {
  readonly members: readonly Member[];
  readonly answers: readonly ShownAnswer[];
  /** By the columns of the overview. */
  readonly cells: readonly OwnCell<ShownAnswer>[];
}

export interface ShownAnswer extends Omit<ReportedAnswer, 'decidedBy'> {
  /** What the word of the resource stands for. */
  readonly arn: string;
  readonly decidedBy: readonly ShownDecider[];
  /** How many more decide. */
  readonly moreDeciders: number;
}

export interface ShownDecider {
  readonly policy: string;
  readonly statement: string;
  /** As the reader wrote it; nothing for what the test adds. */
  readonly source?: unknown;
}

export function shownReport(report: Report, asking: Asking): ShownReport {
  const lines = report.subjects.slice(0, MAX_LINES);
  return {
    conclusion: conclusion(report),
    warnings: report.warnings,
    lines: lines.map((line) => shownLine(line, asking)),
    rest: report.subjects.length - lines.length,
    notes: report.notes,
  };
}

function shownLine({ subject, members, counts, idle, answers, mayBeOpen }: SubjectReport, asking: Asking): ShownLine {
  const line = { subject, members, counts, idle, answers, mayBeOpen };
  const sources = sourcesOf(line);
  const requestsOf = rowRequester()(subject.place);
  const deciders = new Map<ReportedAnswer['decidedBy'], ShownDecider[]>();
  const shown = (one: ReportedAnswer): ShownAnswer => {
    const decidedBy = deciders.get(one.decidedBy) ?? one.decidedBy.slice(0, MAX_DECIDERS)
      .map(({ policy, statement }) => ({ policy, statement, source: sources.get(`${policy}\n${statement}`) }));
    deciders.set(one.decidedBy, decidedBy);
    return {
      row: one.row,
      resource: one.resource,
      answer: one.answer,
      closes: one.closes,
      depends: one.depends && { ...one.depends, statements: one.depends.statements.slice(0, MAX_DECIDERS) },
      arn: requestsOf(one.row, one.row.request)[0]?.resource ?? one.row.resource,
      decidedBy,
      moreDeciders: one.decidedBy.length - decidedBy.length,
    };
  };
  return {
    members: members.slice(0, 4),
    counts,
    answers: answers.map(shown),
    cells: OVERVIEW.map((column) => {
      const cell = ownCell(column, line, asking);
      return { ...cell, asked: cell.asked.map(({ question, answered }) => ({ question, answered: shown(answered) })) };
    }),
  };
}

/** The first of a name, as a reader would look for it. */
function sourcesOf({ subject: { appliedPolicies } }: SubjectReport): Map<string, Statement['source']> {
  const sources = new Map<string, Statement['source']>();
  for (const { name, statements } of everyPolicy(appliedPolicies)) {
    for (const { name: statement, source } of statements) {
      const key = `${name}\n${statement}`;
      sources.set(key, sources.get(key) ?? source);
    }
  }
  return sources;
}
