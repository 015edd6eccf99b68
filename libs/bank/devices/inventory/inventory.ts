import type { Category } from '../device/categories.js';
import { NOT_SEARCHED, type StorageSearch } from './drives/hidden-drives.js';

/** Kinds of storage that hold people's data, in words. Optical drives, sticks and empty readers are none of them. */
export const MEDIUM_KINDS = {
  disk: 'Disque dur',
  ssd: 'SSD',
  nvme: 'SSD NVMe',
  emmc: 'Mémoire soudée (eMMC)',
  sd: 'Carte mémoire',
} as const;
export type MediumKind = keyof typeof MEDIUM_KINDS;
/** Those that fingers pull out: seen in a machine, they say nothing of what is built in. */
export const PULLED_OUT: readonly MediumKind[] = ['sd'];

/** Where an inventory comes from, in words: one value a format that `formats.ts` reads. Kept in `devices.snapshot.source`. */
export const INVENTORY_SOURCES = {
  glpi_json: 'Agent GLPI',
  agent_xml: 'Agent FusionInventory ou OCS',
  lshw_json: 'lshw',
  smartctl_json: 'smartctl',
  inxi_json: 'inxi',
  workbench: 'eReuse Workbench',
  lsblk_json: 'lsblk',
  dmidecode_text: 'dmidecode',
} as const;
export type InventorySource = keyof typeof INVENTORY_SOURCES;

export interface MediumHealth {
  /** False: the drive itself expects to fail. */
  readonly passed: boolean | null;
  readonly hours: number | null;
  /** How much of a flash drive's life is used, as the drive counts it; may pass 100. */
  readonly wearPercent: number | null;
  /** Sectors that the drive could not read or had to replace. */
  readonly badSectors: number | null;
}

/** One storage medium that the machine said it holds. */
export interface Medium {
  readonly kind: MediumKind;
  /** As printed by the tool, trimmed; null when there is none. A person decides about null and generic ones. */
  readonly serial: string | null;
  readonly serialIsGeneric: boolean;
  readonly model: string | null;
  readonly sizeBytes: number | null;
  /** The size as it was said, when that cannot be. */
  readonly saidSize?: string;
  readonly interface: string | null;
  /** Of an NVMe drive, the identifier of its namespace (EUI-64 or NGUID) as hexadecimal digits; Windows shows nothing else. */
  readonly eui?: string | null;
  readonly firmware?: string | null;
  readonly health?: MediumHealth | null;
}

/** A storage entry that is not a medium of the device, and why: shown, never counted. */
export interface NotAMedium {
  readonly name: string;
  readonly serial: string | null;
  /** `raid`: a volume that a controller made of drives it hides. A person has to look for those. */
  readonly why: 'optical' | 'empty_reader' | 'usb' | 'virtual' | 'raid';
}

export type Doubt =
  /** A controller shows a volume, not the drives behind it. */
  | 'raid_hides_drives'
  /** A controller of NVMe is there, and not the drive behind it (old tools and kernels), or one of SATA that takes such drives away. */
  | 'controller_without_drive'
  | 'drive_not_opened'
  | 'entry_unread'
  /** A disk bears a name that is no drive's: a volume of a controller or of the network looks so. */
  | 'name_no_model'
  | 'some_drives_only'
  /** One of the two drives of a Fusion Drive, or of a drive with its own cache. */
  | 'half_of_hybrid'
  /** What answered is a virtual machine, not the device. */
  | 'virtual_machine'
  /** The tool ran without the rights it needs: serials and sizes are missing. */
  | 'not_run_as_root';

/**
 * Why an inventory is no knowledge of a device's media, most telling first; the words are with the pages. What it lists is believed all
 * the same: it is only not known to be all.
 */
export const MEDIA_UNKNOWN = [
  'virtual_machine',
  'raid_hides_drives',
  'controller_without_drive',
  'drive_not_opened',
  'half_of_hybrid',
  'entry_unread',
  'name_no_model',
  /** A Mac of which no internal drive is shown: agents miss Apple's own. */
  'mac_drive_unseen',
  'not_run_as_root',
  'some_drives_only',
  'not_told',
  /** Nothing, or only what is not built into the device: readers, sticks, cards, optical drives, images. */
  'no_fixed_medium',
  /** A list of drives that does not show what drives hang on: nobody knows whether all were asked for, or what is hidden. */
  'controllers_untold',
] as const;
export type MediaUnknown = (typeof MEDIA_UNKNOWN)[number];

export interface InventoryMachine {
  /** From the chassis; null when the inventory does not say. */
  readonly category: Category | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly serialIsGeneric: boolean;
  readonly boardSerial: string | null;
  /** The board's UUID (SMBIOS type 1), null for the numbers that whole series share. */
  readonly uuid: string | null;
  readonly assetTag: string | null;
  readonly imei: readonly string[];
  /** The chassis as the tool worded it. */
  readonly chassis?: string | null;
}

export interface Processor {
  readonly name: string;
  readonly cores: number | null;
  readonly threads: number | null;
  readonly speedMhz: number | null;
}

export interface MemoryModule {
  /** Null when what was said cannot be (`saidSize`). */
  readonly sizeMb: number | null;
  readonly saidSize?: string;
  readonly type: string | null;
  readonly serial: string | null;
  readonly slot?: string | null;
  /** In MT/s, which firmware calls MHz. */
  readonly speedMhz?: number | null;
}

export interface Battery {
  readonly name: string | null;
  /** Full charge today, in per cent of what it was made for, at most 100. */
  readonly healthPercent: number | null;
  readonly cycles?: number | null;
  readonly serial?: string | null;
}

export interface Screen {
  readonly make: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  /** Diagonal. */
  readonly inches?: number | null;
  /** "1920x1080" */
  readonly resolution?: string | null;
}

export interface Graphics {
  readonly name: string;
  readonly memoryMb: number | null;
}

/** No hardware address: it follows a person from network to network, and serial, maker and board already name a machine. */
export interface NetworkCard {
  readonly kind: 'ethernet' | 'wifi' | 'bluetooth' | 'mobile';
  readonly name: string | null;
}

/**
 * What any inventory of a machine says, whatever tool and format it came from: each reader of a foreign format lives in
 * its own file beside this one and gives this shape.
 */
export interface Inventory {
  readonly source: InventorySource;
  readonly agent: string | null;
  /** `hardware.name`: what the technician typed, or the host's name. Look for a code in it; do not keep it otherwise. */
  readonly receivedName: string | null;
  /** What the agent was told to call itself. Look for a code in it; do not keep it otherwise. */
  readonly tag: string | null;
  /** A partial inventory tells only about its own sections. */
  readonly partial: boolean;
  readonly machine: InventoryMachine;
  /** The first processor's name. */
  readonly processor: string | null;
  readonly processors: readonly Processor[];
  readonly memoryMb: number | null;
  readonly memoryModules: readonly MemoryModule[];
  readonly media: readonly Medium[];
  readonly notMedia: readonly NotAMedium[];
  /**
   * True: the media above, at least one of them built in, are all that the machine has. False: see `mediaUnknown`; never the same as
   * "no storage". `knowledgeOfMedia` decides.
   */
  readonly hasStorageSection: boolean;
  /** Why the media above are not known to be all; null exactly when `hasStorageSection`. */
  readonly mediaUnknown: MediaUnknown | null;
  readonly graphics: readonly Graphics[];
  readonly batteries: readonly Battery[];
  readonly screens: readonly Screen[];
  readonly networks: readonly NetworkCard[];
  readonly os: { readonly name: string | null; readonly version: string | null } | null;
  readonly doubts: readonly Doubt[];
  /** What may be kept of the document: hardware facts only, after an allow-list (`storable-fields.ts`). */
  readonly raw: Readonly<Record<string, unknown>>;
}

export const blankInventory = (source: InventorySource): Inventory => ({
  source,
  agent: null,
  receivedName: null,
  tag: null,
  partial: false,
  machine: {
    category: null,
    make: null,
    model: null,
    serial: null,
    serialIsGeneric: false,
    boardSerial: null,
    uuid: null,
    assetTag: null,
    imei: [],
    chassis: null,
  },
  processor: null,
  processors: [],
  memoryMb: null,
  memoryModules: [],
  media: [],
  notMedia: [],
  hasStorageSection: false,
  mediaUnknown: 'not_told',
  graphics: [],
  batteries: [],
  screens: [],
  networks: [],
  os: null,
  doubts: [],
  raw: {},
});

/** What the reader of a format gives: the inventory, and how its tool looked for storage, of which `knowledgeOfMedia` decides. */
export interface Reading extends Inventory {
  readonly looked: StorageSearch;
}
export const blankReading = (source: InventorySource): Reading => ({ ...blankInventory(source), looked: NOT_SEARCHED });
