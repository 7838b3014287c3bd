/** Worst first: in the order of users, and of the answers of each user, in each format. */
import { parse } from 'csv-parse/sync';
import { printed } from './in-process';
import { TITLES } from '../../../access/judge/report-words';

jest.mock('../../../cli/judge/bundled-rows', () => ({
  ROWS: jest.requireActual<typeof import('../../../access/matrix/judge-table')>('../../../access/matrix/judge-table').judgeTable(),
}));

/** Open, broken, what depends, and what is outside the promise. */
const LEVELS = Object.keys(TITLES);

const allow = (Action: string | string[]) => ({ Effect: 'Allow', Action, Resource: '*' });
const account = (users: Record<string, object[]>) => ({
  UserDetailList: Object.entries(users).map(([name, Statement]) => ({
    UserName: name,
    Arn: `arn:aws:iam::123456789012:user/${name}`,
    UserPolicyList: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement } }],
  })),
});

interface Json {
  readonly subjects: { readonly names: string[]; readonly counts: Record<string, number> }[];
}

const subjectsOf = async (input: object) => (JSON.parse(printed(input, '--json')) as Json).subjects;

const withMfa = (statement: object) => ({ ...statement, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } });
const OPEN = allow('iam:DeactivateMFADevice');
const BROKEN = withMfa(allow(['s3:GetObject', 's3:PutObject', 'ec2:StartInstances']));
const DEPENDS = { ...allow('iam:DeleteLoginProfile'), Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } };
const OUTSIDE = allow('iam:PassRole');
const MORE_OUTSIDE = allow(['iam:UpdateAssumeRolePolicy', 'iam:CreateSAMLProvider']);

test.each<[string, number, object[], object[]]>([
  ['open', 0, [BROKEN, OUTSIDE, MORE_OUTSIDE], [OPEN]],
  ['broken, where as much is open', 1, [OPEN, OUTSIDE, MORE_OUTSIDE], [OPEN, BROKEN]],
  ['what depends, where as much is open and broken', 2, [OPEN, BROKEN, OUTSIDE, MORE_OUTSIDE], [OPEN, BROKEN, DEPENDS]],
  ['outside the promise, where as much is open and broken, and depends', 3, [OPEN, BROKEN, OUTSIDE], [OPEN, BROKEN, OUTSIDE, MORE_OUTSIDE]],
])('users come by what is %s', async (_, level, lesser, worse) => {
  const subjects = await subjectsOf(account({ lesser, worse }));
  const counts = Object.fromEntries(subjects.map(({ names: [name], counts: all }) => [name, LEVELS.map((answer) => all[answer])]));
  // That the order can come from this level alone.
  expect(counts.worse.slice(0, level)).toEqual(counts.lesser.slice(0, level));
  expect(counts.worse[level]).toBeGreaterThan(counts.lesser[level]);
  expect(counts.worse.slice(level + 1).every((count, index) => count <= counts.lesser[level + 1 + index])).toBe(true);
  expect(subjects.map(({ names: [name] }) => name)).toEqual(['worse', 'lesser']);
});

/** The rows of the matrix are in another order than the answers. */
const mixed = account({ ann: [OUTSIDE, DEPENDS, BROKEN, OPEN] });
const inOrder = (answers: readonly string[]) => [...answers].sort((one, other) => LEVELS.indexOf(one) - LEVELS.indexOf(other));

test('the table shows what is open first, then what is broken, then what depends, then what is outside the promise', async () => {
  const table = printed(mixed);
  const places = Object.values(TITLES).map((title) => table.indexOf(`  ${title}\n`));
  expect(Math.min(...places)).toBeGreaterThan(0);
  expect(places).toEqual([...places].sort((one, other) => one - other));
});

test('so do the rows of the page and of the CSV', async () => {
  const csv = (parse(printed(mixed, '--csv'), { columns: true }) as { answer: string }[]).map(({ answer }) => answer);
  const page = [...(printed(mixed, '--html')).matchAll(/<tr><td>(\w+)<\/td>/g)].map(([, answer]) => answer);
  expect(new Set(csv)).toEqual(new Set(LEVELS));
  expect(csv).toEqual(inOrder(csv));
  expect(page).toEqual(csv);
});

test('the table shows 25 lines of users, and says how many more there are', async () => {
  const differing = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`user${index}`, [{ ...OPEN, Sid: `Statement${index}` }]]));
  const shown = async (count: number) => {
    const table = printed(account(differing(count)));
    return [[...table.matchAll(/^user\d+: /gm)].length, /^\d+ more: .*$/m.exec(table)?.[0]];
  };
  expect(await shown(25)).toEqual([25, undefined]);
  expect(await shown(28)).toEqual([25, '3 more: --json, --csv and --html have all of them.']);
});
