import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type CorrectionReason, CorrectionsService, mustMayCorrect } from '#bank/corrections';
import { rows, run } from '#platform/database';
import { type Actor, isId, NotFound, organisationOf, RuleBroken } from '#platform/kernel';
import { changeDevices, type DeviceRow, lockDevices } from '../device/acts/device-changes.js';
import { DEVICE_LIFECYCLE, DUPLICATE_STATES, type State } from '../device/device.lifecycle.js';
import { DeviceQueries, deviceOf } from '../device/device.queries.js';
import { visibleTo } from '../device/visibility.js';
import { refreshSearch } from '../list/search-words.js';

interface Said {
  readonly serial: string | null;
  readonly make: string;
  readonly why: `${string}.${string}` | null;
}

/** A device that was logged twice: one is withdrawn, and its code leads to the other from then on (docs/adr/0032). */
@Injectable()
export class DuplicatesService {
  constructor(
    private readonly corrections: CorrectionsService,
    private readonly find: DeviceQueries,
  ) {}

  /**
   * Withdraws a device as the double of another. Nothing is moved: codes, old numbers and the serial of the one lead to the other.
   * @param typed the device that stays: its code, an old number, a label's address. @returns the id of the one that stays.
   * @throws RuleBroken `devices.double_unknown`, `devices.double_several`, `corrections.merged_with_itself`, `devices.double_withdrawn`,
   *   `devices.double_serials_differ`, `devices.not_now`, `devices.not_yours`, `devices.moved_on`…, `corrections.reason_missing`; NotFound
   */
  async merge(
    tx: EntityManager,
    actor: Actor,
    idOrCode: string,
    typed: string,
    reason: CorrectionReason,
  ): Promise<string> {
    const duplicate = await this.seen(tx, actor, deviceOf(idOrCode), idOrCode);
    const [row, kept] = await this.both(tx, duplicate, await this.other(tx, actor, duplicate, typed));
    const [goes, stays] = [await saidOf(tx, row.id), await saidOf(tx, kept.id)];
    DEVICE_LIFECYCLE.mustMay(actor, 'withdraw', { ...row, kept_by: null });
    if (goes.why) throw new RuleBroken(goes.why, { code: row.code, state: row.state });
    if (!DUPLICATE_STATES.some((state) => state === row.state))
      throw new RuleBroken('devices.not_now', { code: row.code, state: row.state, verb: 'withdraw' });
    if (kept.state === 'withdrawn') throw new RuleBroken('devices.double_withdrawn', { code: kept.code }, 'other');
    if (goes.serial && stays.serial && (goes.serial !== stays.serial || differ(goes.make, stays.make)))
      throw new RuleBroken('devices.double_serials_differ', {}, 'other');
    const whose = { organisationId: row.holder_org_id, open: true };
    mustMayCorrect(actor, 'device_merged', whose, reason);
    await changeDevices(tx, actor, 'withdraw', [row], { reason: 'logged_twice', facts: { double: kept.code } });
    await this.record(tx, actor, 'device_merged', row, kept, reason);
    await run(tx, 'UPDATE devices.device SET merged_into = $2 WHERE id = $1', [row.id, kept.id]);
    await refreshSearch(tx, [kept.id]);
    return kept.id;
  }

  async judge(tx: EntityManager, actor: Actor, idOrCode: string, typed: string | undefined): Promise<void> {
    const duplicate = await this.seen(tx, actor, deviceOf(idOrCode), idOrCode);
    if (typed) await this.other(tx, actor, duplicate, typed);
  }

  private async other(tx: EntityManager, actor: Actor, double: string, typed: string): Promise<string> {
    const found = await this.find.byIdentifier(actor, typed.trim(), tx);
    if (found.kind === 'several') throw new RuleBroken('devices.double_several', {}, 'other');
    if (found.kind !== 'one') throw new RuleBroken('devices.double_unknown', {}, 'other');
    if (found.id === double) throw new RuleBroken('corrections.merged_with_itself', {}, 'other');
    return found.id;
  }

  /**
   * It was another device after all. Within a day, by the organisation that said so, or the bank.
   * @throws RuleBroken `corrections.not_merged`, `corrections.too_late`, `devices.serial_taken`, `devices.double_of_ended_donation`,
   *   `devices.double_of_other_donor`, `corrections.reason_missing`; NotFound
   */
  async undo(tx: EntityManager, actor: Actor, idOrCode: string, reason: CorrectionReason): Promise<string> {
    const itself = isId(idOrCode) ? '$1::uuid' : '(SELECT x.id FROM devices.device x WHERE x.code = $1)';
    const id = await this.seen(tx, actor, itself, idOrCode);
    const [is] = await rows<{ into: string | null; event: string; before: State }>(
      tx,
      `SELECT d.merged_into AS into, e.id::text AS event, e.from_state AS before
       FROM devices.device d JOIN devices.device_event e ON e.id = d.last_event_id WHERE d.id = $1`,
      [id],
    );
    if (!is?.into) throw new RuleBroken('corrections.not_merged');
    const [row, kept] = await this.both(tx, id, is.into);
    const merge = await this.corrections.mergeOf(tx, 'device_merged', id);
    mustMayCorrect(actor, 'device_unmerged', merge, reason);
    DEVICE_LIFECYCLE.mustMay(actor, 'undo_double', { ...row, fresh_double: merge.open });
    await this.record(tx, actor, 'device_unmerged', kept, row, reason);
    await run(tx, 'UPDATE devices.device SET merged_into = NULL WHERE id = $1', [id]);
    await changeDevices(tx, actor, 'undo_double', [row], { to: is.before, undoes: is.event });
    await refreshSearch(tx, [kept.id, id]);
    return id;
  }

  private async seen(tx: EntityManager, actor: Actor, device: string, text: string): Promise<string> {
    const [row] = await rows<{ id: string }>(
      tx,
      `SELECT d.id FROM devices.device d WHERE d.id = ${device} AND ${visibleTo(actor, 'd', '$2')}`,
      [text, organisationOf(actor)],
    );
    if (!row) throw new NotFound('device');
    return row.id;
  }

  private async both(tx: EntityManager, one: string, other: string): Promise<[DeviceRow, DeviceRow]> {
    const locked = await lockDevices(tx, [one, other]);
    return [locked.find((d) => d.id === one)!, locked.find((d) => d.id === other)!];
  }

  /** The double is what is put right, whichever way. */
  private async record(
    tx: EntityManager,
    actor: Actor,
    kind: 'device_merged' | 'device_unmerged',
    from: DeviceRow,
    to: DeviceRow,
    reason: CorrectionReason,
  ): Promise<void> {
    const duplicate = kind === 'device_merged' ? from : to;
    await this.corrections.record(tx, actor, {
      kind,
      subjectId: duplicate.id,
      label: duplicate.code,
      organisationId: duplicate.holder_org_id,
      from: { codes: [from.code] },
      to: { codes: [to.code], into: to.id },
      reason,
    });
  }
}

async function saidOf(tx: EntityManager, id: string): Promise<Said> {
  const [said] = await rows<Said>(
    tx,
    'SELECT d.serial_key AS serial, lower(d.make) AS make, devices.why_kept(d.id) AS why FROM devices.device d WHERE d.id = $1',
    [id],
  );
  return said!;
}

const differ = (one: string, other: string): boolean => Boolean(one && other && one !== other);
