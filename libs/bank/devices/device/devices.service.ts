import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type CorrectionReason, CorrectionsService } from '#bank/corrections';
import { rows, ruleFromPg, run } from '#platform/database';
import { type Actor, NotFound, newId, organisationOf, RuleBroken } from '#platform/kernel';
import { serialKey } from '../identification/serial.js';
import { refreshSearch } from '../list/search-words.js';
import { actOn, judgePressed, type Pressed } from './acts/act.js';
import { correctedBy } from './acts/description-columns.js';
import { type Change, changeDevices, DEVICE_ROW, type DeviceRow, lockDevices } from './acts/device-changes.js';
import {
  type DrawnDevices,
  drawDevices,
  insertDevices,
  insertDrawn,
  LONGEST_NOTE,
  type NewDevice,
} from './acts/log.js';
import { undoExit } from './acts/withdraw.js';
import { CHECK_POINTS, type CheckPoint } from './conditions.js';
import { Alias, Device, DeviceNote } from './device.entity.js';
import { DEVICE_LIFECYCLE, type Verb } from './device.lifecycle.js';
import { deviceOf } from './device.queries.js';
import { type Correction, DEVICE_FIELD_NAMES, type Described } from './device-fields.js';
import { visibleTo } from './visibility.js';

export interface Corrected {
  readonly id: string;
  readonly settled: readonly CheckPoint[];
}

const settledBy = (before: Described & Pick<Device, 'toCheck'>, after: Described): CheckPoint[] =>
  CHECK_POINTS.flatMap(({ id, field }) =>
    field && before.toCheck.includes(id) && after[field] !== before[field] ? [id] : [],
  );

/** Everything that changes a device. Each method works in the caller's transaction and leaves one history row a device. */
@Injectable()
export class DevicesService {
  constructor(private readonly corrections: CorrectionsService) {}

  /**
   * Logs new devices at a place. @returns their ids, in the order given.
   * @throws RuleBroken `devices.serial_taken`, `devices.code_unknown`, `devices.code_elsewhere`, `devices.code_taken`, `devices.code_voided`.
   */
  async log(tx: EntityManager, actor: Actor, devices: readonly NewDevice[], change: Change): Promise<string[]> {
    return insertDevices(tx, actor, devices, change);
  }

  /** The first half of `log`, for whoever logs many: ids and codes. @throws RuleBroken as `log`. */
  draw(tx: EntityManager, devices: readonly NewDevice[], change: Change): Promise<DrawnDevices> {
    return drawDevices(tx, devices, change);
  }

  logDrawn(tx: EntityManager, actor: Actor, drawn: DrawnDevices, change: Change): Promise<void> {
    return insertDrawn(tx, actor, drawn, change);
  }

  /** A verb of a flow (transfer, hand-over…) that has already asked whether the actor may. @throws RuleBroken `devices.not_now`, NotFound. */
  async perform(
    tx: EntityManager,
    actor: Actor,
    verb: Verb,
    ids: readonly string[],
    change: Change = {},
  ): Promise<Map<string, string>> {
    if (!ids.length) return new Map();
    return changeDevices(tx, actor, verb, await lockDevices(tx, ids), change);
  }

  async performOn(
    tx: EntityManager,
    actor: Actor,
    verb: Verb,
    locked: readonly DeviceRow[],
    change: Change = {},
  ): Promise<Map<string, string>> {
    return changeDevices(tx, actor, verb, locked, change);
  }

  /**
   * A button's verb (`via: 'button'`), on one device the actor sees. @returns its id.
   * @throws NotFound; RuleBroken `devices.not_yours` when another organisation holds it, `devices.not_now`, `devices.reason_missing`.
   */
  async act(
    tx: EntityManager,
    actor: Actor,
    verb: Verb,
    idOrCode: string,
    input: Pressed & { note?: string },
  ): Promise<string> {
    const note = input.note?.trim() ?? '';
    const { id, event } = await actOn(tx, actor, verb, idOrCode, input);
    if (note) await this.note(tx, actor, id, event, note);
    return id;
  }

  judge(verb: Verb, pressed: Pressed): Promise<void> {
    return judgePressed(verb, pressed);
  }

  /**
   * What was to be checked of a corrected field is settled. @returns the device's id, and what was settled.
   * @throws NotFound; RuleBroken `devices.not_now`, `devices.not_yours`, `devices.serial_taken`.
   */
  async correct(tx: EntityManager, actor: Actor, idOrCode: string, to: Correction): Promise<Corrected> {
    const device = await this.lockVisible(tx, actor, idOrCode);
    DEVICE_LIFECYCLE.mustMay(actor, 'correct', device);
    const deviceId = device.id;
    const before = await tx.findOneOrFail(Device, {
      select: { toCheck: true, ...Object.fromEntries(DEVICE_FIELD_NAMES.map((name) => [name, true])) },
      where: { id: deviceId },
    });
    const after = correctedBy(before, to);
    if (DEVICE_FIELD_NAMES.every((name) => after[name] === before[name])) return { id: deviceId, settled: [] };
    const settled = settledBy(before, after);
    await changeDevices(tx, actor, 'correct', [device]);
    const toCheck = before.toCheck.filter((point) => !settled.includes(point));
    await tx.update(Device, deviceId, { ...after, serialKey: serialKey(after.serial), toCheck });
    await refreshSearch(tx, [deviceId]);
    return { id: deviceId, settled };
  }

  /** Undoes a wrong scan that took a device out. @param idOrCode of the device. @returns its id. @throws NotFound; RuleBroken as `undoExit`. */
  async undoExit(tx: EntityManager, actor: Actor, idOrCode: string, reason: CorrectionReason): Promise<string> {
    const device = await this.lockVisible(tx, actor, idOrCode);
    await undoExit(tx, actor, this.corrections, device, reason);
    return device.id;
  }

  /** Gives a device one more number it answers to. @throws RuleBroken `devices.alias_taken`, `devices.alias_empty`, field `number`; `devices.issuer_empty`. */
  async addAlias(tx: EntityManager, deviceId: string, issuer: string, number: string): Promise<void> {
    const key = serialKey(number, { generic: true });
    if (!key) throw new RuleBroken('devices.alias_empty', {}, 'number');
    if (!issuer.trim()) throw new RuleBroken('devices.issuer_empty', {}, 'issuer');
    const alias = { id: newId(), deviceId, issuer: issuer.trim(), number: number.trim(), numberKey: key };
    await tx.insert(Alias, alias).catch((error: unknown) => {
      // The constraint's own field is that of the form by which a device is logged.
      const rule = ruleFromPg(error);
      throw rule ? new RuleBroken(rule.code, rule.facts, 'number') : error;
    });
    await refreshSearch(tx, [deviceId]);
  }

  async lockVisible(tx: EntityManager, actor: Actor, idOrCode: string): Promise<DeviceRow> {
    const [device] = await rows<DeviceRow>(
      tx,
      `SELECT ${DEVICE_ROW} FROM devices.device d WHERE d.id = ${deviceOf(idOrCode)} AND ${visibleTo(actor, 'd', '$2')} FOR UPDATE OF d`,
      [idOrCode, organisationOf(actor)],
    );
    if (!device) throw new NotFound('device');
    return device;
  }

  /** Those that the actor sees now, by id. @param lock as everybody locks: nothing else of the transaction is locked before. */
  async seen(on: EntityManager, actor: Actor, ids: readonly string[], lock: boolean): Promise<DeviceRow[]> {
    return rows<DeviceRow>(
      on,
      `SELECT ${DEVICE_ROW} FROM devices.device d WHERE d.id = ANY($1) AND ${visibleTo(actor, 'd', '$2')}
       ORDER BY d.id ${lock ? 'FOR UPDATE OF d' : ''}`,
      [ids, organisationOf(actor)],
    );
  }

  private async note(tx: EntityManager, actor: Actor, deviceId: string, eventId: string, note: string): Promise<void> {
    if (note.length > LONGEST_NOTE) throw new RuleBroken('devices.note_too_long', { max: LONGEST_NOTE }, 'note');
    await tx.insert(DeviceNote, {
      id: newId(),
      deviceId,
      eventId,
      organisationId: organisationOf(actor),
      note: note.trim(),
    });
  }
}

/** Copies the newest standing grading of a device that the caller has locked; null when none stands. */
export async function copyGrade(tx: EntityManager, deviceId: string, grade: Device['grade']): Promise<void> {
  await tx.update(Device, deviceId, { grade });
}

/** The oldest first. @returns how many notes went, `limit` at most. */
export const forgetNotes = (tx: EntityManager, before: Date, limit: number): Promise<number> =>
  run(
    tx,
    `DELETE FROM devices.device_note WHERE id = ANY (ARRAY(
       SELECT n.id FROM devices.device_note n WHERE n.created_at < $1 ORDER BY n.created_at LIMIT $2))`,
    [before, limit],
  );
