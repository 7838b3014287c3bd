/** Our evaluator on the cases of the matrix, with the policies of each example account read once. */
import { Policy, Verdict, contextOf, evaluate, readPolicy } from '../../../access/evaluator';
import type { Row } from '../../../access/matrix/expected-table';
import { questionOf } from '../../../access/matrix/row-verdict';
import type { Strategy } from '../../../access/matrix/strategies';
import { requested } from '../../../access/requests/request-context';

/** The verdict of each example account, in their order; none for a trust policy, which names principals, so that the evaluator refuses it. */
export function ownVerdicts({ exampleAccounts, policies, trust }: Pick<Strategy, 'exampleAccounts' | 'policies' | 'trust'>): (row: Row) => Verdict[] {
  const read = (documents: Record<string, unknown>) => Object.entries(documents).map(([name, document]) => readPolicy(name, document));
  const held = new Map<string, Policy[]>();
  return (row) => trust !== undefined ? [] : exampleAccounts.map((exampleAccount) => {
    const key = `${row.otherPermissions} ${JSON.stringify(exampleAccount)}`;
    const identity = held.get(key) ?? read(questionOf(row, exampleAccount, policies(exampleAccount)).policies);
    held.set(key, identity);
    const { arn, keys } = requested(exampleAccount, row.request, row.resource);
    return evaluate({ identity }, { action: row.action, resource: arn, context: contextOf(keys) });
  });
}
