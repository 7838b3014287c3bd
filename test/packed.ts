/** What was packed last, as users get it. */
import { existsSync, readdirSync, statSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..');

/**
 * The newest file of `dist/<language>` with that ending. An old one would test what nobody will publish.
 *
 * @param fix what to run if there is none
 */
export function packed(language: string, ending: string, fix: string): string {
  const file = filesOf(join(ROOT, 'dist', language), ending).at(-1);
  const sources = [...filesOf(join(ROOT, 'src'), '.ts'), ...filesOf(join(ROOT, 'projenrc'), '.ts'), join(ROOT, 'package.json'), join(ROOT, 'README.md')];
  const newestSource = sources.sort(byTime).at(-1)!;
  if (file === undefined || byTime(file, newestSource) < 0) {
    throw new Error(`dist/${language} has no *${ending}, or one that is older than ${newestSource.slice(ROOT.length + 1)}; run ${fix}`);
  }
  return file;
}

/** From the oldest to the newest. */
function filesOf(folder: string, ending: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending)).map((file) => join(folder, file)).sort(byTime)
    : [];
}

function byTime(a: string, b: string): number {
  return statSync(a).mtimeMs - statSync(b).mtimeMs;
}
