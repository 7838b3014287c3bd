/** Python: the wheel. */
import { writeFileSync } from 'fs';
import { delimiter, join } from 'path';
import { pathToFileURL } from 'url';
import { project, refusal, removeProject, synthesize } from './consumer';
import { REFUSAL, expectTheSameAssembly, namesUnusedIn, sourceOf } from './expectations';
import { execute } from '../execute';
import { packed } from '../packed';

const PYTHON = process.env.PYTHON ?? 'python3';

let folder: string;
let wheel: string;

beforeAll(async () => {
  wheel = packed('python', '.whl', '`npm run test:language -- python`, which packs first');
  folder = project('python');
  await makeVirtualEnvironment();
  // The file itself, which pip looks for neither in an index nor in its cache. Not compiled, because an app loads little of aws-cdk-lib.
  await inVirtualEnvironment('pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check', '--no-compile', '-r', 'requirements.txt', wheel);
});

afterAll(() => folder && removeProject(folder));

test('is installed as cdk-iam-mfa, from the file that was packed', async () => {
  expect(await inVirtualEnvironment('pip', 'freeze')).toContain(`cdk-iam-mfa @ ${pathToFileURL(wheel)}`);
});

test('uses every class and enum of the library', () => {
  expect(namesUnusedIn(sourceOf('python', '.py'))).toEqual([]);
});

test('synthesizes the same', async () => {
  expectTheSameAssembly(await synthesize(folder, activated()));
});

test('is refused a bad action in our words', async () => {
  // The last line of a traceback: the exception, and all of its message.
  const traceback = await refusal(folder, 'python3 refused.py', { ...activated(), PYTHON_COLORS: '0' });
  expect(traceback.split('\n')).toContain(`RuntimeError: ${REFUSAL}`);
});

test('has the command, with its input and its exit code', async () => {
  const command = join(folder, '.venv', 'bin', 'cdk-iam-mfa');
  writeFileSync(join(folder, 'policy.json'), JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }));
  expect(await execute(folder, command, ['judge', 'policy.json'], activated())).toContain('OPEN: ways around MFA');
  await expect(execute(folder, command, ['judge', 'policy.json', '--fail-on', 'open'], activated())).rejects.toThrow('OPEN: ways around MFA');
});

async function makeVirtualEnvironment(): Promise<void> {
  try {
    await execute(folder, PYTHON, ['-c', 'import ensurepip, sys, venv; assert sys.version_info >= (3, 10), sys.version']);
  } catch (error) {
    throw new Error('Python 3.10 or newer with venv and ensurepip is needed (on Debian and Ubuntu: python3 and python3-venv). Install it, '
      + `or name it: PYTHON=/path/to/python3 npm run test:language -- python. ${(error as Error).message}`);
  }
  await execute(folder, PYTHON, ['-m', 'venv', '.venv']);
}

/** What `source .venv/bin/activate` does, and without the modules of the machine, which would come before ours. */
function activated(): Record<string, string> {
  return { PATH: [join(folder, '.venv', 'bin'), process.env.PATH].join(delimiter), PYTHONPATH: '' };
}

function inVirtualEnvironment(module: string, ...args: string[]): Promise<string> {
  return execute(folder, join(folder, '.venv', 'bin', 'python'), ['-m', module, ...args], activated());
}
