/** What logs hold. It stands beside every number, because a number says nothing about what was not read. */
import { type Origin, originOf } from './range';
import { SIGN_IN_TYPES } from '../../src/private/impact/vocabulary/record-values';
import { type CloudTrailRecord, own, textAt } from '../facts/record';

/** `other` is what stands beside calls: insights, network activity, aggregated events. */
const EVENT_KINDS = ['management', 'data', 'sign-in', 'other'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export interface Coverage {
  readonly records: number;
  /** Days of which there are records. */
  readonly days: number;
  /** `2026-11-03`, or empty where no record tells one. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Records by their kind. */
  readonly kinds: Readonly<Record<EventKind, number>>;
}

/** Of one file. */
export interface CoverageParts extends Pick<Coverage, 'accounts' | 'regions' | 'kinds'> {
  readonly days: readonly string[];
}

export class CoverageTally {
  private readonly days = new Set<string>();
  private readonly accounts = new Set<string>();
  private readonly regions = new Set<string>();
  private readonly kinds = { 'management': 0, 'data': 0, 'sign-in': 0, 'other': 0 };

  public add(record: CloudTrailRecord, origin = originOf(record), times = 1): void {
    this.addOrigin(origin);
    this.kinds[kindOf(record)] += times;
  }

  public parts(): CoverageParts {
    return { days: [...this.days], accounts: [...this.accounts], regions: [...this.regions], kinds: this.kinds };
  }

  public addParts({ days, accounts, regions, kinds }: CoverageParts): void {
    days.forEach((day) => this.days.add(day));
    accounts.forEach((account) => this.accounts.add(account));
    regions.forEach((region) => this.regions.add(region));
    EVENT_KINDS.forEach((kind) => { this.kinds[kind] += kinds[kind]; });
  }

  /** Of a file that is not read. */
  public addOrigin({ day, account, region }: Origin): void {
    this.days.add(day);
    this.accounts.add(account);
    this.regions.add(region);
  }

  public coverage(): Coverage {
    const days = told(this.days);
    return {
      records: Object.values(this.kinds).reduce((sum, records) => sum + records, 0),
      days: days.length,
      firstDay: days[0] ?? '',
      lastDay: days.at(-1) ?? '',
      accounts: told(this.accounts),
      regions: told(this.regions),
      kinds: { ...this.kinds },
    };
  }
}

function told(values: ReadonlySet<string>): string[] {
  return [...values].filter((value) => value !== '').sort();
}

const CATEGORIES: Readonly<Record<string, EventKind>> = { Management: 'management', Data: 'data' };

/** Records had no category until 2020. */
function kindOf(record: CloudTrailRecord): EventKind {
  if (SIGN_IN_TYPES.includes(textAt(record, 'eventType'))) {
    return 'sign-in';
  }
  const category = textAt(record, 'eventCategory');
  const isManagement = textAt(record, 'managementEvent') !== 'false';
  return category === '' ? isManagement ? 'management' : 'data' : own(CATEGORIES, category) ?? 'other';
}
