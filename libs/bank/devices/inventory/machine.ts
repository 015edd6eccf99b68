import type { Category } from '../device/categories.js';
import {
  isGenericSerial,
  isNetworkAddress,
  isOfTheNetwork,
  isPlaceholder,
  readImei,
} from '../identification/serial.js';
import type { Doubt, InventoryMachine } from './inventory.js';

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

/** Null where there is none: old lshw and some firmware print the first groups unswapped, so that a board has two spellings. */
export function uuidKey(uuid: string | null | undefined): string | null {
  const hex = (uuidOf(uuid ?? null) ?? '').replaceAll('-', '').toLowerCase();
  return hex === '' ? null : [hex, turned(hex)].sort()[0]!;
}

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
  readonly category?: Category | null;
  readonly imei?: readonly unknown[];
  /** Of its network cards, however written: never a serial of the machine. */
  readonly addresses?: readonly (string | null)[];
}

export function machineFrom(f: MachineFacts): InventoryMachine {
  const addresses = addressesIn(f.addresses ?? []);
  const notAnAddress = (text: string | null | undefined): string | null =>
    !text || isNetworkAddress(text) || isOfTheNetwork(text) || addresses.has(digitsOf(text)) ? null : text;
  const [serial, chassisSerial] = [shownSerial(notAnAddress(f.serial)), shownSerial(notAnAddress(f.chassisSerial))];
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

export const addressesIn = (written: readonly (string | null)[]): ReadonlySet<string> =>
  new Set(written.flatMap((a) => digitsOf(a) || []));
const digitsOf = (address: string | null): string => (address ?? '').replace(/[^0-9a-f]/gi, '').toLowerCase();

/** A serial as written; a placeholder is a serial that a person may want to see, "<superuser required>" is none. */
const shownSerial = (serial: string | null | undefined): string | null =>
  !serial || /^<.*>$/.test(serial) ? null : serial;

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

const plainModel = (model: string | null): string | null =>
  model === null ? null : model.replace(/^-\[(.+)\]-$/, '$1').replace(/-\[.+\]-$/, '') || model;

export const machineDoubts = (f: MachineFacts): Doubt[] =>
  isVirtual(f.make ?? null, f.model ?? null, f.boardModel ?? null, f.boardMake ?? null) ? ['virtual_machine'] : [];

/**
 * Firmware older than the bit "this is a virtual machine" (SMBIOS 2.4) has it set among others it did not know.
 * Pass what names the version ("SMBIOS 2.2 present", "smbios-2.2").
 */
export function knowsVirtualMachines(text: string): boolean {
  const [, major = '3', minor = '0'] = /\bsmbios[- ](\d)\.(\d)/i.exec(text) ?? [];
  return Number(major) > 2 || Number(minor) >= 4;
}

/**
 * Chassis in words: SMBIOS (DSP0134 7.4.1) as dmidecode, lshw, agents and Windows print them, and systemd's names
 * (machine-info: CHASSIS), which inxi and some agents use.
 */
const WORDS: readonly (readonly [RegExp, Category])[] = [
  [
    /^(?:laptops?|(?:sub.?)?note.?books?|portables?|convertibles?|detachables?|docking.?station|netbooks?|ultrabooks?|luggable|macbook.*)$/i,
    'laptop',
  ],
  [/^(?:tablets?|slate)$/i, 'tablet'],
  [/^(?:handset|smart.?phone|phone)$/i, 'smartphone'],
  [/^(?:all.?in.?one|imac.*)$/i, 'all_in_one'],
  [
    /^(?:.*desktop|.*tower|(?:space|low).?(?:saving|profile).*|space.?saving|lunch.?box|pizza.?box|mini.?pc|stick.?pc|sub.?chassis|expansion.?chassis|mini|mac ?mini|mac ?pro|nettop)$/i,
    'desktop',
  ],
  [
    /^(?:.*server.*|rack.?mount.*|blade.*|iot.?gateway|embedded.*|sealed.?case.*|multi.?system.*|peripheral.*|raid.?chassis|bus.?expansion.*|compact ?pci|advanced ?tca|sbc)$/i,
    'other',
  ],
];

/** The numbers of DSP0134, table 17, for tools that print them bare. */
// biome-ignore format: a table to read beside the standard's
const NUMBERS: Readonly<Record<number, Category>> = {
  3: 'desktop', 4: 'desktop', 5: 'desktop', 6: 'desktop', 7: 'desktop', 8: 'laptop', 9: 'laptop', 10: 'laptop', 11: 'tablet', 12: 'laptop',
  13: 'all_in_one', 14: 'laptop', 15: 'desktop', 16: 'desktop', 17: 'other', 23: 'other', 24: 'desktop', 28: 'other', 29: 'other', 30: 'tablet',
  31: 'laptop', 32: 'laptop', 33: 'other', 34: 'other', 35: 'desktop', 36: 'desktop',
};

/** Models that name their own kind better than their chassis does: Apple's identifiers, phones' and boards' families. */
const MODELS: readonly (readonly [RegExp, Category])[] = [
  // From Mac13 on the name says no kind.
  [/^macbook|^powerbook|^ibook|^mac(?:14,(?:[25679]|10|15)|15,(?:3|[6-9]|1[0-3])|16,(?:1|[5-8]|12|13))$/i, 'laptop'],
  [/^imac(?!.*pro 0)|^imacpro|^mac(?:15,[45]|16,[23])$|^surface studio/i, 'all_in_one'],
  [/^mac ?mini|^mac ?pro|^mac ?studio|^mac(?:13,[12]|14,(?:[38]|1[234])|15,14|16,(?:9|1[01]))$/i, 'desktop'],
  [/^(?:microsoft )?surface(?: (?:pro|go|3|2|rt)\b|$)/i, 'tablet'],
  [/^ipad|galaxy tab|^sm-[tpx]\d{3}|mediapad|^lenovo tab|^tab ?m\d|nexus (?:7|9|10)\b/i, 'tablet'],
  [/^iphone|^sm-[agjnfms]\d{3}|^pixel \d|redmi|^fp\d$/i, 'smartphone'],
  [
    /all.?in.?one|\baio\b|eliteone|proone|inspiron one|thinkcentre (?:m\d+[az]|edge \d+z|.*\baio)|veriton z\d|aspire z\d|touchsmart (?:[3-9]\d\d|iq|elite)|^hp (?:pavilion )?2\d-[a-z]|^et2\d|^vpc[jl]\d|esprimo x\d|optiplex .*aio|ideacentre (?:aio|[abc]\d)/i,
    'all_in_one',
  ],
  [
    /thinkpad|latitude|elitebook|probook|zbook|travelmate|lifebook|vaio|chromebook|\bnotebook\b|\blaptop\b|portege|tecra|satellite|vivobook|zenbook|ideapad/i,
    'laptop',
  ],
  [/optiplex|thinkcentre|elitedesk|prodesk|veriton|esprimo|\bnuc\d|mini ?pc|chromebox/i, 'desktop'],
  [/raspberry pi|poweredge|proliant|\bprimergy|\bthinkserver|\bodroid|\bpine64/i, 'other'],
];

const SERVERS = /\b(?:poweredge|proliant|primergy|thinkserver)\b/i;

/** From the chassis, in words or as SMBIOS' number, else from the model's name; null when neither says. Pass the texts as they are. */
export function categoryFrom(chassis: string | null, ...models: readonly (string | null)[]): Category | null {
  const words = (chassis ?? '').replace(/\s*\(0x[0-9a-f]+\)\s*$/i, '').trim();
  const byModel = MODELS.find(([name]) => models.some((m) => m !== null && name.test(m)))?.[1] ?? null;
  // Firmware of all-in-ones, and Apple's, often says "Desktop", "Other" or a number of its own.
  // A server in a tower says "Tower".
  if (byModel === 'all_in_one' || models.some((m) => m !== null && SERVERS.test(m))) return byModel;
  // A tablet of Microsoft's calls itself a laptop.
  if (
    models.some(
      (m) => m !== null && /^(?:macbook|imac|mac ?mini|ipad|iphone|(?:microsoft )?surface (?:pro|go|3|2)\b)/i.test(m),
    )
  )
    return byModel;
  const number = /^(?:0x[0-9a-f]{1,2}|\d{1,3})$/i.test(words) ? Number(words) & 0x7f : null;
  const byChassis = number === null ? WORDS.find(([w]) => w.test(words))?.[1] : NUMBERS[number];
  return byChassis ?? byModel;
}

/** True for what hypervisors write in maker, model or board: the inventory is then of no machine one can carry. */
export const isVirtual = (...texts: readonly (string | null)[]): boolean =>
  texts.some(
    (t) =>
      t !== null &&
      /\bqemu\b|virtualbox|innotek|vmware|\bkvm\b|\bbochs\b|\bxen\b|hvm domu|parallels (?:virtual|arm)|virtual (?:machine|platform)|bhyve|openstack|google compute|amazon ec2|\bproxmox\b|standard pc \((?:i440fx|q35)/i.test(
        t,
      ),
  );
