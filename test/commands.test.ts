/** The commands of this project that its pages, comments, messages and workflows name: each is there. */
import { execFileSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { choicesOf } from '../projenrc/choose-task';

const ROOT = join(__dirname, '..');
const readJson = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const { scripts }: { readonly scripts: Record<string, string> } = readJson('package.json');
const { tasks }: { readonly tasks: Record<string, { readonly description?: string }> } = readJson('.projen/tasks.json');
const projects: string[] = readJson('test/jest.proofs.json').projects.map(({ displayName }: { displayName: string }) => displayName);

/** Some of its tasks have no script, so it asks which one is meant. */
const asksForAChoice = (script: string) => choicesOf(tasks, script).some((choice) => !(`${script}:${choice}` in scripts));

function wrongCommandsIn(text: string): string[] {
  const npm = [...text.matchAll(/npm run (?:-s |--silent )?([a-z][\w:-]*)(?: -- ([a-z]+))?/g)].filter(([, script, choice]) => {
    return !(script in scripts) || (asksForAChoice(script) && !(`${script}:${choice}` in tasks));
  });
  const projen = [...text.matchAll(/npx projen ([a-z]\w*(?:[:-]\w+)*)/g)].filter(([, task]) => !(task in tasks) || asksForAChoice(task));
  const jest = [...text.matchAll(/--selectProjects ([a-z]+)/g)].filter(([, project]) => !projects.includes(project));
  return [...npm, ...projen, ...jest].map(([command]) => command);
}

const files = execFileSync('git', ['ls-files', '*.md', '*.ts', '*.tsx', '*.js', '*.yml', '.ci/run'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n')
  .filter((file) => file !== 'CHANGELOG.md' && !file.startsWith('test/projenrc/') && file !== 'test/commands.test.ts');

test.each([
  ['npm run demo', []],
  ['npm run nothing', ['npm run nothing']],
  ['npm run bench', ['npm run bench']],
  ['npm run bench -- judge', []],
  ['npm run bench -- judges', ['npm run bench -- judges']],
  ['npx projen compile', []],
  ['npx projen bench', ['npx projen bench']],
  ['jest --selectProjects nothing', ['--selectProjects nothing']],
])('%s: wrong is %j', (text, wrong) => {
  expect(wrongCommandsIn(text)).toEqual(wrong);
});

test('the files are found', () => {
  expect(files).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'bench/README.md', '.ci/run', '.github/workflows/node.yml', 'test/deploy/run.ts']));
});

test('each command that a file names is there', () => {
  const wrong = files.flatMap((file) => wrongCommandsIn(readFileSync(join(ROOT, file), 'utf8')).map((command) => `${file}: ${command}`));
  expect(wrong).toEqual([]);
});
