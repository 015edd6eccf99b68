import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DeviceQueries, DevicesService, grantSight, lockDevices } from '#devices';
import { type Actor, isId, isMember, RuleBroken } from '#kernel';
import { OrganisationsService } from '#people';
import { SlipService } from './slip.service.js';
import { lockListed, lockTransfer, mustMay, signer, type TransferRow } from './transfer.row.js';
import { containerOf, listDevices, mustBeAsListed, mustFit } from './transfer-list.js';
import { type NewTransfer, openTransfer } from './transfer-opening.js';

/** The sender's side of a transfer: the list, and its closing. Custody stays with the sender until the receiver confirms. */
@Injectable()
export class TransfersService {
  constructor(
    private readonly devices: DevicesService,
    private readonly find: DeviceQueries,
    private readonly organisations: OrganisationsService,
    private readonly slips: SlipService,
  ) {}

  /** Opens an empty transfer from the actor's organisation. @returns its id. @throws RuleBroken `logistics.receiver_unknown` */
  async prepare(tx: EntityManager, actor: Actor, to: NewTransfer): Promise<string> {
    if (!isMember(actor)) throw new RuleBroken('logistics.not_yours', {});
    return openTransfer(tx, this.organisations, actor, actor.organisationId, to, null);
  }

  /**
   * Adds what was scanned or typed: a device by code, alias, serial or label address, or a whole container by its code.
   * @throws RuleBroken `logistics.unknown_code`, `logistics.several_devices`, `logistics.misread`, and those of `addDevices`.
   */
  async add(tx: EntityManager, actor: Actor, transferId: string, typed: string): Promise<void> {
    const text = typed.trim();
    if (!text) throw new RuleBroken('logistics.nothing_scanned', {}, 'code');
    const found = await this.find.byIdentifier(actor, text);
    if (found.kind === 'one') return this.addDevices(tx, actor, transferId, [found.id]);
    if (found.kind === 'several') throw new RuleBroken('logistics.several_devices', { typed: text }, 'code');
    const container = await containerOf(tx, actor, text);
    if (container) return this.addContainer(tx, actor, transferId, container);
    throw new RuleBroken(
      found.kind === 'wrong_check' ? 'logistics.misread' : 'logistics.unknown_code',
      { typed: text },
      'code',
    );
  }

  /** @throws RuleBroken `logistics.held_elsewhere`, `logistics.reserved`, `logistics.needs_a_request`, `logistics.already_listed` */
  async addDevices(tx: EntityManager, actor: Actor, transferId: string, deviceIds: readonly string[]): Promise<void> {
    const rows = await lockDevices(tx, deviceIds);
    const t = await this.composing(tx, actor, transferId);
    for (const d of rows) mustFit(actor, t, d);
    await listDevices(tx, t.id, rows, null);
  }

  /** Adds a container and everything in it; it travels whole. @throws RuleBroken `logistics.container_elsewhere`, `logistics.container_empty` */
  async addContainer(tx: EntityManager, actor: Actor, transferId: string, containerId: string): Promise<void> {
    const inside: { id: string }[] = await tx.query('SELECT id FROM devices.device WHERE container_id = $1', [
      containerId,
    ]);
    const rows = await lockDevices(
      tx,
      inside.map((r) => r.id),
    );
    const t = await this.composing(tx, actor, transferId);
    const [c] = await tx.query(
      'SELECT code, organisation_id, place_id, seal FROM devices.container WHERE id = $1 FOR UPDATE',
      [containerId],
    );
    if (!c || c.organisation_id !== t.from_org_id || !c.place_id)
      throw new RuleBroken('logistics.container_elsewhere', { code: c?.code ?? '' }, 'code');
    if (!rows.length) throw new RuleBroken('logistics.container_empty', { code: c.code }, 'code');
    for (const d of rows) mustFit(actor, t, d);
    await tx.query(
      `INSERT INTO logistics.transfer_container (transfer_id, container_id, place_before, seal) VALUES ($1, $2, $3, $4)
       ON CONFLICT (transfer_id, container_id) DO NOTHING`,
      [t.id, containerId, c.place_id, c.seal],
    );
    await listDevices(tx, t.id, rows, containerId);
  }

  /** Takes a line, or a container with its lines, off the list. */
  async remove(
    tx: EntityManager,
    actor: Actor,
    transferId: string,
    what: { lineId?: string; containerId?: string },
  ): Promise<void> {
    const t = await this.composing(tx, actor, transferId);
    const [line] = what.lineId
      ? await tx.query('SELECT container_id FROM logistics.transfer_line WHERE id = $1 AND transfer_id = $2', [
          isId(what.lineId) ? what.lineId : null,
          t.id,
        ])
      : [];
    const container = (isId(what.containerId) ? what.containerId : null) ?? line?.container_id ?? null;
    await tx.query('DELETE FROM logistics.transfer_line WHERE transfer_id = $1 AND (id = $2 OR container_id = $3)', [
      t.id,
      isId(what.lineId) ? what.lineId : null,
      container,
    ]);
    await tx.query('DELETE FROM logistics.transfer_container WHERE transfer_id = $1 AND container_id = $2', [
      t.id,
      container,
    ]);
  }

  /** Gives a transfer up before it left. */
  async cancel(tx: EntityManager, actor: Actor, transferId: string): Promise<void> {
    const t = await lockTransfer(tx, actor, transferId);
    mustMay(actor, 'cancel', t);
    await tx.query('DELETE FROM logistics.transfer_line WHERE transfer_id = $1', [t.id]);
    await tx.query('DELETE FROM logistics.transfer_container WHERE transfer_id = $1', [t.id]);
    await tx.query(
      `UPDATE logistics.transfer SET state = 'cancelled', ended_at = now(), ended_by = $2, ended_operator = $3 WHERE id = $1`,
      [t.id, ...signer(actor)],
    );
  }

  /**
   * Closes the list: everything on it leaves, the receiver sees it from now on, the slip is asked for.
   * @throws RuleBroken `logistics.empty`, `logistics.changed_meanwhile` (facts `codes`), `logistics.not_ready` (facts `codes`)
   */
  async send(tx: EntityManager, actor: Actor, transferId: string): Promise<void> {
    const rows = await lockListed(tx, transferId);
    const t = await lockTransfer(tx, actor, transferId);
    mustMay(actor, 'send', t);
    if (!rows.length) throw new RuleBroken('logistics.empty', { number: t.number });
    await mustBeAsListed(tx, t, rows);
    await tx.query(
      `UPDATE logistics.transfer_line l SET state_before = d.state, place_before = coalesce(d.place_id, c.place_id)
       FROM devices.device d LEFT JOIN devices.container c ON c.id = d.container_id WHERE l.transfer_id = $1 AND d.id = l.device_id`,
      [t.id],
    );
    await tx.query(
      `WITH gone AS (
         UPDATE devices.container c SET place_id = NULL, transfer_id = $1
         FROM logistics.transfer_container x WHERE x.transfer_id = $1 AND c.id = x.container_id RETURNING c.id, c.seal
       ), kept AS (
         UPDATE logistics.transfer_container x SET seal = g.seal FROM gone g WHERE x.transfer_id = $1 AND x.container_id = g.id
       )
       INSERT INTO logistics.container_event (container_id, verb, transfer_id, seal, membership_id, operator_number, organisation_id)
       SELECT g.id, 'depart', $1, g.seal, $2, $3, $4 FROM gone g`,
      [t.id, ...signer(actor), t.from_org_id],
    );
    const ids = rows.map((r) => r.id);
    await this.devices.perform(tx, actor, 'dispatch', ids, {
      location: { transfer: t.id },
      cause: { kind: 'transfer', id: t.id, label: t.number },
    });
    await tx.query(
      `UPDATE logistics.transfer SET state = 'sent', sent_at = now(), sent_by = $2, sent_operator = $3 WHERE id = $1`,
      [t.id, ...signer(actor)],
    );
    await grantSight(tx, t.to_org_id, ids, { kind: 'transfer', id: t.id });
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
    const rows = await lockDevices(tx, input.deviceIds);
    const holders = new Set(rows.map((r) => r.holder_org_id));
    const [holder] = holders;
    if (holders.size !== 1 || !holder) throw new RuleBroken('logistics.held_apart', { codes: rows.map((r) => r.code) });
    const id = await openTransfer(
      tx,
      this.organisations,
      actor,
      holder,
      { toOrganisationId: input.toOrganisationId, toPlaceId: input.toPlaceId },
      input.cause,
    );
    const t = await lockTransfer(tx, actor, id);
    for (const d of rows) mustFit(actor, t, d);
    await listDevices(tx, id, rows, null);
    await this.send(tx, actor, id);
    return { id, number: t.number };
  }

  private async composing(tx: EntityManager, actor: Actor, transferId: string): Promise<TransferRow> {
    const t = await lockTransfer(tx, actor, transferId);
    mustMay(actor, 'compose', t);
    return t;
  }
}
