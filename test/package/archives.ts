/** Unpacks what is packed, each with what its users have anyway. */
import { execFileSync } from 'child_process';
import { createHash } from 'crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, statSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const DIST = join(__dirname, '../../dist');

export interface Packed {
  readonly name: string;
  readonly bytes: number;
  /** Where it is unpacked. */
  readonly folder: string;
  /** Relative to the folder, sorted. */
  readonly files: string[];
}

/** The one file below `dist/<language>` with that ending, unpacked by a command in an empty folder. */
export function unpacked(language: string, ending: string, command: (file: string) => [string, ...string[]]): Packed {
  const found = filesIn(join(DIST, language)).filter((file) => file.endsWith(ending));
  if (found.length !== 1) {
    throw new Error(`dist/${language} should have one *${ending}, and has ${found.length}; run \`npx projen package:${language}\``);
  }
  const file = join(DIST, language, found[0]);
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-package-'));
  const [program, ...args] = command(file);
  execFileSync(program, args, { cwd: folder });
  return { name: found[0], bytes: statSync(file).size, folder, files: filesIn(folder) };
}

/** A folder that is the package. */
export function copied(language: string, name: string): Packed {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-package-'));
  cpSync(join(DIST, language, name), folder, { recursive: true });
  const files = filesIn(folder);
  return { name, bytes: files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0), folder, files };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(folder, file)).isFile()).sort();
}

export function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
