import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE, lockKnownDevices } from '#bank/devices';
import { rows, run } from '#platform/database';
import { type Actor, actorColumns, isId, mustHave, NotFound, RuleBroken } from '#platform/kernel';
import { PROPOSAL_REFUSALS } from '../codes.js';
import { ReservationsService } from './reservations.service.js';

/** A device that is wrong for a request, said by whoever decides. */
@Injectable()
export class ProposalRefusals {
  constructor(private readonly reservations: ReservationsService) {}

  /**
   * Refuses a device for a wanted one: it is not proposed for that request again, and if it was kept for it, it is free. Twice is once.
   * @throws NotFound; RuleBroken `allocation.proposal_reason_missing`, `allocation.unit_not_approved`, `allocation.already_on_its_way`.
   */
  async refuse(
    tx: EntityManager,
    actor: Actor,
    { requestId, unitId, deviceId, reason }: { requestId: string; unitId: string; deviceId: string; reason: string },
  ): Promise<void> {
    mustHave(actor, DEVICE_LIFECYCLE.right('release'));
    if (!Object.hasOwn(PROPOSAL_REFUSALS, reason))
      throw new RuleBroken('allocation.proposal_reason_missing', {}, 'reason');
    if (!isId(unitId) || !isId(deviceId)) throw new NotFound('proposal');
    const [device] = await lockKnownDevices(tx, [deviceId]);
    if (!device) throw new NotFound('device');
    const [unit] = await rows<{ request: string; number: string; state: string; keeps: boolean }>(
      tx,
      `SELECT u.request_id AS request, r.number, u.state, EXISTS (SELECT 1 FROM allocation.reservation v
         WHERE v.unit_id = u.id AND v.device_id = $2 AND v.ended_at IS NULL) AS keeps
       FROM allocation.request_unit u JOIN allocation.request r ON r.id = u.request_id WHERE u.id = $1 FOR UPDATE OF u`,
      [unitId, deviceId],
    );
    if (unit?.request !== requestId) throw new NotFound('unit');
    if (unit.state !== 'approved') throw new RuleBroken('allocation.unit_not_approved', { number: unit.number });
    if (unit.keeps) await this.reservations.releaseUnits(tx, actor, [unitId], 'released');
    const [membership, operator] = actorColumns(actor);
    await run(
      tx,
      `INSERT INTO allocation.proposal_refusal (request_id, device_id, reason, membership_id, operator_number)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT ON CONSTRAINT proposal_refused_once DO NOTHING`,
      [unit.request, deviceId, reason, membership, operator],
    );
  }
}
