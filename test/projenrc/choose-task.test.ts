import { spawnSync } from 'child_process';
import { join } from 'path';
import { choicesOf, chosenTask } from '../../projenrc/choose-task';

const ROOT = join(__dirname, '../..');
const TASKS = { 'bench': {}, 'bench:judge': { description: 'Measures the judge' }, 'bench:group': { description: 'Measures the group' }, 'benchmark:other': {} };

test('the choices of a script are the tasks below its name', () => {
  expect(choicesOf(TASKS, 'bench')).toEqual(['group', 'judge']);
  expect(chosenTask(TASKS, 'bench', 'judge')).toBe('bench:judge');
});

test.each([
  [undefined, 'npm run bench needs to know which, and got no argument.'],
  ['judges', 'npm run bench got "judges", which it does not know.'],
  ['', 'npm run bench got "", which it does not know.'],
])('with %p it says what it got, and lists what it expects', (choice, says) => {
  expect(() => chosenTask(TASKS, 'bench', choice)).toThrow([
    says,
    'Expected one of these:',
    '  npm run bench -- group        Measures the group',
    '  npm run bench -- judge        Measures the judge',
  ].join('\n'));
});

test.each([[[]], [['cobol']]])('a script whose choice is %j fails in a few lines, without a stack', (args) => {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'projenrc/choose-task.ts', 'test:language', ...args], { cwd: ROOT, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain('npm run test:language -- java ');
  expect(stderr).not.toMatch(/^\s+at /m);
});
