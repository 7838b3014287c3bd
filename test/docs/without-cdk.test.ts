/** docs/without-cdk.md: each of its commands runs, in order, and what the command of this package prints is what the page says. */
import { execFileSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { delimiter, join } from 'path';
import { read } from './texts';
import { fromHcl } from '../cli/policy/from-hcl';

const ROOT = join(__dirname, '../..');
const PAGE = read('docs/without-cdk.md');
const BLOCKS = [...PAGE.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block);
const KNOWN = { 'data.aws_caller_identity.current.account_id': '123456789012', 'data.aws_partition.current.partition': 'aws' };

let folder: string;

beforeAll(() => {
  // The bundle as the sources are now.
  execFileSync(process.execPath, ['--import', 'tsx', join(ROOT, 'projenrc/bundle-cli.ts')], {
    cwd: ROOT, env: { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.dev.json') },
  });
  folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-without-cdk-'));
  mkdirSync(join(folder, 'programs'));
  mkdirSync(join(folder, 'my-infrastructure'));
  const program = (name: string, script: string) =>
    writeFileSync(join(folder, 'programs', name), `#!/usr/bin/env bash\necho "${name} $*" >> '${folder}/calls'\n${script}\n`, { mode: 0o755 });
  program('npx', `[[ "$1 $2" == "--no cdk-iam-mfa" ]] && exec '${process.execPath}' '${ROOT}/bin/cdk-iam-mfa.js' "\${@:3}"`);
  program('git', 'mkdir cdk-iam-mfa');
  program('npm', ':');
  program('aws', ':');
  program('terraform', `[[ $1 != show ]] || cat '${folder}/planned.json'`);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where a reader is who pastes one block after the other: above the clone, then in the clone, then in the folder of the infrastructure. */
function folderOf(block: string): string {
  return /^git /m.test(block) ? folder : join(folder, /^cd \.\.\/my-/m.test(block) ? 'cdk-iam-mfa' : 'my-infrastructure');
}

function paste(block: string): string {
  const before = existsSync(join(folder, 'calls')) ? readFileSync(join(folder, 'calls'), 'utf8') : '';
  const output = execFileSync('bash', ['--norc', '-euo', 'pipefail', '-c', block], {
    cwd: folderOf(block),
    encoding: 'utf8',
    env: { PATH: `${join(folder, 'programs')}${delimiter}${process.env.PATH}` },
  });
  return `${output}\n${readFileSync(join(folder, 'calls'), 'utf8').slice(before.length)}`;
}

const fileNamed = (name: string) => readFileSync(join(folder, 'my-infrastructure', name), 'utf8');

/** As much of what Terraform shows as `judge` reads. */
function plan(files: string[]): object {
  const blocks = files.flatMap((file) => Object.entries(fromHcl(fileNamed(file), KNOWN))).map(([header, args]) => {
    const [, type, name] = /^resource "(\w+)" "(\w+)"$/.exec(header)!;
    return { type, name, args: args as Record<string, any> };
  });
  const resources = blocks.flatMap(({ type, name, args: { policy, for_each: each, policy_arn: arn, ...values } }): object[] => {
    const one = { mode: 'managed', type, name };
    return each === undefined
      ? [{ ...one, address: `${type}.${name}`, values: { name, ...values, policy: JSON.stringify(policy.jsonencode) } }]
      : (each.toset as string[]).map((holder) => ({ ...one, address: `${type}.${name}["${holder}"]`, index: holder, values: { [type.includes('group') ? 'group' : 'user']: holder } }));
  });
  const references = blocks.filter(({ args }) => args.policy_arn !== undefined)
    .map(({ type, name, args }) => ({ address: `${type}.${name}`, expressions: { policy_arn: { references: [args.policy_arn.expression, args.policy_arn.expression.replace(/\.arn$/, '')] } } }));
  return { format_version: '1.2', planned_values: { root_module: { resources } }, configuration: { root_module: { resources: references } } };
}

test('every command of the page runs, and no way around MFA is left open', () => {
  expect(BLOCKS.length).toBeGreaterThan(7);
  for (const block of BLOCKS) {
    if (block.includes('terraform show')) {
      writeFileSync(join(folder, 'planned.json'), JSON.stringify(plan(['self_manage_mfa.tf', 'require_mfa.tf'])));
    }
    const output = paste(block);
    if (block.includes(' judge ')) {
      expect(output).toMatch(/^group developers: 0 open, /m);
      expect(output).toMatch(/^(terraform apply|aws cloudformation deploy)/m);
    }
  }
});

test('where only the first policy is planned, something is open, and the page applies nothing', () => {
  writeFileSync(join(folder, 'planned.json'), JSON.stringify(plan(['self_manage_mfa.tf'])));
  expect(() => paste(BLOCKS.find((block) => block.includes('terraform show'))!)).toThrow(/Command failed/);
  expect(readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n').at(-1)).toContain('npx --no cdk-iam-mfa judge plan.json');
});

test('the references of the page stay references', () => {
  expect(fileNamed('require_mfa.tf')).toContain('toset([aws_iam_group.developers.name])');
  expect(fileNamed('require-mfa.yaml')).toContain('        - !Sub "${Developers}"\n');
});

test('the document of the page names its account, its group and its path', () => {
  const [, path] = /create-policy .*--path (\S+)/.exec(PAGE)!;
  expect(fileNamed('require-mfa.json')).toContain('arn:aws:iam::123456789012:group/developers');
  expect(fileNamed('require-mfa.json')).toContain(`arn:aws:iam::123456789012:policy${path}*`);
});
