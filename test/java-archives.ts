/** Java archives that judge what we write: downloaded on the first run, below node_modules/.cache. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CACHE = join(__dirname, '../node_modules/.cache');

/** The folder of the archives that a pom.xml names, with all that they need. */
export function javaArchives(name: string, pom: string): string {
  const folder = join(CACHE, name);
  const wanted = createHash('sha256').update(readFileSync(pom, 'utf8')).digest('hex');
  const stamp = join(folder, 'installed');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    // By relative paths, because Maven 3 splits its options at spaces, which the path of a clone may have.
    writeFileSync(join(folder, 'pom.xml'), readFileSync(pom));
    run('mvn', ['--batch-mode', '--quiet', 'dependency:copy-dependencies', '-DoutputDirectory=archives', '-Dmaven.repo.local=repository'], { cwd: folder });
    rmSync(join(folder, 'repository'), { recursive: true, force: true });
    writeFileSync(stamp, wanted);
  }
  return join(folder, 'archives');
}

/** What a program of Java, in one file, writes. */
export function runJava(file: string, classPath: string, input: string, options: readonly string[] = []): string {
  return run('java', [...options, '-cp', classPath, file], { input });
}

function run(command: string, args: string[], options: { cwd?: string; input?: string }): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 100_000_000, ...options });
  if (status !== 0) {
    throw new Error(`${command} ${args[0]} failed (a JDK, 17 or newer, and Apache Maven, 3.6 or newer, are needed on the PATH): ${error?.message ?? (stderr || stdout)}`);
  }
  return stdout;
}
