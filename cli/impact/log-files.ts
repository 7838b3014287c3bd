/** The files of a trail below a folder, by their names. */
import { type Stats, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Beside `CloudTrail/`, of the same bucket: they hold no records of calls, or the same calls a second time. */
const OTHER_FOLDER = /^CloudTrail-(Digest|Insight|NetworkActivity|Aggregated)$/;
/** The same, where somebody put all files into one folder, and the signatures of a result of CloudTrail Lake. */
const OTHER_FILE = /^\d{12}_CloudTrail-|^result_sign\.json$/;
/** Beside it are the logs of other services, such as `Config/` and `vpcflowlogs/`. */
const ACCOUNT_FOLDER = /[\\/]AWSLogs[\\/](o-[a-z0-9]+[\\/])?\d{12}$/;
const LOG_FILE = /\.(json|jsonl|ndjson)(\.gz)?$|\.gz$/;
/** Such as what an editor or a copy leaves behind. Those of the system, which hold no logs, are not named. */
const HIDDEN = /^\./;

export interface LogFiles {
  readonly files: readonly string[];
  /** Folders and files that were left out. */
  readonly skipped: readonly string[];
  /** Folders that may not be read, with what the system says against it. */
  readonly closed: readonly { readonly folder: string; readonly code: string }[];
}

const NOTHING: LogFiles = { files: [], skipped: [], closed: [] };

/** A file is taken whatever it is called. */
export function logFiles(path: string): LogFiles {
  return statSync(path).isDirectory() ? filesBelow(path, []) : { files: [path], skipped: [], closed: [] };
}

/** @param above folders by their real paths, because links may lead in a circle */
function filesBelow(folder: string, above: readonly string[]): LogFiles {
  const real = realpathSync(folder);
  if (above.includes(real)) {
    return { files: [], skipped: [folder], closed: [] };
  }
  try {
    return together(readdirSync(folder).sort().map((name) => entry(folder, name, [...above, real])));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) {
      throw error;
    }
    return { files: [], skipped: [], closed: [{ folder, code }] };
  }
}

function entry(folder: string, name: string, above: readonly string[]): LogFiles {
  const path = join(folder, name);
  const stats = statsOf(path);
  const isFolder = stats?.isDirectory() === true;
  // A pipe, a socket or a device may never end. A link that leads nowhere, or in a circle, is named as a file that cannot be read.
  const isOther = stats?.isFile() === false || OTHER_FILE.test(name) || !LOG_FILE.test(name);
  const isHidden = HIDDEN.test(name);
  if (isHidden && !isFolder && !LOG_FILE.test(name)) {
    return NOTHING;
  }
  const isOfOtherService = ACCOUNT_FOLDER.test(above.at(-1)!) && !name.startsWith('CloudTrail');
  if (isHidden || (isFolder ? OTHER_FOLDER.test(name) || isOfOtherService : isOther)) {
    return { files: [], skipped: [path], closed: [] };
  }
  return isFolder ? filesBelow(path, above) : { files: [path], skipped: [], closed: [] };
}

/** Undefined of a link that leads nowhere, or in a circle. The other entries of its folder are there nevertheless. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ELOOP') {
      return undefined;
    }
    throw error;
  }
}

function together(all: readonly LogFiles[]): LogFiles {
  return { files: all.flatMap(({ files }) => files), skipped: all.flatMap(({ skipped }) => skipped), closed: all.flatMap(({ closed }) => closed) };
}
