/** Milliseconds since 1970, or NaN for what is no time. */
export function instantOf(time: string): number {
  const parts = EXTENDED.exec(time) ?? BASIC.exec(time);
  if (parts !== null) {
    const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = parts;
    return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}${zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2')}`);
  }
  // Milliseconds or seconds, as some exports write it. The seconds have a digit more from the year 2286 on.
  return /^\d{9,10}(\.\d+)?$/.test(time) ? Number(time) * 1000 : /^\d{12,13}$/.test(time) ? Number(time) : NaN;
}

const EXTENDED = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/;
/** The user guide shows it, in its text and in its example. */
const BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/;

/** The day in UTC, or the empty text. */
export function dayOf(time: string): string {
  const instant = instantOf(time);
  return Number.isNaN(instant) ? '' : new Date(instant).toISOString().slice(0, 10);
}
