import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Actor, newId, RuleBroken } from '#kernel';
import { changeDevices, lockDevices } from './change.js';
import type { Inventory, Medium } from './inventory/inventory.js';
import { refreshSearch } from './search-words.js';
import { serialKey } from './serial.js';

export interface Attached {
  readonly snapshotId: string;
  readonly mediaSeen: number;
  readonly newMedia: number;
}

/** Attaches what a machine said of itself to its device. */
@Injectable()
export class InventoryService {
  /**
   * Keeps a snapshot and adds the storage media never seen before; media once seen stay. Fills in what the device's row
   * does not know yet (make, model, serial) and never overwrites what somebody logged.
   * @param sha256 of the file as it was received.
   * @throws RuleBroken `devices.inventory_of_another` when both serials are real and differ, `devices.not_now`.
   */
  async attach(
    tx: EntityManager,
    actor: Actor,
    deviceId: string,
    inventory: Inventory,
    sha256: string,
  ): Promise<Attached> {
    const [device] = await lockDevices(tx, [deviceId]);
    const machine = inventory.machine;
    const seenKey = machine.serialIsGeneric ? null : serialKey(machine.serial);
    const [known] = await tx.query('SELECT serial_key FROM devices.device WHERE id = $1', [deviceId]);
    if (seenKey && known.serial_key && seenKey !== known.serial_key)
      throw new RuleBroken('devices.inventory_of_another', { serial: machine.serial }, 'inventory');
    await tx.query(
      `UPDATE devices.device SET make = CASE WHEN make = '' THEN $2 ELSE make END, model = CASE WHEN model = '' THEN $3 ELSE model END,
         serial = coalesce(serial, $4), serial_key = coalesce(serial_key, $5),
         processor = coalesce($6, processor), memory_mb = coalesce($7, memory_mb) WHERE id = $1`,
      [
        deviceId,
        machine.make ?? '',
        machine.model ?? '',
        seenKey ? machine.serial : null,
        seenKey,
        inventory.processor,
        inventory.memoryMb,
      ],
    );
    const events = await changeDevices(tx, actor, 'take_inventory', [device!], {
      facts: { summary: summaryOf(inventory), source: inventory.source },
    });
    const snapshotId = newId();
    await tx.query(
      `INSERT INTO devices.snapshot (id, device_id, event_id, source, sha256, has_storage_section, facts, raw) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        snapshotId,
        deviceId,
        events.get(deviceId),
        inventory.source,
        sha256,
        inventory.hasStorageSection,
        factsOf(inventory),
        inventory.raw,
      ],
    );
    const newMedia = await this.addMedia(tx, deviceId, snapshotId, inventory.media);
    await refreshSearch(tx, [deviceId]);
    return { snapshotId, mediaSeen: inventory.media.length, newMedia };
  }

  /** A medium without a usable serial is known by its kind and its rank among the unnamed ones of the same kind. */
  private async addMedia(
    tx: EntityManager,
    deviceId: string,
    snapshotId: string,
    media: readonly Medium[],
  ): Promise<number> {
    const unnamed = new Map<string, number>();
    let added = 0;
    for (const m of media) {
      const key = m.serialIsGeneric ? null : serialKey(m.serial);
      const slot = key ? 0 : (unnamed.get(m.kind) ?? 0);
      if (!key) unnamed.set(m.kind, slot + 1);
      const rows = await tx.query(
        `INSERT INTO devices.medium (id, device_id, kind, serial, serial_key, model, size_bytes, slot, snapshot_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING 1`,
        [newId(), deviceId, m.kind, m.serial, key, m.model ?? '', m.sizeBytes, slot, snapshotId],
      );
      added += rows.length;
    }
    return added;
  }
}

const GB = 1024;

function summaryOf(i: Inventory): string {
  const media = i.hasStorageSection
    ? `${i.media.length} ${i.media.length > 1 ? 'supports' : 'support'} de stockage`
    : 'rien sur le stockage';
  return [i.processor, i.memoryMb ? `${Math.round(i.memoryMb / GB)} Go` : null, media].filter(Boolean).join(', ');
}

const factsOf = (i: Inventory): Record<string, unknown> => ({
  agent: i.agent,
  machine: i.machine,
  processor: i.processor,
  memoryMb: i.memoryMb,
  memoryModules: i.memoryModules,
  media: i.media,
  notMedia: i.notMedia,
  batteries: i.batteries,
  screens: i.screens,
  processors: i.processors,
  graphics: i.graphics,
  networks: i.networks,
  doubts: i.doubts,
  os: i.os,
  partial: i.partial,
});
