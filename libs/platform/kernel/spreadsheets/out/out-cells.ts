/** A cell of an export; a text stays a text, whatever it looks like. */
export type OutCell = string | number | Date | null;

export interface OutTable {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: AsyncIterable<readonly OutCell[]> | Iterable<readonly OutCell[]>;
  readonly timeZone: string;
}

export const OUT_PIECE = 32 * 1024;

/** A date's parts in a time zone: year, month, day, hour, minute. */
export function localParts(timeZone: string): (date: Date) => readonly [number, number, number, number, number] {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (date) => {
    const [, day, month, year, hour, minute] = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+)/.exec(format.format(date)) ?? [];
    return [Number(year), Number(month), Number(day), Number(hour), Number(minute)];
  };
}
