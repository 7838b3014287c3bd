/** What the logs do not hold of what was asked for: no record is no sign that nobody is affected. */
import type { ReadLogs } from './read-logs';
import { counted, listed } from '../../impact/report/sentence-parts';
import type { Coverage } from '../../impact/sources/coverage';
import type { Range } from '../../impact/sources/range';
import type { Session } from '../../src/private/impact/vocabulary/fact';
import { Refusal } from '../refusal';

export interface Problem {
  readonly what: string;
  readonly details: readonly string[];
}

/** What is missing from every number, worst first. */
export function problemsOf({ unread, cutOff }: Pick<ReadLogs, 'unread' | 'cutOff'>): Problem[] {
  return [
    ...unread.length === 0 ? []
      : [{ what: `${counted(unread.length, 'file')} could not be read, and no number counts ${unread.length === 1 ? 'it' : 'them'}`, details: unread.map(({ file, why }) => `${file}: ${why}`) }],
    ...cutOff.length === 0 ? []
      : [{ what: `${counted(cutOff.length, 'file')} ${cutOff.length === 1 ? 'is' : 'are'} cut off, and no number counts the rest: there is a NextToken, so ask for all events, without --max-items; give the pages of a result of CloudTrail Lake in one file`, details: cutOff }],
  ];
}

/** For the standard error, in one line each. */
export function warningsOf(logs: Pick<ReadLogs, 'unread' | 'cutOff'>): string[] {
  return problemsOf(logs).map(({ what, details }) => `${what}: ${listed(details, '; ')}`);
}

/** Refuses logs that hold nothing, or nothing of a part that was asked for by its name. */
export function refuseUncovered(logs: ReadLogs, names: readonly string[], { from, to, regions, accounts }: Range): void {
  const { coverage, outside, files, unread, skipped } = logs;
  const where = names.join(', ');
  // What could not be read, or is cut off, may have it.
  const refusal = (what: string) => new Refusal([`${where}: ${what}`, ...warningsOf(logs)].join('. '));
  if (unread.length > 0 && unread.every(({ file }) => names.includes(file)) && files + skipped.length === 0) {
    throw new Refusal(listed(unread.map(({ file, why }) => `${file}: ${why}`), '; '));
  }
  if (coverage.records === 0 && outside.files + outside.records > 0) {
    const asked = [...from === '' ? [] : [`--from ${from}`], ...to === '' ? [] : [`--to ${to}`], ...regions.map((one) => `--region ${one}`), ...accounts.map((one) => `--account ${one}`)];
    throw refusal(`no CloudTrail record is within ${asked.join(' ')}; what is there is of ${placesOf(outside)}`);
  }
  if (coverage.records === 0) {
    const left = skipped.length === 0 ? '' : `; left out ${listed(skipped)}`;
    throw refusal(`no CloudTrail records in ${counted(files, 'file')}; looked for *.json and *.json.gz in every folder below${left}`);
  }
  for (const [option, asked, there] of [['--region', regions, coverage.regions], ['--account', accounts, coverage.accounts]] as const) {
    const missing = asked.filter((one) => !there.includes(one));
    if (missing.length > 0) {
      throw refusal(`no CloudTrail record is within ${option} ${missing.join(', ')}; leave it out, or add its logs. What is there is of ${placesOf(coverage)}`);
    }
  }
}

/** The type of an event tells that it is no request, without an identity. */
const WITHOUT_IDENTITY: readonly Session[] = ['unidentified', 'service event', 'network activity', 'aggregated', 'insight', 'other event'];

/** Refuses records of nobody. Some services write such records, but never all of a log. */
export function refuseUnidentified({ facts }: Pick<ReadLogs, 'facts'>, names: readonly string[]): void {
  const sessions = facts.map(({ fact }) => fact.session);
  if (sessions.includes('unidentified') && sessions.every((session) => WITHOUT_IDENTITY.includes(session))) {
    throw new Refusal(`${names.join(', ')}: no record tells who asked, as if a tool had left out or renamed userIdentity.type; give the records as CloudTrail wrote them`);
  }
}

/** Days at the ends of the range, of which nothing is there. */
export function uncoveredDays({ firstDay, lastDay }: Coverage, { from, to }: Range): string[] {
  return [
    ...from !== '' && firstDay > from ? [`The first record is of ${firstDay}, and --from asks for ${from}.`] : [],
    ...to !== '' && lastDay !== '' && lastDay < to ? [`The last record is of ${lastDay}, and --to asks for ${to}.`] : [],
  ];
}

function placesOf({ firstDay, lastDay, regions, accounts }: Coverage): string {
  return `${firstDay} to ${lastDay}, ${listed(regions)}, ${listed(accounts)}`;
}
