import type { EntityManager } from 'typeorm';
import { rows } from '#database';
import { dayInWords } from '#documents';
import { TODAY } from '#people';
import type { HandoverMode } from './codes.js';

/**
 * What the warranty is, in words for a paper, by the dated rule in force when the device was sold: a sale carries one, a gift does not.
 *
 * @param replaces the hand-over whose device is replaced: the warranty of the sale goes on, and does not begin again
 * @returns null when there is none, or when it has ended
 */
export async function warrantyWords(tx: EntityManager, mode: HandoverMode, replaces?: string): Promise<string | null> {
  const [rule] = await rows<{ months: number; until: string; over: boolean }>(
    tx,
    `WITH RECURSIVE chain AS (
       SELECT h.replaces, h.handed_over_at FROM allocation.handover h WHERE h.id = $2::uuid
       UNION ALL SELECT h.replaces, h.handed_over_at FROM allocation.handover h JOIN chain c ON h.id = c.replaces
     ), sold AS (
       SELECT coalesce((SELECT (c.handed_over_at AT TIME ZONE b.time_zone)::date FROM chain c WHERE c.replaces IS NULL), ${TODAY}) AS day FROM people.bank b
     )
     SELECT r.months, (s.day + make_interval(months => r.months))::date::text AS until, (s.day + make_interval(months => r.months))::date < ${TODAY} AS over
     FROM sold s JOIN allocation.warranty_rule r ON r.mode = $1 AND r.valid_from <= s.day ORDER BY r.valid_from DESC LIMIT 1`,
    [mode, replaces ?? null],
  );
  // Nothing is promised of what is given, and nobody is left alone with it.
  if (mode === 'gift' && !rule?.months) return 'Pas de garantie : en cas de panne, revenez nous voir';
  return rule?.months && !rule.over
    ? `Garantie légale de conformité jusqu’au ${dayInWords(`${rule.until}T12:00:00Z`, 'UTC')}`
    : null;
}
