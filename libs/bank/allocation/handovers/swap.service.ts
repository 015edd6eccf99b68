import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE, DevicesService, lockDevices, showAssetCode } from '#bank/devices';
import { byPassword, SignaturesService } from '#bank/people';
import { rows } from '#platform/database';
import { type Actor, askAll, isId, type Member, memberWith, NotFound, RuleBroken } from '#platform/kernel';
import { IdentityStore } from '../beneficiaries/identity.store.js';
import { type Promised, UNSIGNED_WHY, type UnsignedWhy } from '../codes.js';
import { Handover } from './handover.entity.js';
import { HandoverRecords } from './handover.records.js';
import type { CurrentHandover } from './handover.views.js';
import { HandoversService } from './handovers.service.js';
import type { Signature } from './signature.js';

export interface Swap {
  readonly brokenDeviceId: string;
  readonly replacementDeviceId: string;
  readonly ticketId: string;
  readonly ticketLabel: string;
  readonly signature?: Signature | undefined;
  readonly unsigned?: UnsignedWhy | undefined;
  readonly password?: string | undefined;
}

/** What maintenance asks of allocation: who has a device, and a replacement for it. */
@Injectable()
export class SwapService {
  constructor(
    private readonly devices: DevicesService,
    private readonly handovers: HandoversService,
    private readonly records: HandoverRecords,
    private readonly identities: IdentityStore,
    private readonly signatures: SignaturesService,
  ) {}

  /** The open hand-over of a device, locked for the transaction; null when nobody has it. */
  async currentHandover(tx: EntityManager, deviceId: string): Promise<CurrentHandover | null> {
    return this.handovers.current(tx, deviceId);
  }

  /**
   * A spare of the structure goes to the same person. Both devices keep their history, the quota does not move, and a unit that waited for
   * the replacement waits for another device.
   * @returns the new hand-over's id
   * @throws NotFound; RuleBroken `allocation.not_handed_over`, `allocation.replacement_not_here`, `allocation.replacement_promised`,
   *   `allocation.swap_unsigned_missing` (no signature, and no word why), `allocation.password_wrong`, `people.confirmation_missing`.
   */
  async swap(tx: EntityManager, actor: Actor, input: Swap): Promise<string> {
    const agent = memberWith(actor, DEVICE_LIFECYCLE.right('hand_over'));
    if (input.brokenDeviceId === input.replacementDeviceId)
      throw new RuleBroken('allocation.replacement_not_here', {}, 'replacementDeviceId');
    const locked = await lockDevices(tx, [input.brokenDeviceId, input.replacementDeviceId]);
    const broken = locked.find((d) => d.id === input.brokenDeviceId)!;
    const replacement = locked.find((d) => d.id === input.replacementDeviceId)!;
    const old = await this.handovers.current(tx, broken.id);
    if (!old) throw new RuleBroken('allocation.not_handed_over', { code: showAssetCode(broken.code) });
    if (old.structureId !== agent.organisationId) throw new NotFound('handover');
    await mustBeSpare(tx, agent, replacement.id);
    mustSayWhyUnsigned(input);
    const signed = await this.signatures.sign(tx, agent, 'hand_over', byPassword(input.password));
    if (!signed) throw new RuleBroken('allocation.password_wrong', {}, 'password');
    const cause = { kind: 'ticket', id: input.ticketId, label: input.ticketLabel } as const;
    await tx.update(Handover, { id: old.id }, { endedAt: () => 'platform.now()', endReason: 'swapped' });
    await this.records.forgetVisibility(tx, old);
    if (broken.state === 'handed_over') {
      await this.devices.perform(tx, actor, 'take_back', [broken.id], {
        location: { place: replacement.place_id ?? (await this.sitePlace(tx, agent.organisationId)) },
        holder: { organisation: agent.organisationId },
        cause,
        facts: { reference: old.reference, replacement: showAssetCode(replacement.code) },
      });
    }
    const id = await this.records.write(tx, agent, {
      unitId: old.unitId,
      deviceId: replacement.id,
      beneficiaryId: old.beneficiaryId,
      reference: old.reference,
      mode: old.mode,
      priceCents: old.priceCents,
      paidBy: null,
      criterion: old.criterion,
      accessories: [],
      signature: input.signature ?? null,
      unsigned: input.unsigned ?? null,
      signed,
      replaces: old.id,
      cause,
    });
    await this.identities.contact(tx, old.beneficiaryId);
    return id;
  }

  /** Every rule that can be judged of how a swap is signed, each by itself; writes nothing. @throws as `swap` */
  async judge(
    tx: EntityManager,
    actor: Actor,
    given: Pick<Swap, 'unsigned' | 'password'> &
      Partial<Pick<Swap, 'replacementDeviceId'>> & { readonly signature?: object | undefined },
  ): Promise<void> {
    const agent = memberWith(actor, DEVICE_LIFECYCLE.right('hand_over'));
    const { replacementDeviceId } = given;
    await askAll(
      () => isId(replacementDeviceId) && mustBeSpare(tx, agent, replacementDeviceId),
      () => mustSayWhyUnsigned(given),
      () => this.signatures.mustBeGiven(tx, agent, 'hand_over', byPassword(given.password)),
    );
  }

  /** Somebody saw the person: the time their identity is kept counts from today. @param beneficiaryId as a device's holder names them */
  contacted(tx: EntityManager, beneficiaryId: string): Promise<void> {
    return this.identities.contact(tx, beneficiaryId);
  }

  private async sitePlace(tx: EntityManager, organisationId: string): Promise<string> {
    const [place] = await rows<{ id: string }>(
      tx,
      'SELECT id FROM people.place WHERE organisation_id = $1 AND parent_id IS NULL AND active ORDER BY created_at, id LIMIT 1',
      [organisationId],
    );
    if (!place) throw new RuleBroken('allocation.place_unknown', {});
    return place.id;
  }
}

function mustSayWhyUnsigned(input: {
  readonly signature?: object | undefined;
  readonly unsigned?: UnsignedWhy | undefined;
}): void {
  if (!input.signature && !Object.hasOwn(UNSIGNED_WHY, input.unsigned ?? ''))
    throw new RuleBroken('allocation.swap_unsigned_missing', {}, 'unsigned');
}

/** Postgres holds it too, against whoever promises the device at the same moment. */
async function mustBeSpare(tx: EntityManager, agent: Member, deviceId: string): Promise<void> {
  const [device] = await rows<{ code: string; state: string; own: boolean; promised: Promised | null }>(
    tx,
    `SELECT d.code, d.state, coalesce(d.holder_org_id = $2, false) AS own, allocation.promised(d.id) AS promised FROM devices.device d WHERE d.id = $1`,
    [deviceId, agent.organisationId],
  );
  if (!device?.own) throw new NotFound('device');
  const { code, state, promised } = device;
  if (state !== 'delivered')
    throw new RuleBroken('allocation.replacement_not_here', { code, state }, 'replacementDeviceId');
  if (promised)
    throw new RuleBroken('allocation.replacement_promised', { code, because: promised }, 'replacementDeviceId');
}
