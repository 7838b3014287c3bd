/** `cdk-iam-mfa judge`, as a process: what it prints, where, and its exit code. */
import { execFileSync, spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { rowId } from '../../../access/judge/judge-row';
import { allRows, rowsOf } from '../../../access/matrix/expected-table';
import { PUBLISHED, STRATEGIES } from '../../../access/matrix/strategies';
import type { DefiniteAnswer } from '../../../access/requests/answers';
import { generateAccount } from '../../access/judge/generated-account';
import { run } from '../command';
import { UNPRINTABLE } from '../output/characters';

const ROOT = join(__dirname, '../../..');
const published = (name: string) => join(ROOT, 'access/matrix/published', `${name}.json`);
const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

let folder: string;

beforeAll(() => {
  // The bundle as the sources are now.
  execFileSync(process.execPath, ['--import', 'tsx', join(ROOT, 'projenrc/bundle-cli.ts')], {
    cwd: ROOT, env: { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.dev.json') },
  });
  folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-judge-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

interface Json {
  readonly asked: number;
  readonly conclusion: string;
  readonly subjects: {
    readonly names: string[];
    readonly counts: Record<string, number>;
    readonly rows: { readonly id: string; readonly answer: string; readonly request: string; readonly depends?: string }[];
  }[];
  readonly notes: string[];
}

const json = (args: string[], input?: string) => JSON.parse(run(['judge', ...args, '--json'], { input }).stdout) as Json;

test('npm run demo -- --policy gives the same', () => {
  const demo = spawnSync(process.execPath, ['--import', 'tsx', 'demo/demo.ts', '--policy', published('old-tutorial'), '--fail-on', 'open'], {
    cwd: ROOT, encoding: 'utf8', env: { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.dev.json') },
  });
  const { stdout } = run(['judge', published('old-tutorial')]);
  expect(demo).toMatchObject({ status: 1, stdout });
});

test('npm run demo refuses what it does not know', () => {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'demo/demo.ts', '--polcy', 'policy.json'], {
    cwd: ROOT, encoding: 'utf8', env: { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.dev.json') },
  });
  expect({ status, stderr }).toEqual({ status: 2, stderr: 'demo: expected nothing, or --policy FILE..., got "--polcy"\n' });
});

/** A way around MFA of a published answer is outside, where this library's default does not stop it. */
const POSSIBLE: Partial<Record<DefiniteAnswer, string[]>> = { open: ['open', 'outside'] };

/** For users without an IAM path, as the matrix has them: a file does not say who the users are. */
function withoutPath({ answer, depends = '' }: { readonly answer: string; readonly depends?: string }): string {
  return depends.startsWith('path of the user = /: allowed') ? 'works' : answer;
}

test.each(Object.keys(PUBLISHED).filter((name) => STRATEGIES[name].exampleAccounts[0].path === '/'))('%s as a file has the verdicts of the matrix', (name) => {
  const { subjects: [{ rows }], asked } = json([published(name)]);
  const answers = new Map(rows.map((row) => [row.id, withoutPath(row)]));
  const wrong = rowsOf(name, allRows()).filter((row) => !(POSSIBLE[row.expected] ?? [row.expected]).includes(answers.get(rowId(row)) ?? 'not asked'));
  expect(wrong).toEqual([]);
  expect(asked).toBe(rows.length);
});

test('the table says who, how, by which statement, and what closes it', () => {
  const { code, stdout } = run(['judge', published('old-tutorial')]);
  expect(code).toBe(0);
  expect(stdout).toContain('OPEN: ways around MFA');
  expect(stdout).toContain('by AllowIndividualUserToManageTheirOwnMFA');
  expect(stdout).toContain('-> RequireMfaPolicy: only a console session enrolls a device, no access key');
  expect(stdout).toContain('BROKEN: work that stops');
  expect(stdout).toContain('Not judged: resource policies, trust policies and session policies.');
  expect(stdout).not.toContain('\x1b');
  expect(stdout).not.toMatch(/\bsafe\b/i);
});

test('reads the standard input', () => {
  expect(json(['-'], readFileSync(published('old-tutorial'), 'utf8')).subjects[0].counts).toEqual(json([published('old-tutorial')]).subjects[0].counts);
});

test('a pipeline fails on what it names', () => {
  expect(run(['judge', published('old-tutorial'), '--fail-on', 'open']).code).toBe(1);
  expect(run(['judge', published('allow-if-mfa'), '--fail-on', 'open']).code).toBe(0);
  expect(run(['judge', published('allow-if-mfa'), '--fail-on', 'open,broken']).code).toBe(1);
  expect(run(['judge', published('allow-if-mfa'), '--fail-on', 'broken', '--fail-on', 'open']).code).toBe(1);
});

test('a pipeline fails on what no row asks about if it is told to', () => {
  const denyAllBut = (...NotAction: string[]) => ({
    Version: '2012-10-17', Statement: [{ Effect: 'Deny', NotAction, Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }],
  });
  const code = (content: unknown, ...failOn: string[]) => run(['judge', '--intent', 'all-requests', file('policy.json', content), ...failOn.flatMap((one) => ['--fail-on', one])]).code;
  const loose = denyAllBut('lambda:*', 'sts:GetSessionToken');
  expect([code(loose, 'open'), code(loose, 'left-out'), code(loose, 'open,left-out')]).toEqual([0, 1, 1]);
  expect(code(denyAllBut('sts:GetSessionToken'), 'left-out')).toBe(0);
  const templateOf = (...policies: object[]) => ({
    Resources: Object.fromEntries(policies.map((policy, index) => [`Policy${index}`, { Type: 'AWS::IAM::ManagedPolicy', Properties: policy }])),
  });
  const held = { PolicyDocument: denyAllBut('sts:GetSessionToken'), Groups: ['developers'] };
  expect(code(templateOf(held, { PolicyDocument: loose }), 'left-out')).toBe(0);
  expect(code(templateOf(held, { PolicyDocument: loose, Groups: ['operators'] }), 'left-out')).toBe(1);
});

test('the number of rows is that of the answers: of each subject, where they differ', () => {
  const policy = { PolicyName: 'mfa', PolicyDocument: JSON.parse(readFileSync(published('old-tutorial'), 'utf8')) };
  const user = (name: string) => ({ UserName: name, Arn: `arn:aws:iam::123456789012:user/${name}`, GroupList: [] as string[] });
  // A row about the group is asked of its member alone.
  const path = file('two.json', {
    UserDetailList: [{ ...user('ann'), UserPolicyList: [policy] }, { ...user('bob'), GroupList: ['developers'] }],
    GroupDetailList: [{ GroupName: 'developers', Arn: 'arn:aws:iam::123456789012:group/developers', GroupPolicyList: [policy], AttachedManagedPolicies: [] }],
  });
  const { subjects, asked } = json([path]);
  const [least, most] = subjects.map(({ counts }) => Object.values(counts).reduce((sum, count) => sum + count)).sort((a, b) => a - b);
  expect([least < most, asked]).toEqual([true, most]);
  expect(run(['judge', path]).stdout).toContain(` ${least} to ${most} rows were asked.`);
});

test('that nothing is open is said with the rows that were asked', () => {
  expect(run(['judge', published('allow-if-mfa')]).stdout).toMatch(/None of the \d+ rows asked is open; some are outside the promise of this library's default too. Other requests were not asked/);
});

test('service control policies hold too', () => {
  const scp = file('scp.json', { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: '*', Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } } });
  const policy = file('all.json', everything);
  expect(json([policy]).subjects[0].counts.open).toBeGreaterThan(50);
  expect(json([policy, '--scp', scp]).subjects[0].counts.open).toBe(0);
});

test('an account, with its credential report', () => {
  const account = generateAccount(500);
  const head = 'user,arn,password_enabled,mfa_active,access_key_1_active,access_key_2_active';
  const lines = account.UserDetailList.map(({ UserName, Arn }, index) => `${UserName},${Arn},${index % 2 === 0},false,false,false`);
  const args = [file('account.json', account), '--credential-report', file('report.csv', [head, ...lines].join('\n'))];
  const { subjects, notes } = json(args);
  expect(subjects.reduce((sum, { names }) => sum + names.length, 0)).toBe(500);
  expect(notes.join(' ')).toContain('1 trust policies of roles');
  const withoutCredentials = subjects.find(({ names }) => names.includes('user-1'))!;
  // Who has these, the report does not say.
  expect(new Set(withoutCredentials.rows.map(({ request }) => request))).toEqual(new Set(['SSH key', 'Bedrock API key']));
});

test('users who are alike are one line of the table', () => {
  expect(run(['judge', file('small.json', generateAccount(1_000))]).stdout).toMatch(/user-\d+, user-\d+, user-\d+ and \d+ more: \d+ open/);
});

test('the page loads and runs nothing', () => {
  const page = run(['judge', published('old-tutorial'), '--html']).stdout;
  expect(page).toContain("default-src 'none'");
  expect(page).not.toMatch(/<script|https?:|src=/);
  expect(page).toContain('<td>open</td>');
});

test.each<[string, string[], string]>([
  ['no file', ['judge'], 'judge what?'],
  ['a missing file', ['judge', 'no-such.json'], 'no-such.json: there is no such file'],
  ['a folder', ['judge', '.'], '.: it is a folder'],
  ['an unknown option', ['judge', 'x', '--fail'], "Unknown option '--fail'"],
  ['an unknown answer', ['judge', 'x', '--fail-on', 'closed'], '--fail-on: expected open, broken, depends, outside, left-out, got "closed"'],
  ['two outputs', ['judge', 'x', '--json', '--csv'], 'one output at a time, got --json and --csv'],
  ['an argument of an option that looks like an option', ['judge', 'x', '--scp', '--json'], "Option '--scp' argument is ambiguous; --help"],
  ['an option without its argument', ['judge', 'x', '--scp'], "Option '--scp <value>' argument missing; --help"],
  ['an empty name of a file', ['judge', published('old-tutorial'), '--scp', ''], 'expected the name of a file, got ""'],
  ['a standard input for two things', ['judge', '-', '--scp', '-'], 'the standard input can be read once, got - 2 times; give files instead'],
  ['a path through a file', ['judge', `${published('old-tutorial')}/x`], `${published('old-tutorial')}/x: there is no such file`],
  ['a name that no file can have', ['judge', `${'a'.repeat(300)}.json`], `${'a'.repeat(300)}.json: there is no such file, because the name is too long`],
  ['no command', [], 'which command? cdk-iam-mfa help lists them'],
  ['an unknown command', ['guess'], 'unknown command "guess"; expected judge'],
  ['an unknown command to help with', ['help', 'guess'], 'unknown command "guess"; expected judge'],
  ['a command of a prototype', ['constructor'], 'unknown command "constructor"'],
])('%s is refused in one line, with exit code 2', (_what, args, message) => {
  const { code, stdout, stderr } = run(args, { cwd: folder });
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(`cdk-iam-mfa: ${message}`);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('a document in a text of megabytes, and a standard input without anything', () => {
  expect(run(['judge', '-'], { input: `{"Statement": "${'a'.repeat(9_000_000)}"}` })).toMatchObject({ code: 2, stderr: expect.stringContaining('Statement: expected an object') });
  expect(run(['judge', '-'], { input: '' })).toMatchObject({ code: 2, stderr: 'cdk-iam-mfa: standard input: it is empty\n' });
});

test('a file of more than 256 MB is refused before it is read', () => {
  const path = file('huge.json', '{}');
  truncateSync(path, 256_000_001);
  expect(run(['judge', path])).toMatchObject({ code: 2, stderr: `cdk-iam-mfa: ${path}: it is larger than 256 MB, the most that this command reads; give it in parts\n` });
});

test('what is no policy is refused, with the file and the place', () => {
  expect(run(['judge', file('broken.json', '{\n "a": }')])).toMatchObject({ code: 2, stderr: expect.stringContaining('broken.json: not JSON: unexpected } (line 2, column 7)') });
});

test('a refusal shows no character that a terminal obeys, or that turns or hides text', () => {
  const name = `a${UNPRINTABLE.map(([, character]) => character).join('')}b`;
  const shown = `a${'?'.repeat(UNPRINTABLE.length)}b`;
  const path = file('account.json', { UserDetailList: [{ UserName: name, Arn: 'arn:aws:iam::123456789012:user/x', GroupList: [name] }], GroupDetailList: [] });
  expect(run(['judge', path]).stderr).toContain(`${shown}: the group ${shown} is not in GroupDetailList`);
  expect(run(['judge', 'a\u001b[2J\u202eb.json'], { cwd: folder }).stderr).toBe('cdk-iam-mfa: a?[2J?b.json: there is no such file\n');
});

test('a condition key that AWS does not have is the first line of every output', () => {
  const misspelled = file('misspelled.json', { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: { Bool: { 'aws:MfaPresent': 'false' } } }] });
  const warning = /^AWS has no condition key aws:MfaPresent, which .*misspelled.json asks about. Did you mean aws:/;
  expect(run(['judge', misspelled]).stdout.split('\n\n')[0].replace(/\s+/g, ' ')).toMatch(warning);
  expect(json([misspelled])).toMatchObject({ warnings: [expect.stringMatching(warning)] });
  expect(run(['judge', misspelled, '--html']).stdout).toContain('<p><strong>AWS has no condition key aws:MfaPresent');
});

test('--intent says that keys are meant to need MFA', () => {
  const tutorial = published('old-tutorial');
  expect(run(['judge', tutorial, '--fail-on', 'broken']).code).toBe(1);
  const [{ counts }] = json([tutorial, '--intent', 'all-requests']).subjects;
  expect(counts.broken).toBeLessThan(json([tutorial]).subjects[0].counts.broken);
  expect(json([tutorial, '--intent', 'ALL_REQUESTS']).subjects[0].counts).toEqual(counts);
  expect(run(['judge', tutorial, '--intent', 'all']).stderr).toContain('--intent: expected console-only or all-requests, got "all"');
});

test('--managed says what a policy allows that the input only names', () => {
  const arn = 'arn:aws:iam::aws:policy/AmazonAthenaFullAccess';
  const account = file('named.json', { UserDetailList: [{ UserName: 'ada', Arn: 'arn:aws:iam::123456789012:user/ada', AttachedManagedPolicies: [{ PolicyArn: arn }] }] });
  const managed = file('managed.json', { Policies: [{ Arn: arn, PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: everything }] }] });
  expect(json([account]).subjects[0].counts.open).toBe(0);
  expect(json([account, '--managed', managed]).subjects[0].counts.open).toBeGreaterThan(50);
});

describe('exit codes', () => {
  const shell = (command: string) => spawnSync('bash', ['-o', 'pipefail', '-c', command], { cwd: ROOT, encoding: 'utf8' });
  const judging = `"${process.execPath}" bin/cdk-iam-mfa.js judge ${published('old-tutorial')}`;

  test.each([['', 0], ['--fail-on open', 1]])('a reader that leaves early changes nothing: %s', (option, status) => {
    // The output is longer than a pipe holds.
    expect(shell(`${judging} --json ${option} | head -c 10`)).toMatchObject({ status, stderr: '', stdout: '{\n  "versi' });
  });

  test('an output that cannot be written is refused', () => {
    expect(shell(`${judging} > /dev/full`)).toMatchObject({ status: 2, stderr: 'cdk-iam-mfa: the output cannot be written (ENOSPC)\n' });
  });

  test('a fault of the command is neither an answer nor a refusal', () => {
    const broken = file('broken.js', 'JSON.parse = () => { throw new TypeError("odd\\u001b[2J") }');
    const { status, stdout, stderr } = shell(`"${process.execPath}" --require ${broken} bin/cdk-iam-mfa.js judge ${published('old-tutorial')}`);
    expect({ status, stdout }).toEqual({ status: 70, stdout: '' });
    expect(stderr).toMatch(/^cdk-iam-mfa: a fault of this command, and not of its input; please report it: https:.*\nTypeError: odd\?\[2J\n +at /);
  });

  test('npm run demo -- --policy has them too', () => {
    const demo = (args: string) => shell(`npm run --silent demo -- --policy ${args}`).status;
    expect(demo(published('old-tutorial'))).toBe(0);
    expect(demo(`${published('old-tutorial')} --fail-on open`)).toBe(1);
    expect(demo('no-such.json')).toBe(2);
  });
});

test('help says how, and comes without a file', () => {
  for (const args of [['help'], ['--help'], ['-h']]) {
    expect(run(args)).toMatchObject({ code: 0, stdout: expect.stringContaining('judge FILE...') });
  }
  for (const args of [['judge', '--help'], ['judge', '-h'], ['help', 'judge']]) {
    expect(run(args)).toMatchObject({ code: 0, stdout: expect.stringContaining('Exit codes: 0 judged') });
  }
  expect(run(['help', 'judge']).stdout.split('\n').filter(({ length }) => length > 120)).toEqual([]);
});

test('the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(run(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
});

test('README.md shows a real output, with an answer that depends', () => {
  const [, example] = /it says:\n\n```\n([^]*?)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))!;
  const printed = run(['judge', join(ROOT, 'page/mfa-outside-the-office.json')]).stdout.split('\n');
  expect(example.split('\n').filter((line) => !printed.includes(line))).toEqual([]);
  expect(example).toMatch(/OPEN[^]*DEPENDS[^]*allowed; any other: denied/);
});

test('docs/judge.md shows a real output', () => {
  const [, example] = /This is part of what[^]*?```\n([^]*?)```/.exec(readFileSync(join(ROOT, 'docs/judge.md'), 'utf8'))!;
  const policy = file('tightened-bool.json', readFileSync(published('tightened-bool'), 'utf8'));
  // The counts too: anyone who adds a row to the table writes the new ones there.
  const printed = run(['judge', policy]).stdout.replace(`${folder}/`, '').split('\n');
  expect(example.split('\n')[0]).toBe(printed[0]);
  const [, ofPaths] = /does not match a user with a path:\n\n```\n([^]*?)```/.exec(readFileSync(join(ROOT, 'docs/judge.md'), 'utf8'))!;
  expect([...example.split('\n'), ...ofPaths.split('\n')].filter((line) => line.trim() !== '...' && !printed.includes(line))).toEqual([]);
  expect(example).toContain('OPEN');
});

test('docs/judge.md shows what depends on a Region', () => {
  const [, example] = /outside one Region gives this:\n\n```\n([^]*?)```/.exec(readFileSync(join(ROOT, 'docs/judge.md'), 'utf8'))!;
  const elsewhere = { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
  const policy = file('region.json', {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*' }, { Sid: 'DenyOtherRegions', Effect: 'Deny', Action: '*', Resource: '*', Condition: elsewhere },
    ],
  });
  // The page leaves parts of the list out.
  const printed = run(['judge', policy]).stdout.replace(/\s+/g, ' ');
  const parts = example.replace(/\s+/g, ' ').split('...').map((part) => part.trim());
  expect(parts.filter((part) => !printed.includes(part))).toEqual([]);
});
