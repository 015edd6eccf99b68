import type { EntityManager } from 'typeorm';
import { humanNumber, nextNumber, type Reader, rows } from '#database';
import { NotFound } from '#kernel';

/** Today in the bank's time zone, as SQL. */
export const TODAY = '(now() AT TIME ZONE (SELECT time_zone FROM people.bank))::date';

/** The bank's day, `2026-11-25`. */
export async function bankDay(on: Reader): Promise<string> {
  const [now] = await rows<{ day: string }>(on, `SELECT ${TODAY}::text AS day`);
  return now!.day;
}

/** The bank's year. */
export async function bankYear(on: Reader): Promise<number> {
  const [now] = await rows<{ year: number }>(on, `SELECT extract(year FROM ${TODAY})::int AS year`);
  return now!.year;
}

/** The bank's organisation, as SQL. */
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
