import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import {
  type ContainerKind,
  type ContainerRow,
  changeContainer,
  DEVICE_LIFECYCLE,
  DeviceQueries,
  DevicesService,
  lockContainer,
  lockDevices,
  makeContainer,
  readIdentifier,
} from '#bank/devices';
import { type CountedPage, rows } from '#platform/database';
import {
  type Actor,
  isId,
  isMember,
  may,
  mayAll,
  NotFound,
  organisationOf,
  type Page,
  READ,
  RuleBroken,
  WRITE,
  writtenBy,
} from '#platform/kernel';
import { ContainerEvent } from '../transfers/transfer.entity.js';
import type { ContainerView, ContentView } from '../transfers/transfer.queries.js';
import { placeOf } from '../transfers/transfer.row.js';
import { heldElsewhere } from '../transfers/transfer-contents.js';
import { CONTAINER_COLUMNS, CONTAINER_FROM, CONTAINERS, type ContainersAsked } from './container-listing.js';

/** Crates and pallets: a code, a place, devices in them. Moving one is one row, however full it is. */
@Injectable()
export class ContainersService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly devices: DevicesService,
    private readonly find: DeviceQueries,
  ) {}

  /** Makes an empty container with a code of its own. @returns its code. @throws RuleBroken `logistics.place_unknown` */
  async make(
    tx: EntityManager,
    actor: Actor,
    form: { kind: ContainerKind; name?: string; placeId: string },
  ): Promise<string> {
    if (!isMember(actor) || !may(actor, WRITE.containers)) throw new RuleBroken('logistics.not_yours', {});
    const placeId = await placeOf(tx, actor.organisationId, form.placeId);
    const { id, code } = await makeContainer(tx, {
      kind: form.kind,
      name: form.name?.trim().slice(0, 80) ?? '',
      organisationId: actor.organisationId,
      placeId,
    });
    await this.note(tx, actor, id, 'make', { placeTo: placeId });
    return code;
  }

  /** Puts it in another place of its organisation, with everything in it. @throws RuleBroken `logistics.container_elsewhere`, `logistics.place_unknown` */
  async move(tx: EntityManager, actor: Actor, code: string, placeId: string): Promise<void> {
    const c = await this.lock(tx, actor, code);
    await placeOf(tx, c.organisationId, placeId);
    if (placeId === c.placeId) return;
    await changeContainer(tx, c.id, { placeId });
    await this.note(tx, actor, c.id, 'move', { placeFrom: c.placeId, placeTo: placeId });
  }

  /** Puts devices in, by what was scanned. A seal is broken by it. @throws RuleBroken `logistics.unknown_code`, `logistics.held_elsewhere`, `devices.not_now` */
  async put(tx: EntityManager, actor: Actor, code: string, typed: readonly string[]): Promise<void> {
    const texts = typed.map((t) => t.trim()).filter(Boolean);
    if (!texts.length) throw new RuleBroken('logistics.nothing_scanned', {}, 'codes');
    const ids: string[] = [];
    for (const text of texts) {
      const found = await this.find.byIdentifier(actor, text, tx);
      if (found.kind === 'several') throw new RuleBroken('logistics.several_devices', { typed: text }, 'codes');
      if (found.kind !== 'one')
        throw new RuleBroken(
          found.kind === 'none' ? 'logistics.unknown_code' : 'logistics.misread',
          { typed: text },
          'codes',
        );
      ids.push(found.id);
    }
    const rows = await lockDevices(tx, [...new Set(ids)]);
    const c = await this.lock(tx, actor, code);
    for (const d of rows) {
      if (d.holder_org_id !== c.organisationId) throw await heldElsewhere(tx, actor, d, c.organisationId, 'codes');
      if (!DEVICE_LIFECYCLE.mayUse(actor, 'move', d))
        throw new RuleBroken('devices.not_now', { code: d.code, state: d.state, verb: 'move' }, 'codes');
    }
    await this.unseal(tx, actor, c);
    const moving = rows.filter((d) => d.container_id !== c.id).map((d) => d.id);
    await this.devices.perform(tx, actor, 'move', moving, { location: { container: c.id }, reason: 'tidied' });
  }

  async takeOut(tx: EntityManager, actor: Actor, code: string, deviceId: string): Promise<void> {
    const [d] = isId(deviceId) ? await lockDevices(tx, [deviceId]) : [];
    const c = await this.lock(tx, actor, code);
    if (!d || d.container_id !== c.id || !c.placeId)
      throw new RuleBroken('logistics.not_in_container', { code: c.code });
    DEVICE_LIFECYCLE.mustMay(actor, 'move', d);
    await this.unseal(tx, actor, c);
    await this.devices.perform(tx, actor, 'move', [d.id], { location: { place: c.placeId }, reason: 'tidied' });
  }

  /** Notes the number of the seal that closes it: from then on it can be confirmed as one. @throws RuleBroken `logistics.seal_missing` */
  async seal(tx: EntityManager, actor: Actor, code: string, seal: string): Promise<void> {
    const c = await this.lock(tx, actor, code);
    const number = seal.trim().slice(0, 40);
    if (!number) throw new RuleBroken('logistics.seal_missing', {}, 'seal');
    await changeContainer(tx, c.id, { seal: number });
    await this.note(tx, actor, c.id, 'seal', { seal: number });
  }

  list(actor: Actor, asked: ContainersAsked = {}): Promise<Page<ContainerView>> {
    return this.read(actor, asked, false);
  }

  counted(actor: Actor, asked: ContainersAsked = {}): Promise<CountedPage<ContainerView>> {
    return this.read(actor, asked, true);
  }

  private read(actor: Actor, asked: ContainersAsked, counts: boolean): Promise<CountedPage<ContainerView>> {
    const own = mayAll(actor, READ.transfers) ? null : organisationOf(actor);
    return CONTAINERS.page(this.db, own, asked, counts);
  }

  async get(actor: Actor, code: string): Promise<ContainerView> {
    const identifier = readIdentifier(code);
    const [row] =
      identifier.kind === 'code'
        ? await rows<ContainerView>(
            this.db,
            `SELECT ${CONTAINER_COLUMNS} FROM ${CONTAINER_FROM} WHERE c.code = $3 AND ($1 OR c.organisation_id = $2)`,
            [mayAll(actor, READ.transfers), organisationOf(actor), identifier.code],
          )
        : [];
    if (!row) throw new NotFound('container');
    return row;
  }

  async contents(containerId: string): Promise<ContentView[]> {
    return rows<ContentView>(
      this.db,
      `SELECT id, code, category, make, model, serial, state, in_deposit AS "inDeposit" FROM devices.device WHERE container_id = $1
         OR id IN (SELECT l.device_id FROM logistics.transfer_line l JOIN devices.container c ON c.transfer_id = l.transfer_id
                   WHERE c.id = $1 AND l.container_id = $1 AND l.open) ORDER BY code`,
      [containerId],
    );
  }

  private async lock(tx: EntityManager, actor: Actor, code: string): Promise<ContainerRow> {
    const identifier = readIdentifier(code);
    const row = identifier.kind === 'code' ? await lockContainer(tx, identifier.code) : undefined;
    if (!row || !(mayAll(actor, WRITE.containers) || row.organisationId === organisationOf(actor)))
      throw new NotFound('container');
    if (!may(actor, WRITE.containers)) throw new RuleBroken('logistics.not_yours', {});
    if (!row.placeId) throw new RuleBroken('logistics.container_elsewhere', { code: row.code }, 'codes');
    return row;
  }

  private async unseal(tx: EntityManager, actor: Actor, c: ContainerRow): Promise<void> {
    if (!c.seal) return;
    await changeContainer(tx, c.id, { seal: null });
    await this.note(tx, actor, c.id, 'unseal', { seal: c.seal });
  }

  private async note(
    tx: EntityManager,
    actor: Actor,
    id: string,
    verb: ContainerEvent['verb'],
    what: Partial<Pick<ContainerEvent, 'placeFrom' | 'placeTo' | 'seal'>>,
  ): Promise<void> {
    const organisationId = organisationOf(actor);
    await tx.insert(ContainerEvent, { containerId: id, verb, ...what, ...writtenBy(actor), organisationId });
  }
}
