import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { lockKnownDevices } from '#bank/devices';
import { rows, run } from '#platform/database';
import { type Actor, isId, NotFound, RuleBroken } from '#platform/kernel';
import { MatchingRunsService } from '../matching/matching-runs.service.js';
import { ReservationsService } from '../matching/reservations.service.js';
import { LONGEST_REFUSAL_NOTE } from './needs.js';
import { RequestUnit } from './request.entity.js';
import { REQUEST_REFUSAL_REASONS, type RequestRefusal } from './request.lifecycle.js';
import {
  changeRequest,
  closeWhenServed,
  lockRequest,
  mustMay,
  type RequestRow,
  seenRequests,
} from './request-changes.js';

type Ending = 'refused' | 'cancelled' | 'expired';

/** How many of each line are approved; a line that is not named is approved whole. What is left waits for an answer, or is closed for a reason. */
export interface ApprovedPart {
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
  readonly reason?: string | undefined;
}

/** The bank answers a request, whole or in part; what it leaves out says why. */
@Injectable()
export class RequestAnswersService {
  constructor(
    private readonly reservations: ReservationsService,
    private readonly runs: MatchingRunsService,
  ) {}

  /**
   * Approves a request, whole or in part: every approved unit waits for a device. What is left out waits for an answer with its date, and is approved
   * by the same act later; or it is closed with a reason that the requester reads.
   * @param part how many of each line; none given: all that was asked.
   * @throws NotFound, RuleBroken `allocation.request_not_now`, `allocation.part_quantity_invalid`, `allocation.part_empty`, `allocation.refusal_reason_missing`.
   */
  async approve(tx: EntityManager, actor: Actor, id: string, part?: ApprovedPart): Promise<void> {
    const request = await lockRequest(tx, actor, id);
    const verb = request.state === 'approved' ? 'approve_more' : 'approve';
    mustMay(actor, verb, request);
    const asked = await rows<{ id: string; lineId: string }>(
      tx,
      `SELECT u.id, u.line_id AS "lineId" FROM allocation.request_unit u
       WHERE u.request_id = $1 AND u.state = 'asked' ORDER BY u.beneficiary_id IS NULL, u.position, u.id`,
      [id],
    );
    if (!asked.length)
      throw new RuleBroken('allocation.request_not_now', { number: request.number, state: request.state });
    const left = leftOut(asked, part?.lines);
    const reason = part?.reason || null;
    if (reason && !Object.hasOwn(REQUEST_REFUSAL_REASONS, reason))
      throw new RuleBroken('allocation.refusal_reason_missing', {}, 'reason');
    const granted = asked.filter((u) => !left.includes(u)).map((u) => u.id);
    await tx.update(RequestUnit, { id: In(granted) }, { state: 'approved' });
    if (reason && left.length)
      await tx.update(
        RequestUnit,
        { id: In(left.map((u) => u.id)) },
        { state: 'closed', refusalReason: reason as RequestRefusal },
      );
    await changeRequest(tx, actor, request, verb);
    await this.runs.follow(tx);
  }

  /** Those of some requests that the actor sees, and why each cannot be approved. @param lock for a change */
  async approvable(tx: EntityManager, actor: Actor, ids: readonly string[], lock: boolean) {
    const requests = await seenRequests(tx, actor, ids, lock);
    return { requests, judge: (request: RequestRow): void => mustMay(actor, 'approve', request) };
  }

  /**
   * Refuses, with a reason the requester reads; after an approval too, as long as no device has left for the structure.
   * @throws NotFound, RuleBroken `allocation.refusal_reason_missing`, `allocation.request_not_now`, `allocation.already_on_its_way`.
   */
  async refuse(tx: EntityManager, actor: Actor, id: string, input: { reason: string; note?: string }): Promise<void> {
    if (!Object.hasOwn(REQUEST_REFUSAL_REASONS, input.reason))
      throw new RuleBroken('allocation.refusal_reason_missing', {}, 'reason');
    if ((input.note?.trim().length ?? 0) > LONGEST_REFUSAL_NOTE)
      throw new RuleBroken('allocation.note_too_long', { max: LONGEST_REFUSAL_NOTE }, 'note');
    await this.lockReserved(tx, id);
    const request = await lockRequest(tx, actor, id);
    mustMay(actor, 'refuse', request);
    if (await tx.existsBy(RequestUnit, { requestId: id, state: 'fulfilled' }))
      throw new RuleBroken('allocation.already_on_its_way', { number: request.number });
    await this.closeUnits(tx, actor, request, 'refused');
    await changeRequest(tx, actor, request, 'refuse', {
      refusalReason: input.reason,
      refusalNote: input.note || undefined,
    });
  }

  /**
   * Cancels what is still open: the structure, or the bank for it. Reserved devices and slots in the quota are free again;
   * a request of which something was handed over ends as served.
   * @throws NotFound, RuleBroken `allocation.request_not_now`, `allocation.already_on_its_way`.
   */
  async cancel(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    await this.lockReserved(tx, id);
    const request = await lockRequest(tx, actor, id);
    mustMay(actor, 'cancel', request);
    await this.closeUnits(tx, actor, request, 'cancelled');
    if (!(await closeWhenServed(tx, actor, id))) await changeRequest(tx, actor, request, 'cancel');
  }

  /**
   * Gives up one wanted device of an approved request: what was reserved for it and its slot in the quota are free again. Where nothing else
   * is open, the request ends as served, or is cancelled.
   * @throws NotFound, RuleBroken `allocation.request_not_now`, `allocation.already_on_its_way`, `allocation.unit_not_approved`.
   */
  async giveUp(tx: EntityManager, actor: Actor, id: string, unitId: string): Promise<void> {
    await this.lockReserved(tx, id);
    const request = await lockRequest(tx, actor, id);
    const unit = isId(unitId) ? await tx.findOneBy(RequestUnit, { id: unitId, requestId: id }) : null;
    if (!unit) throw new NotFound('unit');
    mustMay(actor, 'give_up', request);
    if (unit.state !== 'approved' && unit.state !== 'asked')
      throw new RuleBroken('allocation.unit_not_approved', { number: request.number });
    await this.closeUnits(tx, actor, request, 'cancelled', unitId);
    await changeRequest(tx, actor, request, 'give_up');
    if (await tx.existsBy(RequestUnit, { requestId: id, state: In(['asked', 'approved']) })) return;
    if (!(await closeWhenServed(tx, actor, id))) await changeRequest(tx, actor, request, 'cancel');
  }

  /** Closes approvals whose time has passed; what is on its way is waited for. @returns how many requests were closed. */
  async expireDue(tx: EntityManager, actor: Actor, limit = 100): Promise<number> {
    const due = await rows<{ id: string }>(
      tx,
      `SELECT r.id FROM allocation.request r WHERE r.state = 'approved' AND r.expires_at <= platform.now()
         AND NOT EXISTS (SELECT 1 FROM allocation.request_unit u JOIN allocation.reservation v ON v.unit_id = u.id AND v.ended_at IS NULL
           JOIN devices.device d ON d.id = v.device_id WHERE u.request_id = r.id AND d.state <> 'reserved')
       ORDER BY r.expires_at LIMIT $1`,
      [limit],
    );
    for (const { id } of due) {
      await this.lockReserved(tx, id);
      const request = await lockRequest(tx, actor, id);
      if (request.state !== 'approved') continue;
      await this.closeUnits(tx, actor, request, 'expired');
      if (!(await closeWhenServed(tx, actor, id))) await changeRequest(tx, actor, request, 'expire');
    }
    return due.length;
  }

  /** Devices before requests: the one order of locks. */
  private async lockReserved(tx: EntityManager, requestId: string): Promise<void> {
    const reserved = await rows<{ device_id: string }>(
      tx,
      `SELECT v.device_id FROM allocation.reservation v JOIN allocation.request_unit u ON u.id = v.unit_id
       WHERE u.request_id::text = $1 AND v.ended_at IS NULL`,
      [requestId],
    );
    if (!reserved.length) return;
    await lockKnownDevices(
      tx,
      reserved.map((r) => r.device_id),
    );
  }

  private async closeUnits(
    tx: EntityManager,
    actor: Actor,
    request: RequestRow,
    ending: Ending,
    one: string | null = null,
  ): Promise<void> {
    const open = await rows<{ id: string; away: boolean }>(
      tx,
      `SELECT u.id, EXISTS (SELECT 1 FROM allocation.reservation v JOIN devices.device d ON d.id = v.device_id
         WHERE v.unit_id = u.id AND v.ended_at IS NULL AND d.state <> 'reserved') AS away
       FROM allocation.request_unit u WHERE u.request_id = $1 AND u.state = ANY (allocation.open_unit_states())
         AND ($2::uuid IS NULL OR u.id = $2) ORDER BY u.id FOR UPDATE OF u`,
      [request.id, one],
    );
    if (open.some((u) => u.away)) throw new RuleBroken('allocation.already_on_its_way', { number: request.number });
    const ids = open.map((u) => u.id);
    await this.reservations.releaseUnits(tx, actor, ids, ending);
    await run(tx, `UPDATE allocation.request_unit SET state = 'closed' WHERE id = ANY($1)`, [ids]);
  }
}

/** Of each line, those beyond what is approved of it; units whose person is known come first. @throws RuleBroken `allocation.part_quantity_invalid`, `allocation.part_empty`. */
function leftOut<U extends { readonly lineId: string }>(asked: readonly U[], lines: ApprovedPart['lines'] = []): U[] {
  const left = lines.flatMap(({ lineId, quantity }, i) => {
    const units = asked.filter((u) => u.lineId === lineId);
    if (!Number.isInteger(quantity) || quantity < 0 || quantity > units.length)
      throw new RuleBroken('allocation.part_quantity_invalid', { max: units.length }, `lines.${i}.quantity`);
    return units.slice(quantity);
  });
  if (left.length === asked.length) throw new RuleBroken('allocation.part_empty', {}, 'lines.0.quantity');
  return left;
}
