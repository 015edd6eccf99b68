import { bytesOf } from '../amounts.js';
import { solderedIn } from '../drives/drive-names.js';
import { NOT_SEARCHED } from '../drives/hidden-drives.js';
import { mediaFrom } from '../drives/media.js';
import { readStorage, type StorageRead } from '../drives/storage-entry.js';
import type { Format } from '../formats.js';
import { blankReading } from '../inventory.js';
import { keepFields, type StorableShape } from '../storable-fields.js';
import { type Entry, entriesOf, isEntry, leavesOut, textOf } from './tree.js';

/**
 * `lsblk -J` with whatever columns were asked for (`-b`, `-O`, `-o NAME,SIZE,SERIAL,…`). The kernel's own list of block
 * devices, or of those it was asked for, with serials only when the column was asked for.
 * https://github.com/util-linux/util-linux (misc-utils/lsblk.c). Before 2.33 numbers and truths are texts.
 */
export const lsblkJson: Format = {
  id: 'lsblk_json',
  recognise: (d) => d.syntax === 'json' && isEntry(d.value) && Array.isArray(d.value.blockdevices),
  read: (d) => {
    const devices = d.syntax === 'json' && isEntry(d.value) ? entriesOf(d.value, 'blockdevices') : [];
    const { doubts, ...storage } = mediaFrom([
      ...once(devices).map(readBlock(solderedIn(devices.map(nameOf)))),
      d.syntax === 'json' && isEntry(d.value) && leavesOut(d.value, 'blockdevices') ? { unread: 'entry_unread' } : null,
      hasGap(devices) || hasLoneMember(devices) ? { unread: 'some_drives_only' } : null,
    ]);
    return {
      ...blankReading('lsblk_json'),
      partial: true,
      ...storage,
      // Nothing tells `lsblk` from `lsblk /dev/sda`, nor what drives hang on.
      looked: { ...NOT_SEARCHED, asked: devices.some((e) => nameOf(e) !== '') ? 'all' : 'none', system: 'linux' },
      doubts,
      raw: { blockdevices: devices.slice(0, 100).map((e) => keepFields(e, BLOCK)) },
    };
  },
};

/** No labels, file systems, mount points, owners: only what the hardware is. */
// biome-ignore format: a list to read
const BLOCK: StorableShape = {
  name: true, kname: true, type: true, size: true, rota: true, rm: true, ro: true, hotplug: true, tran: true, vendor: true, model: true,
  serial: true, rev: true, wwn: true, subsystems: true, state: true, 'phy-sec': true, 'log-sec': true,
};

const isTrue = (value: unknown): boolean => value === true || value === 1 || value === '1';

const nameOf = (entry: Entry): string =>
  (textOf(entry, 'kname') ?? textOf(entry, 'name') ?? textOf(entry, 'path') ?? '').replace('/dev/', '');

/** With `-l`, a device stands in the list once for each array it belongs to. */
function once(devices: readonly Entry[]): readonly Entry[] {
  const seen = new Set<string>();
  return devices.filter((e) => nameOf(e) === '' || (!seen.has(nameOf(e)) && !!seen.add(nameOf(e))));
}

/** Disks are counted from the first: a list that begins with the second was of some, or one was pulled out since. */
function hasGap(devices: readonly Entry[]): boolean {
  const names = devices.map(nameOf);
  return ['sd', 'nvme'].some((kind) => {
    const first = kind === 'sd' ? /^sda/ : /^nvme0/;
    return names.some((n) => n.startsWith(kind)) && !names.some((n) => first.test(n));
  });
}

/** An array that stands below one drive alone has its others elsewhere. */
function hasLoneMember(devices: readonly Entry[]): boolean {
  const above = new Map<string, Set<string>>();
  const walk = (entry: Entry, drive: string, depth: number): void => {
    for (const child of depth < 20 ? entriesOf(entry, 'children') : []) {
      if (/^raid/.test(textOf(child, 'type') ?? '') || /^md\d/.test(nameOf(child)))
        above.set(nameOf(child), (above.get(nameOf(child)) ?? new Set()).add(drive));
      walk(child, drive, depth + 1);
    }
  };
  for (const device of devices) walk(device, nameOf(device), 0);
  return [...above.values()].some((drives) => drives.size < 2);
}

/** One top-level block device; partitions are its children and are not looked at. */
const readBlock =
  (isSoldered: (name: string) => boolean) =>
  (entry: Entry): StorageRead | null => {
    const name = nameOf(entry);
    const type = textOf(entry, 'type') ?? 'disk';
    // Partitions and mapped devices stand at the top with `-l`.
    if (/^(?:part|crypt|lvm|dm|mpath|md)/.test(type) || /boot\d|rpmb/.test(name)) return null;
    const tran = textOf(entry, 'tran') ?? (/usb/.test(textOf(entry, 'subsystems') ?? '') ? 'usb' : null);
    const size = entry.size;
    return readStorage(
      {
        name,
        type: type === 'rom' ? 'DVD' : /^(?:raid|loop)/.test(type) ? type : isTrue(entry.rm) ? 'removable' : 'disk',
        description: type === 'loop' ? 'file-backed' : (tran?.toUpperCase() ?? ''),
        model: textOf(entry, 'model'),
        manufacturer: /^ATA$/i.test(textOf(entry, 'vendor') ?? '') ? null : textOf(entry, 'vendor'),
        serial: textOf(entry, 'serial'),
        firmware: textOf(entry, 'rev'),
        wwn: textOf(entry, 'wwn'),
      },
      {
        sizeBytes: typeof size === 'number' ? (size > 0 ? size : null) : bytesOf(textOf(entry, 'size')),
        soldered: isSoldered(name),
        rotation:
          entry.rota === undefined || entry.rota === null ? null : isTrue(entry.rota) ? rotates(tran, name) : 'ssd',
      },
    );
  };

/** The kernel says "rotational" of everything it cannot ask: only of a SATA or SAS drive does it mean something. */
const rotates = (tran: string | null, name: string): 'hdd' | null =>
  /^(?:sata|ata|sas)$/i.test(tran ?? '') || (tran === null && /^sd/.test(name)) ? 'hdd' : null;
