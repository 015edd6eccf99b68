import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows, run } from '#database';
import { type Actor, NotFound, newId, RuleBroken } from '#kernel';
import { changeDevices, DEVICE_ROW, type DeviceRow } from './change.js';
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
   * does not know yet (make, model, serial) and never overwrites what somebody logged. The same document again is the same
   * snapshot: nothing is made twice.
   * @param sha256 of the document as it was received, unpacked.
   * @param how `check` refuses the device, once it is locked and before anything is written, by throwing; `fresh`: the caller
   *   knows that the device has no snapshot of this document.
   * @throws RuleBroken `devices.inventory_of_another` when both serials are real and differ, `devices.not_now`; NotFound.
   */
  async attach(
    tx: EntityManager,
    actor: Actor,
    deviceId: string,
    inventory: Inventory,
    sha256: string,
    how: { check?: (device: DeviceRow) => void; fresh?: boolean } = {},
  ): Promise<Attached> {
    const [row] = await rows<DeviceRow & Known>(tx, LOCKED, [deviceId]);
    if (!row) throw new NotFound('device');
    how.check?.(row);
    const twin = how.fresh ? null : await snapshotOf(tx, deviceId, sha256);
    if (twin) return { snapshotId: twin, mediaSeen: inventory.media.length, newMedia: 0 };
    await this.fillIn(tx, deviceId, row, inventory);
    const events = await changeDevices(tx, actor, 'take_inventory', [row], {
      facts: { summary: summaryOf(inventory), source: inventory.source },
    });
    const snapshotId = newId();
    const media = mediaRows(inventory.media);
    const [seen] = await rows<{ added: number }>(tx, SNAPSHOT, [
      snapshotId,
      deviceId,
      events.get(deviceId),
      inventory.source,
      sha256,
      inventory.hasStorageSection,
      factsOf(inventory),
      inventory.raw,
      media.map((m) => m.id),
      media.map((m) => m.kind),
      media.map((m) => m.serial),
      media.map((m) => m.key),
      media.map((m) => m.model ?? ''),
      media.map((m) => m.sizeBytes),
      media.map((m) => m.slot),
    ]);
    return { snapshotId, mediaSeen: inventory.media.length, newMedia: seen?.added ?? 0 };
  }

  /** What the device's row lacks and the machine tells. */
  private async fillIn(tx: EntityManager, deviceId: string, known: Known, inventory: Inventory): Promise<void> {
    const { machine } = inventory;
    const seenKey = machine.serialIsGeneric ? null : serialKey(machine.serial);
    if (seenKey && known.serial_key && seenKey !== known.serial_key)
      throw new RuleBroken('devices.inventory_of_another', { serial: machine.serial }, 'inventory');
    const make = known.make || machine.make || '';
    const model = known.model || machine.model || '';
    const serial = known.serial ?? (seenKey ? machine.serial : null);
    const named =
      make !== known.make || model !== known.model || serial !== known.serial || (seenKey && !known.serial_key);
    const processor = inventory.processor ?? known.processor;
    const memoryMb = inventory.memoryMb ?? known.memory_mb;
    if (!named && processor === known.processor && memoryMb === known.memory_mb) return;
    await run(
      tx,
      `UPDATE devices.device SET make = $2, model = $3, serial = $4, serial_key = coalesce(serial_key, $5), processor = $6, memory_mb = $7 WHERE id = $1`,
      [deviceId, make, model, serial, seenKey, processor, memoryMb],
    );
    if (named) await refreshSearch(tx, [deviceId]);
  }
}

interface Known {
  make: string;
  model: string;
  serial: string | null;
  serial_key: string | null;
  processor: string | null;
  memory_mb: number | null;
}

const LOCKED = `SELECT ${DEVICE_ROW}, d.make, d.model, d.serial, d.serial_key, d.processor, d.memory_mb
  FROM devices.device d WHERE d.id = $1 FOR UPDATE`;

async function snapshotOf(tx: EntityManager, deviceId: string, sha256: string): Promise<string | null> {
  const [row] = await rows<{ id: string }>(
    tx,
    'SELECT id FROM devices.snapshot WHERE device_id = $1 AND sha256 = $2 LIMIT 1',
    [deviceId, sha256],
  );
  return row?.id ?? null;
}

const SNAPSHOT = `
  WITH snapshot AS (
    INSERT INTO devices.snapshot (id, device_id, event_id, source, sha256, has_storage_section, facts, raw)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ), added AS (
    INSERT INTO devices.medium (id, device_id, kind, serial, serial_key, model, size_bytes, slot, snapshot_id)
    SELECT m.id, $2, m.kind, m.serial, m.serial_key, m.model, m.size_bytes, m.slot, $1
    FROM unnest($9::uuid[], $10::text[], $11::text[], $12::text[], $13::text[], $14::bigint[], $15::smallint[])
      AS m(id, kind, serial, serial_key, model, size_bytes, slot)
    ON CONFLICT DO NOTHING RETURNING 1
  )
  SELECT count(*)::int AS added FROM added`;

/** A medium without a usable serial is known by its kind and its rank among the unnamed ones of the same kind. */
function mediaRows(media: readonly Medium[]): (Medium & { id: string; key: string | null; slot: number })[] {
  const unnamed = new Map<string, number>();
  return media.map((m) => {
    const key = m.serialIsGeneric ? null : serialKey(m.serial);
    const slot = key ? 0 : (unnamed.get(m.kind) ?? 0);
    if (!key) unnamed.set(m.kind, slot + 1);
    return { ...m, id: newId(), key, slot };
  });
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
