import type { EntityManager } from 'typeorm';
import { forgetNotes } from '#bank/devices';
import { audit, TODAY } from '#bank/people';
import { rows, run } from '#platform/database';

const DUE = `SELECT (${TODAY} - people.kept_for('free_text'))::timestamptz AS due`;

/**
 * Forgets what people wrote freely, at the dated period: notes on devices and words beside a refusal. They may speak of a
 * person although we ask them not to; histories, codes and figures stay. What went is told in the audit, by number.
 * @returns how many texts went.
 */
export async function forgetFreeText(tx: EntityManager): Promise<number> {
  const [rule] = await rows<{ due: Date | null }>(tx, DUE);
  if (!rule?.due) return 0;
  const notes = await forgetNotes(tx, rule.due);
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
