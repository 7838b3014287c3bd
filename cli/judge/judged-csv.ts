import { worstFirst } from './worst-first';
import type { Report } from '../../access/judge/report';
import { decidersOf, dependenceOf } from '../../access/judge/report-words';
import { csv } from '../output/csv';

const HEAD = ['kind', 'name', 'answer', 'request', 'action', 'resource', 'decided by', 'depends', 'reason', 'closes', 'row'];

/** One line for each answer that asks for something to be done, of each name. */
export function judgedCsv({ subjects }: Report): string {
  const rows = subjects.flatMap(({ kind, names, answers }) => names.flatMap((name) => worstFirst(answers)
    .map((one) => [
      kind, name, one.answer, one.row.request, one.row.action, one.resource, decidersOf(one.decidedBy), dependenceOf(one) ?? '', one.row.reason,
      one.closes!.replace(/`/g, ''), one.row.id,
    ])));
  return csv([HEAD, ...rows]);
}
