import { isGenericSerial } from '../serial.js';
import { bytesOf } from './amounts.js';
import { driveSerial, euiOf } from './drive-serial.js';
import type { Doubt, Medium, MediumHealth, MediumKind, NotAMedium } from './inventory.js';
import { type Entry, numberOf, textOf } from './tree.js';

const OPTICAL = /\b(?:cd|dvd|bd|blu-?ray|optical|optique|cd-?rom|dvd.?(?:rom|ram|rw|writer)?|cdrom)\b/i;
const FLOPPY_OR_TAPE = /\b(?:floppy|disquettes?|tape|bande)\b/i;
const READER =
  /card.?reader|lecteur de cartes?|multi.?card|(?:sd|mmc|ms|cf|sm|xd|flash|compact).?(?:card|reader)|\breader\b|\bsd\/mmc|mass.?storage|storage device/i;
const BUS = /^(?:s?ata|nvme|sas|scsi|ide|pci|usb|mmc|sd|emmc|raid|spi|1394)\b/i;
const VIRTUAL_NAME = /^(?:(?:loop|ram|zram|dm-|md|nbd|fd)\d|mapper\/)/i;
/**
 * Volumes that a controller, a pool or a cache shows in place of the drives behind it (Intel Rapid Storage and Optane, NVIDIA, AMD,
 * JMicron, Marvell, Dell PERC and BOSS, HP, LSI, Storage Spaces, Fusion…). A drive behind a RAID controller in pass-through is none.
 */
const RAID_VOLUME =
  /raid|\bperc\b|\bboss\b|dellboss|\bmr\d{3,4}|megasr|\bsmc[23]\d{3}\b|\bns\d{3}i\b|\b1030 im\b|\b9[56]\d0se|smart ?array|\blogical|virtual drive|(?<!vmware )virtual[ -]disk|\bvd\b|\bvolume|\bvol ?\d*\b|\bspan\b|\bfastt\b|\bvtrak|multi-flex|powervault|\bmd3\d00|\barray\b|\bmirror\b|\bstripe\b|\bjbod\b|\b(?:hdd|ssd|optane) ?\+|\+ ?\d+ ?[gt]bs?(?:hdd|ssd)|\boptane\b(?!.*(?:ssdpe|mempe))|rapid storage|smart response|storage spaces?\b|core ?storage|fusion ?(?:drive|disk)|^amd \d[+x]\d|\bhpt disk|steelvine|\barc-1\d{3}/i;
/** Drives that are sold in a case of their own: somebody's, whatever bus a tool saw them on. */
const EXTERNAL =
  /\bportable\b|\bextern(?:al|e)?\b|\bext(?:reme)? (?:hdd|ssd)\b|my ?(?:passport|book)|^(?:wd )?elements\b|^expansion\b|backup ?(?:plus|\+)|easystore|canvio|one touch|goflex|freeagent|storejet|\brugged\b|g-?drive/i;
/** Part of an eMMC that the same list shows as a whole. */
const PART_OF_EMMC = /^mmcblk\d+(?:boot\d|rpmb|gp\d)/i;
/** NVMe drives by their names, for tools that only know a RAID-mode controller or "SCSI" in front of them. */
const NVME =
  /\bmz-?(?:v[a-z0-9]|al|9l|1l|ql)\w{3}|\bpm9[58]\d|\bk[xb]g\d|\bhfm\d{3}|\bssdpe[kd]|\bsdbp[nt]|\bsdc?pnp|\bwds\d+[tg]\dx0[ce]|\bsn[57]\d0\b|\bct\d+p\d|\bsa2000m8|\bsnv\w?s|\bom[38]p|\brpfth|\brbusn|\bmtfdhb|\bmtfdk[abc]|\bthnsn5|\bssd 9[6789]0 (?:evo|pro)|\bbc[57]\d1\b|\bapple ssd a[pm]\d|\bpc[4567]\d\d\b/i;
const SSD =
  /\bssd|ssd\b|solid.?state|\bscm\b|nvme|^mz[-n7]|\bmz-?[n7][a-z]|\bct\d+(?:m|bx|mx)\d|^sa400|\bsa400s37|^kingston s[auvk]|^sandisk sd[6789]|^sd[6789]s|^thns|^hfs\d|^mtfd|^liteon|^lite-?on|^micron_?1\d00|^wds\d|^wdc? wds\d|\bssdsc|^sssts|\bsdssd|\bsd[5-9]s|vertex|agility|\bocz-|\bpx-\d+m|\bsu[6-9]\d0\b|\bsp[569]\d0\b|\bks[gm]\d|\bsc[34]\d\d\b|\bcs(?:900|1311)\b|\bns100|^lmt-|^lcs-|^lch-|\bcv\d-|m4-ct|c[34]00-|\bsa510|^p210|\bmtfddak|gp-gstfs|\bsv300|\bsuv400|\bskc\d|\bthnsn|\bmz7|^ts\d+g(?:ssd|mts)/i;

/** What Windows puts behind the name of every disk that its drivers show so. */
const WINDOWS_SCSI = / SCSI Disk Device$/i;
/** Names of makers, and the beginnings of models of turning drives. */
const DRIVE_MODEL =
  /\b(?:seagate|western digital|wdc?|toshiba|hgst|hitachi|samsung|maxtor|fujitsu|kingston|crucial|sandisk|intel|micron|sk ?hynix|skhynix|lite-?on|kioxia|corsair|adata|vbox|vmware|qemu)\b|^(?:st\d{3,}|wd\d{2}|m[kq]\d{2}|dt0\d|h[dtu][sa]\d{3}|hd\d{3}|mb[fa]\d|mhz\d|m[jhk][vwyz]\d)/i;
/** « Samsung » or « SSD 1 » is what somebody called a volume: a drive's model has numbers. */
const isDriveModel = (model: string): boolean =>
  (DRIVE_MODEL.test(model) || NVME.test(model) || SSD.test(model)) && model.replace(/\D/g, '').length >= 3;
/** What sits in a case and speaks for the drive in it. */
const BRIDGE = /^(?:asmt|asmedia|external|initio|sunplus|prolific|sabrent|inateck|ugreen)\b/i;
/** Windows shows a drive by its model: without a number and a maker it is a name that somebody gave. */
const isGivenName = (name: string, model: string): boolean =>
  /physical ?(?:drive|disk)/i.test(name) && model !== '' && !/\d/.test(model) && !DRIVE_MODEL.test(model);

/** An entry that speaks of a drive and does not say which: what the list leaves unknown. */
export type Unread = Extract<Doubt, 'entry_unread' | 'drive_not_opened' | 'controller_without_drive'>;
export type StorageRead =
  | { readonly medium: Medium }
  | { readonly notMedium: NotAMedium }
  | { readonly unread: Unread };
/** What other tools say in other units. */
export interface StorageMore {
  readonly sizeBytes?: number | null;
  readonly health?: MediumHealth | null;
  /** What the tool knows of turning platters; without it the model's name is asked. */
  readonly rotation?: 'hdd' | 'ssd' | null;
  /** Of an NVMe drive: the identifier of its namespace. */
  readonly eui?: string | null;
  /** True when a technician pointed the tool at this very drive: then a USB bridge is only its way in. */
  readonly chosen?: boolean;
}

/**
 * What one entry of a storage list is: a medium, something that is none (and why), `unread` when it does not say, or null for a part
 * of another entry.
 *
 * Agents differ: Linux ones give `name` (sda, sr0, mmcblk0) and the bus as `description`, with `type` disk or removable
 * (sr0 and card slots are removable); Windows ones give `type` HDD, SSD or a sentence, and the bus as `interface`.
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
  const internal =
    /\bs?ata\b|nvme|\bsas\b|\bide\b|\bmmc\b|\bsd\b/i.test(`${says} ${make ?? ''}`) || /^(?:mmcblk|nvme)/i.test(name);
  // Linux agents call a stick a removable SCSI disk.
  const usb =
    /\busb\b|\b1394\b|firewire|thunderbolt/i.test(says) ||
    (removable && !internal) ||
    EXTERNAL.test(named) ||
    (!internal && BRIDGE.test(make ?? model));
  const no = (why: NotAMedium['why']) => ({ notMedium: { name: name || model || description, serial, why } });
  if (
    /^(?:sr|scd|cdrom|hd[a-z]?cd)\d/i.test(name) ||
    OPTICAL.test(type) ||
    OPTICAL.test(description) ||
    /dvd|\bcd-?r|\bbd-?r|blu-?ray|superdrive/i.test(`${model} ${name}`)
  )
    return no('optical');
  if (
    VIRTUAL_NAME.test(name) ||
    FLOPPY_OR_TAPE.test(`${says} ${name}`) ||
    /file-backed|storage spaces|disk image/i.test(says) ||
    // Lent by another machine over the network.
    /\biscsi\b|\bfcoe\b|fibre channel/i.test(says) ||
    // What a server's remote control or Windows lends for a while.
    /^msft virtual disk|virtual (?:floppy|cd|media|keyboard)|\bidrac\b|\bilo virtual/i.test(
      `${make ?? ''} ${model}`.trim(),
    )
  )
    return no('virtual');
  if (!name && !model && !make && !serial && sizeBytes === null) return { unread: 'entry_unread' };
  if (
    RAID_VOLUME.test(`${make ?? ''} ${named}`) ||
    /^raid volume$/i.test(description) ||
    (sizeBytes !== null &&
      /^(?:scsi|ide|raid|s?ata)$/i.test(bus ?? '') &&
      !READER.test(named) &&
      isGivenName(name, named)) ||
    // Volumes bear the name that somebody gave them, on Windows also as a disk of SCSI; drives have models.
    ((/\braid\b/i.test(`${bus ?? ''} ${description}`) || WINDOWS_SCSI.test(model)) &&
      !isDriveModel(named.replace(WINDOWS_SCSI, '')))
  )
    return no('raid');
  const reader = READER.test(named) || READER.test(says) || READER.test(name);
  if (sizeBytes === null && (reader || removable || usb)) return no('empty_reader');

  const kind = kindOf({
    name,
    type,
    model: `${make ?? ''} ${model}`.trim(),
    bareModel: model,
    says,
    reader,
    rotation: more.rotation ?? rotationOf(entry),
  });
  // A stick or a drive in a USB case is somebody's, not the device's; a card in the device's own reader is.
  if (usb && kind !== 'sd' && !more.chosen) return no('usb');
  return {
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

/** Sizes that drives are sold in, in gigabytes of a thousand, as they count themselves. */
// biome-ignore format: a list to read
const SOLD_GB = [
  16, 24, 28, 31.9, 32, 40, 60, 64, 80, 100, 120, 121, 121.3, 128, 160, 180, 200, 240, 250, 251, 256, 300, 320, 400, 480, 500, 500.3, 512, 600, 640,
  750, 800, 960, 1000, 1001, 1024, 1200, 1500, 1600, 1920, 2000, 2001, 2048, 3000, 4000, 4096, 5000, 6000, 8000, 8192, 10_000, 12_000, 14_000, 16_000,
];
const isSold = (bytes: number): boolean => SOLD_GB.some((gb) => Math.abs(bytes / 1e9 - gb) <= gb * 0.002);

/**
 * Megabytes; OCS on some systems writes "476,9G", and what macOS tells is in mebibytes with some versions of the agents: of the two
 * that is meant which is sold.
 */
function diskSize(entry: Entry): number | null {
  const size = numberOf(entry, 'disksize');
  if (size === null) {
    const text = textOf(entry, 'disksize') ?? '';
    return /^\s*\d[\d.,]*\s*[a-z]/i.test(text) ? bytesOf(text) : null;
  }
  if (size <= 0) return null;
  const isMac = /^disk\d+$/i.test(textOf(entry, 'name') ?? '') || /^disk drive$/i.test(textOf(entry, 'type') ?? '');
  const [megabytes, mebibytes] = [size * 1e6, size * 1024 ** 2];
  return isMac && isSold(mebibytes) && !isSold(megabytes) ? mebibytes : megabytes;
}

/** What a tool says of turning platters in a field of its own: 0 is a drive without. */
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
  rotation: 'hdd' | 'ssd' | null;
}): MediumKind {
  if (/^nvme/i.test(e.name) || /nvme/i.test(e.says) || /nvme/i.test(e.model) || NVME.test(e.bareModel)) return 'nvme';
  const card = /\bsd(?:hc|xc|io)?\b|secure digital/i.test(e.says) || (e.reader && !/\bemmc\b/i.test(e.says));
  if (/^mmcblk/i.test(e.name) || /\bmmc\b|\bemmc\b/i.test(e.says)) {
    // Cards name themselves "SD16G", "SL64G", "SC32G"…; soldered chips do not.
    return card || /removable/i.test(e.type) || /^S[A-Z]\d{2,3}G$/.test(e.bareModel) ? 'sd' : 'emmc';
  }
  if (card) return 'sd';
  // The kernel, controllers and old tools say "rotates" of what they cannot ask; a drive's name knows better.
  if (e.rotation === 'ssd' || SSD.test(e.model) || SSD.test(e.bareModel)) return 'ssd';
  return e.rotation === null && SSD.test(e.says) ? 'ssd' : 'disk';
}
