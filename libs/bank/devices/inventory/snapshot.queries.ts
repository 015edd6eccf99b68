import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { type Reader, rows } from '#platform/database';
import { compareInventories, type InventoryChanges, nothingChanged } from './compare.js';
import type { Inventory } from './inventory.js';
import { inventoryOfSnapshot, machineTogether, type StoredSnapshot } from './machine-facts.js';

/** A machine as its inventories tell it, together. */
export interface MachineHistory {
  readonly machine: Inventory;
  readonly newestAt: Date;
  readonly newestSource: string;
  /** When the machine was last heard of before the newest; null for the first time. */
  readonly previousAt: Date | null;
  /** What the newest changed; null when nothing, or when it is the first. */
  readonly changes: InventoryChanges | null;
}

/** Inventories beyond these are history. */
const READ = 12;

/** Reading a device's machine from all its inventories. */
@Injectable()
export class SnapshotQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** What the device's machine is, and what its newest inventory changed; null when it never told anything. */
  async demo(deviceId: string, on: Reader = this.db): Promise<MachineHistory | null> {
    const found = await rows<StoredSnapshot & { receivedAt: Date }>(
      on,
      `SELECT source, received_at AS "receivedAt", has_storage_section AS "hasStorageSection", media_unknown AS "mediaUnknown", facts
       FROM devices.snapshot WHERE device_id = $1 ORDER BY received_at DESC, id DESC LIMIT ${READ}`,
      [deviceId],
    );
    const [newest, previous] = found;
    if (!newest) return null;
    const inventories = found.map(inventoryOfSnapshot).reverse();
    const before = machineTogether(inventories.slice(0, -1));
    return {
      machine: machineTogether(inventories)!,
      newestAt: newest.receivedAt,
      newestSource: newest.source,
      previousAt: previous?.receivedAt ?? null,
      changes: before ? changesBetween(before, inventories.at(-1)!) : null,
    };
  }
}

/** Media told for the first time are not new ones: nobody knew them before. */
function changesBetween(before: Inventory, newest: Inventory): InventoryChanges | null {
  const changes = compareInventories(before, newest);
  const told = before.hasStorageSection || before.media.length > 0;
  const meant = told ? changes : { ...changes, mediaNew: [] };
  return nothingChanged(meant) ? null : meant;
}
