import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Category, categoryLabel } from '#bank/devices';
import { DocumentsService } from '#bank/documents';
import { bankId } from '#bank/people';
import { rows } from '#platform/database';
import type { Member } from '#platform/kernel';
import { SLIP_FILE } from '../media/removed-medium.change.js';
import { showMediumCode } from '../media/removed-medium.lifecycle.js';
import { certifyLater } from './donation-certificates.service.js';
import { otherDrives } from './drives-in-logs.js';
import { absent, erased, lastOf, type Proof, type Vouched } from './erased-medium.js';

/** The paper that says, medium by medium, what was done to a device's data. */
@Injectable()
export class CertificatesService {
  constructor(private readonly documents: DocumentsService) {}

  /** Asks for the certificate once nothing lacks: what the device holds is known, every medium proven, every drive of its logs answered for. */
  async requestWhenProven(tx: EntityManager, actor: Member, deviceId: string, orderId: string): Promise<void> {
    await certifyLater(tx, deviceId);
    const [lacking] = await rows<{ f: string }>(
      tx,
      `SELECT f FROM refurbishment.gate_failures($1) f WHERE f LIKE ANY (refurbishment.media_failures()) LIMIT 1`,
      [deviceId],
    );
    if (lacking) return;
    const [d] = await rows<CertifiedDevice>(
      tx,
      `SELECT d.code, d.category, d.make, d.model, d.serial, d.holder_org_id, n.number AS donation
       FROM devices.device d LEFT JOIN intake.donation n ON n.id = d.donation_id WHERE d.id = $1`,
      [deviceId],
    );
    const proofs = await rows<Proof>(tx, PROOFS, [deviceId]);
    const stated = proofs.length ? [] : await rows<Vouched>(tx, STATED_ABSENT, [deviceId]);
    const last = lastOf<Vouched>([...proofs, ...stated]);
    if (!last) return;
    await this.documents.request(tx, actor, {
      type: 'erasure_certificate',
      facts: {
        ...factsOf(d!, last),
        media: proofs.length ? proofs.map(erased) : [absent(last)],
        others: await otherDrives(tx, deviceId),
      },
      readers: [
        ...proofs.map((p) => p.organisation_id),
        last.organisation_id,
        d!.holder_org_id,
        await bankId(tx),
      ].filter((id) => id !== null),
      cause: { kind: 'work_order', id: orderId },
    });
  }

  /** Asks for the certificate of a medium that was erased or destroyed after it was taken out; an older one no longer counts. */
  async requestOfRemoved(tx: EntityManager, actor: Member, removedId: string): Promise<void> {
    const [row] = await rows<Proof & CertifiedDevice & { medium_model: string; medium_serial: string | null }>(
      tx,
      PROOF_OF_REMOVED,
      [removedId],
    );
    const proof = { ...row!, model: row!.medium_model, serial: row!.medium_serial };
    await this.withdrawOfRemoved(tx, actor, removedId);
    await this.documents.request(tx, actor, {
      type: 'erasure_certificate',
      facts: { ...factsOf(row!, proof), media: [erased(proof)], removed: showMediumCode(row!.followed!) },
      readers: [proof.organisation_id, row!.holder_org_id, await bankId(tx)].filter((id) => id !== null),
      cause: { kind: 'removed_medium', id: removedId },
    });
  }

  async withdrawOfRemoved(tx: EntityManager, actor: Member, removedId: string): Promise<void> {
    await this.documents.withdraw(tx, actor, 'erasure_certificate', { kind: 'removed_medium', id: removedId });
  }

  /** What the certificate stated was taken back: it no longer counts. */
  async withdraw(tx: EntityManager, actor: Member, orderId: string): Promise<void> {
    await this.documents.withdraw(tx, actor, 'erasure_certificate', { kind: 'work_order', id: orderId });
    const [order] = await rows<{ device: string }>(
      tx,
      'SELECT w.device_id AS device FROM refurbishment.work_order w WHERE w.id = $1',
      [orderId],
    );
    if (order) await certifyLater(tx, order.device);
  }
}

interface CertifiedDevice {
  code: string;
  category: Category;
  make: string;
  model: string;
  serial: string | null;
  holder_org_id: string | null;
  donation: string | null;
}

/** What a certificate says of a device and of the last proof, whose receipt or signature dates it: never a tool's clock. */
const factsOf = (d: CertifiedDevice, last: Vouched) => ({
  device: { code: d.code, category: categoryLabel(d.category), make: d.make, model: d.model, serial: d.serial },
  workshop: { name: last.organisation, siren: last.siren },
  donation: d.donation,
  issuedAt: last.ended_at.toISOString(),
  signed: { operator: last.operator_number, organisation: last.organisation, at: last.signed_at.toISOString() },
});

const PROOFS = `
  SELECT DISTINCT ON (m.first_seen_at, m.id) m.kind, m.model, m.serial, m.size_bytes::float8 AS size, e.kind AS proof, r.method, r.rounds, e.method AS erase_method, refurbishment.evidence_class(e, m) AS proven_class,
    r.verification, l.tool, l.version, l.sha256, l.origin, r.ended_at_log, CASE e.kind WHEN 'log' THEN l.received_at ELSE e.signed_at END AS ended_at, e.signed_at,
    e.operator_number, e.organisation_id, o.name AS organisation, o.siren, x.code AS followed, c.operator_number AS witness, e.invoice, e.decided
  FROM devices.medium m JOIN devices.device d ON d.id = m.device_id
  JOIN refurbishment.evidence e ON e.medium_id = m.id AND (e.data_epoch = d.data_epoch OR e.kind = ANY (refurbishment.gone_kinds()))
    AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.evidence_id = e.id) AND refurbishment.evidence_holds(e, m)
  JOIN people.organisation o ON o.id = e.organisation_id
  LEFT JOIN refurbishment.drive_result r ON r.id = e.drive_result_id LEFT JOIN refurbishment.erasure_log l ON l.id = coalesce(r.log_id, e.file_id)
  LEFT JOIN refurbishment.removed_medium x ON x.evidence_id = e.id LEFT JOIN refurbishment.countersignature c ON c.evidence_id = e.id
  WHERE m.device_id = $1 ORDER BY m.first_seen_at, m.id, e.seq DESC NULLS LAST, e.signed_at DESC`;

const STATED_ABSENT = `
  SELECT m.signed_at AS ended_at, m.signed_at, m.operator_number, m.organisation_id, o.name AS organisation, o.siren
  FROM refurbishment.media_statement m JOIN devices.device d ON d.id = m.device_id AND d.data_epoch = m.data_epoch
  JOIN people.organisation o ON o.id = m.organisation_id
  WHERE m.device_id = $1 AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.media_statement_id = m.id)
  ORDER BY m.seq DESC NULLS LAST, m.signed_at DESC LIMIT 1`;

const PROOF_OF_REMOVED = `
  SELECT d.code, d.category, d.make, d.model, d.serial, x.holder_org_id, n.number AS donation,
    m.kind, m.model AS medium_model, m.serial AS medium_serial, m.size_bytes::float8 AS size,
    CASE WHEN e.drive_result_id IS NOT NULL THEN 'log' WHEN e.verb = 'erase' THEN 'medium_erased' ELSE 'medium_destroyed' END AS proof,
    r.method, r.rounds, CASE WHEN e.drive_result_id IS NOT NULL THEN refurbishment.class_of('overwrite', m.kind, e.recorded_at) END AS proven_class, r.verification, l.tool, l.version, l.sha256, l.origin, r.ended_at_log,
    coalesce(l.received_at, e.recorded_at) AS ended_at, e.recorded_at AS signed_at, e.operator_number, e.organisation_id,
    o.name AS organisation, o.siren, x.code AS followed, x.slip, ${SLIP_FILE} IS NOT NULL AS slip_file, c.operator_number AS witness
  FROM refurbishment.removed_medium x JOIN devices.medium m ON m.id = x.medium_id JOIN devices.device d ON d.id = x.device_id
  LEFT JOIN intake.donation n ON n.id = d.donation_id
  JOIN refurbishment.removed_medium_event e ON e.removed_medium_id = x.id AND e.verb = ANY (refurbishment.removed_signed_verbs())
  JOIN people.organisation o ON o.id = e.organisation_id
  LEFT JOIN refurbishment.drive_result r ON r.id = e.drive_result_id LEFT JOIN refurbishment.erasure_log l ON l.id = r.log_id
  LEFT JOIN refurbishment.countersignature c ON c.removed_event_id = e.id
  WHERE x.id = $1 ORDER BY e.id DESC LIMIT 1`;
