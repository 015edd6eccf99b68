import { serialKey } from '../../identification/serial.js';
import type { Doubt, Inventory, Medium, NotAMedium } from '../inventory.js';
import type { StorageRead } from './storage-entry.js';

/** More than any machine that is given away; documents are made up to be longer. */
const DRIVES = 256;

/**
 * A drive that a tool prints twice (multipath, controller and namespace, SMART and block device) counts once, and what the two say of it
 * is put together. Drives without a usable serial are never merged: two equal ones are two.
 */
export function mediaFrom(reads: readonly (StorageRead | null)[]): {
  media: Medium[];
  notMedia: NotAMedium[];
  doubts: Doubt[];
} {
  const media: Medium[] = [];
  const notMedia: NotAMedium[] = [];
  const known = new Map<string, number>();
  const namespaces = new Map<number, Set<string>>();
  const unread = new Set<Doubt>(reads.length > DRIVES ? ['entry_unread'] : []);
  for (const read of reads.slice(0, DRIVES)) {
    if (read === null) continue;
    if (read.unread) unread.add(read.unread);
    if (!('medium' in read || 'notMedium' in read)) continue;
    if ('notMedium' in read) {
      notMedia.push(read.notMedium);
      continue;
    }
    const { medium } = read;
    const keys = [medium.serialIsGeneric ? null : serialKey(medium.serial), medium.eui ?? null].filter(
      (k) => k !== null,
    );
    const at = keys.map((key) => known.get(key)).find((i) => i !== undefined) ?? media.length;
    for (const key of keys) known.set(key, at);
    const parts = namespaces.get(at) ?? new Set();
    const another = read.namespace !== undefined && parts.size > 0 && !parts.has(read.namespace);
    if (read.namespace) namespaces.set(at, parts.add(read.namespace));
    media[at] = at < media.length ? joined(media[at]!, medium, another) : medium;
    if (another && medium.sizeBytes === null) unread.add('entry_unread');
  }
  const hidden = notMedia.some((n) => n.why === 'raid') ? (['raid_hides_drives'] as const) : [];
  return { media, notMedia, doubts: [...hidden, ...unread] };
}

/** @param another `b` is another namespace of the drive `a`: the drive is as large as all of them, and erased when all are. */
const joined = (a: Medium, b: Medium, another: boolean): Medium => ({
  ...a,
  // "disk" is what a tool says that does not know better.
  kind: a.kind === 'disk' ? b.kind : a.kind,
  serial: a.serial ?? b.serial,
  serialIsGeneric: a.serial === null ? b.serialIsGeneric : a.serialIsGeneric,
  ...(a.eui || b.eui ? { eui: a.eui ?? b.eui ?? null } : {}),
  model: a.model ?? b.model,
  sizeBytes: another && a.sizeBytes && b.sizeBytes ? a.sizeBytes + b.sizeBytes : (a.sizeBytes ?? b.sizeBytes),
  interface: a.interface ?? b.interface,
  firmware: a.firmware ?? b.firmware ?? null,
  health: a.health ?? b.health ?? null,
});

export const doubtsOf = (...lists: readonly (readonly Doubt[])[]): Inventory['doubts'] => [...new Set(lists.flat())];
