/** Another Node.js than the one that runs: a package of npm, without an install script, for Linux, macOS and Windows. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { engines } from '../../package.json';

/** Kept from run to run. Below node_modules no tool of the project looks at it. */
const CACHE = join(__dirname, '..', '..', 'node_modules', '.cache', 'node');

/** The major version of Lambda's `nodejs24.x`, which the function asks for. */
export const FUNCTION_NODE = '24';

/** The major version that `package.json` begins at. */
export const [OLDEST_NODE] = /\d+/.exec(engines.node)!;

/** The folder of the command `node` in that major version; installs it if it is not there. */
export function nodeFolder(major: string): string {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const prefix = join(CACHE, major);
  const folder = join(prefix, 'node_modules', name, 'bin');
  if (!existsSync(folder)) {
    mkdirSync(prefix, { recursive: true });
    // On Windows npm is a script of the shell.
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', prefix, `${name}@${major}`], {
      cwd: prefix, shell: process.platform === 'win32', stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  return folder;
}

/** The environment in which `node` is that version, for npm and its scripts too. */
export function environmentOf(major: string, inherited: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const [name, path] = Object.entries(inherited).find(([variable]) => variable.toUpperCase() === 'PATH') ?? ['PATH', ''];
  return { ...inherited, [name]: [nodeFolder(major), path].join(delimiter) };
}
