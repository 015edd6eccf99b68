import type { EntityManager } from 'typeorm';
import { audit } from '#people';
import { TODAY } from './standing.js';

const DUE = `(${TODAY} - make_interval(months => (SELECT months FROM allocation.retention_rule
  WHERE kind = 'free_text' AND valid_from <= ${TODAY} ORDER BY valid_from DESC LIMIT 1)))`;

/**
 * Forgets what people wrote freely, at the dated period: notes on devices and words beside a refusal. They may speak of a
 * person although we ask them not to; histories, codes and figures stay. What went is told in the audit, by number.
 * @returns how many texts went.
 */
export async function forgetFreeText(tx: EntityManager): Promise<number> {
  const [, notes]: [unknown, number] = await tx.query(`DELETE FROM devices.device_note WHERE created_at < ${DUE}`);
  const [, refusals]: [unknown, number] = await tx.query(
    `UPDATE allocation.request SET refusal_note = '' WHERE refusal_note <> '' AND decided_at < ${DUE}`,
  );
  if (notes + refusals > 0) {
    await audit(tx, { kind: 'system', channel: 'system' }, 'forget_free_text', { kind: 'note' }, { notes, refusals });
  }
  return notes + refusals;
}
