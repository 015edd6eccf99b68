import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { grantVisibilities, newReference } from '#bank/devices';
import { TODAY } from '#bank/people';
import { columnTable, rows, run } from '#platform/database';
import { type Actor, actorColumns, newId } from '#platform/kernel';

/** A hand-over that an earlier tool recorded: by which structure, and when if the old tool says so. Never to whom. */
export interface BeforeUs {
  readonly structureId: string;
  readonly on: Date | null;
}

export interface DeclaredHandover extends BeforeUs {
  readonly deviceId: string;
  readonly beneficiaryId: string;
}

const NOBODY = columnTable({ id: 'uuid', reference: 'text', structure_id: 'uuid', at: 'timestamptz' });
const BEFORE = columnTable(
  { id: 'uuid', device_id: 'uuid', structure_id: 'uuid', beneficiary_id: 'uuid', at: 'timestamptz' },
  { undertaking: 'text', membership_id: 'uuid', operator_number: 'int' },
);

/** Hand-overs that another tool knew: a reference with nobody known behind it, no request, no signature, no slot in a quota. */
@Injectable()
export class DeclaredHandovers {
  /** References for people nobody knows, one for each hand-over. @returns their ids, in the order given. */
  async references(tx: EntityManager, actor: Actor, handovers: readonly BeforeUs[]): Promise<string[]> {
    const ids = handovers.map(() => newId());
    for (let left = handovers.map((h, i) => ({ ...h, id: ids[i]! })); left.length; ) {
      const made = await rows<{ id: string }>(
        tx,
        `INSERT INTO allocation.beneficiary (id, reference, structure_id, last_contact_on, created_by, origin)
         SELECT x.id, x.reference, x.structure_id, coalesce((x.at AT TIME ZONE (SELECT time_zone FROM people.bank))::date, ${TODAY}), $5, 'declared'
         FROM (${NOBODY.select}) x ON CONFLICT (reference) WHERE ended_on IS NULL DO NOTHING RETURNING id`,
        [
          ...NOBODY.values(
            left.map((h) => ({ id: h.id, reference: newReference(), structure_id: h.structureId, at: h.on })),
          ),
          actorColumns(actor)[0],
        ],
      );
      const mine = new Set(made.map((m) => m.id));
      left = left.filter((h) => !mine.has(h.id));
    }
    return ids;
  }

  /** Writes the hand-overs of devices just declared to be with these references; all is sent when it returns. @param source the old tool's name */
  async write(tx: EntityManager, actor: Actor, handovers: readonly DeclaredHandover[], source: string): Promise<void> {
    if (!handovers.length) return;
    const [membership, operator] = actorColumns(actor);
    const own = handovers.map((h) => ({
      ...{ id: newId(), device_id: h.deviceId, structure_id: h.structureId, beneficiary_id: h.beneficiaryId },
      at: h.on,
    }));
    const visibilities = own.map((h) => ({ organisationId: h.structure_id, deviceId: h.device_id, causeId: h.id }));
    await Promise.all([
      run(
        tx,
        `INSERT INTO allocation.handover (id, unit_id, device_id, structure_id, beneficiary_id, mode, undertaking, signature_kind, handed_over_at,
         date_known, membership_id, operator_number, origin)
       SELECT x.id, NULL, x.device_id, x.structure_id, x.beneficiary_id, 'gift', x.undertaking, 'none', coalesce(x.at, platform.now()), x.at IS NOT NULL,
         x.membership_id, x.operator_number, 'declared'
       FROM (${BEFORE.select}) x`,
        BEFORE.values(own, {
          undertaking: `Déclaré, repris de ${source} : ni engagement ni signature ne sont connus.`,
          membership_id: membership,
          operator_number: operator,
        }),
      ),
      grantVisibilities(tx, 'handover', visibilities),
    ]);
  }
}
