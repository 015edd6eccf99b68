import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  DeviceQueries,
  type DeviceRow,
  DevicesService,
  grantVisibility,
  lockContainer,
  lockDevices,
} from '#bank/devices';
import { OrganisationsService } from '#bank/people';
import { rows, run } from '#platform/database';
import { type Actor, isId, isMember, RuleBroken, writtenBy } from '#platform/kernel';
import { dispatchContainers } from '../containers/container.moves.js';
import { sendable } from './sendable.js';
import { SlipService } from './slip.service.js';
import { Transfer, TransferContainer, TransferLine } from './transfer.entity.js';
import { callOff, findTransfer, lockListed, lockTransfer, mustMay, type TransferRow } from './transfer.row.js';
import {
  containerOf,
  listDevices,
  listedAlready,
  mustAllFit,
  mustBeAsListed,
  mustFit,
  repairRefusals,
} from './transfer-contents.js';
import { listToCome, type NewTransfer, openTransfer } from './transfer-opening.js';

/** The sender's side of a transfer: the list, and its closing. Custody stays with the sender until the receiver confirms. */
@Injectable()
export class TransfersService {
  constructor(
    private readonly devices: DevicesService,
    private readonly find: DeviceQueries,
    private readonly organisations: OrganisationsService,
    private readonly slips: SlipService,
  ) {}

  async prepare(tx: EntityManager, actor: Actor, to: NewTransfer): Promise<string> {
    if (!isMember(actor)) throw new RuleBroken('logistics.not_yours', {});
    return openTransfer(tx, this.organisations, actor, to.fromOrganisationId || actor.organisationId, to, null);
  }

  /**
   * Adds what was scanned or typed: a device by code, alias, serial or label address, or a whole container by its code.
   * @param parts what a person typed may be a part of a code or number, where only one of what may be sent has it.
   * @returns the code of what was found by such a part.
   * @throws RuleBroken `logistics.unknown_code`, `logistics.several_devices`, `logistics.which_of_them`, `logistics.misread`, and those of `addDevices`.
   */
  async add(
    tx: EntityManager,
    actor: Actor,
    transferId: string,
    typed: string,
    { parts = false } = {},
  ): Promise<string | null> {
    const text = typed.trim();
    if (!text) throw new RuleBroken('logistics.nothing_scanned', {}, 'code');
    const found = await this.find.byIdentifier(actor, text, tx);
    if (found.kind === 'several') throw new RuleBroken('logistics.several_devices', { typed: text }, 'code');
    if (found.kind === 'one') {
      await this.addDevices(tx, actor, transferId, [found.id]);
      return null;
    }
    const container = await containerOf(tx, actor, text);
    if (container) {
      await this.addContainer(tx, actor, transferId, container);
      return null;
    }
    const alike = parts ? await this.alike(tx, actor, transferId, text) : [];
    if (alike.length > 1) throw new RuleBroken('logistics.which_of_them', { typed: text }, 'code');
    if (alike[0]) {
      await this.addDevices(tx, actor, transferId, [alike[0].id]);
      return alike[0].code;
    }
    throw new RuleBroken(
      found.kind === 'wrong_check' ? 'logistics.misread' : 'logistics.unknown_code',
      { typed: text },
      'code',
    );
  }

  /** @throws RuleBroken `logistics.held_elsewhere`, `logistics.reserved`, `logistics.needs_a_request`, `logistics.in_repair`, `logistics.in_repair_elsewhere`, `logistics.already_listed` */
  async addDevices(tx: EntityManager, actor: Actor, transferId: string, deviceIds: readonly string[]): Promise<void> {
    const devices = await lockDevices(tx, deviceIds);
    const t = await this.composing(tx, actor, transferId);
    await mustAllFit(tx, actor, t, devices);
    await listDevices(tx, t.id, devices, null);
  }

  /**
   * What says of a device why it cannot go to a receiver on a list, as `addDevices` would.
   * @param ends who receives it, and from where it leaves: the actor's organisation when nobody is named.
   * @param transferId the list; null for one that is not opened yet.
   * @throws RuleBroken `logistics.receiver_unknown`, `logistics.not_yours`, `logistics.not_now`; NotFound
   */
  async judge(
    tx: EntityManager,
    actor: Actor,
    ends: Partial<Pick<NewTransfer, 'toOrganisationId' | 'fromOrganisationId'>>,
    transferId: string | null,
    deviceIds: readonly string[],
  ): Promise<(device: DeviceRow) => void> {
    const list = transferId ? await this.composing(tx, actor, transferId) : await listToCome(tx, actor, ends);
    const taken = await listedAlready(tx, deviceIds, transferId);
    const refusals = await repairRefusals(tx, list, deviceIds);
    return (device) => {
      mustFit(actor, list, device, refusals.get(device.id));
      const number = taken.get(device.id);
      if (number) throw new RuleBroken('logistics.already_listed', { code: device.code, number }, 'code');
    };
  }

  /** Adds a container and everything in it; it travels whole. @throws RuleBroken `logistics.container_elsewhere`, `logistics.container_empty` */
  async addContainer(tx: EntityManager, actor: Actor, transferId: string, containerId: string): Promise<void> {
    const inside = await rows<{ id: string }>(tx, 'SELECT id FROM devices.device WHERE container_id = $1', [
      containerId,
    ]);
    const devices = await lockDevices(
      tx,
      inside.map((r) => r.id),
    );
    const t = await this.composing(tx, actor, transferId);
    const c = await lockContainer(tx, containerId);
    if (!c || c.organisationId !== t.from_org_id || !c.placeId)
      throw new RuleBroken('logistics.container_elsewhere', { code: c?.code ?? '' }, 'code');
    if (!devices.length) throw new RuleBroken('logistics.container_empty', { code: c.code }, 'code');
    await mustAllFit(tx, actor, t, devices);
    await run(
      tx,
      `INSERT INTO logistics.transfer_container (transfer_id, container_id, place_before, seal) VALUES ($1, $2, $3, $4)
       ON CONFLICT (transfer_id, container_id) DO NOTHING`,
      [t.id, containerId, c.placeId, c.seal],
    );
    await listDevices(tx, t.id, devices, containerId);
  }

  async remove(
    tx: EntityManager,
    actor: Actor,
    transferId: string,
    what: { lineId?: string; containerId?: string },
  ): Promise<void> {
    const t = await this.composing(tx, actor, transferId);
    const lineId = isId(what.lineId) ? what.lineId : null;
    const line = lineId
      ? await tx.findOne(TransferLine, { select: { containerId: true }, where: { id: lineId, transferId: t.id } })
      : null;
    const containerId = (isId(what.containerId) ? what.containerId : null) ?? line?.containerId ?? null;
    await run(tx, 'DELETE FROM logistics.transfer_line WHERE transfer_id = $1 AND (id = $2 OR container_id = $3)', [
      t.id,
      lineId,
      containerId,
    ]);
    if (containerId) await tx.delete(TransferContainer, { transferId: t.id, containerId });
  }

  async cancel(tx: EntityManager, actor: Actor, transferId: string): Promise<void> {
    const t = await lockTransfer(tx, actor, transferId);
    mustMay(actor, 'cancel', t);
    await tx.delete(TransferLine, { transferId: t.id });
    await tx.delete(TransferContainer, { transferId: t.id });
    await callOff(tx, actor, t);
  }

  /**
   * Closes the list: everything on it leaves, the receiver sees it from now on, the slip is asked for.
   * @throws RuleBroken `logistics.empty`, `logistics.changed_meanwhile` (facts `codes`), `logistics.not_ready` (facts `codes`)
   */
  async send(tx: EntityManager, actor: Actor, transferId: string): Promise<void> {
    const devices = await lockListed(tx, transferId);
    const t = await lockTransfer(tx, actor, transferId);
    mustMay(actor, 'send', t);
    if (!devices.length) throw new RuleBroken('logistics.empty', { number: t.number });
    await mustBeAsListed(tx, t, devices);
    await run(
      tx,
      `UPDATE logistics.transfer_line l SET state_before = d.state, place_before = coalesce(d.place_id, c.place_id)
       FROM devices.device d LEFT JOIN devices.container c ON c.id = d.container_id WHERE l.transfer_id = $1 AND d.id = l.device_id`,
      [t.id],
    );
    await dispatchContainers(tx, actor, t);
    const ids = devices.map((d) => d.id);
    await this.devices.perform(tx, actor, 'dispatch', ids, {
      location: { transfer: t.id },
      cause: { kind: 'transfer', id: t.id, label: t.number },
    });
    const { membershipId, operatorNumber } = writtenBy(actor);
    await tx.update(Transfer, t.id, {
      state: 'sent',
      sentAt: () => 'platform.now()',
      sentBy: membershipId,
      sentOperator: operatorNumber,
    });
    await grantVisibility(tx, t.to_org_id, ids, { kind: 'transfer', id: t.id });
    if (t.cause_kind !== 'request') await this.slips.request(tx, actor, t.id);
  }

  /**
   * A delivery that is already on the road, for allocation: prepared and sent in one go from whoever holds the devices.
   * When the receiver has confirmed, each device is `delivered`; `TransferQueries.linesOfCause` tells which.
   * @returns the transfer's id and number. @throws RuleBroken `logistics.held_apart` when several organisations hold them.
   */
  async createDelivery(
    tx: EntityManager,
    actor: Actor,
    input: {
      toOrganisationId: string;
      toPlaceId?: string | null;
      deviceIds: readonly string[];
      cause: { kind: 'request'; id: string };
    },
  ): Promise<{ id: string; number: string }> {
    const devices = await lockDevices(tx, input.deviceIds);
    const holders = new Set(devices.map((d) => d.holder_org_id));
    const [holder] = holders;
    if (holders.size !== 1 || !holder)
      throw new RuleBroken('logistics.held_apart', { codes: devices.map((d) => d.code) });
    const id = await openTransfer(
      tx,
      this.organisations,
      actor,
      holder,
      { toOrganisationId: input.toOrganisationId, toPlaceId: input.toPlaceId },
      input.cause,
    );
    const t = await lockTransfer(tx, actor, id);
    await mustAllFit(tx, actor, t, devices);
    await listDevices(tx, id, devices, null);
    await this.send(tx, actor, id);
    return { id, number: t.number };
  }

  /** Two at most of what may go with a list and has this part of a number. The list is not locked: devices are, before the list they stand on. */
  private async alike(tx: EntityManager, actor: Actor, transferId: string, part: string) {
    const t = await findTransfer(tx, actor, transferId);
    mustMay(actor, 'compose', t);
    return (await sendable(tx, actor, t, part, 2)).items;
  }

  private async composing(tx: EntityManager, actor: Actor, transferId: string): Promise<TransferRow> {
    const t = await lockTransfer(tx, actor, transferId);
    mustMay(actor, 'compose', t);
    return t;
  }
}
