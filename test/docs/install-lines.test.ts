/** While the package is on no registry, somebody else can claim its name there. So nothing tells a reader to install it by name, without the status. */
import { execFileSync } from 'child_process';
import { join } from 'path';
import { read } from './texts';

const ROOT = join(__dirname, '../..');
const BY_NAME = /(npm (install|i|add)|npx|yarn add|pnpm add|pip install|dotnet add package|go get)\s+(?!--no )[^`]*?(cdk-iam-mfa|CdkIamMfa)(?!\/dist)\b/;
const STATUS = /after the first release/;

const files = execFileSync('git', ['ls-files', '*.md', '*.ts', '*.css', 'package.json'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n')
  .filter((file) => !file.startsWith('test/'));

test('the files are found', () => {
  expect(files).toEqual(expect.arrayContaining(['README.md', 'API.md', 'demo/demo.ts', 'examples/console-mfa/README.md', 'src/index.ts']));
});

test.each([
  ['npm install cdk-iam-mfa', true],
  ['npm install aws-cdk-lib constructs cdk-iam-mfa', true],
  ['go get github.com/cdk-iam-mfa/cdk-iam-mfa-go/cdkiammfa', true],
  ['npx cdk-iam-mfa judge my-policy.json', true],
  ['npx --no cdk-iam-mfa judge my-policy.json', false],
  ['npm install aws-cdk-lib constructs ../cdk-iam-mfa/dist/js/*.tgz', false],
])('%s installs by name: %s', (line, byName) => {
  expect(BY_NAME.test(line)).toBe(byName);
});

test('no line installs by name without the status', () => {
  expect(files.length).toBeGreaterThan(200);
  const lines = files.flatMap((file) => read(file).split('\n').map((line, index) => ({ line, place: `${file}:${index + 1}` })));
  expect(lines.filter(({ line }) => BY_NAME.test(line) && !STATUS.test(line)).map(({ line, place }) => `${place}: ${line}`)).toEqual([]);
});

test('the page on upgrades compiles before it packs, because a clone that was compiled before packs the old code', () => {
  const { tasks } = JSON.parse(read('.projen/tasks.json')) as { tasks: Record<string, { steps: { spawn?: string; condition?: string }[] }> };
  expect(tasks['package:js'].steps[0]).toEqual({ spawn: 'compile', condition: expect.stringContaining('.jsii') });
  expect(read('docs/upgrade-and-remove.md')).toMatch(/git pull\nnpm ci && npx projen compile && npm run package:js\n/);
});
