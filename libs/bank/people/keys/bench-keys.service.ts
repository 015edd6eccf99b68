import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { rows, run } from '#platform/database';
import { BENCH_SCOPES, KEYS_OF, type Member, memberWith, newId, RuleBroken, WRITE } from '#platform/kernel';
import type { KeyTerm } from '../word-lists.js';
import { insertKey, type MadeKey, revokeKey } from './keys.js';

/** The key of a bench PC; never its secret. */
export interface BenchKeyView {
  readonly id: string;
  readonly name: string;
  readonly ending: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly expiresAt: Date;
  /** The operator number under which it reports. */
  readonly operatorNumber: number;
  readonly madeBy: number;
}

/** Keys with which bench PCs of one's workshop announce machines, and send inventories and evidence: nothing else. */
@Injectable()
export class BenchKeysService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** One's own workshop's, newest first. */
  list(actor: Member): Promise<BenchKeyView[]> {
    return rows<BenchKeyView>(
      this.db,
      `SELECT c.id, c.name, c.secret_end AS ending, c.created_at AS "createdAt", c.last_used_at AS "lastUsedAt", c.revoked_at AS "revokedAt",
         c.expires_at AS "expiresAt", a.operator_number AS "operatorNumber", m.operator_number AS "madeBy"
       FROM people.machine_credential c JOIN people.membership a ON a.id = c.membership_id JOIN people.membership m ON m.id = c.made_by
       WHERE c.organisation_id = $1 AND c.kind = 'bench' ORDER BY c.id DESC`,
      [memberWith(actor, WRITE.benchKeys).organisationId],
    );
  }

  /** @returns the secret, shown this once. @throws RuleBroken `people.key_name_taken` */
  async make(tx: EntityManager, actor: Member, { name, term }: { name: string; term: KeyTerm }): Promise<MadeKey> {
    const { organisationId, organisationKind } = memberWith(actor, WRITE.benchKeys);
    // Two who make a key of the same name at once: the second finds the first's.
    await run(tx, 'SELECT 1 FROM people.organisation WHERE id = $1 FOR NO KEY UPDATE', [organisationId]);
    const taken = await run(
      tx,
      `SELECT 1 FROM people.machine_credential WHERE organisation_id = $1 AND kind = 'bench' AND lower(name) = lower($2)
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
    const madeBy = actor.membershipId;
    const key = { name, contact: '', scopes: BENCH_SCOPES, term, membershipId, madeBy, organisationId };
    return insertKey(tx, actor, 'bench', 'create', key);
  }

  /** At once and for ever. @throws NotFound for another workshop's */
  async revoke(tx: EntityManager, actor: Member, id: string): Promise<void> {
    const { organisationId } = memberWith(actor, WRITE.benchKeys);
    await revokeKey(tx, actor, 'bench', organisationId, id);
  }
}
