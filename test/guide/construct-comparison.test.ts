/** The tables of the strategies: docs/constructs.md has them, their links lead somewhere, and the access matrix bears them out. */
import { readFileSync } from 'fs';
import { join } from 'path';
import { Row, allRows, caseOf, rowsOf } from '../../access/matrix/expected-table';
import { evaluate } from '../../access/matrix/row-verdict';
import { isAllowedBy } from '../../access/requests/answers';
import { RequestName } from '../../access/requests/request-kinds';
import { EVERY_CHOICE } from '../../guide/choice';
import { withComparisonTables } from '../../guide/comparison-tables';
import { ASPECT_NAMES, Aspect, STRATEGY_TABLES } from '../../guide/construct-comparison';
import { recommendationFor } from '../../guide/recommendation';
import { leadsSomewhere } from '../docs/links';

const ROOT = join(__dirname, '../..');
const STRATEGIES = STRATEGY_TABLES.flatMap(({ strategies }) => strategies);

test('docs/constructs.md has the tables of guide/construct-comparison.ts', () => {
  const page = readFileSync(join(ROOT, 'docs/constructs.md'), 'utf8');
  if (page !== withComparisonTables(page)) {
    throw new Error('the tables in docs/constructs.md are stale; run `npm run docs -- strategies`, and read the diff');
  }
});

test('no cell breaks a table', () => {
  expect(STRATEGIES.flatMap((strategy) => ASPECT_NAMES.map((aspect) => strategy[aspect])).filter((cell) => cell === '' || /[|\n]/.test(cell))).toEqual([]);
});

test('the links of the tables and of the answers lead somewhere', () => {
  const texts = [
    ...STRATEGIES.flatMap((strategy) => ASPECT_NAMES.map((aspect) => strategy[aspect])),
    ...EVERY_CHOICE.map(recommendationFor).flatMap(({ why, leavesOpen, next }) => [why, ...leavesOpen, next]),
  ];
  const targets = new Set(texts.flatMap((text) => [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target)));
  expect(targets.size).toBeGreaterThan(8);
  expect([...targets].filter((target) => !leadsSomewhere(target))).toEqual([]);
});

/** A cell that says this, in words that begin like this, says that of a request: the question, and whether it is allowed. */
type Claim = [aspect: Aspect, words: RegExp, request: RequestName, action: string, resource: string, allowed: boolean];

const CLAIMS: Claim[] = [
  ['keys', /as before/, 'access key', 's3:GetObject', 'object', true],
  ['keys', /^stop/, 'access key', 's3:GetObject', 'object', false],
  ['keys', /with \[exceptions\]/, 'access key', 'iam:EnableMFADevice', 'own user', false],
  ['keys', /with \[exceptions\]/, 'access key', 'sts:GetFederationToken', 'federated user', false],
  ['keys', /with \[exceptions\]/, 'access key', 'iam:RemoveUserFromGroup', 'this group', false],
  ['keys', /except removing one's own device/, 'access key', 'iam:DeactivateMFADevice', 'own user', false],
  ['keys', /cannot assume the role/, 'access key', 'sts:AssumeRole', 'role', false],
  ['services', /as before/, 'service', 's3:GetObject', 'object', true],
  ['services', /with \[exceptions\]|except removing one's own device/, 'service', 'iam:DeactivateMFADevice', 'own user', false],
  ['services', /cannot assume the role/, 'service', 'sts:AssumeRole', 'role', false],
  ['leakedKey', /^(all that|what) its user may do/, 'access key', 's3:GetObject', 'object', true],
  ['leakedKey', /^can look at devices; nothing else/, 'access key', 's3:GetObject', 'object', false],
  ['leakedKey', /^can look at devices; nothing else/, 'access key', 'iam:ListMFADevices', 'own user', true],
  ['leakedKey', /it can enroll/, 'access key', 'iam:EnableMFADevice', 'own user', true],
  ['leakedKey', /it cannot enroll|as `CONSOLE_ONLY`/, 'access key', 'iam:EnableMFADevice', 'own user', false],
  ['leakedKey', /open its user's console|as `CONSOLE_ONLY`/, 'access key', 'sts:GetFederationToken', 'federated user', false],
  ['leakedKey', /undo the enforcement|as `CONSOLE_ONLY`/, 'access key', 'iam:UpdateGroup', 'this group', false],
  ['leakedKey', /cannot assume the role/, 'access key', 'sts:AssumeRole', 'role', false],
  ['passwordAlone', /^all that its user may do/, 'console', 's3:GetObject', 'object', true],
  ['passwordAlone', /can enroll the attacker's device|^as `CONSOLE_ONLY`/, 'console', 's3:GetObject', 'object', false],
  ['passwordAlone', /can enroll the attacker's device|^as `CONSOLE_ONLY`/, 'console', 'iam:EnableMFADevice', 'own user', true],
  ['passwordAlone', /can assume the role/, 'console', 'sts:AssumeRole', 'role', false],
  ['passwordAlone', /can assume the role/, 'console MFA', 'sts:AssumeRole', 'role', true],
];

/** The strategy of the access matrix that a column is. The others of the library have no policy or no mode of their own. */
const IN_THE_MATRIX: [column: string, strategy: string][] = [
  ['`SelfManageMfaPolicy` alone', 'self-manage'],
  ['`ConsoleMfaEnforcedGroup` (`CONSOLE_ONLY`, the default)', 'console-only'],
  ['`ConsoleMfaEnforcedGroup` with `ALL_REQUESTS`', 'all-requests'],
  ['`ForceMfaGroup`', 'force-mfa'],
  ['`MfaAdministratorPolicy`', 'help-desk'],
  ['`MfaRequiredPrincipal`', 'role'],
];

function claimsOf(column: string): Claim[] {
  const cells = STRATEGIES.find(({ name }) => name === column)!;
  return CLAIMS.filter(([aspect, words]) => words.test(cells[aspect]));
}

test('each column says something that can be judged of keys and of services', () => {
  const says = (column: string, aspect: Aspect) => claimsOf(column).some(([judged]) => judged === aspect);
  expect(IN_THE_MATRIX.flatMap(([column]) => (['keys', 'services'] as const).filter((aspect) => !says(column, aspect)).map((aspect) => `${column}: ${aspect}`))).toEqual([]);
});

describe.each(IN_THE_MATRIX)('%s', (column, strategy) => {
  test.each(claimsOf(column))('%s: %s, so to %s %s on %s is allowed: %s', async (_aspect, _words, request, action, resource, allowed) => {
    const row = { strategy, otherPermissions: 'admin', request, action, resource } as Row;
    const expected = rowsOf(strategy, allRows()).find((candidate) => caseOf(candidate) === caseOf(row))?.expected;
    expect((await evaluate(strategy, row)).allowed).toBe(allowed);
    expect(expected === undefined || isAllowedBy(expected) === allowed).toBe(true);
  });
});

test('each claim is about words that a cell has', () => {
  const judged = STRATEGIES.filter(({ name }) => IN_THE_MATRIX.some(([column]) => column === name));
  expect(CLAIMS.filter(([aspect, words]) => !judged.some((cells) => words.test(cells[aspect])))).toEqual([]);
});

test('after enrollment no policy of ForceMfaGroup holds a key, which the matrix calls open', () => {
  const open = rowsOf('force-mfa, no member', allRows()).filter(({ request, expected }) => request === 'access key' && expected === 'open');
  expect(STRATEGIES.find(({ name }) => name === '`ForceMfaGroup`')!.leakedKey).toContain('after enrollment, all that its user may do');
  expect(open.map(({ action }) => action)).toEqual(expect.arrayContaining(['sts:GetFederationToken', 'iam:CreateLoginProfile', 'iam:DeactivateMFADevice']));
});
