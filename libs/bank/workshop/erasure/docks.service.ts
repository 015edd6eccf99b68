import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { serialKey } from '#bank/devices';
import { rowOf, rows } from '#platform/database';
import { type Actor, mayAll, NotFound, newId, organisationOf, READ, RuleBroken, WRITE } from '#platform/kernel';
import { signingMember } from '../media/signing.service.js';
import { Dock } from './erasure-log.entity.js';

export interface DockView {
  readonly id: string;
  readonly name: string;
  readonly serial: string;
  readonly organisation: string;
  readonly operatorNumber: number;
  readonly registeredAt: Date;
  readonly endedAt: Date | null;
  /** How many logs it wrote since. */
  readonly logs: number;
}

/** The stations of workshops: a log that one wrote speaks of other machines' drives, never of its own. */
@Injectable()
export class Docks {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  list(actor: Actor): Promise<DockView[]> {
    return rows<DockView>(
      this.db,
      `SELECT k.id, k.name, k.serial, o.name AS organisation, k.operator_number AS "operatorNumber", k.registered_at AS "registeredAt",
         k.ended_at AS "endedAt", (SELECT count(*)::int FROM refurbishment.erasure_log l WHERE l.dock_id = k.id) AS logs
       FROM refurbishment.dock k JOIN people.organisation o ON o.id = k.organisation_id
       WHERE $1 OR k.organisation_id = $2 ORDER BY k.ended_at DESC NULLS FIRST, k.name, k.id`,
      [mayAll(actor, READ.workshop), organisationOf(actor)],
      { plan: 'per call', because: 'the bank reads all, a workshop its own' },
    );
  }

  /** One of them. @throws NotFound */
  async get(actor: Actor, id: string): Promise<DockView> {
    const found = (await this.list(actor)).find((dock) => dock.id === id);
    if (!found) throw new NotFound('dock');
    return found;
  }

  /**
   * Registers a station by the serial that its logs write of their machine. @returns its id.
   * @throws RuleBroken `refurbishment.dock_name_missing`, `refurbishment.dock_serial_unusable`, `refurbishment.dock_known`, `refurbishment.dock_is_a_device`
   */
  async register(tx: EntityManager, actor: Actor, dock: { name: string; serial: string }): Promise<string> {
    const member = signingMember(actor);
    const name = plain(dock.name);
    if (!name) throw new RuleBroken('refurbishment.dock_name_missing', {}, 'name');
    const serial = plain(dock.serial);
    const key = serialKey(serial);
    if (!key || key.length < 3) throw new RuleBroken('refurbishment.dock_serial_unusable', { serial }, 'serial');
    const id = newId();
    await tx.insert(Dock, {
      id,
      organisationId: member.organisationId,
      name,
      serial,
      serialKey: key,
      operatorNumber: member.operatorNumber,
    });
    return id;
  }

  /** A station erases no more: logs that come from now on are its machine's own. @throws NotFound; RuleBroken `refurbishment.dock_ended` */
  async end(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const member = signingMember(actor);
    const dock = await rowOf<{ ended: boolean }>(
      tx,
      `SELECT ended_at IS NOT NULL AS ended FROM refurbishment.dock WHERE id = $1 AND ($2 OR organisation_id = $3) FOR UPDATE`,
      [id, mayAll(actor, WRITE.benchHelp), member.organisationId],
      { dock: id },
    );
    if (dock.ended) throw new RuleBroken('refurbishment.dock_ended', {});
    await tx.update(Dock, { id }, { endedAt: () => 'platform.clock_timestamp()', endedBy: member.operatorNumber });
  }
}

const plain = (text: string): string => text.replace(/\p{C}+/gu, ' ').trim();
