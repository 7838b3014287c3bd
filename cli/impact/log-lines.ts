/** What the table and the page say of the logs themselves. */
import { problemsOf } from './missing-logs';
import type { ReadLogs } from './read-logs';
import { type Line, line } from './table-line';
import type { ImpactReport } from '../../impact/report/report';
import { counted, listed } from '../../impact/report/sentence-parts';

/** The rest is in --json. */
const MAX_DETAILS = 5;

/** What is missing from every number below. */
export function* problemLines(logs: ReadLogs): Generator<Line> {
  for (const { what, details } of problemsOf(logs)) {
    yield line(`${what}:`, '', 'red');
    yield* details.slice(0, MAX_DETAILS).map((detail) => line(detail, '  '));
    yield* details.length > MAX_DETAILS ? [line(`and ${details.length - MAX_DETAILS} more: --json names all of them`, '  ')] : [];
  }
  yield* leftOutLines(logs);
}

export function* leftOutLines({ skipped, outside }: Pick<ReadLogs, 'skipped' | 'outside'>): Generator<Line> {
  if (skipped.length > 0) {
    yield line(`Left out, as no logs of calls by name or content, or as links back to a folder above: ${listed(skipped)}. A file that you name is read whatever it is called.`);
  }
  if (outside.files + outside.records > 0) {
    yield line(`Outside what was asked for: ${counted(outside.records, 'record')}, and ${counted(outside.files, 'file')} by the name.`);
  }
}

export function copied({ copies }: ReadLogs): string {
  return copies === 0 ? '' : ` ${copies.toLocaleString('en')} of the records ${copies === 1 ? 'is a copy of another' : 'are copies of others'}; a call counts once.`;
}

/** What no policy of a user judges. Caveats tell of what has nobody, and of callers who may be users of another account. */
export function beside({ notReached: { 'unidentified': _, 'other account': __, ...notReached } }: ImpactReport): string {
  const reasons = Object.entries(notReached).sort(([, a], [, b]) => b - a).map(([reason, calls]) => `${reason}: ${calls}`);
  return reasons.length === 0 ? '' : ` No policy of a user reaches the others (${reasons.join(', ')}).`;
}
