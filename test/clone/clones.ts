/** Clones of this repository in empty folders. */
import { execFileSync, spawnSync } from 'child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '../..');

/** What is committed, as `git clone` gives it. */
export function emptyClone(from = ROOT): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-clone-')), 'cdk-iam-mfa');
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', from, folder]);
  return folder;
}

/** @returns what npm says on the way, such as its warnings */
export function install(clone: string): string {
  const { status, stderr } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline'], {
    cwd: clone, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', shell: process.platform === 'win32',
  });
  if (status !== 0) {
    throw new Error(`npm ci in ${clone} ended with ${status}:\n${stderr}`);
  }
  return stderr;
}

/** A clone of its own with what `npm ci` left in the installed one, which takes a second instead of half a minute. */
export function copyOf(installed: string): string {
  const copy = emptyClone(installed);
  addInstalled(copy, installed);
  return copy;
}

/** Makes of a copy that was used what `copyOf` gives, but for `node_modules`, which is the most of it: of that, scripts change their cache alone. */
export function renew(copy: string, installed: string): void {
  execFileSync('git', ['reset', '--quiet', '--hard'], { cwd: copy });
  execFileSync('git', ['clean', '-ffdxq', '--exclude=/node_modules'], { cwd: copy });
  rmSync(join(copy, 'node_modules', '.cache'), { recursive: true, force: true });
  addInstalled(copy, installed);
}

function addInstalled(copy: string, installed: string): void {
  for (const name of readdirSync(installed).filter((entry) => !existsSync(join(copy, entry)))) {
    if (name === 'node_modules' && process.platform === 'linux') {
      execFileSync('cp', ['--archive', '--link', join(installed, name), copy]);
    } else {
      cpSync(join(installed, name), join(copy, name), { recursive: true, verbatimSymlinks: true });
    }
  }
}

/** What is neither committed nor ignored. */
export function changesIn(clone: string): string {
  return execFileSync('git', ['status', '--porcelain'], { cwd: clone, encoding: 'utf8' });
}
