/**
 * `npm run test:node`: on each version of Node.js, from an empty clone of what is committed, what a contributor runs first.
 *
 * `npm run test:node -- 24 26:demo,eslint` tries some versions, and runs some scripts.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { environmentOf } from './node';
import { NODE_VERSIONS } from '../../projenrc/node-versions';
import { changesIn, emptyClone } from '../clone/clones';

/** What a script is given, where npm has no script of the name: the command that the package has, from its bundle. */
const WITH_ARGUMENTS: Record<string, string[]> = { judge: ['demo', '--', '--policy', 'access/matrix/published/old-tutorial.json'] };

const SCRIPTS = ['demo', 'judge', 'compile', 'test'];

/** What failed on this version; nothing if all is well. */
function failuresOn(major: string, scripts: string[]): string[] {
  const clone = emptyClone();
  const env = environmentOf(major, Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(JEST_|NODE_ENV$|npm_)/.test(name))));
  const runs = (...args: string[]) => {
    console.log(`== Node.js ${major}: npm ${args.join(' ')}`);
    return spawnSync('npm', args, { cwd: clone, env, shell: process.platform === 'win32', stdio: 'inherit' }).status === 0;
  };
  try {
    spawnSync('node', ['--version'], { env, stdio: 'inherit' });
    if (!runs('ci', '--no-audit', '--no-fund', '--prefer-offline')) {
      return [`Node.js ${major}: npm ci`];
    }
    const failed = scripts.filter((script) => !runs('run', ...WITH_ARGUMENTS[script] ?? [script])).map((script) => `Node.js ${major}: npm run ${script}`);
    const changes = changesIn(clone);
    return changes === '' ? failed : [...failed, `Node.js ${major} leaves another tree:\n${changes}`];
  } finally {
    rmSync(dirname(clone), { recursive: true, force: true });
  }
}

const asked = process.argv.slice(2);
const failures = (asked.length > 0 ? asked : NODE_VERSIONS).flatMap((each) => {
  const [major, scripts] = each.split(':');
  return failuresOn(major!, scripts?.split(',') ?? SCRIPTS);
});
failures.forEach((failure) => console.error(`FAILED: ${failure}`));
process.exit(failures.length === 0 ? 0 : 1);
