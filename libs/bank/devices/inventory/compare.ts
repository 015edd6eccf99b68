import { serialKey } from '../identification/serial.js';
import type { Battery, Inventory, Medium, MemoryModule } from './inventory.js';

/** The parts of an inventory that are compared; what a snapshot keeps is enough. */
export type Comparable = Pick<
  Inventory,
  'media' | 'memoryModules' | 'memoryMb' | 'processor' | 'batteries' | 'hasStorageSection'
>;

export interface InventoryChanges {
  readonly mediaNew: readonly Medium[];
  readonly mediaGone: readonly Medium[];
  readonly memoryCame: readonly MemoryModule[];
  readonly memoryWent: readonly MemoryModule[];
  readonly memoryMb: { readonly before: number; readonly after: number } | null;
  readonly processor: { readonly before: string; readonly after: string } | null;
  /** The health of the weakest battery, when it fell or rose by three points or more. */
  readonly batteryHealth: { readonly before: number; readonly after: number } | null;
}

/**
 * What one of the two does not tell has not changed: another tool knows other things. Drives and modules are known by their serials, those
 * without by what they are and how many there are.
 */
export function compareInventories(before: Comparable, after: Comparable): InventoryChanges {
  const media = difference(before.media, after.media, mediumKeys);
  const knowsModules = before.memoryModules.length > 0 && after.memoryModules.length > 0;
  const memory = difference(before.memoryModules, after.memoryModules, moduleKeys);
  const [was, is] = [before.memoryMb, after.memoryMb];
  // A system's own figure lacks what graphics took: only modules are exact.
  const slack = knowsModules ? 0 : 0.15 * Math.max(was ?? 0, is ?? 0);
  const [healthWas, healthIs] = [weakest(before.batteries), weakest(after.batteries)];
  return {
    mediaNew: media.came,
    mediaGone: after.hasStorageSection ? media.went : [],
    memoryCame: knowsModules ? memory.came : [],
    memoryWent: knowsModules ? memory.went : [],
    memoryMb: was !== null && is !== null && Math.abs(was - is) > slack ? { before: was, after: is } : null,
    processor:
      before.processor !== null && after.processor !== null && core(before.processor) !== core(after.processor)
        ? { before: before.processor, after: after.processor }
        : null,
    batteryHealth:
      healthWas !== null && healthIs !== null && Math.abs(healthWas - healthIs) >= 3
        ? { before: healthWas, after: healthIs }
        : null,
  };
}

export const nothingChanged = (c: InventoryChanges): boolean =>
  [c.mediaNew, c.mediaGone, c.memoryCame, c.memoryWent].every((list) => list.length === 0) &&
  !c.memoryMb &&
  !c.processor &&
  !c.batteryHealth;

type Keys<T> = (thing: T) => { readonly serial: string | null; readonly looks: string };

/** By serial first; a thing without a serial in one of the lists then pairs with one of the same looks that is left. */
function difference<T>(before: readonly T[], after: readonly T[], keys: Keys<T>): { came: T[]; went: T[] } {
  const left = [...before];
  const unmatched = after.filter((thing) => {
    const { serial } = keys(thing);
    const at = serial === null ? -1 : left.findIndex((old) => keys(old).serial === serial);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const came = unmatched.filter((thing) => {
    const { serial, looks } = keys(thing);
    const at = left.findIndex((old) => keys(old).looks === looks && (serial === null || keys(old).serial === null));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return { came, went: left };
}

/** Sizes differ by tool: megabytes, mebibytes, rounded; half a power of two apart is the same size. */
const mediumKeys: Keys<Medium> = (m) => ({
  serial: m.serialIsGeneric ? null : (serialKey(m.serial)?.replace(/^WD-/, '') ?? null),
  looks: `${m.kind} ${m.sizeBytes === null ? '?' : Math.round(Math.log2(m.sizeBytes) * 2)}`,
});

const moduleKeys: Keys<MemoryModule> = (m) => ({ serial: serialKey(m.serial), looks: `${m.sizeMb}` });

/** "Intel(R) Core(TM) i5-8350U CPU @ 1.70GHz" and "Intel Core i5-8350U" are one processor. */
const core = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\((?:r|tm|c)\)|@.*$|with radeon.*$/g, ' ')
    .replace(/\bcpu\b|\bprocessor\b|\d+-core/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

function weakest(batteries: readonly Battery[]): number | null {
  const known = batteries.flatMap((b) => (b.healthPercent === null ? [] : [b.healthPercent]));
  return known.length ? Math.min(...known) : null;
}
