/** Before all tests: the clone in which `npm ci` ran, of which each script gets a copy. */
import { rmSync } from 'fs';
import { dirname } from 'path';
import { changesIn, emptyClone, install } from './clones';

const VARIABLE = 'INSTALLED_CLONE';

export default function setUp(): void {
  const clone = emptyClone();
  process.env[VARIABLE] = clone;
  const said = install(clone);
  if (said.includes('EBADENGINE')) {
    throw new Error(`npm ci warns that packages ask for another Node.js than ${process.version}:\n${said}`);
  }
  if (changesIn(clone) !== '') {
    throw new Error(`npm ci changes the tree:\n${changesIn(clone)}`);
  }
}

export function installedClone(): string {
  return process.env[VARIABLE]!;
}

export function removeClone(clone: string): void {
  rmSync(dirname(clone), { recursive: true, force: true });
}
