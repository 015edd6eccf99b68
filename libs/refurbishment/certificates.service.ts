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
        device: {
          code: d!.code,
          category: categoryLabel(d!.category),
          make: d!.make,
          model: d!.model,
          serial: d!.serial,
        },
        workshop: { name: last.organisation, siren: last.siren },
        donation: d!.donation,
        media: proofs.length ? proofs.map(erased) : [absent(last)],
        issuedAt: last.ended_at.toISOString(),
        signed: { operator: last.operator_number, organisation: last.organisation, at: last.signed_at.toISOString() },
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
  /** The number of the donation that it came with. */
  donation: string | null;
}

/** When something of the media was proven, and who signed it. */
interface Vouched {
  /** Of an erasure, the receipt of its log; of a statement, its signature. */
  ended_at: Date;
  signed_at: Date;
  operator_number: number;
  organisation_id: string;
  organisation: string;
  siren: string | null;
}

interface Proof extends Vouched {
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
}

const PROOFS = `
  SELECT DISTINCT ON (m.first_seen_at, m.id) m.kind, m.model, m.serial, m.size_bytes::float8 AS size, e.kind AS proof, r.method, r.rounds, r.method_class,
    r.verification, l.tool, l.version, l.sha256, l.origin, r.ended_at_log, coalesce(l.received_at, e.signed_at) AS ended_at, e.signed_at,
    e.operator_number, e.organisation_id, o.name AS organisation, o.siren
  FROM devices.medium m JOIN devices.device d ON d.id = m.device_id
  JOIN refurbishment.evidence e ON e.medium_id = m.id AND (e.data_epoch = d.data_epoch OR e.kind = ANY (refurbishment.gone_kinds()))
    AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.evidence_id = e.id)
  JOIN people.organisation o ON o.id = e.organisation_id
  LEFT JOIN refurbishment.drive_result r ON r.id = e.drive_result_id LEFT JOIN refurbishment.erasure_log l ON l.id = r.log_id
  WHERE m.device_id = $1 ORDER BY m.first_seen_at, m.id, e.signed_at DESC`;

const STATED_ABSENT = `
  SELECT m.signed_at AS ended_at, m.signed_at, m.operator_number, m.organisation_id, o.name AS organisation, o.siren
  FROM refurbishment.media_statement m JOIN devices.device d ON d.id = m.device_id AND d.data_epoch = m.data_epoch
  JOIN people.organisation o ON o.id = m.organisation_id
  WHERE m.device_id = $1 AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.media_statement_id = m.id)
  ORDER BY m.signed_at DESC LIMIT 1`;

/** The newest of what was proven: its date is the paper's. */
const lastOf = <V extends Vouched>(proofs: readonly V[]): V | undefined =>
  proofs.reduce<V | undefined>((last, p) => (last && last.ended_at >= p.ended_at ? last : p), undefined);

const absent = (stated: Vouched): ErasedMedium => ({
  kind: 'Aucun support',
  serial: null,
  methodClass: null,
  method: 'Aucun support de stockage, constaté et signé',
  result: 'absent',
  endedAt: stated.ended_at.toISOString(),
  operator: stated.operator_number,
  logSha256: null,
});

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
