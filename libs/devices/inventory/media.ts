import { serialKey } from '../serial.js';
import type { Doubt, Inventory, Medium, NotAMedium } from './inventory.js';
import type { StorageRead } from './storage-entry.js';

/** More than any machine that is given away; documents are made up to be longer. */
const DRIVES = 256;

/**
 * Storage entries as one list of media: a drive that a tool prints twice (by controller path, multipath, controller and
 * namespace, SMART and block device) counts once, and what the two say of it is put together. Drives without a usable
 * serial are never merged: two equal ones are two.
 */
export function mediaFrom(reads: readonly (StorageRead | null)[]): {
  media: Medium[];
  notMedia: NotAMedium[];
  doubts: Doubt[];
} {
  const media: Medium[] = [];
  const notMedia: NotAMedium[] = [];
  const bySerial = new Map<string, number>();
  const unread = new Set<Doubt>(reads.length > DRIVES ? ['entry_unread'] : []);
  for (const read of reads.slice(0, DRIVES)) {
    if (read === null) continue;
    if ('unread' in read) {
      unread.add(read.unread);
      continue;
    }
    if ('notMedium' in read) {
      notMedia.push(read.notMedium);
      continue;
    }
    const key = read.medium.serialIsGeneric ? null : serialKey(read.medium.serial);
    const at = key === null ? undefined : bySerial.get(key);
    if (at === undefined) {
      if (key !== null) bySerial.set(key, media.length);
      media.push(read.medium);
    } else media[at] = joined(media[at]!, read.medium);
  }
  const hidden = notMedia.some((n) => n.why === 'raid') ? (['raid_hides_drives'] as const) : [];
  return { media, notMedia, doubts: [...hidden, ...unread] };
}

const joined = (a: Medium, b: Medium): Medium => ({
  ...a,
  // "disk" is what a tool says that does not know better.
  kind: a.kind === 'disk' ? b.kind : a.kind,
  model: a.model ?? b.model,
  sizeBytes: a.sizeBytes ?? b.sizeBytes,
  interface: a.interface ?? b.interface,
  firmware: a.firmware ?? b.firmware ?? null,
  health: a.health ?? b.health ?? null,
});

/** The same doubts once each. */
export const doubtsOf = (...lists: readonly (readonly Doubt[])[]): Inventory['doubts'] => [...new Set(lists.flat())];
