import { BASIC_TIME, EXTENDED_TIME } from '../../src/private/impact/vocabulary/record-values';

const EXTENDED = new RegExp(EXTENDED_TIME);
const BASIC = new RegExp(BASIC_TIME);

/** Milliseconds since 1970, of whole seconds because AWS counts those, or NaN for what is no time. */
export function instantOf(time: string): number {
  const local = localTime(time);
  if (local === undefined) {
    // Milliseconds or seconds, as some exports write it. The seconds have a digit more from the year 2286 on.
    return /^\d{9,10}(\.\d+)?$/.test(time) ? Math.floor(Number(time)) * 1000 : /^\d{12,13}$/.test(time) ? Number(time) : NaN;
  }
  const instant = Date.parse(`${local}Z`);
  // JavaScript takes 30 February for 2 March, and 24:00 for the next day.
  const isThere = new Date(instant).getUTCDate() === Number(local.slice(8, 10));
  return isThere ? instant - milliseconds(/[+-]\d\d:?\d\d$/.exec(time.slice('2026-11-03'.length))?.[0]) : NaN;
}

function localTime(time: string): string | undefined {
  if (EXTENDED.test(time)) {
    return `${time.slice(0, 10)}T${time.slice(11, 19)}`;
  }
  const basic = BASIC.test(time) ? /^(....)(..)(..)T(..)(..)(..)/.exec(time) : null;
  return basic === null ? undefined : `${basic[1]}-${basic[2]}-${basic[3]}T${basic[4]}:${basic[5]}:${basic[6]}`;
}

/** East of Greenwich it is later. */
function milliseconds(zone: string | undefined): number {
  return zone === undefined ? 0 : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * 60_000;
}

/** The day in UTC, or the empty text. */
export function dayOf(time: string): string {
  const instant = instantOf(time);
  if (Number.isNaN(instant)) {
    return '';
  }
  // Most times are of this form, and a date takes long to write.
  return time[10] === 'T' && time.endsWith('Z') ? time.slice(0, 10) : new Date(instant).toISOString().slice(0, 10);
}
