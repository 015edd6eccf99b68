import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DeviceQueries, DevicesService, type Location, lockDevices, readIdentifier, type Verb } from '#bank/devices';
import { rows, run } from '#platform/database';
import { type Actor, isId, newId, RuleBroken, writtenBy } from '#platform/kernel';
import { landContainers } from '../containers/container.moves.js';
import { SlipService } from './slip.service.js';
import { TransferContainer, TransferLine } from './transfer.entity.js';
import { arrivalVerb } from './transfer.lifecycle.js';
import type { Scan } from './transfer.queries.js';
import { findTransfer, lockListed, lockTransfer, mustMay, placeOf, type TransferRow } from './transfer.row.js';
import { groups, type Line, linesOf, matching } from './transfer-contents.js';

/** The receiver's side of a transfer: what is confirmed, what is missing, what came unlisted. */
@Injectable()
export class ArrivalsService {
  constructor(
    private readonly devices: DevicesService,
    private readonly find: DeviceQueries,
    private readonly slips: SlipService,
  ) {}

  /**
   * Confirms what was scanned, one text or hundreds. What is not on the list is kept as extra: with its device when the
   * receiver sees it, else as the text alone, which tells nothing about it.
   * @throws RuleBroken `logistics.misread` (facts `typed`: texts that are codes with a wrong character; nothing was confirmed),
   *   `logistics.nothing_scanned`, `logistics.scan_alone` for a crate that has no seal.
   */
  async confirm(tx: EntityManager, actor: Actor, transferId: string, typed: readonly string[]): Promise<Scan[]> {
    const texts = [...new Set(typed.map((t) => t.trim().slice(0, 200)).filter(Boolean))];
    if (!texts.length) throw new RuleBroken('logistics.nothing_scanned', {}, 'codes');
    const t = await lockTransfer(tx, actor, transferId);
    mustMay(actor, 'confirm', t);
    const lines = await linesOf(tx, t.id);
    const misread = texts.filter((x) => readIdentifier(x).kind === 'wrong_check' && !matching(lines, x).length);
    if (misread.length) throw new RuleBroken('logistics.misread', { typed: misread.join(', ') }, 'codes');
    const scans: Scan[] = [];
    const confirmed: string[] = [];
    for (const text of texts) {
      const found = matching(lines, text);
      if (found.length > 1) throw new RuleBroken('logistics.several_devices', { typed: text }, 'codes');
      const line = found[0];
      if (!line) {
        const crate = await this.crateOf(tx, t.id, text);
        if (crate) {
          await this.confirmSealed(tx, actor, transferId, crate);
          scans.push({ typed: text, result: 'confirmed', code: null });
        } else scans.push(await this.keepExtra(tx, actor, t, text));
      } else if (line.outcome === 'pending' && !confirmed.includes(line.id)) {
        confirmed.push(line.id);
        scans.push({ typed: text, result: 'confirmed', code: line.code });
      } else scans.push({ typed: text, result: 'already', code: line.code });
    }
    const { membershipId, operatorNumber } = writtenBy(actor);
    await run(
      tx,
      `UPDATE logistics.transfer_line SET outcome = 'confirmed', how = 'scan', membership_id = $2, operator_number = $3, at = platform.now() WHERE id = ANY($1)`,
      [confirmed, membershipId, operatorNumber],
    );
    return scans;
  }

  /** Confirms everything in a container whose seal is intact. @throws RuleBroken `logistics.scan_alone` when it left without one. */
  async confirmSealed(tx: EntityManager, actor: Actor, transferId: string, containerId: string): Promise<void> {
    const t = await lockTransfer(tx, actor, transferId);
    mustMay(actor, 'confirm', t);
    const [c] = await rows<Pick<TransferContainer, 'seal'> & { code: string }>(
      tx,
      `SELECT x.seal, c.code FROM logistics.transfer_container x JOIN devices.container c ON c.id = x.container_id
       WHERE x.transfer_id = $1 AND x.container_id = $2`,
      [t.id, isId(containerId) ? containerId : null],
    );
    if (!c?.seal) throw new RuleBroken('logistics.scan_alone', { code: c?.code ?? '' }, 'codes');
    await tx.update(TransferContainer, { transferId: t.id, containerId }, { outcome: 'intact' });
    const { membershipId, operatorNumber } = writtenBy(actor);
    await run(
      tx,
      `UPDATE logistics.transfer_line SET outcome = 'confirmed', how = 'sealed', membership_id = $3, operator_number = $4, at = platform.now()
       WHERE transfer_id = $1 AND container_id = $2 AND outcome = 'pending'`,
      [t.id, containerId, membershipId, operatorNumber],
    );
  }

  async unconfirm(tx: EntityManager, actor: Actor, transferId: string, lineId: string): Promise<void> {
    const t = await lockTransfer(tx, actor, transferId);
    mustMay(actor, 'confirm', t);
    if (!isId(lineId)) return;
    const line = await tx.findOne(TransferLine, {
      select: { containerId: true, how: true, outcome: true },
      where: { id: lineId, transferId: t.id },
    });
    if (line?.outcome === 'extra') await tx.delete(TransferLine, lineId);
    if (line?.outcome !== 'confirmed') return;
    const { how, containerId } = line;
    // A seal that is not intact any more vouches for nothing in the crate.
    if (how === 'sealed' && containerId)
      await tx.update(TransferContainer, { transferId: t.id, containerId }, { outcome: 'pending' });
    await run(
      tx,
      `UPDATE logistics.transfer_line SET outcome = 'pending', how = NULL, membership_id = NULL, operator_number = NULL, at = NULL
       WHERE transfer_id = $1 AND outcome = 'confirmed' AND (id = $2 OR ($3 = 'sealed' AND how = 'sealed' AND container_id = $4))`,
      [t.id, lineId, how, containerId],
    );
  }

  /**
   * Ends the arrival: custody of what was confirmed moves to the receiver; the rest is missing, stays on the road and with the sender.
   * @throws RuleBroken `logistics.nothing_confirmed`, `logistics.place_unknown`, `refurbishment.gate_closed`
   */
  async finish(tx: EntityManager, actor: Actor, transferId: string, placeId?: string | null): Promise<void> {
    await lockListed(tx, transferId);
    const t = await lockTransfer(tx, actor, transferId);
    mustMay(actor, 'finish', t);
    const place = placeId ? await placeOf(tx, t.to_org_id, placeId) : t.to_place_id;
    const lines = (await linesOf(tx, t.id)).filter((l) => l.outcome === 'confirmed' || l.outcome === 'pending');
    const arrived = lines.filter((l) => l.outcome === 'confirmed');
    if (!arrived.length) throw new RuleBroken('logistics.nothing_confirmed', { number: t.number });
    await run(
      tx,
      `UPDATE logistics.transfer_line SET outcome = 'missing' WHERE transfer_id = $1 AND outcome = 'pending'`,
      [t.id],
    );
    const crates = await landContainers(tx, actor, t, place);
    await this.land(tx, actor, t, arrived, place, crates);
    const { membershipId, operatorNumber } = writtenBy(actor);
    await run(
      tx,
      `UPDATE logistics.transfer SET ended_at = platform.now(), ended_by = $2, ended_operator = $3, to_place_id = $4, state = CASE
         WHEN EXISTS (SELECT 1 FROM logistics.transfer_line WHERE transfer_id = $1 AND outcome = ANY (logistics.difference_outcomes()))
         THEN 'received_with_differences' ELSE 'received' END WHERE id = $1`,
      [t.id, membershipId, operatorNumber, place],
    );
    await this.slips.request(tx, actor, t.id);
  }

  /** A missing device turned up at the receiver after all: it arrives now. */
  async confirmLate(tx: EntityManager, actor: Actor, transferId: string, typed: string): Promise<void> {
    const seen = await findTransfer(tx, actor, transferId);
    const waiting = (await linesOf(tx, seen.id)).filter((l) => l.outcome === 'missing');
    const [line, other] = matching(waiting, typed.trim());
    if (!line || other) throw new RuleBroken('logistics.not_missing', { typed: typed.trim() }, 'codes');
    await lockDevices(tx, [line.device_id]);
    const t = await lockTransfer(tx, actor, transferId);
    mustMay(actor, 'confirm_late', t);
    const { membershipId, operatorNumber } = writtenBy(actor);
    const changed = await run(
      tx,
      `UPDATE logistics.transfer_line SET outcome = 'confirmed', how = 'scan', resolution = 'arrived_late', membership_id = $2, operator_number = $3, at = platform.now()
       WHERE id = $1 AND outcome = 'missing' AND resolution IS NULL`,
      [line.id, membershipId, operatorNumber],
    );
    if (!changed) throw new RuleBroken('logistics.not_missing', { typed: line.code }, 'codes');
    await this.land(tx, actor, t, [line], t.to_place_id, new Set());
  }

  private async land(
    tx: EntityManager,
    actor: Actor,
    t: TransferRow,
    lines: readonly Line[],
    place: string,
    crates: ReadonlySet<string>,
  ): Promise<void> {
    const verbOf = (l: Line): Verb => arrivalVerb(t.to_kind, l.state_before);
    for (const group of groups(
      lines,
      (l) => `${verbOf(l)} ${crates.has(l.container_id ?? '') ? l.container_id : ''}`,
    )) {
      const [first] = group;
      const location: Location = crates.has(first!.container_id ?? '')
        ? { container: first!.container_id! }
        : { place };
      await this.devices.perform(
        tx,
        actor,
        verbOf(first!),
        group.map((l) => l.device_id),
        {
          location,
          holder: { organisation: t.to_org_id },
          cause: { kind: 'transfer', id: t.id, label: t.number },
        },
      );
    }
  }

  private async keepExtra(tx: EntityManager, actor: Actor, t: TransferRow, typed: string): Promise<Scan> {
    const found = await this.find.byIdentifier(actor, typed, tx);
    const device = found.kind === 'one' ? found : null;
    const { membershipId, operatorNumber } = writtenBy(actor);
    await run(
      tx,
      `INSERT INTO logistics.transfer_line (id, transfer_id, device_id, typed, outcome, membership_id, operator_number, at)
       VALUES ($1, $2, $3, $4, 'extra', $5, $6, platform.now()) ON CONFLICT DO NOTHING`,
      [newId(), t.id, device?.id ?? null, typed.slice(0, 80), membershipId, operatorNumber],
    );
    return { typed, result: 'extra', code: device?.code ?? null };
  }

  private async crateOf(tx: EntityManager, transferId: string, typed: string): Promise<string | null> {
    const identifier = readIdentifier(typed);
    if (identifier.kind !== 'code') return null;
    const [row] = await rows<{ id: string }>(
      tx,
      `SELECT c.id FROM logistics.transfer_container x JOIN devices.container c ON c.id = x.container_id WHERE x.transfer_id = $1 AND c.code = $2`,
      [transferId, identifier.code],
    );
    return row?.id ?? null;
  }
}
