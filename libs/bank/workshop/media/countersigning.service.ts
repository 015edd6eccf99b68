import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { type MediumKind, readableIf } from '#bank/devices';
import { rows } from '#platform/database';
import { type Actor, isId, isMember, type Member, newId, organisationOf, READ, RuleBroken } from '#platform/kernel';
import { CertificatesService } from '../erasure/certificates.service.js';
import { Countersignature } from '../erasure/evidence.entity.js';
import { SigningService } from './signing.service.js';
import { STATEMENTS } from './statements.js';

export interface ToWitness {
  /** Of the evidence, or of the history row that ended a removed medium. */
  readonly id: string;
  readonly what: 'removed' | 'destroyed' | 'new' | 'other_tool';
  /** Of a new one: the number of its invoice. */
  readonly invoice: string | null;
  readonly deviceCode: string;
  readonly kind: MediumKind;
  readonly model: string;
  readonly serial: string | null;
  readonly sizeBytes: number | null;
  readonly signedAt: Date;
  readonly operatorNumber: number;
  readonly organisation: string;
}

const MOST = 100;

/** Witnesses of what was removed, destroyed or put in new: somebody else than who signed. Only a new medium waits for its witness. */
@Injectable()
export class Countersigning {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly signing: SigningService,
    private readonly certificates: CertificatesService,
  ) {}

  /** What this actor may witness: of their organisation (the bank: of all), signed by others, the oldest first. */
  async waiting(actor: Actor, limit = MOST): Promise<ToWitness[]> {
    if (!isMember(actor)) return [];
    const own = readableIf(actor, READ.workshop, 'w.organisation_id = $1::uuid', '$1');
    return rows<ToWitness>(
      this.db,
      `SELECT w.id, w.what, w.invoice, d.code AS "deviceCode", m.kind, m.model, m.serial, m.size_bytes::float8 AS "sizeBytes", w.at AS "signedAt",
         w.operator_number AS "operatorNumber", o.name AS organisation
       FROM (
         SELECT e.id::text, e.kind::text AS what, e.invoice, e.medium_id, e.signed_at AS at, e.membership_id, e.operator_number, e.organisation_id
         FROM refurbishment.evidence e WHERE e.kind = ANY (refurbishment.witnessed_kinds())
           AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal g WHERE g.evidence_id = e.id)
           AND NOT EXISTS (SELECT 1 FROM refurbishment.countersignature c WHERE c.evidence_id = e.id)
         UNION ALL
         SELECT v.id::text, 'destroyed', NULL, x.medium_id, v.recorded_at, v.membership_id, v.operator_number, v.organisation_id
         FROM refurbishment.removed_medium_event v JOIN refurbishment.removed_medium x ON x.id = v.removed_medium_id AND x.state = 'destroyed'
         WHERE v.verb = 'destroy' AND NOT EXISTS (SELECT 1 FROM refurbishment.countersignature c WHERE c.removed_event_id = v.id)
       ) w JOIN devices.medium m ON m.id = w.medium_id JOIN devices.device d ON d.id = m.device_id
       JOIN people.organisation o ON o.id = w.organisation_id JOIN people.membership b ON b.id = w.membership_id
       WHERE ${own} AND b.user_id <> $2 ORDER BY w.at, w.id LIMIT $3`,
      [organisationOf(actor), actor.userId, limit],
      { plan: 'per call', because: 'the bank reads all, a workshop its own' },
    );
  }

  /**
   * Signs as the witness of what the list shows; certificates that name no witness yet are made anew.
   * @param ids of the list. @throws RuleBroken `refurbishment.nothing_to_witness`, `refurbishment.own_witness`, `refurbishment.witnessed`,
   *   `refurbishment.signer_unknown`, `refurbishment.secret_wrong`, `people.confirmation_missing`
   */
  async countersign(
    tx: EntityManager,
    actor: Actor,
    ids: readonly string[],
    password: string | undefined,
  ): Promise<number> {
    const wanted = [...new Set(ids)].sort();
    if (!wanted.length || wanted.length > MOST || !wanted.every((id) => isId(id) || /^\d{1,18}$/.test(id)))
      throw new RuleBroken('refurbishment.nothing_to_witness', {}, 'ids');
    const member = await this.signing.sign(tx, actor, 'media_witness', password);
    const { membershipId, operatorNumber, organisationId } = member;
    for (const id of wanted)
      await tx.insert(Countersignature, {
        id: newId(),
        evidenceId: isId(id) ? id : null,
        removedEventId: isId(id) ? null : id,
        statedText: STATEMENTS.witness,
        membershipId,
        operatorNumber,
        organisationId,
      });
    await this.certifyAnew(tx, member, wanted);
    return wanted.length;
  }

  private async certifyAnew(tx: EntityManager, member: Member, ids: readonly string[]): Promise<void> {
    const orders = await rows<{ device_id: string; id: string }>(
      tx,
      `SELECT DISTINCT w.device_id, w.id FROM refurbishment.evidence e JOIN devices.device d ON d.id = e.device_id AND d.data_epoch = e.data_epoch
       JOIN refurbishment.work_order w ON w.device_id = e.device_id AND w.data_epoch = e.data_epoch AND w.organisation_id = e.organisation_id
       WHERE e.id = ANY($1) ORDER BY w.device_id, w.id`,
      [ids.filter(isId)],
    );
    for (const order of orders) {
      await this.certificates.withdraw(tx, member, order.id);
      await this.certificates.requestWhenProven(tx, member, order.device_id, order.id);
    }
    const removed = await rows<{ id: string }>(
      tx,
      `SELECT DISTINCT v.removed_medium_id AS id FROM refurbishment.removed_medium_event v WHERE v.id = ANY($1::bigint[]) ORDER BY v.removed_medium_id`,
      [ids.filter((id) => !isId(id))],
    );
    for (const { id } of removed) await this.certificates.requestOfRemoved(tx, member, id);
  }
}
