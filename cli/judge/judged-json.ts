import { Report } from '../../access/judge/report';
import { conclusion, dependenceOf } from '../../access/judge/report-words';
import { json } from '../output/json';

/** For scripts: every row of everybody. The ids of the rows are stable. */
export function judgedJson(report: Report): string {
  return json({
    asked: report.asked,
    warnings: report.warnings,
    conclusion: conclusion(report),
    subjects: report.subjects.map(({ kind, names, counts, answers }) => ({
      kind,
      names,
      counts,
      rows: answers.map((one) => ({
        id: one.row.id,
        answer: one.answer,
        request: one.row.request,
        action: one.row.action,
        resource: one.resource,
        decidedBy: one.decidedBy.map(({ policy, statement }) => ({ policy, statement })),
        depends: dependenceOf(one),
        reason: one.row.reason,
        closes: one.closes,
      })),
    })),
    notes: report.notes,
  });
}
