import type { EntityManager } from 'typeorm';
import { rows } from '#database';

/** True for a day that the calendar has, as `2026-11-25`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const read = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text);
}

/** The bank's day now. */
export async function currentDay(tx: EntityManager): Promise<string> {
  const [now] = await rows<{ day: string }>(
    tx,
    `SELECT (now() AT TIME ZONE (SELECT time_zone FROM people.bank))::date::text AS day`,
  );
  return now!.day;
}
