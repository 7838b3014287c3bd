/** Links of Markdown files, and where they can lead. */
import { existsSync, readFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '../..');

export function linksIn(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(([^)\s]+)\)/g), ...markdown.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, target]) => target);
}

/** @param target a file from the top of the repository, and perhaps one of its headings */
export function leadsSomewhere(target: string): boolean {
  const [file, anchor] = target.split('#');
  return existsSync(join(ROOT, file)) && (anchor === undefined || anchorsOf(readFileSync(join(ROOT, file), 'utf8')).includes(anchor));
}

/** As GitHub makes them of headings. */
function anchorsOf(markdown: string): string[] {
  return [
    ...[...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/[^a-z0-9_ -]/g, '').replace(/ /g, '-')),
    ...[...markdown.matchAll(/<a id="([^"]+)"/g)].map(([, id]) => id),
  ];
}
