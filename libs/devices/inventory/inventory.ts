import type { Category } from '../categories.js';

/** Kinds of storage that hold people's data, in words. Optical drives, sticks and empty readers are none of them. */
export const MEDIUM_KINDS = {
  disk: 'Disque dur',
  ssd: 'SSD',
  nvme: 'SSD NVMe',
  emmc: 'Mémoire soudée (eMMC)',
  sd: 'Carte mémoire',
} as const;
export type MediumKind = keyof typeof MEDIUM_KINDS;

/** One storage medium that the machine said it holds. */
export interface Medium {
  readonly kind: MediumKind;
  /** As printed by the tool, trimmed; null when there is none. A person decides about null and generic ones. */
  readonly serial: string | null;
  readonly serialIsGeneric: boolean;
  readonly model: string | null;
  readonly sizeBytes: number | null;
  readonly interface: string | null;
}

/** A storage entry that is not a medium of the device, and why: shown, never counted. */
export interface NotAMedium {
  readonly name: string;
  readonly serial: string | null;
  readonly why: 'optical' | 'empty_reader' | 'usb' | 'virtual';
}

export interface InventoryMachine {
  /** From the chassis; null when the inventory does not say. */
  readonly category: Category | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly serialIsGeneric: boolean;
  readonly boardSerial: string | null;
  readonly uuid: string | null;
  readonly assetTag: string | null;
  readonly imei: readonly string[];
}

/**
 * What any inventory of a machine says, whatever tool and format it came from: each reader of a foreign format lives in
 * its own file beside this one and gives this shape.
 */
export interface Inventory {
  readonly source: 'glpi_json';
  readonly agent: string | null;
  /** `hardware.name`: what the technician typed, or the host's name. Look for a code in it; do not keep it otherwise. */
  readonly receivedName: string | null;
  readonly tag: string | null;
  /** A partial inventory tells only about its own sections. */
  readonly partial: boolean;
  readonly machine: InventoryMachine;
  readonly processor: string | null;
  readonly memoryMb: number | null;
  readonly memoryModules: readonly {
    readonly sizeMb: number;
    readonly type: string | null;
    readonly serial: string | null;
  }[];
  readonly media: readonly Medium[];
  readonly notMedia: readonly NotAMedium[];
  /** False: the inventory says nothing about storage, which is not the same as "no storage". */
  readonly hasStorageSection: boolean;
  readonly batteries: readonly { readonly name: string | null; readonly healthPercent: number | null }[];
  readonly screens: readonly {
    readonly make: string | null;
    readonly model: string | null;
    readonly serial: string | null;
  }[];
  readonly os: { readonly name: string | null; readonly version: string | null } | null;
  /** What may be kept of the document: hardware facts only, after an allow-list (`kept-fields.ts`). */
  readonly raw: Readonly<Record<string, unknown>>;
}
