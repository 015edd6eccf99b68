import { isGenericSerial } from '../../identification/serial.js';
import { bytesOf } from '../amounts.js';
import {
  type Doubt,
  type Medium,
  type MediumHealth,
  type MediumKind,
  type NotAMedium,
  PULLED_OUT,
} from '../inventory.js';
import { type Entry, numberOf, textOf } from '../readers/tree.js';
import {
  BRIDGE,
  EMMC,
  EXTERNAL,
  HYBRID,
  isDriveModel,
  isGivenName,
  type Named,
  NVME,
  namesADrive,
  PART_OF_EMMC,
  RAID_NAME,
  RAID_VOLUME,
  SSD,
  VIRTUAL_BLOCK,
  VIRTUAL_DRIVE,
  WINDOWS_SCSI,
} from './drive-names.js';

const OPTICAL = /\b(?:cd|dvd|bd|blu-?ray|optical|optique|cd-?rom|dvd.?(?:rom|ram|rw|writer)?|cdrom)\b/i;
const FLOPPY_OR_TAPE = /\b(?:floppy|disquettes?|tape|bande)\b/i;
const READER =
  /card.?reader|lecteur de cartes?|multi.?card|(?:sd|mmc|ms|cf|sm|xd|flash|compact).?(?:card|reader)|\breader\b|\bsd\/mmc|mass.?storage|storage device/i;
const BUS = /^(?:s?ata|nvme|sas|scsi|ide|pci|usb|mmc|sd|emmc|raid|spi|1394)\b/i;
/** Images, memory, what is lent by the network, and what other blocks are put together to. */
const VIRTUAL_NAME =
  /^(?:(?:loop|ram|zram|dm[-_]|md|nbd|fd|rbd|drbd|zd|bcache|nullb|ublkb|st|scini|emcpower)\d|emcpower[a-z]|scini[a-z]|vxdmp|(?:mapper|etherd)[/!])/i;
/** An entry that speaks of a drive and does not say which: what the list leaves unknown. */
export type Unread = Extract<
  Doubt,
  | 'entry_unread'
  | 'drive_not_opened'
  | 'controller_without_drive'
  | 'half_of_hybrid'
  | 'name_no_model'
  | 'some_drives_only'
  | 'virtual_machine'
>;
export type StorageRead =
  /** `unread`: it may hide others, or be none. `namespace`: which part of a drive of NVMe this is, by its number. */
  | { readonly medium: Medium; readonly namespace?: string; readonly unread?: Unread }
  | { readonly notMedium: NotAMedium; readonly unread?: Unread }
  | { readonly unread: Unread };
export interface StorageMore {
  readonly sizeBytes?: number | null;
  readonly health?: MediumHealth | null;
  /** What the tool knows of turning platters; without it the model's name is asked. */
  readonly rotation?: 'hdd' | 'ssd' | null;
  readonly soldered?: boolean;
  readonly eui?: string | null;
  /** True when a technician pointed the tool at this very drive: then a USB bridge is only its way in. */
  readonly chosen?: boolean;
}

/** The texts of an entry; `says`: all that tell its bus; `named`: its model as people write it. */
interface EntryTexts {
  readonly name: string;
  readonly type: string;
  readonly model: string;
  readonly description: string;
  readonly bus: string | null;
  readonly make: string | null;
  readonly sizeBytes: number | null;
  readonly says: string;
  readonly named: string;
}

const isOptical = ({ name, type, model, description }: EntryTexts): boolean =>
  /^(?:sr|scd|cdrom|hd[a-z]?cd)\d/i.test(name) ||
  OPTICAL.test(type) ||
  OPTICAL.test(description) ||
  /dvd|\bcd-?r|\bbd-?r|blu-?ray|superdrive/i.test(`${model} ${name}`);

const isVirtual = ({ name, make, says, named }: EntryTexts): boolean =>
  VIRTUAL_NAME.test(name) ||
  FLOPPY_OR_TAPE.test(`${says} ${name}`) ||
  /file-backed|disk image/i.test(says) ||
  // Lent by another machine over the network.
  /\biscsi\b|\bfc(?:oe)?\b|fibre channel|\b(?:tcp|rdma|fabrics|nvme-?of)\b|over fabrics/i.test(says) ||
  /\biscsi\b|^(?:linux|spdk bdev|nvmet|netapp ontap|pure storage|powermax|powerstore|alletra)\b/i.test(named) ||
  // What a server's remote control or Windows lends for a while.
  /^msft virtual disk|virtual (?:floppy|cd|media|keyboard)|\bidrac\b|\bilo virtual/i.test(
    `${make ?? ''} ${named}`.trim(),
  );

/** A volume, whose members are not listed with it. */
const isVolume = ({ name, model, description, bus, make, sizeBytes, says, named }: EntryTexts): boolean =>
  RAID_NAME.test(name) ||
  /storage spaces/i.test(says) ||
  RAID_VOLUME.test(`${make ?? ''} ${named}`) ||
  /^raid volume$/i.test(description) ||
  (sizeBytes !== null &&
    /^(?:scsi|ide|raid|s?ata)$/i.test(bus ?? '') &&
    !READER.test(named) &&
    isGivenName(name, named)) ||
  // Volumes bear the name that somebody gave them, on Windows also as a disk of SCSI; drives have models.
  ((/\braid\b/i.test(`${bus ?? ''} ${description}`) || WINDOWS_SCSI.test(model)) &&
    !isDriveModel(named.replace(WINDOWS_SCSI, '')));

/**
 * A medium, something that is none (and why), `unread` when it does not say, or null for a part of another entry. Linux agents give `name`
 * (sda, sr0, mmcblk0) and the bus as `description`, Windows ones `type` HDD, SSD or a sentence, and the bus as `interface`.
 * Sizes are decimal megabytes.
 */
export function readStorage(entry: Entry, more: StorageMore = {}): StorageRead | null {
  const [name, type, model, description] = ['name', 'type', 'model', 'description'].map(
    (f) => textOf(entry, f) ?? '',
  ) as [string, string, string, string];
  const bus = textOf(entry, 'interface');
  const make = textOf(entry, 'manufacturer');
  const sizeBytes = more.sizeBytes ?? diskSize(entry);
  const written = textOf(entry, 'serial') ?? textOf(entry, 'serialnumber');
  const serial = driveSerial(written);
  const eui = more.eui ?? euiOf(written) ?? euiOf(textOf(entry, 'wwn'));
  if (PART_OF_EMMC.test(name)) return null;

  const says = `${type} ${description} ${bus ?? ''}`;
  // udev writes `PERC_H730_Mini`.
  const named = model.replaceAll('_', ' ');
  const removable = /removable|amovible/i.test(type);
  // Windows says so of what may be pulled out at the back too, and of what hangs on a cable and speaks SCSI: nobody knows which.
  const outside = /\bexternal\b|\bexterne\b/i.test(type);
  const internal =
    /\bs?ata\b|nvme|\bsas\b|\bide\b|\bmmc\b|\bsd\b/i.test(`${says} ${make ?? ''}`) || /^(?:mmcblk|nvme)/i.test(name);
  // Linux agents call a stick a removable SCSI disk.
  const usb =
    /\busb\b|\b1394\b|firewire|thunderbolt/i.test(says) ||
    (removable && !internal) ||
    EXTERNAL.test(named) ||
    (!internal && (BRIDGE.test(make ?? '') || BRIDGE.test(model)));
  const lent = /\bidrac\b|\bilo\b|floppy|\bcd\b|dvd|virtual (?:media|keyboard)/i.test(`${make ?? ''} ${named}`);
  const guest = !lent && (VIRTUAL_DRIVE.test(`${make ?? ''} ${named}`.trim()) || VIRTUAL_BLOCK.test(name));
  const no = (why: NotAMedium['why']) => ({
    notMedium: { name: name || model || description, serial, why },
    ...(guest ? { unread: 'virtual_machine' as const } : {}),
  });
  const texts: EntryTexts = { name, type, model, description, bus, make, sizeBytes, says, named };
  if (isOptical(texts)) return no('optical');
  if (isVirtual(texts)) return no('virtual');
  if (!name && !model && !make && !serial && sizeBytes === null) return { unread: 'entry_unread' };
  if (isVolume(texts)) return no('raid');
  const reader = READER.test(named) || READER.test(says) || READER.test(name);
  if (sizeBytes === null && (reader || removable || usb)) return no('empty_reader');

  const kind = kindOf({
    name,
    type,
    model: `${make ?? ''} ${model}`.trim(),
    bareModel: model,
    says,
    reader,
    soldered: more.soldered,
    rotation: more.rotation ?? rotationOf(entry),
  });
  // A stick or a drive in a USB case is somebody's, not the device's; a card in the device's own reader is.
  if (usb && !PULLED_OUT.includes(kind) && !more.chosen) return no('usb');
  const unread = guest
    ? 'virtual_machine'
    : outside && !internal
      ? 'entry_unread'
      : serial === null && !model && sizeBytes === null
        ? null
        : unsure(entry, { name, model: named, make: make ?? '', says });
  const namespace = /^nvme\d+n(\d+)$/.exec(name)?.[1];
  return {
    ...(unread ? { unread } : {}),
    ...(namespace ? { namespace } : {}),
    medium: {
      kind,
      serial,
      serialIsGeneric: serial !== null && isGenericSerial(serial),
      model: model || make,
      sizeBytes,
      interface: bus ?? (BUS.test(description) ? description : null),
      ...(kind === 'nvme' && eui ? { eui } : {}),
      firmware: textOf(entry, 'firmware'),
      health: more.health ?? null,
    },
  };
}

function rotationOf(entry: Entry): 'hdd' | 'ssd' | null {
  const spun =
    ['rotation_rate', 'rotationrate', 'rotation', 'rpm'].map((f) => numberOf(entry, f)).find((n) => n !== null) ?? null;
  return spun === null ? null : spun === 0 ? 'ssd' : spun >= 1000 ? 'hdd' : null;
}

function kindOf(e: {
  name: string;
  type: string;
  model: string;
  bareModel: string;
  says: string;
  reader: boolean;
  soldered: boolean | undefined;
  rotation: 'hdd' | 'ssd' | null;
}): MediumKind {
  if (/^nvme/i.test(e.name) || /nvme/i.test(e.says) || /nvme/i.test(e.model) || NVME.test(e.bareModel)) return 'nvme';
  const card = /\bsd(?:hc|xc|io)?\b|secure digital/i.test(e.says) || (e.reader && !/\bemmc\b/i.test(e.says));
  if (/^mmcblk/i.test(e.name) || /\bmmc\b|\bemmc\b/i.test(e.says)) {
    // Cards name themselves "SD16G", "SL64G", "SC32G"…; soldered chips do not.
    const chip = e.soldered !== false || EMMC.test(e.bareModel) || /\bemmc\b/i.test(e.says);
    return card || !chip || /removable/i.test(e.type) || /^S[A-Z]\d{2,3}G$/.test(e.bareModel) ? 'sd' : 'emmc';
  }
  if (card) return 'sd';
  // The kernel, controllers and old tools say "rotates" of what they cannot ask; a drive's name knows better.
  if (e.rotation === 'ssd' || SSD.test(e.model) || SSD.test(e.bareModel)) return 'ssd';
  return e.rotation === null && SSD.test(e.says) ? 'ssd' : 'disk';
}

/** Fields that a drive has once: two of them are two drives in one entry. */
const ONCE = ['name', 'model', 'serial', 'serialnumber', 'disksize'] as const;

function unsure(entry: Entry, named: Named): Unread | null {
  if (HYBRID.test(named.model)) return 'half_of_hybrid';
  if (ONCE.some((field) => Array.isArray(entry[field]))) return 'entry_unread';
  return namesADrive(named) ? null : 'name_no_model';
}

/** Sizes that drives are sold in, in gigabytes of a thousand, as they count themselves. */
// biome-ignore format: a list to read
const SOLD_GB = [
  16, 24, 28, 31.9, 32, 40, 60, 64, 80, 100, 120, 121, 121.3, 128, 160, 180, 200, 240, 250, 251, 256, 300, 320, 400, 480, 500, 500.3, 512, 600, 640,
  750, 800, 960, 1000, 1001, 1024, 1200, 1500, 1600, 1920, 2000, 2001, 2048, 3000, 4000, 4096, 5000, 6000, 8000, 8192, 10_000, 12_000, 14_000, 16_000,
];
const isSold = (bytes: number): boolean => SOLD_GB.some((gb) => Math.abs(bytes / 1e9 - gb) <= gb * 0.002);

/**
 * Megabytes; OCS on Windows and some macOS tell mebibytes, people's scripts bytes: the one that is sold is meant. OCS on some systems
 * writes "476,9G", people « 465,76 Go ».
 */
function diskSize(entry: Entry): number | null {
  const text = textOf(entry, 'disksize') ?? '';
  const size = numberOf(entry, 'disksize');
  if (size === null) {
    // A comma may also part thousands.
    if (/^\d+,\d+$/.test(text)) return [Number(text.replace(',', '.')) * 1e6].find(isSold) ?? null;
    if (!/^\s*\d[\d.,]*\s*[a-z]/i.test(text)) return null;
    return sold([bytesOf(text), bytesOf(text, { binary: true })]);
  }
  return size > 0 ? sold([size * 1e6, size * 1024 ** 2, size]) : null;
}

const sold = (meant: readonly (number | null)[]): number | null =>
  meant.find((b) => b !== null && isSold(b)) ?? meant[0] ?? null;

/**
 * Null when it names something else: the partition table or LVM (agents write those when a drive does not tell its serial), or an NVMe
 * namespace (Windows writes its EUI-64 or NGUID as `0025_3885_81B1_4E6F.`), which no label and no erasure log ever shows.
 */
export function driveSerial(written: string | null): string | null {
  const text = written?.replace(/^["']+|["'.,;\s]+$/g, '').trim() ?? '';
  if (text === '' || /^(?:[0-9a-f]{4}_){3,7}[0-9a-f]{4}$/i.test(text)) return null;
  const table =
    /^[0-9a-f]{8}$|^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$|^[a-z0-9]{6}-(?:[a-z0-9]{4}-){5}[a-z0-9]{6}$/i;
  if (table.test(text) && !/^\d{8}$|^[0-9A-F]{8}$/.test(text)) return null;
  return fromHex(text) ?? text;
}

/** Windows before 8 writes the 20 characters of an ATA serial as hexadecimal, each pair of them turned round. */
function fromHex(text: string): string | null {
  if (!/^(?:[0-9a-f]{4}){8,10}$/i.test(text)) return null;
  const letters = Buffer.from(text, 'hex').swap16().toString('latin1').trim();
  return /^[A-Z0-9][A-Z0-9 _-]{4,19}$/i.test(letters) ? letters : null;
}

/** As 16 or 32 hexadecimal digits: Windows' "0025_3885_81B1_4E6F.", Linux' "eui.0025388581b14e6f"; null for anything else. */
export function euiOf(written: string | null): string | null {
  const windows = /^(?:[0-9a-f]{4}_){3,7}[0-9a-f]{4}\.?$/i.test(written ?? '');
  const digits = windows
    ? (written ?? '').replace(/[_.]/g, '')
    : (/^(?:eui|nguid)\.([0-9a-f]+)$/i.exec(written ?? '')?.[1] ?? '');
  return (digits.length === 16 || digits.length === 32) && !/^0+$/.test(digits) ? digits.toLowerCase() : null;
}
