import { ThreadEnded, WorkThreads } from '#platform/kernel';
import { readInventories } from './formats.js';
import type { Inventory } from './inventory.js';
import { unreadable } from './readers/unreadable.js';

/** Read on the spot up to here: that takes some milliseconds, no more than the way to another thread and back. */
const SHORT = 256 * 1024;

/** No document of 20 MB takes a tenth of a minute; one after the other, since each may need much memory. */
const readers = new WorkThreads<Uint8Array, Inventory[]>({
  module: new URL('./read.worker', import.meta.url),
  threads: 1,
  memoryMb: 768,
  longestMs: 60_000,
});

/** As `readInventories`; a long document is read in a thread, one after the other. @throws RuleBroken `devices.inventory_unreadable`. */
export async function inventoriesFrom(document: Uint8Array): Promise<Inventory[]> {
  if (document.length <= SHORT) return readInventories(document);
  try {
    return await readers.one(document);
  } catch (error) {
    // Ended in the middle of a document, it has no other answer than that.
    throw error instanceof ThreadEnded ? unreadable('too_large') : error;
  }
}

/** The same of a document of one machine. @throws RuleBroken `devices.inventory_unreadable`, `two_machines` for several. */
export async function inventoryFrom(document: Uint8Array): Promise<Inventory> {
  const [inventory, another] = await inventoriesFrom(document);
  if (another || !inventory) throw unreadable('two_machines');
  return inventory;
}
