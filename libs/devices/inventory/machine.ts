import type { Category } from '../categories.js';
import { isGenericSerial, isPlaceholder, readImei } from '../serial.js';
import { categoryFrom, isVirtual } from './chassis.js';
import type { Doubt, InventoryMachine } from './inventory.js';

/** Null for what firmware writes where nobody filled in anything. */
export const meant = (text: string | null | undefined): string | null =>
  text === null ||
  text === undefined ||
  isPlaceholder(text) ||
  /^(?:system (?:manufacturer|product name|version|model|name)|product name|base board .*|.*o\.?e\.?m\.?[)>]?|n\/?a|no asset (?:tag|information)|<.*(?:unknown|out of spec).*>|<?(?:superuser|root) required>?|<(?:filter|root-required|superuser-required)>|undefined|asset-?1234567890)$/i.test(
    text,
  )
    ? null
    : text;

/** Null for the numbers that whole series of boards share, and for what is no UUID. */
export function uuidOf(text: string | null): string | null {
  if (text === null) return null;
  const shared = /^(?:03000200-0400-0500-0006-000700080009|12345678-1234-5678-90ab-cddeefaabbcc|([0-9a-f])[1-]*)$/i;
  return shared.test(text) ||
    !/^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(text) ||
    isGenericSerial(text) ||
    new Set(text.toLowerCase().replaceAll('-', '')).size < 4
    ? null
    : text;
}

/**
 * One key for a board's UUID however a tool printed it, or null: the first three groups are stored little-endian, and old
 * lshw and some firmware print them unswapped, so that the same board has two spellings.
 */
export function uuidKey(uuid: string | null | undefined): string | null {
  const hex = (uuidOf(uuid ?? null) ?? '').replaceAll('-', '').toLowerCase();
  if (hex === '') return null;
  const turned = (from: number, to: number): string => (hex.slice(from, to).match(/../g) ?? []).reverse().join('');
  const other = turned(0, 8) + turned(8, 12) + turned(12, 16) + hex.slice(16);
  return [hex, other].sort()[0]!;
}

/** What a format tells of the machine itself, each text as it stands in the document. */
export interface MachineFacts {
  readonly make?: string | null;
  readonly boardMake?: string | null;
  readonly model?: string | null;
  readonly boardModel?: string | null;
  /** Lenovo writes the sold name as the product's version ("ThinkPad L480"), the number as its product name ("20LS"). */
  readonly version?: string | null;
  readonly serial?: string | null;
  readonly chassisSerial?: string | null;
  readonly boardSerial?: string | null;
  readonly uuid?: string | null;
  readonly assetTag?: string | null;
  readonly chassis?: string | null;
  /** When the document says it in its own words (a phone, a tablet). */
  readonly category?: Category | null;
  readonly imei?: readonly unknown[];
}

/** The machine's part of an inventory: placeholders taken out, generic serials marked, the kind told from the chassis. */
export function machineFrom(f: MachineFacts): InventoryMachine {
  const [serial, chassisSerial] = [told(f.serial), told(f.chassisSerial)];
  const own = serial !== null && (!isGenericSerial(serial) || chassisSerial === null) ? serial : chassisSerial;
  const model = plainModel(soldAs(f) ?? meant(f.model) ?? meant(f.boardModel));
  return {
    category: f.category ?? categoryFrom(f.chassis ?? null, model, meant(f.version)),
    make: meant(f.make) ?? meant(f.boardMake),
    model,
    serial: own,
    serialIsGeneric: own !== null && isGenericSerial(own),
    boardSerial: f.boardSerial ?? null,
    uuid: uuidOf(f.uuid ?? null),
    assetTag: meant(f.assetTag),
    imei: [...new Set((f.imei ?? []).flatMap((n) => (typeof n === 'string' ? (readImei(n) ?? []) : [])))],
    chassis: meant(f.chassis),
  };
}

/** A serial as written; a placeholder is a serial that a person may want to see, "<superuser required>" is none. */
const told = (serial: string | null | undefined): string | null => (!serial || /^<.*>$/.test(serial) ? null : serial);

/** Lenovo puts the name it sells under into the version ("ThinkPad L480") and an order number ("20LS") into the model. */
const soldAs = (f: MachineFacts): string | null =>
  /lenovo|^ibm/i.test(f.make ?? '') && /^(?:think|idea|yoga|legion|lenovo |netvista)/i.test(f.version ?? '')
    ? (f.version ?? null)
    : null;

/** IBM wrote its models between marks: "IBM eServer x226-[8488PCR]-". */
const plainModel = (model: string | null): string | null =>
  model === null ? null : model.replace(/^-\[(.+)\]-$/, '$1').replace(/-\[.+\]-$/, '') || model;

/** The doubts that the machine's own words raise. */
export const machineDoubts = (f: MachineFacts): Doubt[] =>
  isVirtual(f.make ?? null, f.model ?? null, f.boardModel ?? null, f.boardMake ?? null) ? ['virtual_machine'] : [];
