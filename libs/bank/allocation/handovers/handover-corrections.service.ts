import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type CorrectionReason, CorrectionsService, mustMayCorrect, type Touch } from '#bank/corrections';
import { DEVICE_LIFECYCLE, DevicesService } from '#bank/devices';
import { activePlace } from '#bank/people';
import { rowOf, rows, run } from '#platform/database';
import { type Actor, isId, type Member, memberWith, NotFound, newId, RuleBroken } from '#platform/kernel';
import { BeneficiariesService } from '../beneficiaries/beneficiaries.service.js';
import { Beneficiary } from '../beneficiaries/beneficiary.entity.js';
import { RequestUnit } from '../requests/request.entity.js';
import { reopenServed } from '../requests/request-changes.js';
import { Handover } from './handover.entity.js';
import { HandoverRecords, keepOriginal } from './handover.records.js';
import type { CurrentHandover } from './handover.views.js';
import { HandoversService } from './handovers.service.js';
import { placeOfOriginal } from './signature.js';

export interface ReferenceChange {
  readonly reference: string;
  readonly reason: CorrectionReason;
}

export interface Undone {
  readonly placeId: string;
  /** Stated by the agent: nobody switched it on. */
  readonly neverSwitchedOn: boolean;
  readonly reason: CorrectionReason;
}

interface Standing {
  readonly open: boolean;
  readonly why: `${string}.${string}` | null;
  readonly event: string;
}

/** A hand-over of the wrong device, to the wrong reference, or whose signed paper is elsewhere: put right by the structure that made it. */
@Injectable()
export class HandoverCorrections {
  constructor(
    private readonly devices: DevicesService,
    private readonly beneficiaries: BeneficiariesService,
    private readonly handovers: HandoversService,
    private readonly records: HandoverRecords,
    private readonly corrections: CorrectionsService,
  ) {}

  /**
   * The right person has the device, under a wrong reference: at any time. Both sheets are made again.
   * @throws NotFound; RuleBroken `allocation.reference_unknown`, `allocation.same_reference`, `devices.not_now`, `corrections.reason_missing`.
   */
  async correctReference(tx: EntityManager, actor: Actor, id: string, to: ReferenceChange): Promise<void> {
    const { agent, device, handover } = await this.open(tx, actor, id, 'correct_holder');
    mustMayCorrect(actor, 'handover_reference', { organisationId: handover.structureId, open: true }, to.reason);
    const personId = await this.beneficiaries.byReference(tx, actor, to.reference);
    if (personId === handover.beneficiaryId) throw new RuleBroken('allocation.same_reference', {}, 'reference');
    const { reference } = await tx.findOneByOrFail(Beneficiary, { id: personId });
    await this.devices.performOn(tx, actor, 'correct_holder', [device], {
      location: 'with_holder',
      holder: { reference: personId },
      cause: { kind: 'handover', id, label: reference },
      facts: { reference },
    });
    await tx.update(Handover, { id }, { beneficiaryId: personId });
    if (handover.unitId) await tx.update(RequestUnit, { id: handover.unitId }, { beneficiaryId: personId });
    await this.records.reissue(tx, agent, handover, { id: personId, reference });
    await this.record(tx, actor, 'handover_reference', handover, to.reason, {
      from: { reference: handover.reference },
      to: { reference },
    });
  }

  /**
   * The wrong device was handed over, is back and was never switched on: the hand-over is undone as if it had not been, until the end of the
   * next working day. Its request waits for it again; no data epoch opens. Later, or touched since, it is a return.
   * @throws NotFound; RuleBroken `allocation.never_switched_on_missing`, `allocation.handover_moved_on`, `allocation.handover_not_undone`,
   *   `allocation.place_unknown`, `devices.not_now`, `corrections.too_late`, `corrections.reason_missing`.
   */
  async undo(tx: EntityManager, actor: Actor, id: string, input: Undone): Promise<void> {
    const { agent, device, handover } = await this.open(tx, actor, id, 'undo_hand_over');
    const { open, why, event } = await standingOf(tx, id);
    if (why) throw new RuleBroken(why);
    mustMayCorrect(actor, 'handover_undone', { organisationId: handover.structureId, open }, input.reason);
    if (!input.neverSwitchedOn) throw new RuleBroken('allocation.never_switched_on_missing', {}, 'neverSwitchedOn');
    const place = await placeOf(tx, agent, input.placeId);
    const [unit] = await rows<{ id: string; request_id: string }>(
      tx,
      'SELECT id, request_id FROM allocation.request_unit WHERE id = $1 FOR UPDATE',
      [handover.unitId],
    );
    await this.devices.performOn(tx, actor, 'undo_hand_over', [device], {
      location: { place },
      holder: { organisation: agent.organisationId },
      cause: { kind: 'handover', id, label: handover.reference },
      facts: { reference: handover.reference, neverSwitchedOn: true },
      undoes: event,
    });
    await tx.update(Handover, { id }, { endedAt: () => 'platform.now()', endReason: 'undone' });
    await this.records.forgetVisibility(tx, handover);
    await this.records.withdrawPapers(tx, agent, handover);
    await tx.update(RequestUnit, { id: unit!.id }, { state: 'approved' });
    await run(tx, 'INSERT INTO allocation.reservation (id, unit_id, device_id, made_by) VALUES ($1, $2, $3, $4)', [
      newId(),
      unit!.id,
      device.id,
      agent.membershipId,
    ]);
    await reopenServed(tx, actor, unit!.request_id);
    await this.record(tx, actor, 'handover_undone', handover, input.reason, {
      from: { reference: handover.reference },
      to: { codes: [device.code] },
      sold: handover.mode === 'sale',
    });
  }

  /**
   * Says where the signed paper of a hand-over of one's own structure is stored now; what was said before stays readable.
   * @throws NotFound; RuleBroken `allocation.no_original` (nobody signed on paper, or it went at its date), `allocation.original_place_missing`
   */
  async moveOriginal(tx: EntityManager, actor: Actor, id: string, place: string): Promise<void> {
    const agent = memberWith(actor, DEVICE_LIFECYCLE.right('hand_over'));
    const found = await rowOf<{ paper: boolean }>(
      tx,
      `SELECT h.signature_kind = 'paper' AND EXISTS (SELECT 1 FROM allocation.handover_signature s WHERE s.handover_id = h.id) AS paper
           FROM allocation.handover h WHERE h.id = $1 AND h.structure_id = ANY (people.structures_of($2))`,
      [id, agent.organisationId],
      { handover: id },
    );
    if (!found.paper) throw new RuleBroken('allocation.no_original', {});
    await keepOriginal(tx, agent, id, placeOfOriginal(place, 'place'));
  }

  /** The live hand-over of one's own, its device locked before it, as everywhere. */
  private async open(tx: EntityManager, actor: Actor, id: string, verb: 'undo_hand_over' | 'correct_holder') {
    const agent = memberWith(actor, DEVICE_LIFECYCLE.right(verb));
    const known = isId(id) ? await tx.findOneBy(Handover, { id, structureId: agent.organisationId }) : null;
    if (!known) throw new NotFound('handover');
    const device = await this.devices.lockVisible(tx, actor, known.deviceId);
    DEVICE_LIFECYCLE.mustMay(actor, verb, device);
    const handover = await this.handovers.current(tx, device.id);
    if (handover?.id !== id) throw new RuleBroken('devices.not_now', { code: device.code, state: device.state, verb });
    return { agent, device, handover };
  }

  private record(
    tx: EntityManager,
    actor: Actor,
    kind: 'handover_reference' | 'handover_undone',
    handover: CurrentHandover,
    reason: CorrectionReason,
    of: { from: object; to: object; sold?: boolean },
  ) {
    const touches: Touch[] = ['signed_paper', ...(of.sold ? (['money'] as const) : [])];
    return this.corrections.record(tx, actor, {
      kind,
      subjectId: handover.id,
      label: handover.reference,
      organisationId: handover.structureId,
      from: { ...of.from },
      to: { ...of.to },
      reason,
      touches,
    });
  }
}

/** Whether there is still time, by the bank's days; why it is too late all the same; and the row that would be undone. */
async function standingOf(tx: EntityManager, id: string): Promise<Standing> {
  const [row] = await rows<Standing>(
    tx,
    `SELECT allocation.undo_is_open(h.id) AS open, allocation.why_not_undone(h.id) AS why,
       (SELECT max(e.id)::text FROM devices.device_event e WHERE e.device_id = h.device_id AND e.verb = 'hand_over') AS event
     FROM allocation.handover h WHERE h.id = $1`,
    [id],
  );
  return row!;
}

async function placeOf(tx: EntityManager, agent: Member, placeId: string): Promise<string> {
  const place = await activePlace(tx, agent.organisationId, placeId);
  if (!place) throw new RuleBroken('allocation.place_unknown', {}, 'placeId');
  return place;
}
