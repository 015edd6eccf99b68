import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '#database';
import { type Category, categoryLabel, type EventOrigin, MEDIUM_KINDS, type MediumKind } from '#devices';
import { DocumentsService, type ErasedMedium } from '#documents';
import type { Member } from '#kernel';
import type { MethodClass } from './words.js';

const VERIFIED: Record<string, string> = {
  none: 'Aucune',
  last: 'Relecture de la dernière passe',
  all: 'Relecture de toutes les passes',
};
const STATED: Record<string, Pick<ErasedMedium, 'methodClass' | 'method' | 'result'>> = {
  destroyed: { methodClass: 'destroy', method: 'Destruction physique, déclarée et signée', result: 'destroyed' },
  removed: {
    // What becomes of it is another proof's business: this one says that it is not in the device.
    methodClass: null,
    method: 'Support retiré de l’appareil, remis au responsable de la destruction, déclaré et signé',
    result: 'removed',
  },
  factory_reset: {
    methodClass: 'clear',
    method: 'Réglages d’usine, verrou d’activation levé, déclaré et signé',
    result: 'passed',
  },
};

/** The paper that says, medium by medium, what was done to a device's data. */
@Injectable()
export class CertificatesService {
  constructor(private readonly documents: DocumentsService) {}

  /**
   * Asks for the certificate when the last proof that was lacking has just been given: what the device holds is known and
   * every medium is proven.
   */
  async requestWhenProven(tx: EntityManager, actor: Member, deviceId: string, orderId: string): Promise<void> {
    const [lacking] = await rows<{ f: string }>(
      tx,
      `SELECT f FROM refurbishment.gate_failures($1) f WHERE f = 'no_media_knowledge' OR f LIKE 'medium_unproven:%' LIMIT 1`,
      [deviceId],
    );
    if (lacking) return;
    const [device] = await rows<CertifiedDevice>(
      tx,
      `SELECT d.code, d.category, d.make, d.model, d.serial, d.holder_org_id, o.name, o.siren, n.number AS donation, s.signed_at, s.operator_number
       FROM devices.device d JOIN people.organisation o ON o.id = $2 LEFT JOIN intake.donation n ON n.id = d.donation_id
       LEFT JOIN LATERAL (SELECT signed_at, operator_number FROM refurbishment.media_statement m WHERE m.device_id = d.id AND m.data_epoch = d.data_epoch
         AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.media_statement_id = m.id) ORDER BY signed_at DESC LIMIT 1) s ON true
       WHERE d.id = $1`,
      [deviceId, actor.organisationId],
    );
    const d = device!;
    const media = (await rows<Proof>(tx, PROOFS, [deviceId])).map(erased);
    if (!media.length && !d.signed_at) return;
    const absent: ErasedMedium = {
      kind: 'Aucun support',
      serial: null,
      methodClass: null,
      method: 'Aucun support de stockage, constaté et signé',
      result: 'absent',
      endedAt: (d.signed_at ?? new Date()).toISOString(),
      operator: d.operator_number!,
      logSha256: null,
    };
    await this.documents.request(tx, actor, {
      type: 'erasure_certificate',
      facts: {
        device: { code: d.code, category: categoryLabel(d.category), make: d.make, model: d.model, serial: d.serial },
        workshop: { name: d.name, siren: d.siren },
        donation: d.donation,
        media: media.length ? media : [absent],
        issuedAt: new Date().toISOString(),
      },
      readers: [actor.organisationId, d.holder_org_id, await bankId(tx)].filter((id) => id !== null),
      cause: { kind: 'work_order', id: orderId },
    });
  }

  /** What the certificate stated was taken back: it no longer counts. */
  async withdraw(tx: EntityManager, actor: Member, orderId: string): Promise<void> {
    await this.documents.withdraw(tx, actor, 'erasure_certificate', { kind: 'work_order', id: orderId });
  }
}

interface CertifiedDevice {
  code: string;
  category: Category;
  make: string;
  model: string;
  serial: string | null;
  holder_org_id: string | null;
  /** Of the workshop. */
  name: string;
  siren: string | null;
  /** The number of the donation that it came with. */
  donation: string | null;
  /** Of what was stated of the media, if anything was. */
  signed_at: Date | null;
  operator_number: number | null;
}

interface Proof {
  kind: MediumKind;
  model: string;
  serial: string | null;
  size: number | null;
  proof: string;
  method: string | null;
  rounds: number | null;
  method_class: MethodClass | null;
  verification: string | null;
  tool: string | null;
  version: string | null;
  sha256: string | null;
  origin: EventOrigin | null;
  ended_at_log: string | null;
  ended_at: Date;
  operator_number: number;
}

const PROOFS = `
  SELECT DISTINCT ON (m.first_seen_at, m.id) m.kind, m.model, m.serial, m.size_bytes::float8 AS size, e.kind AS proof, r.method, r.rounds, r.method_class,
    r.verification, l.tool, l.version, l.sha256, l.origin, r.ended_at_log, coalesce(l.received_at, e.signed_at) AS ended_at, e.operator_number
  FROM devices.medium m JOIN devices.device d ON d.id = m.device_id
  JOIN refurbishment.evidence e ON e.medium_id = m.id AND (e.data_epoch = d.data_epoch OR e.kind = ANY (refurbishment.gone_kinds()))
    AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.evidence_id = e.id)
  LEFT JOIN refurbishment.drive_result r ON r.id = e.drive_result_id LEFT JOIN refurbishment.erasure_log l ON l.id = r.log_id
  WHERE m.device_id = $1 ORDER BY m.first_seen_at, m.id, e.signed_at DESC`;

function erased(p: Proof): ErasedMedium {
  const about = {
    kind: MEDIUM_KINDS[p.kind],
    model: p.model,
    serial: p.serial,
    sizeBytes: p.size,
    endedAt: p.ended_at.toISOString(),
    operator: p.operator_number,
  };
  const stated = STATED[p.proof];
  if (stated) return { ...about, ...stated, logSha256: null };
  const passes = p.rounds ? `, ${p.rounds} ${p.rounds > 1 ? 'passages' : 'passage'}` : '';
  return {
    ...about,
    methodClass: p.method_class,
    method: `${p.method ?? 'Écriture complète'}${passes}${p.origin === 'declared' ? `, journal d’un ancien outil${p.ended_at_log ? ` daté du ${p.ended_at_log.slice(0, 10)}` : ''}, déclaré et signé` : ''}`,
    tool: p.tool,
    toolVersion: p.version,
    verification: VERIFIED[p.verification ?? 'none'] ?? null,
    result: 'passed',
    logSha256: p.sha256,
  };
}

async function bankId(tx: EntityManager): Promise<string | null> {
  const [bank] = await rows<{ id: string }>(tx, `SELECT id FROM people.organisation WHERE kind = 'bank'`);
  return bank?.id ?? null;
}
