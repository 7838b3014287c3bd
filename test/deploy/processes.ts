/**
 * Child processes that end with us, and with all that they started.
 *
 * Each child leads a process group of its own (so no Windows), so that one signal reaches the group. A Ctrl-C in
 * the terminal reaches only us. Then we end the groups in order.
 */
import { ChildProcess, SpawnOptions, spawn } from 'node:child_process';

const PARENT_CHECK_MS = 250;

const running = new Set<ChildProcess>();

export function start(command: string, args: string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, { ...options, detached: true });
  running.add(child);
  child.once('exit', () => stop(child));
  return child;
}

/** Runs a command to its end and returns its exit code. */
export async function run(command: string, args: string[], options: SpawnOptions): Promise<number> {
  const child = start(command, args, options);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** Kills without asking: the local AWS keeps everything in memory, so there is nothing to save. */
function stop(child: ChildProcess): void {
  running.delete(child);
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch {
    // Nothing is left of the group, or the command was never found.
  }
}

/** However this process ends, its children end before it, and then `cleanUp` runs. SIGKILL alone cannot be caught. */
export function endChildrenWithUs(cleanUp: () => void): void {
  process.once('exit', () => {
    running.forEach(stop);
    cleanUp();
  });
  process.once('SIGHUP', () => process.exit(129));
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  // npm and projen do not pass every signal on: when they are gone, nobody waits for us any more.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || process.exit(143), PARENT_CHECK_MS).unref();
}
