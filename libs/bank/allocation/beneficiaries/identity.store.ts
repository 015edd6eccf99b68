import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { audit, TODAY } from '#bank/people';
import { rows, run } from '#platform/database';
import {
  type Actor,
  keyring,
  type Member,
  type NearNameAsked,
  nameTexts,
  phoneTexts,
  RuleBroken,
  seal,
  slipsAsked,
  slipTexts,
  textsAsked,
  tokensAsked,
  tokensOf,
  unseal,
} from '#platform/kernel';
import { noteIdentityChange } from './former-people.js';

/** Who somebody is. Sealed, kept apart from the reference, and read by one structure only. */
export interface PersonIdentity {
  readonly name: string;
  readonly contact: string | null;
}

/** The day an identity must go, counted from that day (else today), by the dated rule in force. */
export const identityUntil = (from: string = TODAY): string => `(${from} + people.kept_for('identity'))::date`;

const SYSTEM: Actor = { kind: 'system', channel: 'system' };

/** A period that the bank made shorter holds for identities stored before too; one that it made longer only from the next contact: their day was told. */
const SHORTENED = `UPDATE allocation.beneficiary_identity i SET purge_on = ${identityUntil('c.last')}
  FROM allocation.beneficiary b CROSS JOIN people.bank k
    CROSS JOIN LATERAL (SELECT greatest(b.last_contact_on, (i0.updated_at AT TIME ZONE k.time_zone)::date) AS last
      FROM allocation.beneficiary_identity i0 WHERE i0.beneficiary_id = b.id) c
  WHERE b.id = i.beneficiary_id AND i.purge_on > ${identityUntil('c.last')}`;

/** Identities and signatures: sealed rows that go at their date, each leaving one line that says so. */
@Injectable()
export class IdentityStore {
  /**
   * Keeps or changes an identity of the actor's structure, until the rule's months after today. What it overwrites Postgres keeps.
   * @throws RuleBroken `allocation.identity_too_long`.
   */
  async keep(tx: EntityManager, actor: Member, beneficiaryId: string, identity: PersonIdentity): Promise<void> {
    const name = identity.name.trim();
    const contact = identity.contact?.trim() || null;
    if (!name && !contact) return;
    if (name.length > 120 || (contact?.length ?? 0) > 120)
      throw new RuleBroken('allocation.identity_too_long', { max: 120 }, 'name');
    const sealed = seal(keyring(), Buffer.from(JSON.stringify({ name, contact })), beneficiaryId);
    const made = await run(
      tx,
      `INSERT INTO allocation.beneficiary_identity (beneficiary_id, structure_id, key_id, sealed, purge_on)
       VALUES ($1, $2, $3, $4, ${identityUntil()}) ON CONFLICT (beneficiary_id) DO NOTHING`,
      [beneficiaryId, actor.organisationId, sealed.keyId, sealed.bytes],
    );
    if (!made) {
      const [stood] = await rows<{ keyId: string; bytes: Buffer }>(
        tx,
        'SELECT key_id AS "keyId", sealed AS bytes FROM allocation.beneficiary_identity WHERE beneficiary_id = $1 FOR UPDATE',
        [beneficiaryId],
      );
      const words: PersonIdentity | null = stood
        ? JSON.parse(unseal(keyring(), stood, beneficiaryId).toString())
        : null;
      // Used again, and nothing overwritten: sealed anew, the same words would be other bytes.
      if (words?.name === name && words.contact === contact) return this.useAgain(tx, beneficiaryId);
      await noteIdentityChange(tx, actor, beneficiaryId);
      await run(
        tx,
        `UPDATE allocation.beneficiary_identity SET key_id = $2, sealed = $3, purge_on = ${identityUntil()}, updated_at = platform.now() WHERE beneficiary_id = $1`,
        [beneficiaryId, sealed.keyId, sealed.bytes],
      );
    }
    await indexIdentity(tx, actor.organisationId, beneficiaryId, { name, contact });
  }

  private async useAgain(tx: EntityManager, beneficiaryId: string): Promise<void> {
    await run(
      tx,
      `UPDATE allocation.beneficiary_identity SET purge_on = ${identityUntil()}, updated_at = platform.now() WHERE beneficiary_id = $1`,
      [beneficiaryId],
    );
  }

  /** Makes the hashes of identities that have none, or whose key or way of making them has changed. @returns how many. */
  async indexDue(tx: EntityManager, limit = 200): Promise<number> {
    const due = await rows<{ id: string; structureId: string; keyId: string; bytes: Buffer }>(
      tx,
      `SELECT i.beneficiary_id AS id, i.structure_id AS "structureId", i.key_id AS "keyId", i.sealed AS bytes FROM allocation.beneficiary_identity i
       WHERE i.indexed_as IS DISTINCT FROM $1 ORDER BY i.beneficiary_id LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [indexedAs(), limit],
    );
    for (const row of due) {
      const identity: PersonIdentity = JSON.parse(unseal(keyring(), row, row.id).toString());
      await indexIdentity(tx, row.structureId, row.id, identity);
    }
    return due.length;
  }

  /** Opens an identity of this structure, under whichever reference of the person it was kept last, or null when none is kept. */
  async read(tx: EntityManager, structureId: string, beneficiaryId: string): Promise<PersonIdentity | null> {
    const [row] = await rows<{ id: string; keyId: string; bytes: Buffer }>(
      tx,
      `SELECT beneficiary_id AS id, key_id AS "keyId", sealed AS bytes FROM allocation.beneficiary_identity
       WHERE beneficiary_id = ANY (allocation.persons_of($1)) AND structure_id = $2 ORDER BY beneficiary_id = $1 DESC, updated_at DESC LIMIT 1`,
      [beneficiaryId, structureId],
    );
    return row ? JSON.parse(unseal(keyring(), row, row.id).toString()) : null;
  }

  /** A contact moves the date on: the rule counts from the last one. Postgres does the same at a SIM card, a request, a fault. */
  async contact(tx: EntityManager, beneficiaryId: string): Promise<void> {
    await run(tx, 'SELECT allocation.person_seen($1)', [beneficiaryId]);
  }

  /** Forgets one person's identity, what was said of them before it was put right, signatures and appointments at once. */
  async forget(tx: EntityManager, structure: Member, beneficiaryId: string): Promise<void> {
    const by = [beneficiaryId, structure.membershipId];
    await run(
      tx,
      `WITH gone AS (DELETE FROM allocation.beneficiary_identity WHERE beneficiary_id = ANY (allocation.persons_of($1)) RETURNING beneficiary_id)
       INSERT INTO allocation.purge_entry (beneficiary_id, what, reason, membership_id) SELECT beneficiary_id, 'identity', 'asked_for', $2 FROM gone`,
      by,
    );
    await run(
      tx,
      `WITH gone AS (DELETE FROM allocation.handover_signature s USING allocation.handover h
         WHERE h.id = s.handover_id AND h.beneficiary_id = ANY (allocation.persons_of($1)) RETURNING h.beneficiary_id)
       INSERT INTO allocation.purge_entry (beneficiary_id, what, reason, membership_id) SELECT beneficiary_id, 'signature', 'asked_for', $2 FROM gone`,
      by,
    );
    await run(
      tx,
      `DELETE FROM allocation.appointment a USING allocation.reservation v, allocation.request_unit u
       WHERE v.id = a.reservation_id AND u.id = v.unit_id AND u.beneficiary_id = ANY (allocation.persons_of($1))`,
      [beneficiaryId],
    );
    await run(tx, 'SELECT allocation.forget_former($1)', [beneficiaryId]);
  }

  /** Forgets what has reached its date. @returns how many rows went. */
  async purgeDue(tx: EntityManager, limit: number): Promise<number> {
    await run(tx, SHORTENED);
    const [identities] = await rows<{ n: number }>(
      tx,
      `WITH due AS (SELECT beneficiary_id FROM allocation.beneficiary_identity WHERE purge_on <= ${TODAY} ORDER BY purge_on LIMIT $1 FOR UPDATE SKIP LOCKED),
         gone AS (DELETE FROM allocation.beneficiary_identity i USING due WHERE i.beneficiary_id = due.beneficiary_id RETURNING i.beneficiary_id),
         told AS (INSERT INTO allocation.purge_entry (beneficiary_id, what, reason) SELECT beneficiary_id, 'identity', 'date_reached' FROM gone RETURNING 1)
       SELECT count(*)::int AS n FROM told`,
      [limit],
    );
    const [signatures] = await rows<{ n: number }>(
      tx,
      `WITH due AS (SELECT handover_id FROM allocation.handover_signature WHERE purge_on <= ${TODAY} ORDER BY purge_on LIMIT $1),
         gone AS (DELETE FROM allocation.handover_signature s USING due, allocation.handover h
           WHERE s.handover_id = due.handover_id AND h.id = s.handover_id RETURNING h.beneficiary_id),
         told AS (INSERT INTO allocation.purge_entry (beneficiary_id, what, reason) SELECT beneficiary_id, 'signature', 'date_reached' FROM gone RETURNING 1)
       SELECT count(*)::int AS n FROM told`,
      [limit],
    );
    const [former] = await rows<{ n: number }>(tx, 'SELECT allocation.forget_former_due()::int AS n', []);
    if (former!.n) await audit(tx, SYSTEM, 'forget', { kind: 'former_words' }, { count: former!.n });
    return identities!.n + signatures!.n + former!.n;
  }
}

/** The way hashes are made: another number makes them all anew. */
const WAY = 2;

const indexedAs = (): string => `${WAY}:${keyring().current}`;

/** The structure is in what is hashed, so that nobody sees from two structures' rows that they know the same person. */
const scopeOf = (structureId: string): string => `person:${structureId}`;

async function indexIdentity(
  tx: EntityManager,
  structureId: string,
  beneficiaryId: string,
  { name, contact }: PersonIdentity,
): Promise<void> {
  const tokens = tokensOf(scopeOf(structureId), [...nameTexts(name), ...slipTexts(name), ...phoneTexts(contact ?? '')]);
  await run(tx, 'DELETE FROM allocation.identity_token WHERE beneficiary_id = $1', [beneficiaryId]);
  await run(
    tx,
    `INSERT INTO allocation.identity_token (structure_id, token, beneficiary_id) SELECT $1, unnest($3::text[]), $2`,
    [structureId, beneficiaryId, tokens],
  );
  await run(tx, 'UPDATE allocation.beneficiary_identity SET indexed_as = $2 WHERE beneficiary_id = $1', [
    beneficiaryId,
    indexedAs(),
  ]);
}

/** A typed telephone, or a name whose words are whole; null when it is not exact enough to look for somebody by. */
export const askedOf = (structureId: string, typed: string): NearNameAsked | null =>
  tokensAsked(scopeOf(structureId), textsAsked(typed), slipsAsked(typed));
