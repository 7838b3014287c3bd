/** Times in the forms that trails and other tools write. */
import { dayOf, instantOf } from '../../impact/facts/instant';

const EIGHT = Date.UTC(2026, 10, 3, 8, 15, 30);

test.each([
  ['of a trail', '2026-11-03T08:15:30Z'],
  ['with a fraction', '2026-11-03T08:15:30.999Z'],
  ['with a blank', '2026-11-03 08:15:30'],
  ['with a blank and a zone', '2026-11-03 08:15:30+00:00'],
  ['without a zone', '2026-11-03T08:15:30'],
  ['in basic form', '20261103T081530Z'],
  ['in basic form, with a zone', '20261103T134530+0530'],
  ['of a zone without a colon', '2026-11-03T13:45:30+0530'],
  ['of a zone in the west', '2026-11-03T00:15:30-08:00'],
  ['in seconds', '1793693730'],
  ['in seconds with a fraction', '1793693730.9'],
  ['in milliseconds', '1793693730000'],
])('%s', (_, time) => {
  expect(instantOf(time)).toBe(EIGHT);
});

test.each([
  '', 'yesterday', '2026-11-03', '2026-02-30T08:15:30Z', '20260230T081530Z', '2026-13-03T08:15:30Z', '2026-11-03T24:00:00Z', '2026-11-03T08:15Z', '2026-11-03T08:15:30+25:00',
  ' 2026-11-03T08:15:30Z', '12', '20261103',
])('%p is no time', (time) => {
  expect(instantOf(time)).toBeNaN();
  expect(dayOf(time)).toBe('');
});

test('the day is that of Greenwich', () => {
  expect(dayOf('2026-11-03T23:30:00-0800')).toBe('2026-11-04');
  expect(dayOf('20261103T013000+0530')).toBe('2026-11-02');
});
