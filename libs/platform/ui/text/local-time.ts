const DAY = 86_400_000;

/** The offsets that were looked up, in milliseconds, by zone and day of UTC; null for a day on which it changes. */
const known = new Map<string, Map<number, number | null>>();
const MOST = 4_000;

/**
 * A moment as the clocks of a zone show it: a date whose UTC fields are the local ones. `Intl` is asked once for each day, as it takes
 * longer than all else that a row of a list needs. @throws RangeError for a date or a zone that is none.
 */
export function localTime(at: Date | string, zone: string): Date {
  const moment = new Date(at).getTime();
  const days = known.get(zone) ?? new Map<number, number | null>();
  known.set(zone, days);
  const day = Math.floor(moment / DAY);
  let offset = days.get(day);
  if (offset === undefined) {
    const [first, last] = [offsetAt(day * DAY, zone), offsetAt((day + 1) * DAY - 1000, zone)];
    offset = first === last ? first : null;
    if (days.size >= MOST) days.clear();
    days.set(day, offset);
  }
  return new Date(moment + (offset ?? offsetAt(moment, zone)));
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetAt(moment: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    const numbers = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
    format = new Intl.DateTimeFormat('en-GB', { ...numbers, second: 'numeric', hourCycle: 'h23', timeZone: zone });
    formats.set(zone, format);
  }
  const p = Object.fromEntries(format.formatToParts(moment).map((part) => [part.type, Number(part.value)]));
  const shown = Date.UTC(p['year']!, p['month']! - 1, p['day']!, p['hour']!, p['minute']!, p['second']!);
  return shown - Math.floor(moment / 1000) * 1000;
}
