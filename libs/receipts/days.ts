import type { EntityManager } from 'typeorm';
import { rows } from '#database';
import { TODAY } from '#people';

/** The bank's day now. */
export async function currentDay(tx: EntityManager): Promise<string> {
  const [now] = await rows<{ day: string }>(tx, `SELECT ${TODAY}::text AS day`);
  return now!.day;
}
