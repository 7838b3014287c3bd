import type { Row } from './expected-table';
import { Question, Verdict, judge } from './simulator';
import { strategyNamed } from './strategies';
import { DefiniteAnswer, isAllowedBy } from '../requests/answers';
import { ExampleAccount } from '../requests/example-account';
import type { PolicyDocument } from '../requests/policy-document';

/** What an administrator has in addition; named apart so that a verdict tells it from the library's statements. */
const ADMINISTRATOR: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'AdministratorAccess', Effect: 'Allow', Action: '*', Resource: '*' }],
};

export function questionOf(
  row: Pick<Row, 'otherPermissions' | 'request' | 'action' | 'resource'>,
  exampleAccount: ExampleAccount,
  policies: Record<string, PolicyDocument>,
  trust?: PolicyDocument,
): Question {
  const { request, action, resource } = row;
  return { request, action, resource, exampleAccount, trust, policies: row.otherPermissions === 'admin' ? { ...policies, administrator: ADMINISTRATOR } : policies };
}

/** Judges a row in each example account of a strategy, and gives the verdict, which must be one and the same. */
export async function evaluate(strategy: string, row: Row): Promise<Verdict> {
  const { exampleAccounts, policies, trust } = strategyNamed(strategy);
  const [first, ...others] = await Promise.all(exampleAccounts.map((account) =>
    judge(questionOf(row, account, policies(account), trust?.(account)))));
  return agreed(strategy, row, first, others.map(({ allowed }) => allowed));
}

/** The verdict of the first example account of a strategy, after a look at what is allowed in the others. */
export function agreed(strategy: string, row: Row, first: Verdict, others: boolean[]): Verdict {
  const { exampleAccounts } = strategyNamed(strategy);
  const odd = others.findIndex((allowed) => allowed !== first.allowed);
  if (odd >= 0) {
    throw new Error(`${describe(strategy, row)}: ${first.allowed} in ${JSON.stringify(exampleAccounts[0])}, but not in ${JSON.stringify(exampleAccounts[odd + 1])}`);
  }
  return first;
}

export function describe(strategy: string, { otherPermissions, request, action, resource }: Row): string {
  return `${strategy} (${otherPermissions} otherPermissions), ${request}: ${action} on ${resource}`;
}

/** Whether a verdict is what a row expects: a denial is `ungranted` exactly if no statement decides it. */
export function agrees(expected: DefiniteAnswer, { allowed, decidedBy }: Verdict): boolean {
  if (allowed || isAllowedBy(expected) || expected === 'broken') {
    return isAllowedBy(expected) === allowed;
  }
  return (expected === 'ungranted') === (decidedBy.length === 0);
}
