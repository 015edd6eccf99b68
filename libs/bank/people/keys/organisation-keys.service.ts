import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { rowOf, rows, run } from '#platform/database';
import {
  isId,
  KEYS_OF,
  type Member,
  memberWith,
  NotFound,
  newId,
  newSecret,
  type OrganisationScope,
  RuleBroken,
  scopesFor,
  sha256,
  WRITE,
} from '#platform/kernel';
import { audit } from '../audit/audit.js';
import { KEY_TERMS, type KeyTerm } from '../word-lists.js';
import type { OrganisationKeyView } from './key.views.js';

export interface NewOrganisationKey {
  readonly name: string;
  readonly contact: string;
  readonly scopes: readonly OrganisationScope[];
  readonly term: KeyTerm;
}

interface MadeKey {
  readonly id: string;
  readonly secret: string;
}

const KEY = `SELECT c.id, c.name, c.contact, c.scopes, c.created_at AS "createdAt", c.last_used_at AS "lastUsedAt", c.revoked_at AS "revokedAt",
    c.expires_at AS "expiresAt", a.operator_number AS "operatorNumber", m.operator_number AS "madeBy"
  FROM people.machine_credential c JOIN people.membership a ON a.id = c.membership_id JOIN people.membership m ON m.id = c.made_by
  WHERE c.organisation_id = $1 AND c.kind = 'organisation'`;

/** Keys with which programs act as an organisation, whoever works there. */
@Injectable()
export class OrganisationKeysService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** One's own organisation's, newest first. */
  list(member: Member): Promise<OrganisationKeyView[]> {
    return rows<OrganisationKeyView>(this.db, `${KEY} ORDER BY c.id DESC`, [member.organisationId]);
  }

  /** @throws NotFound for another organisation's */
  async get({ organisationId }: Member, id: string): Promise<OrganisationKeyView> {
    const key = await rowOf<OrganisationKeyView>(this.db, `${KEY} AND c.id = $2`, [organisationId, id], { key: id });
    return key;
  }

  /**
   * It acts under an operator number of its own, which is nobody's. @returns the secret, shown this once
   * @throws RuleBroken `people.key_scope_missing`, `people.key_scope_elsewhere`, `people.key_name_taken`
   */
  async make(tx: EntityManager, actor: Member, { name, contact, scopes, term }: NewOrganisationKey): Promise<MadeKey> {
    const { organisationId, organisationKind } = memberWith(actor, WRITE.keys);
    const may = scopesFor(organisationKind);
    if (!scopes.some((scope) => scope !== 'names')) throw new RuleBroken('people.key_scope_missing', {}, 'reads');
    if (!scopes.every((scope) => may.includes(scope))) throw new RuleBroken('people.key_scope_elsewhere', {}, 'reads');
    // Two who make a key of the same name at once: the second finds the first's.
    await run(tx, 'SELECT 1 FROM people.organisation WHERE id = $1 FOR NO KEY UPDATE', [organisationId]);
    const taken = await run(
      tx,
      `SELECT 1 FROM people.machine_credential WHERE organisation_id = $1 AND kind = 'organisation' AND lower(name) = lower($2)
         AND revoked_at IS NULL AND expires_at > platform.now()`,
      [organisationId, name.trim()],
    );
    if (taken) throw new RuleBroken('people.key_name_taken', {}, 'name');
    const membershipId = newId();
    await run(
      tx,
      'INSERT INTO people.membership (id, user_id, organisation_id, roles, invited_by, active) VALUES ($1, NULL, $2, $3, $4, false)',
      [membershipId, organisationId, [KEYS_OF[organisationKind]!.role], actor.membershipId],
    );
    return insertKey(tx, actor, 'create', { name: name.trim(), contact: contact.trim(), scopes, term, membershipId });
  }

  /**
   * A second key, good beside this one until that is revoked or ends, so that a program passes from one to the other without a stop.
   * @throws RuleBroken `people.key_over`, `people.key_twice_already`; NotFound
   */
  async renew(tx: EntityManager, actor: Member, id: string, term: KeyTerm): Promise<MadeKey> {
    const { organisationId } = memberWith(actor, WRITE.keys);
    const [key] = await rows<Omit<NewOrganisationKey, 'term'> & { membershipId: string; over: boolean }>(
      tx,
      `SELECT c.name, c.contact, c.scopes, c.membership_id AS "membershipId", (c.revoked_at IS NOT NULL OR c.expires_at <= platform.now()) AS over
       FROM people.machine_credential c WHERE c.id = $1 AND c.organisation_id = $2 AND c.kind = 'organisation' FOR UPDATE`,
      [id, organisationId],
    );
    if (!key) throw new NotFound('key');
    if (key.over) throw new RuleBroken('people.key_over');
    return insertKey(tx, actor, 'renew', { ...key, term });
  }

  /** At once and for ever. @throws NotFound for another organisation's */
  async revoke(tx: EntityManager, actor: Member, id: string): Promise<void> {
    const { organisationId } = memberWith(actor, WRITE.keys);
    if (!isId(id)) throw new NotFound('key');
    const changed = await run(
      tx,
      `UPDATE people.machine_credential SET revoked_at = coalesce(revoked_at, platform.now()) WHERE id = $1 AND organisation_id = $2 AND kind = 'organisation'`,
      [id, organisationId],
    );
    if (!changed) throw new NotFound('key');
    await audit(tx, actor, 'revoke', { kind: 'organisation_key', id });
  }
}

async function insertKey(
  tx: EntityManager,
  actor: Member,
  verb: 'create' | 'renew',
  { name, contact, scopes, term, membershipId }: NewOrganisationKey & { readonly membershipId: string },
): Promise<MadeKey> {
  const id = newId();
  const secret = `bn_${newSecret()}`;
  await run(
    tx,
    `INSERT INTO people.machine_credential (id, kind, membership_id, made_by, organisation_id, name, contact, secret_hash, scopes, expires_at)
       VALUES ($1, 'organisation', $2, $3, $4, $5, $6, $7, $8, platform.now() + make_interval(days => $9))`,
    [
      id,
      membershipId,
      actor.membershipId,
      actor.organisationId,
      name,
      contact,
      sha256(secret),
      scopes,
      KEY_TERMS[term],
    ],
  );
  await audit(tx, actor, verb, { kind: 'organisation_key', id }, { scopes, term });
  return { id, secret };
}
