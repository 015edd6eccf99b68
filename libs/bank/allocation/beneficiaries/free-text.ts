import type { EntityManager } from 'typeorm';
import { forgetNotes } from '#bank/devices';
import { audit, TODAY } from '#bank/people';
import { rows, run } from '#platform/database';

/** So many notes in one transaction: lists of other tools bring one with every device. */
const AT_ONCE = 5000;

const DUE = `SELECT (${TODAY} - people.kept_for('free_text'))::timestamptz AS due`;

/**
 * Forgets what people wrote freely, at the dated period: notes on devices and words beside a refusal. They may speak of a
 * person although we ask them not to; histories, codes and figures stay. What went is told in the audit, by number.
 * @returns how many texts went; none are left when none did.
 */
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
