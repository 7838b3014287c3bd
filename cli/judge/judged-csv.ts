import { worstFirst } from './worst-first';
import type { Report } from '../../access/judge/report';
import { decidersOf } from '../../access/judge/report-words';
import { csv } from '../output/csv';

const HEAD = ['kind', 'name', 'answer', 'request', 'action', 'resource', 'decided by', 'reason', 'closes', 'row'];

/** One line for each answer that asks for something to be done, of each name. */
export function judgedCsv({ subjects }: Report): string {
  const rows = subjects.flatMap(({ kind, names, answers }) => names.flatMap((name) => worstFirst(answers)
    .map(({ row, answer, decidedBy, closes }) => [
      kind, name, answer, row.request, row.action, row.resource, decidersOf(decidedBy), row.reason, closes!.replace(/`/g, ''), row.id,
    ])));
  return csv([HEAD, ...rows]);
}
