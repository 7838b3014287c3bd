/** The files of a trail below a folder, by their names. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Beside `CloudTrail/`, of the same bucket: they hold no records of calls, or the same calls a second time. */
const OTHER_FOLDER = /^CloudTrail-/;
const LOG_FILE = /\.json(\.gz)?$/;

export interface LogFiles {
  readonly files: readonly string[];
  /** Folders that were left out. */
  readonly skipped: readonly string[];
}

/** A file is taken whatever it is called. */
export function logFiles(path: string): LogFiles {
  if (!statSync(path).isDirectory()) {
    return { files: [path], skipped: [] };
  }
  const [files, skipped]: [string[], string[]] = [[], []];
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => a.name < b.name ? -1 : 1)) {
    const below = join(path, entry.name);
    if (!entry.isDirectory()) {
      files.push(...LOG_FILE.test(entry.name) ? [below] : []);
    } else if (OTHER_FOLDER.test(entry.name)) {
      skipped.push(below);
    } else {
      const inner = logFiles(below);
      files.push(...inner.files);
      skipped.push(...inner.skipped);
    }
  }
  return { files, skipped };
}
