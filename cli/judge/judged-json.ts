import { dependenceOf } from '../../access/judge/answer-words';
import type { Report, ReportedAnswer, StreamedReport } from '../../access/judge/report';
import { conclusion } from '../../access/judge/report-words';
import { json, jsonList, jsonObject } from '../output/json';

/** Grows with each change that a script could notice: docs/judge-output.schema.json says what this one holds. */
const VERSION = 1;

/** For scripts: every row of everybody. The ids of the rows are stable. */
export function* judgedJson(report: Report): Generator<string> {
  yield* jsonObject([
    ['version', VERSION],
    ['asked', report.asked.most],
    ['warnings', jsonList(report.warnings, (warning) => [json(warning)])],
    ['conclusion', conclusion(report)],
    ['subjects', jsonList(report.subjects, subjectJson)],
    ['notes', jsonList(report.notes, (note) => [json(note)])],
  ], '');
  yield '\n';
}

function subjectJson(subject: StreamedReport, indent: string): Iterable<string> {
  const { members, counts } = subject;
  return jsonObject([
    ['names', members.map(({ name }) => name)],
    ['members', jsonList(members, (member) => [json(member)])],
    ['counts', counts],
    ['rows', jsonList(subject.answersOneByOne(), (one) => [json(rowJson(one))])],
  ], indent);
}

function rowJson(one: ReportedAnswer): object {
  const { row, answer, decidedBy, closes } = one;
  return {
    id: row.id,
    answer,
    request: row.request,
    action: row.action,
    resource: one.resource,
    decidedBy: decidedBy.map(({ policy, statement }) => ({ policy, statement })),
    depends: dependenceOf(one),
    reason: row.reason,
    closes,
  };
}
