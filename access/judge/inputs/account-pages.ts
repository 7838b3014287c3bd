/** `aws iam get-account-authorization-details` in pages, or for several accounts: one after the other, in one file or in many. */
import { accountOf } from './account-of';
import { InputError } from './input-error';
import { Fields, field, fields, isFields, list } from './json-fields';
import { NamedValue, within } from './parse-input';

const LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'];

/** Policies alone may also be a list of them without their documents. */
export function isAccountPage(value: unknown): value is Fields {
  return isFields(value) && LISTS.some((name) => Object.hasOwn(value, name) && name !== 'Policies') || hasDocuments(value);
}

/** A dump of policies alone. */
export function hasDocuments(value: unknown): value is Fields {
  const policies = isFields(value) ? field(value, 'Policies') : undefined;
  return Array.isArray(policies) && policies.some((one) => isFields(one) && Object.hasOwn(one, 'PolicyVersionList'));
}

/** All pages as one: a group or a policy may be on another page than its users. */
export function joinedPages(pages: readonly NamedValue[]): NamedValue & { readonly value: Fields } {
  const name = pages[0].name + (pages.length > 1 ? ` with ${pages.length - 1} more` : '');
  return within(name, () => {
    const values = pages.map(({ value }) => fields(value, 'the account'));
    const marks = values.map((page) => CUT_OFF.find((one) => field(page, one) ?? false));
    const ends = marks.filter((mark) => mark === undefined).length;
    const joined = Object.fromEntries(LISTS.map((each) => [each, values.flatMap((page) => list(field(page, each), each))]));
    // Each account has one page that is the last.
    if (ends < Math.max(1, accountsIn(joined).size)) {
      throw new InputError(ends === values.length ? 'it looks like several accounts in one object, of which some may be cut off; give the output of AWS for each, one after the other'
        : `the account is cut off (${marks.find((mark) => mark !== undefined)!}); give all its pages, or run the command of AWS without --max-items and --no-paginate`);
    }
    refuseContradictions(joined);
    return { name, value: Object.fromEntries(Object.entries(joined).map(([each, all]) => [each, withoutRepeated(all)])) };
  });
}

/** The API says the first two, and the command line tool the last one, with `--max-items`. */
const CUT_OFF = ['IsTruncated', 'Marker', 'NextToken'];

/** Two dumps of one account: what held last, nobody can tell. A policy of AWS is in the dump of each account, and each has its own numbers there. */
function refuseContradictions(account: Fields): void {
  const known = new Map<unknown, unknown>();
  for (const one of LISTS.flatMap((each) => list(field(account, each), each))) {
    const arn = isFields(one) ? field(one, 'Arn') : undefined;
    const other = known.get(arn);
    if (other !== undefined && accountOf(arn) !== undefined && JSON.stringify(other) !== JSON.stringify(one)) {
      throw new InputError(`${String(arn)} is there twice, and not the same; give one output of AWS for each account`);
    }
    known.set(arn, one);
  }
}

/** A page may be given twice. A policy of AWS may be of several days: its newest version holds everywhere. */
function withoutRepeated(all: readonly unknown[]): unknown[] {
  const newest = new Map<unknown, unknown>();
  for (const one of all) {
    const key = isFields(one) ? field(one, 'Arn') ?? one : one;
    if (!newest.has(key) || versionOf(one) > versionOf(newest.get(key))) {
      newest.set(key, one);
    }
  }
  return [...newest.values()];
}

function versionOf(one: unknown): number {
  const id = isFields(one) ? field(one, 'DefaultVersionId') : undefined;
  return typeof id === 'string' ? Number(id.slice(1)) : 0;
}

function accountsIn(account: Fields): Set<string> {
  const own = ['UserDetailList', 'GroupDetailList', 'RoleDetailList'].flatMap((each) => list(field(account, each), each));
  return new Set(own.flatMap((one) => isFields(one) ? accountOf(field(one, 'Arn')) ?? [] : []));
}
