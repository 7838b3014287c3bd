/** The access matrix: the synthesized templates against the expected table, by the simulator and by our own evaluator. */
import { readFileSync } from 'fs';
import { join } from 'path';
import { isFirstSignIn } from '../../../access/judge/judge-row';
import { Row, allRows, caseOf, casesByStrategy, readSections, rowsOf } from '../../../access/matrix/expected-table';
import { renderDocs } from '../../../access/matrix/matrix-page';
import { matrixVerdicts } from '../../../access/matrix/matrix-verdicts';
import { agrees, describe as describeCase } from '../../../access/matrix/row-verdict';
import { HELD_ELSEWHERE, OURS, PUBLISHED, STRATEGIES, strategyNamed } from '../../../access/matrix/strategies';
import { DEFINITE_ANSWERS } from '../../../access/requests/answers';
import { ownVerdicts } from '../evaluator/matrix-verdicts';

const CASES = casesByStrategy();
const verdictOf = matrixVerdicts(CASES);

/** What is asked, whatever else the member has. */
function questionOf({ request, action, resource }: Pick<Row, 'request' | 'action' | 'resource'>): string {
  return [request, action, resource].join(' | ');
}

describe.each(CASES)('%s', (strategy, rows) => {
  test(`answers all of its ${rows.length} cases as expected`, async () => {
    const wrong: string[] = [];
    const own = ownVerdicts(strategyNamed(strategy));
    for (const row of rows) {
      const verdict = await verdictOf(strategy, row);
      if (!agrees(row.expected, verdict)) {
        wrong.push(`${describeCase(strategy, row)}: expected ${row.expected}, got ${verdict.allowed ? 'allowed' : 'denied'} by ${verdict.decidedBy.join(', ') || 'no statement'}`);
      }
      own(row).forEach(({ allowed, decidedBy }) => {
        if (allowed !== verdict.allowed || decidedBy.map((decider) => decider.statement).join() !== verdict.decidedBy.join()) {
          wrong.push(`${describeCase(strategy, row)}: our own evaluator says ${allowed ? 'allowed' : 'denied'} by ${decidedBy.map((decider) => decider.statement).join()}`);
        }
      });
    }
    expect(wrong).toEqual([]);
  // The first strategies judge their cases for those that come after them.
  }, 600_000);
});

// Here, because it shows the same verdicts.
test('docs/access-matrix.md is what the expected table and the simulator say', async () => {
  const file = readFileSync(join(__dirname, '../../../docs/access-matrix.md'), 'utf8');
  if (file !== await renderDocs(verdictOf)) {
    throw new Error('docs/access-matrix.md is stale; run `npm run docs -- matrix`, and read the diff');
  }
});

describe('the expected table', () => {
  const rows = allRows();

  test('asks nothing twice', () => {
    const asked = rows.map((row) => `${row.strategy} | ${caseOf(row)}`);
    expect(asked.filter((question, index) => asked.indexOf(question) !== index)).toEqual([]);
  });

  test('gives each row its reason', () => {
    expect(rows.filter(({ reason }) => !reason)).toEqual([]);
  });

  test('names strategies that exist, and covers all that do', () => {
    expect([...new Set(rows.map(({ strategy }) => strategy))].filter((name) => !(name in STRATEGIES))).toEqual([]);
    expect(Object.keys(STRATEGIES).filter((name) => rowsOf(name, rows).length === 0)).toEqual([]);
  });

  test('uses the words it explains', () => {
    expect(new Set(rows.map(({ expected }) => expected))).toEqual(new Set(DEFINITE_ANSWERS));
    expect(new Set(rows.map(({ otherPermissions }) => otherPermissions))).toEqual(new Set(['admin', 'none']));
  });

  test('replaces a row of the base only with another answer or another reason', () => {
    const idle = rows.filter((row) => {
      const { base } = STRATEGIES[row.strategy];
      const replaced = base && rowsOf(base, rows).find((candidate) => caseOf(candidate) === caseOf(row));
      return replaced && replaced.expected === row.expected && replaced.reason === row.reason;
    });
    expect(idle).toEqual([]);
  });

  test('has sections with a title and an introduction', () => {
    expect(readSections().filter(({ title, introduction }) => !title || !introduction)).toEqual([]);
  });

  test('has an open or a broken row for each published answer, and in ours for what loosens or does not hold the user', () => {
    const flawed = (names: string[]) => names.filter((name) => rowsOf(name, rows).some(({ expected }) => expected === 'open' || expected === 'broken'));
    const notOurs = Object.keys({ ...PUBLISHED, ...HELD_ELSEWHERE });
    expect(flawed(notOurs)).toEqual(notOurs);
    const loose = /\+(exempt-actions|key-enrollment|federation|administration|mcp)|^self-manage|no member/;
    expect(flawed(Object.keys(OURS))).toEqual(Object.keys(OURS).filter((name) => loose.test(name)));
  });

  test('has one standard: what the default settings of this library deny is open wherever it is allowed, in every policy', () => {
    const answersOf = (mode: string) => new Map(rowsOf(mode, rows).map((row) => [questionOf(row), row.expected]));
    const consoleOnly = answersOf('console-only');
    const allRequests = answersOf('all-requests');
    const denied = ({ strategy, ...row }: Row) => (strategy.startsWith('all-requests') ? allRequests : consoleOnly).get(questionOf(row)) === 'denied';
    const excused = rows.filter((row) => row.expected === 'outside' && denied(row) && !isFirstSignIn(row));
    expect(excused.map((row) => `${row.strategy} | ${caseOf(row)}`)).toEqual([]);
    const open = rows.filter((row) => row.expected === 'open' && denied(row)).map(({ strategy }) => strategy);
    expect(open).toEqual(expect.arrayContaining(['old-tutorial', 'old-tutorial-bool', 'force-mfa, no member', 'console-only+federation']));
  });

  test('has a row for each attack path that a policy of a user decides', () => {
    // A1 is closed on AWS's side; A9 is refused at synth.
    expect([...new Set(rows.map(({ attack }) => attack))].filter(Boolean).sort())
      .toEqual(['A10', 'A11', 'A12', 'A13', 'A14', 'A15', 'A16', 'A17', 'A18', 'A19', 'A2', 'A20', 'A21', 'A22', 'A23', 'A25', 'A27', 'A29', 'A3', 'A30', 'A32', 'A4', 'A5', 'A6', 'A7', 'A8']);
  });
});
