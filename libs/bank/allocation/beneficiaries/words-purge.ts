import type { EntityManager } from 'typeorm';
import { forgetNotes } from '#bank/devices';
import { audit, TODAY } from '#bank/people';
import { rows, run } from '#platform/database';
import { IN_PLACE } from '#platform/kernel';
import { identityUntil } from './identity.store.js';

/** What stands in place of the reference of somebody who was forgotten; no reference reads so. */
export const FORGOTTEN = IN_PLACE.reference;

/** Where a reference is cited: histories that only the end of their words may change (`platform.endings`). */
const CITING = ['devices.device_event', 'corrections.correction'];
/** So many rows at the end of a person; what is beyond ends with the words of the night. */
const CITED_AT_ONCE = 5000;

/**
 * Ends those whom nobody has seen for the time an identity is kept, who have no identity, signature, device in repair or living line of which something is kept any more, under whichever
 * reference: the reference goes, also where histories and corrections cite it, the day of the last contact becomes its year, and what figures count stays (GDPR, art. 5.1.e).
 * @returns how many ended.
 */
export async function endForgotten(tx: EntityManager, limit: number): Promise<number> {
  const [ended] = await rows<{ n: number }>(
    tx,
    `WITH due AS (
       SELECT b.id FROM allocation.beneficiary b CROSS JOIN LATERAL (SELECT allocation.persons_of(b.id) AS ids) p
       WHERE b.ended_on IS NULL AND ${identityUntil('b.last_contact_on')} <= ${TODAY}
         AND NOT EXISTS (SELECT 1 FROM allocation.beneficiary_identity i WHERE i.beneficiary_id = ANY (p.ids))
         AND NOT EXISTS (SELECT 1 FROM allocation.handover_signature s JOIN allocation.handover h ON h.id = s.handover_id WHERE h.beneficiary_id = ANY (p.ids))
         AND NOT EXISTS (SELECT 1 FROM allocation.request_unit u WHERE u.beneficiary_id = ANY (p.ids) AND u.state = ANY (allocation.open_unit_states()))
         AND NOT EXISTS (SELECT 1 FROM allocation.handover h JOIN devices.device d ON d.id = h.device_id AND d.state = 'in_maintenance'
           WHERE h.beneficiary_id = ANY (p.ids) AND h.ended_at IS NULL)
         AND NOT EXISTS (SELECT FROM platform.answers('living_lines', p.ids) WHERE (b.last_contact_on + people.kept_for('line'))::date > ${TODAY})
         -- Of a person with two references, the one that was seen last ends first.
         AND NOT EXISTS (SELECT 1 FROM allocation.beneficiary o WHERE o.id = ANY (p.ids) AND o.ended_on IS NULL
           AND o.last_contact_on > b.last_contact_on)
       ORDER BY b.last_contact_on LIMIT $1 FOR UPDATE OF b SKIP LOCKED),
     gone AS (
       UPDATE allocation.beneficiary b SET reference = '${FORGOTTEN}', ended_on = ${TODAY}, created_by = NULL,
         last_contact_on = date_trunc('year', b.last_contact_on)::date
       FROM due WHERE b.id = due.id RETURNING b.id),
     told AS (INSERT INTO allocation.purge_entry (beneficiary_id, what, reason) SELECT id, 'reference', 'date_reached' FROM gone RETURNING 1)
     SELECT count(*)::int AS n FROM told`,
    [limit],
  );
  if (ended!.n)
    await run(tx, 'SELECT platform.end_words(thing, $1) FROM unnest($2::text[]) AS c(thing)', [CITED_AT_ONCE, CITING]);
  return ended!.n;
}

/** So many notes in one transaction: lists of other tools bring one with every device. */
const AT_ONCE = 5000;

const DUE = `SELECT (${TODAY} - people.kept_for('free_text'))::timestamptz AS due`;

/** Forgets what people wrote freely, at the dated period, as it may speak of a person; the audit says how many. @returns how many texts went. */
export async function forgetFreeText(tx: EntityManager, limit = AT_ONCE): Promise<number> {
  const [rule] = await rows<{ due: Date | null }>(tx, DUE);
  if (!rule?.due) return 0;
  const notes = await forgetNotes(tx, rule.due, limit);
  const refusals = await run(
    tx,
    `UPDATE allocation.request SET refusal_note = '' WHERE refusal_note <> '' AND decided_at < $1`,
    [rule.due],
  );
  if (notes + refusals > 0) {
    await audit(tx, { kind: 'system', channel: 'system' }, 'forget_free_text', { kind: 'note' }, { notes, refusals });
  }
  return notes + refusals;
}
