/** Texts of the repository, for tests that search them. What such a test finds is told as `FILE:LINE: WHAT`. */
import { readFileSync, readdirSync } from 'fs';
import { join, sep } from 'path';

const ROOT = join(__dirname, '../..');

/** @param file from the top of the repository, as all files here */
export function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** The files of a folder, without those of the folders in it. */
export function filesIn(folder: string, ending: string): string[] {
  return readdirSync(join(ROOT, folder)).filter((file) => file.endsWith(ending)).map((file) => `${folder}/${file}`);
}

/** The files of a folder, and of the folders in it. */
export function filesBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file)).map((file) => `${folder}/${file.split(sep).join('/')}`);
}

/** The line on which something in a text begins. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** The pages that people write, but README. */
export const PAGES = [...filesIn('docs', '.md'), ...filesIn('docs/decisions', '.md'), 'CONTRIBUTING.md', 'SECURITY.md', 'examples/README.md'];
