import type { DataSource, EntityManager } from 'typeorm';
import { type Reader, rows, run } from '#platform/database';
import { type Actor, IN_PLACE, NotFound, newId, newSecret, sha256 } from '#platform/kernel';
import { audit } from '../audit/audit.js';
import { KEY_SCOPES, KEY_TERMS, type KeyScope, type KeyTerm } from '../word-lists.js';
import type { TokenView } from './key.views.js';

/** @param for_ what it is good for, by default everything, and for how long, by default a year. @returns the secret, shown this once */
export async function makeKey(
  tx: EntityManager,
  actor: Actor,
  membershipId: string,
  name: string,
  for_: { readonly scopes?: readonly KeyScope[]; readonly term?: KeyTerm } = {},
): Promise<{ id: string; secret: string }> {
  const { scopes = KEY_SCOPES, term = 'year' } = for_;
  const [m] = await rows<{ organisation_id: string }>(
    tx,
    'SELECT organisation_id FROM people.membership WHERE id = $1 AND active',
    [membershipId],
  );
  if (!m) throw new NotFound('membership');
  const id = newId();
  const secret = `bn_${newSecret()}`;
  await run(
    tx,
    `INSERT INTO people.machine_credential (id, kind, membership_id, made_by, organisation_id, name, contact, secret_hash, scopes, expires_at)
       VALUES ($1, 'person', $2, $2, $3, $4, '', $5, $6, platform.now() + make_interval(days => $7))`,
    [id, membershipId, m.organisation_id, name.trim(), sha256(secret), scopes, KEY_TERMS[term]],
  );
  await audit(tx, actor, 'create', { kind: 'api_token', id }, { scopes, term });
  return { id, secret };
}

/** Revokes a member's key in an organisation, at once and for ever. @throws NotFound for another organisation's. */
export async function revokeKey(tx: EntityManager, actor: Actor, organisationId: string, id: string): Promise<void> {
  const changed = await run(
    tx,
    `UPDATE people.machine_credential SET revoked_at = coalesce(revoked_at, platform.now()) WHERE id = $1 AND organisation_id = $2 AND kind = 'person'`,
    [id, organisationId],
  );
  if (!changed) throw new NotFound('token');
  await audit(tx, actor, 'revoke', { kind: 'api_token', id });
}

export async function keysOfOrganisation(db: Reader, organisationId: string): Promise<TokenView[]> {
  return rows<TokenView>(
    db,
    `SELECT t.id, t.name, m.operator_number AS "operatorNumber", t.created_at AS "createdAt", t.last_used_at AS "lastUsedAt", t.revoked_at AS "revokedAt",
         t.scopes, t.expires_at AS "expiresAt", t.expires_at > t.created_at + interval '13 months' AS "endWasSet"
       FROM people.machine_credential t JOIN people.membership m ON m.id = t.membership_id WHERE t.organisation_id = $1 AND t.kind = 'person' ORDER BY t.id DESC`,
    [organisationId],
  );
}

/** Forgets what keys that are over were called, and whom to call, at the dated period; the audit says how many. */
export async function forgetKeyNames(db: DataSource): Promise<number> {
  return db.transaction(async (tx) => {
    const gone = await run(
      tx,
      `UPDATE people.machine_credential SET name = $1, contact = '' WHERE name <> $1 AND least(revoked_at, expires_at) < platform.now() - people.kept_for('key_name')`,
      [IN_PLACE.key],
    );
    if (gone) await audit(tx, { kind: 'system', channel: 'system' }, 'forget', { kind: 'api_token' }, { count: gone });
    return gone;
  });
}
