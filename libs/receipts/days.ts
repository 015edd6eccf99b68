import type { EntityManager } from 'typeorm';
import { rows } from '#database';

/** The bank's day now. */
export async function currentDay(tx: EntityManager): Promise<string> {
  const [now] = await rows<{ day: string }>(
    tx,
    `SELECT (now() AT TIME ZONE (SELECT time_zone FROM people.bank))::date::text AS day`,
  );
  return now!.day;
}
