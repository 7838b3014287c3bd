import { worstFirst } from './worst-first';
import { dependenceOf } from '../../access/judge/answer-words';
import type { Report } from '../../access/judge/report';
import { decidersOf } from '../../access/judge/report-words';
import { csv } from '../output/csv';

const HEAD = ['kind', 'name', 'account', 'arn', 'answer', 'request', 'action', 'resource', 'decided by', 'depends', 'reason', 'closes', 'row'];

/** One line for each answer that asks for something to be done, of each name. */
export function judgedCsv(report: Report): Iterable<string> {
  return csv(lines(report));
}

function* lines({ subjects }: Report): Generator<string[]> {
  yield HEAD;
  for (const { members, answers } of subjects) {
    const told = worstFirst(answers).map((one) => [
      one.answer, one.row.request, one.row.action, one.resource, decidersOf(one.decidedBy), dependenceOf(one) ?? '', one.row.reason,
      one.closes!.replace(/`/g, ''), one.row.id,
    ]);
    for (const { kind, name, account = '', arn = '' } of members) {
      for (const cells of told) {
        yield [kind, name, account, arn, ...cells];
      }
    }
  }
}
