import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { type Reader, rows } from '#platform/database';
import { serialKey } from '../identification/serial.js';
import { compareInventories, type InventoryChanges, nothingChanged } from './compare.js';
import { blankInventory, type Inventory, type InventorySource, type MediaUnknown, type Medium } from './inventory.js';

export interface MachineHistory {
  readonly machine: Inventory;
  readonly newestAt: Date;
  readonly newestSource: string;
  /** When the machine was last heard of before the newest; null for the first time. */
  readonly previousAt: Date | null;
  readonly changes: InventoryChanges | null;
}

const READ = 12;

@Injectable()
export class SnapshotQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

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
  const knewMedia = before.hasStorageSection || before.media.length > 0;
  const meant = knewMedia ? changes : { ...changes, mediaNew: [] };
  return nothingChanged(meant) ? null : meant;
}

interface StoredSnapshot {
  readonly source: string;
  readonly hasStorageSection: boolean;
  readonly mediaUnknown: MediaUnknown | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A snapshot as the inventory it was made from, without its raw part. Older ones lack what readers learned to tell since. */
function inventoryOfSnapshot(snapshot: StoredSnapshot): Inventory {
  const blank = blankInventory(snapshot.source as InventorySource);
  const facts = Object.fromEntries(Object.entries(snapshot.facts).filter(([, value]) => value !== undefined));
  const { hasStorageSection, mediaUnknown } = snapshot;
  const machine = { ...blank.machine, ...((facts['machine'] as object | undefined) ?? {}) };
  return { ...blank, ...facts, machine, hasStorageSection, mediaUnknown, raw: {} };
}

const keyOf = (m: Medium): string | null => (m.serialIsGeneric ? null : serialKey(m.serial));

/** The newest list of media, with what an older report knew of the same drives and the newest does not say. */
function mediaTogether(before: Inventory, after: Inventory): readonly Medium[] {
  const older = new Map(before.media.flatMap((m) => (keyOf(m) ? [[keyOf(m), m] as const] : [])));
  const newer = after.media.map((m): Medium => {
    const known = older.get(keyOf(m));
    if (!known) return m;
    return { ...known, ...m, health: m.health ?? known.health ?? null, sizeBytes: m.sizeBytes ?? known.sizeBytes };
  });
  if (after.hasStorageSection) return newer;
  // A report of some drives says nothing of the others.
  const newest = new Set(after.media.map(keyOf));
  return [...before.media.filter((m) => keyOf(m) === null || !newest.has(keyOf(m))), ...newer];
}

const filled = <T>(after: readonly T[], before: readonly T[]): readonly T[] => (after.length ? after : before);

/**
 * Of each part, what the newest that speaks of it says: a SMART report knows one drive, an agent's partial inventory two sections.
 * @param inventories oldest first
 */
function machineTogether(inventories: readonly Inventory[]): Inventory | null {
  let all: Inventory | null = null;
  for (const after of inventories) {
    if (!all) {
      all = after;
      continue;
    }
    const before: Inventory = all;
    const known = Object.entries(after.machine).filter(([, v]) => v !== null && v !== undefined && v !== false);
    all = {
      ...after,
      machine: { ...before.machine, ...Object.fromEntries(known) },
      processor: after.processor ?? before.processor,
      processors: filled(after.processors, before.processors),
      // The system's own figure lacks what graphics took: the modules once counted stay right.
      memoryMb: (after.memoryModules.length || !before.memoryModules.length ? after.memoryMb : null) ?? before.memoryMb,
      memoryModules: filled(after.memoryModules, before.memoryModules),
      media: mediaTogether(before, after),
      notMedia: after.hasStorageSection ? after.notMedia : filled(after.notMedia, before.notMedia),
      hasStorageSection: after.hasStorageSection || before.hasStorageSection,
      mediaUnknown: after.hasStorageSection || before.hasStorageSection ? null : after.mediaUnknown,
      graphics: filled(after.graphics, before.graphics),
      batteries: filled(after.batteries, before.batteries),
      screens: filled(after.screens, before.screens),
      networks: filled(after.networks, before.networks),
      os: after.os ?? before.os,
      partial: after.partial && before.partial,
    };
  }
  return all;
}
