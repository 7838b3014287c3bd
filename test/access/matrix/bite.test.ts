/** The matrix bites: whatever is taken from a policy, at least one row fails. */
import { Row, casesByStrategy } from '../../../access/matrix/expected-table';
import { agrees, describe as describeCase, questionOf } from '../../../access/matrix/row-verdict';
import { hasPolicyOfItsOwn, isAllowed, judge } from '../../../access/matrix/simulator';
import { OURS } from '../../../access/matrix/strategies';
import { isAllowedBy } from '../../../access/requests/answers';
import { ExampleAccount } from '../../../access/requests/example-account';
import type { PolicyDocument, Statement } from '../../../access/requests/policy-document';
import { ownVerdicts } from '../evaluator/matrix-verdicts';

/** Paths matter (own ARN in two forms), partitions do not: each is judged by the same strings. */
const BITING_ACCOUNTS: ExampleAccount[] = [{ partition: 'aws', path: '/' }, { partition: 'aws', path: '/team/' }];

interface Mutant {
  readonly what: string;
  readonly document: PolicyDocument;
}

/** For each statement, action, resource and condition: the document without it. */
function mutantsOf(document: PolicyDocument): Mutant[] {
  return document.Statement.flatMap((statement) => {
    const replacedBy = (what: string, ...replacement: Statement[]): Mutant => ({
      what: `${statement.Sid} without ${what}`,
      document: { ...document, Statement: document.Statement.flatMap((other) => other === statement ? replacement : [other]) },
    });
    return [
      replacedBy('itself'),
      ...(['Action', 'NotAction', 'Resource', 'NotResource'] as const).flatMap((element) =>
        withoutOneEntry(statement, element).map(([entry, rest]) => replacedBy(`${element} ${entry}`, rest))),
      ...withoutOnePrincipal(statement).map(([principal, rest]) => replacedBy(`Principal ${principal}`, rest)),
      ...withoutOneKey(statement).map(([key, rest]) => replacedBy(`the condition on ${key}`, rest)),
    ];
  });
}

function withoutOneEntry(statement: Statement, element: 'Action' | 'NotAction' | 'Resource' | 'NotResource'): [string, Statement][] {
  const entries = statement[element];
  return !Array.isArray(entries) ? [] : entries.map((entry) => [entry, { ...statement, [element]: entries.filter((other) => other !== entry) }]);
}

function withoutOnePrincipal({ Principal, ...statement }: Statement): [string, Statement][] {
  return Object.entries(Principal ?? {}).flatMap(([type, principals]) => !Array.isArray(principals) ? [] : principals.map(
    (principal): [string, Statement] => [
      principal, { ...statement, Principal: { ...Principal, [type]: principals.filter((other) => other !== principal) } },
    ],
  ));
}

function withoutOneKey(statement: Statement): [string, Statement][] {
  return Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) => Object.keys(keys).map((key): [string, Statement] => {
    const { [key]: _removed, ...others } = keys;
    const { [operator]: _operator, ...otherOperators } = statement.Condition!;
    return [key, { ...statement, Condition: Object.keys(others).length > 0 ? { ...otherOperators, [operator]: others } : otherOperators }];
  }));
}

const CASES = casesByStrategy()
  .filter(([strategy]) => strategy in OURS)
  .map(([strategy, rows]): [string, Row[]] => [strategy, rows.filter(({ resource }) => !hasPolicyOfItsOwn(resource))]);

/** Every strategy that holds a policy, with its rows: a policy may stand in several. */
function casesWith(document: PolicyDocument): [string, Row[]][] {
  return CASES.filter(([strategy]) => Object.values(OURS[strategy].policies(BITING_ACCOUNTS[0])).some((other) => isSame(other, document)));
}

function isSame(a: PolicyDocument, b: PolicyDocument): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isWrong(row: Row, exampleAccount: ExampleAccount, policies: Record<string, PolicyDocument>): boolean {
  return isAllowedBy(row.expected) !== isAllowed(questionOf(row, exampleAccount, policies));
}

interface Broken {
  readonly rows: Row[];
  readonly exampleAccount: ExampleAccount;
  readonly policies: Record<string, PolicyDocument>;
}

function isBitten(mutate: (exampleAccount: ExampleAccount) => { original: PolicyDocument; mutant: Mutant }, cases: [string, Row[]][]): boolean {
  const broken = cases.flatMap(([strategy, rows]) => BITING_ACCOUNTS.map((exampleAccount): Broken => {
    const { original, mutant } = mutate(exampleAccount);
    const policies = Object.fromEntries(Object.entries(OURS[strategy].policies(exampleAccount))
      .map(([id, document]) => [id, document === original || isSame(document, original) ? mutant.document : document]));
    return { rows, exampleAccount, policies };
  }));
  return broken.some(isWrongByBoth)
    || broken.some(({ rows, exampleAccount, policies }) => rows.some((row) => isWrong(row, exampleAccount, policies)));
}

/** Our own evaluator is faster, so it picks the rows that the simulator is asked first. */
function isWrongByBoth({ rows, exampleAccount, policies }: Broken): boolean {
  const own = ownVerdicts({ exampleAccounts: [exampleAccount], policies: () => policies });
  return rows.some((row) => isAllowedBy(row.expected) !== own(row)[0].allowed && isWrong(row, exampleAccount, policies));
}

function distinctPolicies(): [string, string, string][] {
  const seen = new Set<string>();
  return Object.keys(OURS).flatMap((name) => Object.entries(OURS[name].policies(BITING_ACCOUNTS[0]))
    .filter(([, document]) => !seen.has(JSON.stringify(document)) && seen.add(JSON.stringify(document)))
    .map(([id]): [string, string, string] => [`${id} of ${name}`, name, id]));
}

test.each(distinctPolicies())('%s: each statement, action, resource and condition is missed', (_title, name, id) => {
  const mutants = (exampleAccount: ExampleAccount) => mutantsOf(OURS[name].policies(exampleAccount)[id])
    .filter(({ what }) => !OURS[name].fromTokens?.some((action) => what.endsWith(`NotAction ${action}`)));
  const cases = casesWith(OURS[name].policies(BITING_ACCOUNTS[0])[id]);
  const survivors = mutants(BITING_ACCOUNTS[0]).filter((_, index) => !isBitten((exampleAccount) => ({
    original: OURS[name].policies(exampleAccount)[id],
    mutant: mutants(exampleAccount)[index],
  }), cases));
  const redundant = mutants(BITING_ACCOUNTS[0]).filter(({ what }) => OURS[name].redundant?.some((condition) => what.endsWith(condition)));
  expect(survivors.map(({ what }) => what)).toEqual(redundant.map(({ what }) => what));
});

const ROLES = Object.keys(OURS).filter((name) => OURS[name].trust !== undefined);

test.each(ROLES)('the trust policy of %s: each statement, principal and condition is missed', async (name) => {
  const [, rows] = casesByStrategy().find(([strategy]) => strategy === name)!;
  const [exampleAccount] = BITING_ACCOUNTS;
  const mutants = mutantsOf(OURS[name].trust!(exampleAccount));
  const survivors: string[] = [];
  for (const { what, document } of mutants) {
    const verdicts = await Promise.all(rows.map((row) => judge(questionOf(row, exampleAccount, {}, document))));
    if (verdicts.every((verdict, index) => agrees(rows[index].expected, verdict))) {
      survivors.push(what);
    }
  }
  expect(mutants.length).toBeGreaterThan(1);
  expect(survivors).toEqual(OURS[name].redundant?.map((condition) => `the trust policy without ${condition}`) ?? []);
});

test('the unbroken policies pass the same judge, so that a bite means something', () => {
  const wrong = CASES.flatMap(([strategy, rows]) => BITING_ACCOUNTS.flatMap((exampleAccount) => rows
    .filter((row) => isWrong(row, exampleAccount, OURS[strategy].policies(exampleAccount)))
    .map((row) => describeCase(strategy, row))));
  expect(wrong).toEqual([]);
});
