import { spawn } from 'child_process';

export interface Options {
  readonly args?: string[];
  /** The script is ended, with all that it started, as soon as its output matches. */
  readonly until?: RegExp;
  readonly variables?: Record<string, string>;
}

export interface Ended {
  /** Nothing if it was ended because its output matched. */
  readonly code: number | null;
  readonly matched: boolean;
  readonly output: string;
}

/** Runs a script as a person does; with its choice, if it has one: `bench -- judge`. */
export function runScript(clone: string, script: string, { args = [], until, variables }: Options): Promise<Ended> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(CI$|JEST_|NODE_ENV$|npm_)/.test(name));
  const [name, ...choice] = script.split(' -- ');
  const child = spawn('npm', ['run', name, '--', ...choice, ...args], {
    cwd: clone,
    // A group of its own, so that all of it can be ended.
    detached: true,
    env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let matched = false;
  const read = (chunk: Buffer) => {
    output += chunk.toString();
    if (!matched && until?.test(output)) {
      matched = true;
      process.kill(-child.pid!, 'SIGTERM');
    }
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, matched, output }));
  });
}
