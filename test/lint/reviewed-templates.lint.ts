/** cfn-lint over the reviewed templates: what each construct writes, with and without options. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { reviewedFiles } from '../stability/reviewed';
import { virtualEnvironment } from '../virtual-environment';

const REQUIREMENTS = join(__dirname, 'requirements.txt');
const PAGE = readFileSync(join(__dirname, '../../docs/cdk-nag.md'), 'utf8');

interface Match {
  readonly Filename: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path?: string[] };
}

/** What it says of each file, as `rule file resource`. */
function lint(files: string[]): string[] {
  const { stdout, stderr, error } = spawnSync(join(virtualEnvironment('test-lint', [REQUIREMENTS]), 'cfn-lint'), ['--format', 'json', ...files], { encoding: 'utf8' });
  if (error !== undefined || stdout === '') {
    throw new Error(`cfn-lint did not run: ${error?.message ?? stderr}`);
  }
  return (JSON.parse(stdout) as Match[]).map(({ Filename, Rule, Location }) => `${Rule.Id} ${basename(Filename)} ${Location.Path?.[1] ?? ''}`);
}

test('the page says which version runs', () => {
  const [, version] = /^cfn-lint==(.*)$/m.exec(readFileSync(REQUIREMENTS, 'utf8'))!;
  expect(PAGE).toContain(`[cfn-lint](https://github.com/aws-cloudformation/cfn-lint) ${version}`);
});

test('finds what the page explains, and nothing else', () => {
  const files = reviewedFiles();
  expect(files.length).toBeGreaterThan(15);
  expect(lint(files).filter((found) => !/^W3005 ForceMfaGroup[\w-]*\.json \w+Function\w+$/.test(found))).toEqual([]);
});

test('would find a property that does not exist, and a retired action', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-lint-'));
  try {
    const statement = { Sid: 'Retired', Effect: 'Allow', Action: 'iam:CreateVirtualMFA', Resource: '*' };
    const file = join(folder, 'broken.json');
    writeFileSync(file, JSON.stringify({
      Resources: {
        Group: { Type: 'AWS::IAM::Group', Properties: { Nmae: 'x' } },
        Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [statement] } } },
      },
    }));
    expect(lint([file]).sort()).toEqual(['E3002 broken.json Group', 'W3037 broken.json Policy']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
