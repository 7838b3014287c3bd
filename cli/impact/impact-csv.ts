import type { Printed } from './impact-json';
import { dependenceOf, remedyOf, situationOf } from '../../impact/report/call-sentences';
import type { JudgedFact } from '../../impact/report/report';
import { csv } from '../output/csv';

const HEAD = ['account', 'user', 'made', 'action', 'target', 'outcome', 'calls', 'first day', 'last day', 'example', 'policy', 'answer', 'statement', 'advice'];

/** One line for each fact and policy where calls stop, or may. */
export function impactCsv({ report }: Printed): Iterable<string> {
  return csv(lines(report.users.flatMap(({ facts }) => facts), report.policies));
}

function* lines(facts: readonly JudgedFact[], policies: readonly string[]): Generator<string[]> {
  yield HEAD;
  for (const { fact, calls, firstDay, lastDay, example, verdicts } of facts) {
    for (const policy of policies) {
      const { answer, sid = '' } = verdicts[policy];
      if (answer === 'stops' || answer === 'depends') {
        const advice = answer === 'stops' ? remedyOf(fact, verdicts[policy]) : dependenceOf(fact, verdicts[policy]);
        yield [fact.account, fact.user, situationOf(fact), fact.action, fact.target, fact.outcome, `${calls}`, firstDay, lastDay, example, policy, answer, sid, advice];
      }
    }
  }
}
