import type { Category } from '../device/categories.js';
import {
  isGenericSerial,
  isNetworkAddress,
  isOfTheNetwork,
  isPlaceholder,
  readImei,
} from '../identification/serial.js';
import type { Doubt, InventoryMachine } from './inventory.js';
import { categoryFrom, isVirtual } from './readers/chassis.js';

/** Null for what firmware writes where nobody filled in anything. */
export const meant = (text: string | null | undefined): string | null =>
  text === null ||
  text === undefined ||
  isPlaceholder(text) ||
  /^(?:system (?:manufacturer|product name|version|model|name)|product name|base board .*|.*o\.?e\.?m\.?[)>]?|n\/?a|no asset (?:tag|information)|<[^<>]*>|(?:superuser|root) required|undefined|asset-?1234567890)$/i.test(
    text,
  )
    ? null
    : text;

/** The other spelling of 32 digits: the first three groups are stored little-endian. */
function turned(hex: string): string {
  const group = (from: number, to: number): string => (hex.slice(from, to).match(/../g) ?? []).reverse().join('');
  return group(0, 8) + group(8, 12) + group(12, 16) + hex.slice(16);
}

/** Firmware's own samples, which whole series of boards share; 4c4c4544… is Dell's for an empty service tag. */
const SHARED_UUIDS: ReadonlySet<string> = new Set(
  [
    '03000200040005000006000700080009',
    '00010002000300040005000600070008',
    '123456781234567890abcddeefaabbcc',
    '11111111222233334444555555555555',
    '0123456789abcdef0123456789abcdef',
    '4c4c454400002010802080c04f202020',
    '00112233445566778899aabbccddeeff',
    '01234567890123456789012345678901',
    '12345678123412341234123456789abc',
    '12345678123412341234123456789012',
    'aaaaaaaabbbbccccddddeeeeeeeeeeee',
  ].flatMap((hex) => [hex, turned(hex)]),
);

/** Null for the numbers that whole series of boards share, and for what is no UUID. */
export function uuidOf(text: string | null): string | null {
  const hex = text?.toLowerCase().replaceAll('-', '') ?? '';
  return text === null ||
    !/^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(text) ||
    SHARED_UUIDS.has(hex) ||
    isGenericSerial(text) ||
    new Set(hex).size < 4 ||
    isPattern(hex)
    ? null
    : text;
}

/** Digits that somebody typed: bytes that count (00 11 22…, 01 02 03…), words that count (0002 0003 0004…), a few that come again. */
function isPattern(hex: string): boolean {
  const bytes = Buffer.from(hex, 'hex');
  const steps = [...bytes.subarray(1)].map((byte, i) => byte - bytes[i]!);
  const counting = [0x01, 0x11].some((step) => steps.filter((s) => s === step).length >= 12);
  const words = hex.match(/.{4}/g)!.every((word) => word < '0010');
  return counting || words || hex === hex.slice(0, 8).repeat(4);
}

/**
 * One key for a board's UUID however a tool printed it, or null: old lshw and some firmware print its first groups
 * unswapped, so that the same board has two spellings.
 */
export function uuidKey(uuid: string | null | undefined): string | null {
  const hex = (uuidOf(uuid ?? null) ?? '').replaceAll('-', '').toLowerCase();
  return hex === '' ? null : [hex, turned(hex)].sort()[0]!;
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
  /** Of its network cards, however written: never a serial of the machine. */
  readonly addresses?: readonly (string | null)[];
}

/** The machine's part of an inventory: placeholders taken out, generic serials marked, the kind told from the chassis. */
export function machineFrom(f: MachineFacts): InventoryMachine {
  const addresses = addressesIn(f.addresses ?? []);
  const notAnAddress = (text: string | null | undefined): string | null =>
    !text || isNetworkAddress(text) || isOfTheNetwork(text) || addresses.has(digitsOf(text)) ? null : text;
  const [serial, chassisSerial] = [told(notAnAddress(f.serial)), told(notAnAddress(f.chassisSerial))];
  const own = serial !== null && (!isGenericSerial(serial) || chassisSerial === null) ? serial : chassisSerial;
  const model = plainModel(soldAs(f) ?? named(f.model) ?? named(f.boardModel));
  return {
    category: f.category ?? categoryFrom(f.chassis ?? null, model, meant(f.version)),
    make: meant(f.make) ?? meant(f.boardMake),
    model,
    serial: own,
    serialIsGeneric: own !== null && isGenericSerial(own),
    boardSerial: meant(notAnAddress(f.boardSerial)),
    uuid: uuidOf(f.uuid ?? null),
    assetTag: meant(notAnAddress(f.assetTag)),
    imei: [...new Set((f.imei ?? []).flatMap((n) => (typeof n === 'string' ? (readImei(n) ?? []) : [])))],
    chassis: meant(f.chassis),
  };
}

/** Network addresses as bare digits in small letters. */
export const addressesIn = (written: readonly (string | null)[]): ReadonlySet<string> =>
  new Set(written.flatMap((a) => digitsOf(a) || []));
const digitsOf = (address: string | null): string => (address ?? '').replace(/[^0-9a-f]/gi, '').toLowerCase();

/** A serial as written; a placeholder is a serial that a person may want to see, "<superuser required>" is none. */
const told = (serial: string | null | undefined): string | null => (!serial || /^<.*>$/.test(serial) ? null : serial);

/** A model's name; boards that are sold alone say "All Series" of the machine, and their own name of themselves. */
const named = (model: string | null | undefined): string | null =>
  /^(?:all series|product|computer|lenovo product)$/i.test(model ?? '') ? null : meant(model);

/**
 * Lenovo puts the name it sells under into the version ("ThinkPad L480", "V130-15IKB", "3000 N200") and its own number
 * ("20LS", "81HN", "0769EKG") into the model.
 */
function soldAs(f: MachineFacts): string | null {
  const version = meant(f.version);
  if (version === null || !/lenovo|^ibm/i.test(f.make ?? '') || /^lenovo(?: product)?$/i.test(version)) return null;
  if (/^(?:think|idea|yoga|legion|lenovo |netvista)/i.test(version)) return version;
  const isNumber = /^\d[\dA-Z]{3}(?:[\dA-Z]{1,6})?$/i.test(f.model ?? '');
  return isNumber &&
    /[a-z]{2}\w*[- ]?\d|^[a-z]\d{2}|\d [a-z]\d/i.test(version) &&
    !/^(?:sdk|win|std|dpk|no )/i.test(version)
    ? version
    : null;
}

/** The serial of a memory module; null for what firmware writes into empty slots or where it never read one. */
export function moduleSerial(text: string | null): string | null {
  const serial = meant(text);
  return serial === null ||
    isGenericSerial(serial.replace(/^0x/i, '')) ||
    /^(?:no dimm|\[?empty\]?|(?:a\d+_)?ser(?:ial)?_?num(?:ber)?\d{0,3}|no module.*)$/i.test(serial)
    ? null
    : serial;
}

/** IBM wrote its models between marks: "IBM eServer x226-[8488PCR]-". */
const plainModel = (model: string | null): string | null =>
  model === null ? null : model.replace(/^-\[(.+)\]-$/, '$1').replace(/-\[.+\]-$/, '') || model;

/** The doubts that the machine's own words raise. */
export const machineDoubts = (f: MachineFacts): Doubt[] =>
  isVirtual(f.make ?? null, f.model ?? null, f.boardModel ?? null, f.boardMake ?? null) ? ['virtual_machine'] : [];

/**
 * False for firmware older than the bit "this is a virtual machine" (SMBIOS 2.4): real desktops of then have it set among
 * others they did not know. Pass what names the version ("SMBIOS 2.2 present", "smbios-2.2").
 */
export function knowsVirtualMachines(text: string): boolean {
  const [, major = '3', minor = '0'] = /\bsmbios[- ](\d)\.(\d)/i.exec(text) ?? [];
  return Number(major) > 2 || Number(minor) >= 4;
}
