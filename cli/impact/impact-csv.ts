import type { Printed } from './impact-json';
import { others } from './impact-table';
import { leftOutLines } from './log-lines';
import { warningsOf } from './missing-logs';
import { dependenceOf, remedyOf, situationOf } from '../../impact/report/call-sentences';
import { caveatsOf } from '../../impact/report/coverage-sentences';
import type { JudgedFact } from '../../impact/report/report';
import { csv } from '../output/csv';

const HEAD = ['account', 'user', 'made', 'action', 'target', 'outcome', 'calls', 'first day', 'last day', 'example', 'policy', 'answer', 'statement', 'advice'];

/** One line for each fact and policy where calls stop, or may. */
export function impactCsv({ report }: Printed): Iterable<string> {
  return csv(lines(report.users.flatMap(({ facts }) => facts), report.policies));
}

/** For the standard error: its lines are of answers only, so that they cannot say what is missing. */
export function besideCsv(printed: Printed): string[] {
  const { report, logs, notes } = printed;
  const beside = [...leftOutLines(logs), ...others(printed, report.users)].map(({ text }) => text);
  return [...warningsOf(logs), ...notes, ...caveatsOf(logs.coverage, report), ...beside];
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
