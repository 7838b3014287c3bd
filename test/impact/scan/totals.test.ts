/** Counting file by file, with ids that are forgotten, counts what one tally of all records counts. */
import fc from 'fast-check';
import { type CloudTrailRecord } from '../../../impact/facts/record';
import type { CountedFact } from '../../../impact/scan/counted-fact';
import { FileCount } from '../../../impact/scan/file-count';
import { IdSet } from '../../../impact/scan/id-set';
import { Totals } from '../../../impact/scan/totals';
import { originOf } from '../../../impact/sources/range';
import { COLUMNS } from '../../../src/private/impact/vocabulary/fact';
import { iam, key, record, session } from '../records';
import { Tally } from '../tally';

interface LogFile {
  /** The day in the name of the file. */
  readonly day: number;
  readonly records: readonly CloudTrailRecord[];
}

const dayText = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const FIRST = 20_760;

const factsOf = (records: readonly CloudTrailRecord[]) => {
  const count = new FileCount();
  records.forEach((one) => count.add(one, originOf(one).day, 1));
  return count.facts();
};
const sorted = (facts: readonly CountedFact[]) => facts.map(({ fact, calls, firstDay, lastDay, example }) =>
  JSON.stringify([...COLUMNS.map((column) => fact[column]), calls, firstDay, lastDay, example])).sort();

test('no name in a request moves the columns behind it', () => {
  const one = record(session('ann', 'false'), { ...iam('DeleteGroup', { groupName: 'staff\0refused' }), errorCode: 'ValidationException', eventID: '' });
  const totals = new Totals();
  totals.add(factsOf([one]), undefined);
  expect(totals.facts()).toMatchObject([{ fact: { target: 'group/staff\ufffdrefused', outcome: 'failed', observed: '' }, calls: 1 }]);
});

/** As the command does it: in the order of the days, and late records at the end. */
function counted(files: readonly LogFile[], byDay: boolean): string[] {
  const totals = new Totals();
  const inOrder = byDay ? [...files].sort((one, other) => one.day - other.day) : files;
  inOrder.forEach(({ day, records }, index) => {
    totals.add(factsOf(records), byDay ? day : undefined);
    totals.forgetBefore(byDay ? inOrder[index + 1]?.day ?? 0 : 0);
  });
  const late = totals.lateDays();
  files.filter(({ day }) => byDay && late.has(day)).forEach(({ day, records }) => totals.compareLate(factsOf(records), day));
  return sorted(totals.facts());
}

function atOnce(files: readonly LogFile[]): string[] {
  const tally = new Tally();
  files.flatMap(({ records }) => records).forEach((one) => tally.add(one));
  return sorted(tally.facts());
}

/** Few events, so that each comes several times. Copies of an event have its time. */
const EVENTS = fc.constantFrom(...Array.from({ length: 12 }, (_, index) => record(index % 5 === 4 ? { type: 'AssumedRole' } : key(['ann', 'bob'][index % 2]), {
  eventID: index === 11 ? undefined : `event-${index}`,
  eventTime: index === 10 ? 'untold' : `${dayText(FIRST + index % 7)}T12:00:00Z`,
  eventName: ['DescribeVolumes', 'StartInstances'][index % 3 === 0 ? 0 : 1],
})));
const COPIES = fc.tuple(EVENTS, fc.nat({ max: 3 })).map(([event, copy]) => [
  event, { ...event, sharedEventID: event.eventID, eventID: 'of another account' }, { ...event, eventID: 'corrected', addendum: { originalEventID: event.eventID } }, event,
][copy] as CloudTrailRecord);
const FILES = fc.array(fc.record({ day: fc.integer({ min: FIRST, max: FIRST + 7 }), records: fc.array(COPIES, { maxLength: 8 }) }), { maxLength: 8 });

test.each([true, false])('each event is counted once, however late its copies come (files by day: %s)', (byDay) => {
  fc.assert(fc.property(FILES, (files) => expect(counted(files, byDay)).toEqual(atOnce(files)) === undefined), { numRuns: 500 });
});

test('without days in the names, copies of an event need not have its time', () => {
  const [one, other] = ['2026-11-03', '2026-12-24'].map((day) => record(key('ann'), { eventID: 'x', eventTime: `${day}T00:00:00Z` }));
  const files = [one, other].map((a) => ({ day: 0, records: [a] }));
  expect(counted(files, false)).toEqual(atOnce(files));
});

test('what is forgotten would be missed: a copy within the days counts once because its id is still known', () => {
  const copy = record(key('ann'), { eventTime: `${dayText(FIRST)}T12:00:00Z` });
  const totals = new Totals();
  totals.add(factsOf([copy]), FIRST);
  totals.forgetBefore(FIRST + 1);
  totals.add(factsOf([copy]), FIRST + 1);
  expect(totals.facts()).toMatchObject([{ calls: 1 }]);
  totals.forgetBefore(FIRST + 2);
  totals.add(factsOf([copy]), FIRST + 1);
  expect(totals.facts()).toMatchObject([{ calls: 2 }]);
});

test('a set of ids knows what it has, beyond its first size, and the number 0 too', () => {
  const set = new IdSet();
  const pairs = Array.from({ length: 20_000 }, (_, index): [number, number] => [Math.imul(index, 2_654_435_761) >>> 0, index % 3 === 0 ? 0 : index]);
  expect(pairs.filter(([high, low]) => set.add(high, low))).toHaveLength(20_000);
  expect(pairs.filter(([high, low]) => set.add(high, low))).toEqual([]);
});
