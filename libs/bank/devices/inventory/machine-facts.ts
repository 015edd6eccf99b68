import { serialKey } from '../identification/serial.js';
import { blankInventory, type Inventory, type InventorySource, type MediaUnknown, type Medium } from './inventory.js';

/** A kept snapshot, as `devices.snapshot` holds it. */
export interface StoredSnapshot {
  readonly source: string;
  readonly hasStorageSection: boolean;
  readonly mediaUnknown: MediaUnknown | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A snapshot as the inventory it was made from, without its raw part. Older ones lack what readers learned to tell since. */
export function inventoryOfSnapshot(snapshot: StoredSnapshot): Inventory {
  const blank = blankInventory(snapshot.source as InventorySource);
  const told = Object.fromEntries(Object.entries(snapshot.facts).filter(([, value]) => value !== undefined));
  const { hasStorageSection, mediaUnknown } = snapshot;
  const machine = { ...blank.machine, ...((told['machine'] as object | undefined) ?? {}) };
  return { ...blank, ...told, machine, hasStorageSection, mediaUnknown, raw: {} };
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
  const said = new Set(after.media.map(keyOf));
  return [...before.media.filter((m) => keyOf(m) === null || !said.has(keyOf(m))), ...newer];
}

const filled = <T>(after: readonly T[], before: readonly T[]): readonly T[] => (after.length ? after : before);

/**
 * What several inventories of one machine say together: of each part, what the newest that speaks of it says. None speaks
 * of everything: a SMART report knows one drive, an agent's partial inventory two sections.
 * @param inventories oldest first; null when there is none.
 */
export function machineTogether(inventories: readonly Inventory[]): Inventory | null {
  let all: Inventory | null = null;
  for (const after of inventories) {
    if (!all) {
      all = after;
      continue;
    }
    const before: Inventory = all;
    const told = Object.entries(after.machine).filter(([, v]) => v !== null && v !== undefined && v !== false);
    all = {
      ...after,
      machine: { ...before.machine, ...Object.fromEntries(told) },
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
