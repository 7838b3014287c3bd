/** Our evaluator gives the verdicts of the simulator: on generated policies, and on every case of the matrix. */
import fc from 'fast-check';
import { CASES, bySimulator, byUs } from './comparison';
import { questionOf } from '../../../access/evaluation';
import * as evaluator from '../../../access/evaluator';
import { Row, casesByStrategy } from '../../../access/expected';
import { requested } from '../../../access/requested';
import { Question, judge } from '../../../access/simulator';
import { STRATEGIES } from '../../../access/strategies';

test('generated policies and requests', () => {
  fc.assert(fc.property(CASES, (one) => {
    expect({ ...one, allowed: byUs(evaluator, one) }).toEqual({ ...one, allowed: bySimulator(one) });
  }), { numRuns: 5_000 });
});

/** Trust policies name principals, which a user's policies do not; the evaluator refuses them. */
const OF_USERS = casesByStrategy().filter(([name]) => STRATEGIES[name].trust === undefined);

function verdictOf({ world, request, action, resource, policies }: Question): evaluator.Verdict {
  const { arn, keys } = requested(world, request, resource);
  const identity = Object.entries(policies).map(([name, document]) => evaluator.readPolicy(name, document));
  return evaluator.evaluate({ identity }, { action, resource: arn, context: evaluator.contextOf(keys) });
}

test.each(OF_USERS)('%s: every row of the matrix, with the statements that decide', async (name, rows) => {
  const { worlds, policies } = STRATEGIES[name];
  const differing: Row[] = [];
  for (const row of rows) {
    for (const world of worlds) {
      const question = questionOf(row, world, policies(world));
      const [theirs, ours] = [await judge(question), verdictOf(question)];
      if (theirs.allowed !== ours.allowed || theirs.decidedBy.join() !== ours.decidedBy.map(({ statement }) => statement).join()) {
        differing.push(row);
      }
    }
  }
  expect(differing).toEqual([]);
});
