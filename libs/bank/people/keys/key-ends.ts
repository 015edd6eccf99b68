import type { DataSource, EntityManager } from 'typeorm';
import { rows } from '#platform/database';
import type { CredentialKind } from '../word-lists.js';

/** So many days before a key ends, it is announced. */
const NOTICE = 30;
const AT_ONCE = 100;

export interface EndingKey {
  readonly id: string;
  readonly name: string;
  readonly kind: CredentialKind;
  readonly organisationId: string;
  readonly organisation: string;
  /** The membership of who made it. */
  readonly madeBy: string;
  /** Its last day, in words. */
  readonly until: string;
}

/**
 * Announces, once, the keys that are about to end; `tell` writes to people in the same transaction. Not one that was made for a month, nor one whose
 * successor is good already. @returns how many
 */
export async function announceKeyEnds(
  db: DataSource,
  tell: (tx: EntityManager, key: EndingKey) => Promise<void>,
): Promise<number> {
  return db.transaction(async (tx) => {
    const due = await rows<EndingKey>(
      tx,
      `UPDATE people.machine_credential c SET end_told_at = platform.now() FROM people.organisation o, people.bank b
       WHERE o.id = c.organisation_id AND o.active AND c.id IN (
         SELECT k.id FROM people.machine_credential k WHERE k.revoked_at IS NULL AND k.end_told_at IS NULL AND k.expires_at > platform.now()
           AND k.expires_at <= platform.now() + make_interval(days => $1) AND k.created_at < k.expires_at - make_interval(days => $1 + 1)
           AND NOT EXISTS (SELECT FROM people.machine_credential n WHERE n.membership_id = k.membership_id AND n.kind = 'organisation' AND n.id <> k.id
             AND n.revoked_at IS NULL AND n.expires_at > k.expires_at)
         ORDER BY k.id LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING c.id, c.name, c.kind, c.organisation_id AS "organisationId", o.name AS organisation, c.made_by AS "madeBy",
         to_char(c.expires_at AT TIME ZONE b.time_zone, 'YYYY-MM-DD') AS until`,
      [NOTICE, AT_ONCE],
    );
    for (const key of due) await tell(tx, { ...key, until: inWords(key.until) });
    return due.length;
  });
}

const inWords = (day: string): string =>
  new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
