import type { EntityManager } from 'typeorm';
import { humanNumber, nextNumber, rows } from '#database';
import { NotFound } from '#kernel';

/** Today in the bank's time zone, as SQL. */
export const TODAY = '(now() AT TIME ZONE (SELECT time_zone FROM people.bank))::date';

/** The bank's organisation. @throws NotFound while there is none */
export async function bankId(tx: EntityManager): Promise<string> {
  const [bank] = await rows<{ id: string }>(tx, `SELECT id FROM people.organisation WHERE kind = 'bank'`);
  if (!bank) throw new NotFound('bank');
  return bank.id;
}

/** The next `D-2026-0042` of a kind of thing, in the bank's year; without gaps, as `nextNumber` says. */
export async function nextHumanNumber(tx: EntityManager, letter: string): Promise<string> {
  const [now] = await rows<{ year: number }>(tx, `SELECT extract(year FROM ${TODAY})::int AS year`);
  return humanNumber(letter, now!.year, await nextNumber(tx, letter, now!.year));
}
