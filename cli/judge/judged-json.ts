import { Report } from '../../access/judge/report';
import { conclusion } from '../../access/judge/report-words';
import { json } from '../output/json';

/** For scripts: every row of everybody. The ids of the rows are stable. */
export function judgedJson(report: Report): string {
  return json({
    asked: report.asked,
    conclusion: conclusion(report),
    subjects: report.subjects.map(({ kind, names, counts, answers }) => ({
      kind,
      names,
      counts,
      rows: answers.map(({ row, answer, decidedBy, closes }) => ({
        id: row.id,
        answer,
        request: row.request,
        action: row.action,
        resource: row.resource,
        decidedBy: decidedBy.map(({ policy, statement }) => ({ policy, statement })),
        reason: row.reason,
        closes,
      })),
    })),
    notes: report.notes,
  });
}
