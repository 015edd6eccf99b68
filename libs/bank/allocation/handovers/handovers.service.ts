import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE, DevicesService, showAssetCode } from '#bank/devices';
import { mustNotBeInDeposit } from '#bank/intake';
import { activePlace, byPassword, SignaturesService } from '#bank/people';
import { rows } from '#platform/database';
import { type Actor, askAll, type Member, memberWith, NotFound, RuleBroken } from '#platform/kernel';
import { BeneficiariesService } from '../beneficiaries/beneficiaries.service.js';
import { Beneficiary } from '../beneficiaries/beneficiary.entity.js';
import { IdentityStore } from '../beneficiaries/identity.store.js';
import { ACCESSORIES } from '../codes.js';
import { giveBackSlots } from '../quotas/quota-ledger.js';
import { RequestUnit } from '../requests/request.entity.js';
import { closeWhenServed } from '../requests/request-changes.js';
import { HandoverRecords } from './handover.records.js';
import type { CurrentHandover, HandoverInput } from './handover.views.js';
import { priceOf } from './selling.js';

/** From the structure's shelf to a person's hands, and back. */
@Injectable()
export class HandoversService {
  constructor(
    private readonly devices: DevicesService,
    private readonly beneficiaries: BeneficiariesService,
    private readonly identities: IdentityStore,
    private readonly records: HandoverRecords,
    private readonly signatures: SignaturesService,
  ) {}

  /**
   * Hands a delivered device to a person: holder becomes the reference, both sheets are asked for, the unit is fulfilled.
   * @returns the hand-over's id
   * @throws NotFound; RuleBroken `devices.not_yours`, `intake.in_deposit`, `refurbishment.gate_closed`, `allocation.no_request_behind` (no approved unit is behind the device),
   *   `allocation.password_wrong`, `people.confirmation_missing`, `allocation.beneficiary_missing`, and those of `priceOf`.
   */
  async handOver(tx: EntityManager, actor: Actor, input: HandoverInput): Promise<string> {
    const agent = memberWith(actor, DEVICE_LIFECYCLE.right('hand_over'));
    const device = await this.devices.lockVisible(tx, actor, input.deviceId);
    DEVICE_LIFECYCLE.mustMay(actor, 'hand_over', device);
    await mustNotBeInDeposit(tx, [device.id]);
    const price = await priceOf(tx, input);
    const signed = await this.signatures.sign(tx, agent, 'hand_over', byPassword(input.password));
    if (!signed) throw new RuleBroken('allocation.password_wrong', {}, 'password');
    const [unit] = await rows<{ id: string; request_id: string }>(
      tx,
      `SELECT u.id, u.request_id FROM allocation.reservation v JOIN allocation.request_unit u ON u.id = v.unit_id
       WHERE v.device_id = $1 AND v.ended_at IS NULL AND u.structure_id = $2 AND u.state = 'approved' FOR UPDATE OF u`,
      [device.id, agent.organisationId],
    );
    if (!unit) throw new RuleBroken('allocation.no_request_behind', { code: showAssetCode(device.code) });
    const beneficiaryId = await this.person(tx, agent, input);
    if (input.identity) await this.identities.keep(tx, agent, beneficiaryId, input.identity);
    const { reference } = await tx.findOneByOrFail(Beneficiary, { id: beneficiaryId });
    const id = await this.records.write(tx, agent, {
      unitId: unit.id,
      deviceId: device.id,
      beneficiaryId,
      reference,
      ...price,
      accessories: (input.accessories ?? []).map((one) => ACCESSORIES[one]),
      signature: input.signature,
      signed,
    });
    await tx.update(RequestUnit, { id: unit.id }, { state: 'fulfilled', beneficiaryId });
    await closeWhenServed(tx, actor, unit.request_id);
    return id;
  }

  /** Judges what is given of a hand-over, rule by rule; writes nothing, and does not ask whether the password is right. @throws as `handOver` */
  async judge(
    tx: EntityManager,
    actor: Actor,
    given: Partial<HandoverInput> & Pick<HandoverInput, 'deviceId'> & { readonly reference?: string | undefined },
    refused: ReadonlySet<string>,
  ): Promise<void> {
    const agent = memberWith(actor, DEVICE_LIFECYCLE.right('hand_over'));
    const { mode, reference, newBeneficiary, beneficiaryId } = given;
    const about = ['beneficiaryId', 'reference', 'newBeneficiary'];
    const someone =
      reference || newBeneficiary || beneficiaryId || [...refused].some((f) => about.includes(f.split('.')[0]!));
    await askAll(
      () => mode && priceOf(tx, { ...given, mode }),
      () => this.signatures.mustBeGiven(tx, agent, 'hand_over', byPassword(given.password)),
      () => !someone && mustBeSomebody(),
      () => reference && this.beneficiaries.byReference(tx, agent, reference),
      () => newBeneficiary && this.beneficiaries.judge(tx, agent, newBeneficiary),
    );
  }

  /**
   * The person gives the device back: the structure holds it, its slot in the quota is free, a new data epoch begins.
   * @throws NotFound; RuleBroken `devices.not_yours`, `devices.not_now`, `allocation.place_unknown`.
   */
  async takeBack(tx: EntityManager, actor: Actor, deviceId: string, placeId: string): Promise<void> {
    const agent = memberWith(actor, DEVICE_LIFECYCLE.right('take_back'));
    const device = await this.devices.lockVisible(tx, actor, deviceId);
    DEVICE_LIFECYCLE.mustMay(actor, 'take_back', device);
    const handover = await this.current(tx, device.id);
    if (handover?.structureId !== agent.organisationId) throw new NotFound('handover');
    const place = await activePlace(tx, agent.organisationId, placeId);
    if (!place) throw new RuleBroken('allocation.place_unknown', {}, 'placeId');
    await this.devices.perform(tx, actor, 'take_back', [device.id], {
      location: { place },
      holder: { organisation: agent.organisationId },
      cause: { kind: 'handover', id: handover.id, label: handover.reference },
      facts: { reference: handover.reference },
    });
    await this.records.forgetVisibility(tx, handover);
    // A hand-over that an earlier tool recorded took no slot in a quota, and gives none back.
    if (handover.unitId) {
      await tx.update(RequestUnit, { id: handover.unitId }, { state: 'closed' });
      await giveBackSlots(tx, actor, [handover.unitId], 'returned');
    }
    await this.identities.contact(tx, handover.beneficiaryId);
  }

  /** The open hand-over of a device, locked; null when nobody has it. */
  async current(tx: EntityManager, deviceId: string): Promise<CurrentHandover | null> {
    const [row] = await rows<CurrentHandover>(
      tx,
      `SELECT h.id, h.unit_id AS "unitId", h.device_id AS "deviceId", h.structure_id AS "structureId", h.beneficiary_id AS "beneficiaryId",
         b.reference, h.mode, h.price_cents AS "priceCents", h.criterion, h.criterion_attested_on::text AS "criterionAttestedOn"
       FROM allocation.handover h JOIN allocation.beneficiary b ON b.id = h.beneficiary_id
       WHERE h.device_id = $1 AND h.ended_at IS NULL FOR UPDATE OF h`,
      [deviceId],
    );
    return row ?? null;
  }

  private async person(tx: EntityManager, agent: Member, input: HandoverInput): Promise<string> {
    if (input.beneficiaryId) return (await this.beneficiaries.own(tx, agent, input.beneficiaryId)).personId;
    if (!input.newBeneficiary) return mustBeSomebody();
    return this.beneficiaries.create(tx, agent, input.newBeneficiary);
  }
}

const mustBeSomebody = (): never => {
  throw new RuleBroken('allocation.beneficiary_missing', {}, 'beneficiaryId');
};
