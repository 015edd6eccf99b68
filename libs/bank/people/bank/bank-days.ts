import type { EntityManager } from 'typeorm';
import { humanNumber, nextNumber, type Reader, rows } from '#platform/database';
import { NotFound } from '#platform/kernel';

/** Today in the bank's time zone, as SQL. */
export const TODAY = '(platform.now() AT TIME ZONE (SELECT time_zone FROM people.bank))::date';

/** When the bank's day began that was so many days ago, as SQL. @param days SQL of a whole number */
export const dayBegan = (days: string): string =>
  `(${TODAY} - ${days})::timestamp AT TIME ZONE (SELECT time_zone FROM people.bank)`;

export async function bankDay(on: Reader): Promise<string> {
  const [now] = await rows<{ day: string }>(on, `SELECT ${TODAY}::text AS day`);
  return now!.day;
}

/** When a day begins where the bank is. @param day `2026-12-02` */
export async function dayBegins(on: Reader, day: string): Promise<Date> {
  const [began] = await rows<{ at: Date }>(
    on,
    'SELECT $1::date::timestamp AT TIME ZONE b.time_zone AS at FROM people.bank b',
    [day],
  );
  return began!.at;
}

export async function bankYear(on: Reader): Promise<number> {
  const [now] = await rows<{ year: number }>(on, `SELECT extract(year FROM ${TODAY})::int AS year`);
  return now!.year;
}

export const THE_BANK = "(SELECT o.id FROM people.organisation o WHERE o.kind = 'bank')";

/** The bank's organisation. @throws NotFound while there is none */
export async function bankId(tx: EntityManager): Promise<string> {
  const [bank] = await rows<{ id: string | null }>(tx, `SELECT ${THE_BANK} AS id`);
  if (!bank?.id) throw new NotFound('bank');
  return bank.id;
}

/** The next `D-2026-0042` of a kind of thing, in the bank's year; without gaps, as `nextNumber` says. */
export async function nextHumanNumber(tx: EntityManager, letter: string): Promise<string> {
  const year = await bankYear(tx);
  return humanNumber(letter, year, await nextNumber(tx, letter, year));
}

/** In how many things something happened, month by month. */
export interface MonthCount {
  /** `2026-11` */
  readonly month: string;
  readonly count: number;
}

/** SQL: the bank's last twelve months, this one last (`month`), each with the moments between which it lies (`starts`, `ends`). */
export const LAST_MONTHS = `SELECT to_char(m.starts, 'YYYY-MM') AS month, m.starts AT TIME ZONE m.time_zone AS starts, (m.starts + interval '1 month') AT TIME ZONE m.time_zone AS ends
  FROM (SELECT date_trunc('month', platform.now() AT TIME ZONE b.time_zone) - make_interval(months => i) AS starts, b.time_zone FROM people.bank b, generate_series(0, 11) i) m`;
