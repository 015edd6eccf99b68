import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Actor, newId } from '#kernel';
import { newReference } from './short-reference.js';
import { stamp, TODAY } from './standing.js';

/** A hand-over of before: by which structure, and when if the old tool says so. Never to whom. */
export interface BeforeUs {
  readonly structureId: string;
  readonly on: Date | null;
}

export interface DeclaredHandover extends BeforeUs {
  readonly deviceId: string;
  readonly beneficiaryId: string;
}

/**
 * Hand-overs that another tool knew: a reference of the structure with nobody known behind it, no request, no signature, no
 * place in a quota. From then on the device comes back, fails and is replaced as any other.
 */
@Injectable()
export class DeclaredHandovers {
  /** References for people nobody knows, one for each hand-over. @returns their ids, in the order given. */
  async references(tx: EntityManager, actor: Actor, handovers: readonly BeforeUs[]): Promise<string[]> {
    const ids = handovers.map(() => newId());
    for (let left = handovers.map((h, i) => ({ ...h, id: ids[i]! })); left.length; ) {
      const made: { id: string }[] = await tx.query(
        `INSERT INTO allocation.beneficiary (id, reference, structure_id, last_contact_on, created_by, origin)
         SELECT x.id, x.reference, x.structure, coalesce((x.at AT TIME ZONE (SELECT time_zone FROM people.bank))::date, ${TODAY}), $5, 'declared'
         FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[]) AS x(id, reference, structure, at)
         ON CONFLICT (reference) DO NOTHING RETURNING id`,
        [
          left.map((h) => h.id),
          left.map(newReference),
          left.map((h) => h.structureId),
          left.map((h) => h.on),
          stamp(actor)[0],
        ],
      );
      const mine = new Set(made.map((m) => m.id));
      left = left.filter((h) => !mine.has(h.id));
    }
    return ids;
  }

  /**
   * Writes the hand-overs of devices that were just declared to be with these references; their structures see them.
   * @param source the old tool's name.
   */
  async write(tx: EntityManager, actor: Actor, handovers: readonly DeclaredHandover[], source: string): Promise<void> {
    if (!handovers.length) return;
    const ids = handovers.map(() => newId());
    const [membership, operator] = stamp(actor);
    await tx.query(
      `INSERT INTO allocation.handover (id, unit_id, device_id, structure_id, beneficiary_id, mode, undertaking, signature_kind, handed_over_at,
         date_known, membership_id, operator_number, origin)
       SELECT x.id, NULL, x.device, x.structure, x.beneficiary, 'gift', $6, 'none', coalesce(x.at, now()), x.at IS NOT NULL, $7, $8, 'declared'
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[]) AS x(id, device, structure, beneficiary, at)`,
      [
        ids,
        handovers.map((h) => h.deviceId),
        handovers.map((h) => h.structureId),
        handovers.map((h) => h.beneficiaryId),
        handovers.map((h) => h.on),
        `Déclaré, repris de ${source} : ni engagement ni signature ne sont connus.`,
        membership,
        operator,
      ],
    );
    await tx.query(
      `INSERT INTO devices.sight (organisation_id, device_id, cause_kind, cause_id)
       SELECT x.structure, x.device, 'handover', x.id FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS x(id, device, structure)`,
      [ids, handovers.map((h) => h.deviceId), handovers.map((h) => h.structureId)],
    );
  }
}
