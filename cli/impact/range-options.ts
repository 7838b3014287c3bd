/** `--from`, `--to`, `--region` and `--account`: the part of the logs that is asked for. */
import { instantOf } from '../../impact/facts/instant';
import type { Range } from '../../impact/sources/range';
import { Refusal } from '../refusal';

export interface RangeOptions {
  readonly from?: string;
  readonly to?: string;
  readonly region?: readonly string[];
  readonly account?: readonly string[];
}

export function rangeOf({ from, to, region = [], account = [] }: RangeOptions): Range {
  const range = { from: dayIn('--from', from), to: dayIn('--to', to), regions: region, accounts: account };
  if (range.from !== '' && range.to !== '' && range.from > range.to) {
    throw new Refusal(`--from ${range.from} is after --to ${range.to}; exchange them`);
  }
  region.forEach((one) => check('--region', one, /^[a-z]{2,}(-[a-z]+)+-\d+$/, 'a Region such as eu-west-1'));
  account.forEach((one) => check('--account', one, /^\d{12}$/, 'the 12 digits of an account'));
  return range;
}

function dayIn(option: string, day: string | undefined): string {
  if (day !== undefined && (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(instantOf(`${day}T00:00:00Z`)))) {
    throw new Refusal(`${option}: expected a day such as 2026-11-03, got ${JSON.stringify(day)}`);
  }
  return day ?? '';
}

function check(option: string, value: string, pattern: RegExp, expected: string): void {
  if (!pattern.test(value)) {
    throw new Refusal(`${option}: expected ${expected}, got ${JSON.stringify(value)}`);
  }
}
