/** `cdk-iam-mfa policy`, as a process and in its three outputs. */
import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';
import { fromHcl } from './from-hcl';
import { printed } from './in-process';
import { PROP_OPTIONS } from '../../../cli/policy/props';
import { run } from '../command';

const ROOT = join(__dirname, '../../..');
const ACCOUNT = '111111111111';
const ADMINISTRATOR = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
const MODES = ['CONSOLE_ONLY', 'ALL_REQUESTS'];

let folder: string;

beforeAll(() => {
  // The bundle as the sources are now.
  execFileSync(process.execPath, ['--import', 'tsx', join(ROOT, 'projenrc/bundle-cli.ts')], {
    cwd: ROOT, env: { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.dev.json') },
  });
  folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-policy-'));
  writeFileSync(join(folder, 'administrator.json'), JSON.stringify(ADMINISTRATOR));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Counts {
  readonly subjects: { readonly counts: Record<string, number> }[];
}

test.each(MODES)('judged beside an administrator\'s grant, nothing is open under %s', (mode) => {
  const { code, stdout, stderr } = run(['policy', '--enforcement', mode, '--account', ACCOUNT, '--group', 'developers']);
  expect([code, stderr]).toEqual([0, '']);
  writeFileSync(join(folder, 'require-mfa.json'), stdout);
  writeFileSync(join(folder, 'self-manage-mfa.json'), run(['policy', 'SelfManageMfaPolicy', '--account', ACCOUNT]).stdout);
  const judged = run(['judge', 'require-mfa.json', 'self-manage-mfa.json', 'administrator.json', '--intent', mode.toLowerCase().replace('_', '-'), '--json'], { cwd: folder });
  const { subjects: [{ counts }] } = JSON.parse(judged.stdout) as Counts;
  expect(counts).toMatchObject({ open: 0, depends: 0 });
  expect(counts.denied).toBeGreaterThan(10);
  // Without it, what the administrator may do is open.
  const alone = JSON.parse(run(['judge', 'administrator.json', '--json'], { cwd: folder }).stdout) as Counts;
  expect(alone.subjects[0].counts.open).toBeGreaterThan(50);
});

const ARGUMENTS = [
  ['RequireMfaPolicy', '--enforcement', 'CONSOLE_ONLY', '--max-mfa-age', '3600', '--group', 'developers', '--group', 'ops', '--user', 'ann'],
  ['RequireMfaPolicy', '--enforcement', 'ALL_REQUESTS', '--allow-actions', 's3:Get*', '--path', '/corp/', '--managed-policy-name', 'mfa', '--description', 'A "b" ${c}'],
  ['SelfManageMfaPolicy', '--self-managed-credentials', 'PASSWORD', '--allow-list-users', '--grant-aws-login', '--group', 'developers'],
];
const document = (args: string[]) => JSON.parse(printed(...args, '--account', ACCOUNT)) as unknown;
const named = (args: string[], option: string) => args.flatMap((arg, index) => args[index - 1] === option ? [arg] : []);

test.each(ARGUMENTS)('for Terraform, the policy of %s is the same, and attached', (...args) => {
  const blocks = fromHcl(printed(...args, '--terraform'), {
    'data.aws_caller_identity.current.account_id': ACCOUNT, 'data.aws_partition.current.partition': 'aws',
  });
  const [[header, policy], ...attachments] = Object.entries(blocks);
  const name = args[0] === 'RequireMfaPolicy' ? 'require_mfa' : 'self_manage_mfa';
  expect(header).toBe(`resource "aws_iam_policy" "${name}"`);
  expect(policy).toEqual({
    ...(args.includes('mfa') ? { name: 'mfa' } : {}),
    path: named(args, '--path')[0] ?? '/cdk-iam-mfa/',
    description: named(args, '--description')[0] ?? expect.stringMatching(/^(Denies|Lets) /),
    policy: { jsonencode: document(args) },
  });
  expect(Object.fromEntries(attachments)).toEqual(Object.fromEntries((['group', 'user'] as const).filter((holder) => args.includes(`--${holder}`)).map((holder) => [
    `resource "aws_iam_${holder}_policy_attachment" "${name}"`,
    { for_each: { toset: named(args, `--${holder}`) }, [holder]: { expression: 'each.value' }, policy_arn: { expression: `aws_iam_policy.${name}.arn` } },
  ])));
});

test.each(ARGUMENTS)('for CloudFormation, the policy of %s is the same, and attached', (...args) => {
  const filledIn = (text: string) => text.replace(/\$\{AWS::Partition\}/g, 'aws').replace(/\$\{AWS::AccountId\}/g, ACCOUNT).replace(/\$\{!/g, '${');
  const template = parse(printed(...args, '--cloudformation'), { customTags: [{ tag: '!Sub', resolve: filledIn }] }) as unknown;
  expect(template).toEqual({
    Resources: {
      [args[0]]: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: {
          ...(args.includes('mfa') ? { ManagedPolicyName: 'mfa' } : {}),
          Path: named(args, '--path')[0] ?? '/cdk-iam-mfa/',
          Description: named(args, '--description')[0] ?? expect.stringMatching(/^(Denies|Lets) /),
          ...(args.includes('--group') ? { Groups: named(args, '--group') } : {}),
          ...(args.includes('--user') ? { Users: named(args, '--user') } : {}),
          PolicyDocument: document(args),
        },
      },
    },
  });
});

test('references stay references', () => {
  const args = (group: string, path: string) => ['--enforcement', 'CONSOLE_ONLY', '--group', group, '--path', path];
  const terraform = printed(...args('${aws_iam_group.team["a"].name}', '${var.path}'), '--account', '${var.account}', '--partition', 'aws-cn', '--terraform');
  expect(terraform).toContain('  path        = var.path\n');
  expect(terraform).toContain('  for_each   = toset([aws_iam_group.team["a"].name])\n');
  expect(terraform).toContain('          "arn:aws-cn:iam::${var.account}:group/*/${aws_iam_group.team["a"].name}",\n');
  expect(terraform).toContain('          "arn:aws-cn:iam::${var.account}:policy${var.path}*",\n');
  expect(terraform).not.toContain('data.');
  const yaml = printed(...args('${Developers}', '${Path}'), '--cloudformation');
  expect(yaml).toContain('      Path: !Sub "${Path}"\n');
  expect(yaml).toContain('        - !Sub "${Developers}"\n');
  expect(yaml).toContain('- !Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:group/*/${Developers}"\n');
});

test('the policy is under the quota of IAM with the longest names that references may stand for', () => {
  const groups = (count: number) => Array.from({ length: count }, (_, index) => ['--group', `\${var.group_${index}}`]).flat();
  const args = ['--enforcement', 'CONSOLE_ONLY', '--terraform', '--path', '${var.path}'];
  expect(() => printed(...args, ...groups(5))).not.toThrow();
  expect(() => printed(...args, ...groups(20))).toThrow(/^--group got "\d+ characters, which make a policy of \d+", expected a policy of at most 6144 characters/);
});

test.each(['policy', 'help'])('%s --help names every option', (command) => {
  const { code, stdout } = run(command === 'policy' ? ['policy', '--help'] : ['help', 'policy']);
  expect(code).toBe(0);
  const options = [...Object.keys(PROP_OPTIONS), 'account', 'partition', 'terraform', 'cloudformation', 'help'];
  expect([...new Set([...stdout.matchAll(/--([a-z-]+)/g)].map(([, option]) => option))].sort()).toEqual(options.sort());
  expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(120);
});

test('a refusal is one line on the standard error, with exit code 2; a warning is one line with 0', () => {
  const refused = run(['policy', '--enforcement', 'console-only', '--account', ACCOUNT, '--allow-actions', '*']);
  expect(refused).toEqual({
    code: 2,
    stdout: '',
    stderr: 'cdk-iam-mfa: --allow-actions got "*", expected single actions, because * would switch the enforcement off; fix: name the actions that must work without MFA\n',
  });
  const { code, stdout, stderr } = run(['policy', '--enforcement', 'CONSOLE_ONLY', '--account', ACCOUNT]);
  expect([code, stderr]).toEqual([0, expect.stringMatching(/^cdk-iam-mfa: warning: --group and --user got nothing.*\n$/)]);
  expect(JSON.parse(stdout)).toEqual(document(['--enforcement', 'CONSOLE_ONLY']));
});
