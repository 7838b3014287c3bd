/** The part of the logs that is asked for. */
import { ANONYMOUS } from '../../src/private/impact/vocabulary/record-values';
import { dayOf } from '../facts/instant';
import { type CloudTrailRecord, textAt } from '../facts/record';

/** Empty where everything is asked for. Days are `2026-11-03`, both included. */
export interface Range {
  readonly from: string;
  readonly to: string;
  readonly regions: readonly string[];
  readonly accounts: readonly string[];
}

export const EVERYTHING: Range = { from: '', to: '', regions: [], accounts: [] };

export function isNarrowed({ from, to, regions, accounts }: Range): boolean {
  return from !== '' || to !== '' || regions.length + accounts.length > 0;
}

/** Where a record or a file of a trail is from; empty where nothing tells. */
export interface Origin {
  readonly account: string;
  readonly region: string;
  readonly day: string;
}

/** As a trail calls its files, in whatever folder they lie. */
const FILE = /(?:^|[\\/])(\d{12})_CloudTrail_([a-z0-9-]+)_(\d{4})(\d\d)(\d\d)T\d{4}Z_[^\\/]*$/;

export function originOfFile(path: string): Origin | undefined {
  const found = FILE.exec(path);
  return found === null ? undefined : { account: found[1], region: found[2], day: found.slice(3, 6).join('-') };
}

export function originOf(record: CloudTrailRecord): Origin {
  const ofCaller = textAt(record, 'userIdentity', 'accountId');
  const isOfOther = textAt(record, 'userIdentity', 'type') === 'AWSAccount' || ofCaller === ANONYMOUS;
  return {
    account: textAt(record, 'recipientAccountId') || (isOfOther ? '' : ofCaller),
    region: textAt(record, 'awsRegion'),
    day: dayOf(textAt(record, 'eventTime')),
  };
}

/** What does not tell may be in it. */
export function isWithin({ from, to, regions, accounts }: Range, { account, region, day }: Origin): boolean {
  return (day === '' || ((from === '' || day >= from) && (to === '' || day <= to)))
    && (region === '' || regions.length === 0 || regions.includes(region))
    && (account === '' || accounts.length === 0 || accounts.includes(account));
}

/** Until then, a trail of another Region had the calls of IAM, STS and CloudFront, which are of us-east-1 (documentation: `update-trail`). */
const OF_ITS_REGION = '2021-11-22';

/** How late a record may be delivered, and still be found by the day of its file. */
const DAYS_LATE = 7;

/** A file holds records of days before, which were delivered late, and its clock may run behind. */
export function mayHold(range: Range, path: string): boolean {
  const origin = originOfFile(path);
  return origin === undefined || isWithin(
    { ...range, from: daysAfter(range.from, -1), to: daysAfter(range.to, DAYS_LATE), regions: origin.day < OF_ITS_REGION ? [] : range.regions },
    origin,
  );
}

function daysAfter(day: string, days: number): string {
  return day === '' ? '' : new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
