/** The verdicts of the matrix: each case is judged once for all strategies that ask it, in each of their example accounts. */
import { Row, caseOf } from './expected-table';
import { Asked, JointJudge } from './joint-judge';
import { agreed } from './row-verdict';
import { Verdict } from './simulator';
import { strategyNamed } from './strategies';
import { grouped } from '../judge/grouped';
import { EXAMPLE_ACCOUNTS, ExampleAccount } from '../requests/example-account';

type Cases = readonly (readonly [string, Row[]])[];

/** The verdict of a row for a strategy, as `evaluate` gives it, where all cases are known beforehand. */
export function matrixVerdicts(cases: Cases): (strategy: string, row: Row) => Promise<Verdict> {
  const first = firstVerdicts(cases);
  const others = EXAMPLE_ACCOUNTS.map((account) => answersIn(account, casesIn(cases, account, (accounts) => accounts.slice(1)),
    (judge, asked, places) => judge.allowed(asked, places)));
  return async (strategy, row) => {
    const verdict = await first(strategy, row);
    const allowed = await Promise.all(others.map(async (answers) => (await answers(row)).get(strategy)));
    return agreed(strategy, row, verdict, allowed.filter((answer) => answer !== undefined));
  };
}

/** The same in the first example account of each strategy alone. */
export function firstVerdicts(cases: Cases): (strategy: string, row: Row) => Promise<Verdict> {
  const accounts = EXAMPLE_ACCOUNTS.map((account) => answersIn(account, casesIn(cases, account, (all) => all.slice(0, 1)),
    (judge, asked, places) => judge.verdicts(asked, places)));
  return async (strategy, row) => (await Promise.all(accounts.map(async (answers) => (await answers(row)).get(strategy))))
    .find((verdict) => verdict !== undefined)!;
}

function casesIn(cases: Cases, account: ExampleAccount, of: (accounts: ExampleAccount[]) => ExampleAccount[]): Cases {
  return cases.filter(([name]) => of(strategyNamed(name).exampleAccounts)
    .some(({ partition, path }) => partition === account.partition && path === account.path));
}

/** The answers to a case in one account, by the strategies that ask it. */
function answersIn<T>(
  account: ExampleAccount, cases: Cases, answer: (judge: JointJudge, asked: Asked, places: number[]) => Promise<T[]>,
): (row: Row) => Promise<Map<string, T>> {
  const judge = new JointJudge(account, cases.map(([name]) => {
    const { policies, trust } = strategyNamed(name);
    return { policies: policies(account), trust: trust?.(account) };
  }));
  const asking = grouped(cases.flatMap(([, rows], place) => rows.map((row) => [caseOf(row), place])));
  const answered = new Map<string, Promise<Map<string, T>>>();
  return (row) => {
    const places = asking.get(caseOf(row)) ?? [];
    const answers = answered.get(caseOf(row))
      ?? answer(judge, row, places).then((inOrder) => new Map(places.map((place, index) => [cases[place][0], inOrder[index]])));
    answered.set(caseOf(row), answers);
    return answers;
  };
}
