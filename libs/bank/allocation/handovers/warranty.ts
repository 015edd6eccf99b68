import type { EntityManager } from 'typeorm';
import { dayInWords } from '#bank/documents';
import { TODAY } from '#bank/people';
import { rows } from '#platform/database';
import type { HandoverMode } from '../codes.js';

interface Warranty {
  readonly months: number;
  /** `2028-11-25` */
  readonly until: string;
  readonly over: boolean;
}

/** The dated rule in force when the device was handed over first: what replaces it goes on with its warranty. */
async function warrantyOf(tx: EntityManager, mode: HandoverMode, replaces?: string): Promise<Warranty | null> {
  const [rule] = await rows<Warranty>(
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
  return rule?.months && !rule.over ? rule : null;
}

/** The last day of the warranty of what is handed over today; null when it has none. */
export const warrantyEndIfHandedOverToday = async (tx: EntityManager, mode: HandoverMode): Promise<string | null> =>
  (await warrantyOf(tx, mode))?.until ?? null;

/**
 * What the warranty is, in words for a paper: a sale carries the law's, a gift none unless the bank chose one.
 *
 * @param replaces the hand-over whose device is replaced: the warranty of the sale goes on, and does not begin again
 * @returns null when that of a sale has ended
 */
export async function warrantyWords(tx: EntityManager, mode: HandoverMode, replaces?: string): Promise<string | null> {
  const warranty = await warrantyOf(tx, mode, replaces);
  // Nothing is promised of what is given, and nobody is left alone with it.
  if (!warranty) return mode === 'gift' ? 'Pas de garantie : en cas de panne, revenez nous voir' : null;
  const until = dayInWords(`${warranty.until}T12:00:00Z`, 'UTC');
  return `${mode === 'gift' ? 'Garantie choisie par la banque' : 'Garantie légale de conformité'} jusqu’au ${until}`;
}
