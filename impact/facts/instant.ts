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
  const day = Number(local.slice(8, 10));
  // JavaScript takes 30 February for 2 March.
  const isThere = day <= 28 || new Date(instant).getUTCDate() === day;
  return isThere ? instant - (time.endsWith('Z') ? 0 : milliseconds(/[+-]\d\d:?\d\d$/.exec(time.slice('2026-11-03'.length))?.[0])) : NaN;
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

/** As trails write it, of a day that each month has. */
const USUAL = /^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** The day in UTC, or the empty text. */
export function dayOf(time: string): string {
  // A date takes long to read and to write.
  if (USUAL.test(time)) {
    return time.slice(0, 10);
  }
  const instant = instantOf(time);
  return Number.isNaN(instant) ? '' : new Date(instant).toISOString().slice(0, 10);
}
