import fc from 'fast-check';
import pg from 'pg';
import { readTimestamp, Timestamp } from './timestamps.js';

// What the driver itself reads, before anything of ours has it read otherwise.
const driver = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ) as (text: string) => Date;

const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
const moment = fc
  .record({
    day: fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-28'), noInvalidDate: true }),
    fraction: fc.option(fc.integer({ min: 0, max: 999_999 }), { nil: undefined }),
    digits: fc.integer({ min: 1, max: 6 }),
    sign: fc.constantFrom('+', '-'),
    hours: two(14),
    minutes: fc.option(two(59), { nil: undefined }),
  })
  .map(({ day, fraction, digits, sign, hours, minutes }) => {
    const to = day.toISOString().slice(0, 19).replace('T', ' ');
    const after = fraction === undefined ? '' : `.${String(fraction).padStart(6, '0').slice(0, digits)}`;
    return `${to}${after}${sign}${hours}${minutes === undefined ? '' : `:${minutes}`}`;
  });

describe('a moment of the database', () => {
  test('is what the driver reads, and says itself in JSON as any date does', () =>
    fc.assert(
      fc.property(moment, (text) => {
        const read = readTimestamp(text) as Date;
        const same = driver(text);
        expect(read.getTime()).toBe(same.getTime());
        expect(JSON.stringify({ read })).toBe(JSON.stringify({ read: same }));
      }),
      { numRuns: 2000 },
    ));

  test('is read by the driver where it is no moment of our era', () => {
    expect(readTimestamp('infinity')).toBe(Number.POSITIVE_INFINITY);
    expect(readTimestamp('-infinity')).toBe(Number.NEGATIVE_INFINITY);
    expect(readTimestamp('0044-03-15 12:00:00+00 BC')).toEqual(driver('0044-03-15 12:00:00+00 BC'));
    expect(readTimestamp('12026-03-15 12:00:00+00')).toEqual(driver('12026-03-15 12:00:00+00'));
    expect(readTimestamp('1850-03-15 12:00:00+00:09:21')).toEqual(driver('1850-03-15 12:00:00+00:09:21'));
  });

  test('that is none, or is beyond four digits, is said as JSON says it', () => {
    expect(new Timestamp(Number.NaN).toJSON()).toBeNull();
    expect(new Timestamp(-62_198_755_200_000).toJSON()).toBe(new Date(-62_198_755_200_000).toJSON());
    expect(new Timestamp(-1).toJSON()).toBe('1969-12-31T23:59:59.999Z');
  });
});
