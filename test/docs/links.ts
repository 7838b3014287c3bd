/** Links of Markdown files, and where they can lead. */
import { existsSync } from 'fs';
import { join } from 'path';
import { lineAt, read } from './texts';

const ROOT = join(__dirname, '../..');

export interface Link {
  readonly target: string;
  readonly line: number;
}

export function linksIn(markdown: string): Link[] {
  return [...markdown.matchAll(/\]\(([^)\s]+)\)/g), ...markdown.matchAll(/(?:src|href)="([^"]+)"/g)]
    .map(({ 1: target, index }) => ({ target, line: lineAt(markdown, index) }));
}

/** @param target a file from the top of the repository, and perhaps one of its headings */
export function leadsSomewhere(target: string): boolean {
  const [file, anchor] = target.split('#');
  return existsSync(join(ROOT, file)) && (anchor === undefined || anchorsOf(read(file)).includes(anchor));
}

/** As GitHub makes them of headings. */
function anchorsOf(markdown: string): string[] {
  return [
    ...[...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/[^a-z0-9_ -]/g, '').replace(/ /g, '-')),
    ...[...markdown.matchAll(/<a id="([^"]+)"/g)].map(([, id]) => id),
  ];
}
