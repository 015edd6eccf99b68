import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { rowOf, rows, run } from '#platform/database';
import {
  KEYS_OF,
  type Member,
  memberWith,
  NotFound,
  newId,
  type OrganisationScope,
  RuleBroken,
  scopesFor,
  WRITE,
} from '#platform/kernel';
import type { KeyTerm } from '../word-lists.js';
import { insertKey, type MadeKey, type OrganisationKeyView, revokeKey } from './keys.js';

interface NewOrganisationKey {
  readonly name: string;
  readonly contact: string;
  readonly scopes: readonly OrganisationScope[];
  readonly term: KeyTerm;
}

const KEY = `SELECT c.id, c.name, c.secret_end AS ending, c.contact, c.scopes, c.created_at AS "createdAt", c.last_used_at AS "lastUsedAt", c.revoked_at AS "revokedAt",
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
  get({ organisationId }: Member, id: string): Promise<OrganisationKeyView> {
    return rowOf<OrganisationKeyView>(this.db, `${KEY} AND c.id = $2`, [organisationId, id], { key: id });
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
    const key = { name, contact, scopes, term, membershipId, madeBy: actor.membershipId, organisationId };
    return insertKey(tx, actor, 'organisation', 'create', key);
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
    const second = { ...key, term, madeBy: actor.membershipId, organisationId };
    return insertKey(tx, actor, 'organisation', 'renew', second);
  }

  /** At once and for ever. @throws NotFound for another organisation's */
  async revoke(tx: EntityManager, actor: Member, id: string): Promise<void> {
    const { organisationId } = memberWith(actor, WRITE.keys);
    await revokeKey(tx, actor, 'organisation', organisationId, id);
  }
}
