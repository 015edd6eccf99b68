import type { DataSource, EntityManager } from 'typeorm';
import { rows } from '#platform/database';
import type { OffBecause } from '../word-lists.js';

const AT_ONCE = 100;

/** A webhook that the program switched off. */
export interface WebhookOff {
  readonly id: string;
  readonly address: string;
  readonly organisationId: string;
  readonly organisation: string;
  readonly because: Exclude<OffBecause, 'by_hand'>;
  readonly since: Date;
}

/** Announces, once each, the webhooks that were not switched off by hand; `tell` writes to people in the same transaction. @returns how many */
export async function announceWebhooksOff(
  db: DataSource,
  tell: (tx: EntityManager, off: WebhookOff) => Promise<void>,
): Promise<number> {
  return db.transaction(async (tx) => {
    const off = await rows<WebhookOff>(
      tx,
      `UPDATE events.webhook w SET off_told_at = platform.now() FROM people.organisation o
       WHERE o.id = w.organisation_id AND w.id IN (
         SELECT u.id FROM events.webhook u JOIN people.organisation a ON a.id = u.organisation_id AND a.active
         WHERE u.off_because <> 'by_hand' AND u.off_told_at IS NULL ORDER BY u.id LIMIT $1 FOR UPDATE OF u SKIP LOCKED)
       RETURNING w.id, w.address, w.organisation_id AS "organisationId", o.name AS organisation, w.off_because AS because, w.off_since AS since`,
      [AT_ONCE],
    );
    for (const one of off) await tell(tx, one);
    return off.length;
  });
}
