import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { lockKnownDevices } from '#bank/devices';
import { DocumentsService } from '#bank/documents';
import { TransfersService } from '#bank/logistics';
import { bankId } from '#bank/people';
import { rows } from '#platform/database';
import { type Actor, clock, mustHave, NotFound, RuleBroken, WRITE } from '#platform/kernel';
import { deviceFacts, partyFacts, signedBy } from '../handovers/paper-facts.js';

export interface Delivery {
  readonly transferId: string;
  readonly number: string;
}

/** What was reserved leaves for the structure: one transfer, with the note that goes in the box. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly transfers: TransfersService,
    private readonly documents: DocumentsService,
  ) {}

  /**
   * Sends reserved devices of one structure to the place that their requests name. They are the structure's once it has confirmed them in its transfers.
   * @throws NotFound; RuleBroken `allocation.nothing_chosen`, `allocation.not_reserved` (facts `code`), `allocation.several_structures`,
   *   `allocation.several_places` (by Postgres), and those of logistics.
   */
  async deliver(
    tx: EntityManager,
    actor: Actor,
    input: { deviceIds: readonly string[]; toPlaceId?: string | null },
  ): Promise<Delivery> {
    mustHave(actor, WRITE.deliveries);
    const deviceIds = [...new Set(input.deviceIds)];
    if (!deviceIds.length) throw new RuleBroken('allocation.nothing_chosen', {}, 'devices');
    await lockKnownDevices(tx, deviceIds);
    const reserved = await rows<{
      device: string;
      code: string;
      state: string;
      structure: string;
      request: string;
      number: string;
      place: string;
      holder: string;
    }>(
      tx,
      `SELECT d.id AS device, d.code, d.state, r.structure_id AS structure, r.id AS request, r.number, r.place_id AS place, d.holder_org_id AS holder
       FROM devices.device d JOIN allocation.reservation v ON v.device_id = d.id AND v.ended_at IS NULL
       JOIN allocation.request_unit u ON u.id = v.unit_id JOIN allocation.request r ON r.id = u.request_id
       WHERE d.id = ANY($1) ORDER BY r.submitted_at, r.id, d.id`,
      [deviceIds],
    );
    if (reserved.length !== deviceIds.length) throw new NotFound('reservation');
    const gone = reserved.find((r) => r.state !== 'reserved');
    if (gone) throw new RuleBroken('allocation.not_reserved', { code: gone.code, state: gone.state });
    const first = reserved[0]!;
    if (reserved.some((r) => r.structure !== first.structure))
      throw new RuleBroken('allocation.several_structures', {}, 'devices');
    const sent = await this.transfers.createDelivery(tx, actor, {
      toOrganisationId: first.structure,
      toPlaceId: input.toPlaceId || first.place,
      deviceIds,
      cause: { kind: 'request', id: first.request },
    });
    const bank = await bankId(tx);
    await this.documents.request(tx, actor, {
      type: 'delivery_note',
      facts: {
        structure: await partyFacts(tx, first.structure),
        request: [...new Set(reserved.map((r) => r.number))].join(', '),
        from: await partyFacts(tx, first.holder),
        devices: await deviceFacts(tx, deviceIds),
        deliveredAt: clock.now().toISOString(),
        delivered: await signedBy(tx, actor),
        received: null,
      },
      readers: [...new Set([bank, first.holder, first.structure])],
      cause: { kind: 'transfer', id: sent.id },
    });
    return { transferId: sent.id, number: sent.number };
  }
}
