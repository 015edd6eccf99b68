import { solderedIn } from '../drives/drive-names.js';
import type { Controller } from '../drives/hidden-drives.js';
import { readStorage, type StorageRead } from '../drives/storage-entry.js';
import type { Node } from './lshw-json.js';
import { type Entry, entryOf, isEntry, leavesOut, numberOf, textOf } from './tree.js';

/** Names of a node in /dev; mount points stand in the same list. */
const namesOf = (entry: Entry): string[] =>
  (Array.isArray(entry.logicalname) ? entry.logicalname : [entry.logicalname]).flatMap((n) =>
    typeof n === 'string' ? [n.slice(0, 100)] : [],
  );
const businfoOf = (entry: Entry): string => textOf(entry, 'businfo') ?? '';
const childrenOf = (entry: Entry): readonly Entry[] =>
  Array.isArray(entry.children) ? entry.children.filter(isEntry) : [];

/**
 * Traps: an NVMe controller (class storage) has the serial, its namespaces (class disk) the size, and sensors and the generic device count
 * as namespaces too; a removable medium stands below its drive as a second disk of the same name; sticks show as SCSI disks below a
 * USB device; eMMC has boot partitions, and its node is a disk or `generic` depending on the version.
 */
export function lshwStorage(nodes: readonly Node[]): (StorageRead | null)[] {
  const controllers = nodes.filter((n) => namesOf(n.entry).some((name) => /^(?:\/dev\/)?nvme\d+$/.test(name)));
  const chips = nodes.filter((n) => isChip(n.entry) && !n.above.some(isChip));
  const served = new Set<Entry>();
  const isSoldered = solderedIn(nodes.flatMap((n) => namesOf(n.entry).map((name) => name.replace('/dev/', ''))));
  const disks = nodes
    .filter((n) => textOf(n.entry, 'class') === 'disk' && !isChip(n.entry) && !n.above.some(isChip))
    .map((n) => {
      const name = namesOf(n.entry).find((l) => l.startsWith('/dev/')) ?? namesOf(n.entry)[0] ?? '';
      if (/^hwmon|\/ng\d/.test(name) || isInside(n, name)) return null;
      const controller = /^\/dev\/nvme/.test(name)
        ? controllers.find(
            (c) =>
              n.above.includes(c.entry) ||
              namesOf(c.entry).some((l) => name.startsWith(`/dev/${l.replace('/dev/', '')}n`)),
          )
        : undefined;
      if (controller) served.add(controller.entry);
      return diskOf(n, name, controller?.entry, isSoldered);
    });
  // A controller of which no namespace is shown is a drive all the same, and there may be more of it.
  const alone = controllers
    .filter((c) => !served.has(c.entry))
    .map((c) => diskOf(c, namesOf(c.entry)[0] ?? '', c.entry, isSoldered));
  const left = nodes.some((n) => leavesOut(n.entry, 'children')) ? ({ unread: 'entry_unread' } as const) : null;
  return [...disks, ...alone, ...chips.map((chip) => chipOf(chip, isSoldered)), left];
}

const driverOf = (entry: Entry): string => textOf(entryOf(entry, 'configuration'), 'driver') ?? '';

const isWithoutDriver = (entry: Entry): boolean =>
  entry.claimed !== true &&
  driverOf(entry) === '' &&
  namesOf(entry).length === 0 &&
  childrenOf(entry).length === 0 &&
  /controller|raid|\bnvm/i.test(`${textOf(entry, 'description') ?? ''} ${textOf(entry, 'product') ?? ''}`);

const isAlone = (entry: Entry, nodes: readonly Node[]): boolean => {
  const names = namesOf(entry).filter((l) => /^(?:\/dev\/)?nvme\d+$/.test(l));
  const isBelow = (of: string) => names.some((name) => of.startsWith(`/dev/${name.replace('/dev/', '')}n`));
  return (
    names.length > 0 &&
    !nodes.some(
      (n) =>
        textOf(n.entry, 'class') === 'disk' &&
        namesOf(n.entry).some((l) => isBelow(l) || (/^\/dev\/nvme/.test(l) && n.above.includes(entry))),
    )
  );
};

export const controllersOf = (nodes: readonly Node[]): Controller[] =>
  nodes
    .filter((n) => textOf(n.entry, 'class') === 'storage' && !isOnUsb(n))
    .map(({ entry }) => ({
      words: `${textOf(entry, 'description') ?? ''} ${textOf(entry, 'product') ?? ''} ${driverOf(entry)}`,
      shows: !isWithoutDriver(entry) && !isAlone(entry, nodes),
    }));

/** Whether the buses of the machine were looked at: of a list of loose nodes, its controllers of storage. */
export const showsControllers = (nodes: readonly Node[]): boolean =>
  nodes.some(
    (n) =>
      (textOf(n.entry, 'class') === 'storage' && !isOnUsb(n)) ||
      (n.above.length > 0 && (textOf(n.entry, 'class') === 'bridge' || /^mmc/.test(textOf(n.entry, 'id') ?? ''))),
  );

const isOnUsb = (n: Node): boolean =>
  [n.entry, ...n.above].some((a) => /^usb@/.test(businfoOf(a)) || /usb.?storage|^uas$/.test(driverOf(a)));

/** The medium within a drive that is shown as a disk of its own, with the drive's name. */
const isInside = (n: Node, name: string): boolean =>
  /^medium/.test(textOf(n.entry, 'id') ?? '') ||
  n.above.some((a) => textOf(a, 'class') === 'disk' && name !== '' && namesOf(a).includes(name));

function diskOf(
  n: Node,
  name: string,
  controller: Entry | undefined,
  isSoldered: (name: string) => boolean,
): StorageRead | null {
  const entry = n.entry;
  const words = `${textOf(entry, 'description') ?? ''} ${Object.keys(entryOf(entry, 'capabilities')).join(' ')}`;
  const inner = childrenOf(entry).find((c) => /^medium/.test(textOf(c, 'id') ?? '')) ?? {};
  const optical = /^cdrom|^dvd/.test(textOf(entry, 'id') ?? '') || /\bdvd|\bcd-|cd-?rom/i.test(words);
  return readStorage(
    {
      name: name.replace('/dev/', ''),
      type: optical ? 'DVD' : /\bremovable\b/.test(words) ? 'removable' : 'disk',
      description: isOnUsb(n) ? 'USB' : controller ? 'NVMe' : busOf(words),
      model: textOf(entry, 'product') ?? textOf(controller ?? {}, 'product'),
      manufacturer: textOf(entry, 'vendor') ?? textOf(controller ?? {}, 'vendor'),
      serial: textOf(entry, 'serial') ?? textOf(controller ?? {}, 'serial'),
      firmware: textOf(entry, 'version') ?? textOf(controller ?? {}, 'version'),
      wwn: textOf(entryOf(entry, 'configuration'), 'wwid'),
    },
    {
      sizeBytes: sizeOf(entry) ?? sizeOf(inner) ?? sizeOf(controller ?? {}),
      soldered: isSoldered(name.replace('/dev/', '')),
      rotation: /\b\d{4,5}rpm\b/.test(words) ? 'hdd' : /solid.?state|\bssd\b/i.test(words) ? 'ssd' : null,
    },
  );
}

/** lshw writes 2^64 minus something when it cannot tell. */
const sizeOf = (entry: Entry): number | null => {
  const size = numberOf(entry, 'size');
  return size !== null && size > 0 && size < 2 ** 50 ? size : null;
};

const busOf = (words: string): string =>
  /\bs?ata\b/i.test(words) ? 'ATA' : /\bsas\b/i.test(words) ? 'SAS' : /\bscsi\b/i.test(words) ? 'SCSI' : '';

const isChip = (entry: Entry): boolean => /^mmc@/.test(businfoOf(entry));

/** A card or soldered memory; a Wi-Fi chip on the same bus has no block device. */
function chipOf({ entry }: Node, isSoldered: (name: string) => boolean): StorageRead | null {
  const all = [entry, ...childrenOf(entry)];
  const block = all.find((e) => namesOf(e).some((l) => /^\/dev\/mmcblk\d+$/.test(l)));
  const words = `${textOf(entry, 'description') ?? ''} ${Object.keys(entryOf(entry, 'capabilities')).join(' ')}`;
  const sizeBytes = sizeOf(block ?? {}) ?? sizeOf(entry);
  if (!block && sizeBytes === null) return null;
  return readStorage(
    {
      name:
        namesOf(block ?? entry)
          .find((l) => /mmcblk\d+$/.test(l))
          ?.replace('/dev/', '') ?? 'mmcblk',
      type: /\bremovable\b/.test(words) ? 'removable' : 'disk',
      description: /^SD Card/.test(words) ? 'SD' : 'MMC',
      model: textOf(entry, 'product'),
      serial: textOf(entry, 'serial'),
      firmware: textOf(entry, 'version'),
    },
    { sizeBytes, soldered: all.some((e) => namesOf(e).some((l) => isSoldered(l.replace('/dev/', '')))) },
  );
}
