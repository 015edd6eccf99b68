import { RuleBroken } from '#kernel';
import type { Category } from '../categories.js';
import { isGenericSerial, isPlaceholder, readImei } from '../serial.js';
import type { Inventory, InventoryMachine, Medium, NotAMedium } from './inventory.js';
import { keptFields } from './kept-fields.js';
import { readStorage } from './storage-entry.js';
import { type Entry, entriesOf, entryOf, isEntry, numberOf, textOf } from './tree.js';

/** A full inventory of a developer's machine with its software is about 1 MB. */
const LIMIT = 20 * 1024 * 1024;

/**
 * Reads a GLPI-native inventory (the JSON that glpi-agent and GLPI's Android agent post, GLPI 10), full or partial. Fields
 * nobody knows are ignored, wrong types count as missing.
 * @throws RuleBroken `devices.inventory_unreadable`, field `inventory`, facts `reason`: `too_large`, `not_json` (empty,
 *   truncated, another format), `not_an_inventory` (JSON of something else, an agent's contact message, a network scan).
 */
export function readGlpiInventory(document: string | Uint8Array): Inventory {
  if (document.length > LIMIT) throw unreadable('too_large');
  const text = typeof document === 'string' ? document : Buffer.from(document).toString('utf8');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw unreadable('not_json');
  }
  const content = isEntry(parsed) ? parsed.content : null;
  const known =
    isEntry(content) && ['hardware', 'bios', 'storages', 'versionclient'].some((section) => content[section] != null);
  if (!isEntry(parsed) || !isEntry(content) || !known) throw unreadable('not_an_inventory');
  if (parsed.action !== undefined && parsed.action !== 'inventory') throw unreadable('not_an_inventory');
  return fromContent(content, {
    tag: textOf(parsed, 'tag'),
    partial: parsed.partial === true,
    itemType: textOf(parsed, 'itemtype'),
  });
}

const unreadable = (reason: 'too_large' | 'not_json' | 'not_an_inventory'): RuleBroken =>
  new RuleBroken('devices.inventory_unreadable', { reason }, 'inventory');

function fromContent(
  content: Entry,
  about: { tag: string | null; partial: boolean; itemType: string | null },
): Inventory {
  const hardware = entryOf(content, 'hardware');
  const modules = entriesOf(content, 'memories').flatMap((m) => {
    const sizeMb = numberOf(m, 'capacity');
    return sizeMb ? [{ sizeMb, type: meant(textOf(m, 'type')), serial: meant(textOf(m, 'serialnumber')) }] : [];
  });
  const os = entryOf(content, 'operatingsystem');
  const system = { name: textOf(os, 'full_name') ?? textOf(os, 'name'), version: textOf(os, 'version') };
  return {
    source: 'glpi_json',
    agent: textOf(content, 'versionclient'),
    receivedName: textOf(hardware, 'name'),
    tag: about.tag,
    partial: about.partial,
    machine: machineOf(content, hardware, about.itemType),
    processor: entriesOf(content, 'cpus').map((c) => textOf(c, 'name'))[0] ?? null,
    // The system's own figure lacks what graphics took; the modules are what can be pulled out.
    memoryMb: modules.reduce((sum, m) => sum + m.sizeMb, 0) || numberOf(hardware, 'memory'),
    memoryModules: modules,
    ...storageOf(content),
    batteries: entriesOf(content, 'batteries').map((b) => ({ name: textOf(b, 'name'), healthPercent: healthOf(b) })),
    screens: entriesOf(content, 'monitors').map((m) => ({
      make: textOf(m, 'manufacturer'),
      model: textOf(m, 'caption') ?? textOf(m, 'name'),
      serial: meant(textOf(m, 'serial')),
    })),
    os: system.name === null ? null : system,
    raw: keptFields(content),
  };
}

/** Null for what firmware writes where nobody filled in anything. */
const meant = (text: string | null): string | null =>
  text === null ||
  isPlaceholder(text) ||
  /^(?:system (?:manufacturer|product name|version|model)|product name)$/i.test(text)
    ? null
    : text;

function machineOf(content: Entry, hardware: Entry, itemType: string | null): InventoryMachine {
  const bios = entryOf(content, 'bios');
  const serial = textOf(bios, 'ssn') ?? textOf(bios, 'enclosureserial');
  const imei = entriesOf(content, 'modems').flatMap((m) => (Array.isArray(m.imei) ? m.imei : [m.imei]));
  return {
    category: categoryOf(content, hardware, itemType),
    make: meant(textOf(bios, 'smanufacturer')) ?? meant(textOf(bios, 'mmanufacturer')),
    model: meant(textOf(bios, 'smodel')) ?? meant(textOf(bios, 'mmodel')),
    serial,
    serialIsGeneric: serial !== null && isGenericSerial(serial),
    boardSerial: textOf(bios, 'msn'),
    uuid: uuidOf(textOf(hardware, 'uuid')),
    assetTag: meant(textOf(bios, 'assettag')),
    imei: [...new Set(imei.flatMap((n) => (typeof n === 'string' ? (readImei(n) ?? []) : [])))],
  };
}

/** Chassis words of SMBIOS (DSP0134 7.4.1), as agents print them. */
const CHASSIS: readonly (readonly [RegExp, Category])[] = [
  [/^(?:laptop|notebook|sub.?notebook|portable|convertible|detachable)$/i, 'laptop'],
  [/^(?:tablet|hand.?held)$/i, 'tablet'],
  [/^all.?in.?one$/i, 'all_in_one'],
  [
    /^(?:.*desktop|.*tower|space.?saving|lunch.?box|pizza.?box|mini.?pc|stick.?pc|iot.?gateway|embedded.?pc|sealed.?case.?pc)$/i,
    'desktop',
  ],
];

function categoryOf(content: Entry, hardware: Entry, itemType: string | null): Category | null {
  const chassis = textOf(hardware, 'chassis_type') ?? '';
  const byChassis = CHASSIS.find(([words]) => words.test(chassis))?.[1];
  if (byChassis) return byChassis;
  const os = entryOf(content, 'operatingsystem');
  const mobile = /android|\bios\b/i.test(`${textOf(os, 'full_name') ?? ''} ${textOf(os, 'name') ?? ''}`);
  if (itemType === 'Phone') return 'smartphone';
  if (!mobile) return null;
  return entriesOf(content, 'simcards').length + entriesOf(content, 'modems').length > 0 ? 'smartphone' : 'tablet';
}

/** Null for the numbers that whole series of boards share. */
function uuidOf(text: string | null): string | null {
  if (text === null) return null;
  const shared = /^(?:03000200-0400-0500-0006-000700080009|12345678-1234-5678-90ab-cddeefaabbcc|([0-9a-f])[1-]*)$/i;
  return shared.test(text) || isGenericSerial(text) || new Set(text.replaceAll('-', '')).size < 4 ? null : text;
}

function storageOf(content: Entry): Pick<Inventory, 'media' | 'notMedia' | 'hasStorageSection'> {
  const section = content.storages;
  const media: Medium[] = [];
  const notMedia: NotAMedium[] = [];
  const seen = new Set<string>();
  for (const entry of entriesOf(content, 'storages')) {
    const read = readStorage(entry);
    if (read === null) continue;
    if ('notMedium' in read) {
      notMedia.push(read.notMedium);
      continue;
    }
    // Some agents list a drive once per controller path.
    const { serial, serialIsGeneric, model } = read.medium;
    const key = `${serial} ${model}`;
    if (serial !== null && !serialIsGeneric && seen.has(key)) continue;
    seen.add(key);
    media.push(read.medium);
  }
  return { media, notMedia, hasStorageSection: Array.isArray(section) || isEntry(section) };
}

/** What is left of the battery, in per cent of what it was made for; null when the agent gives only one of the two. */
function healthOf(battery: Entry): number | null {
  const [made, left] = [numberOf(battery, 'capacity'), numberOf(battery, 'real_capacity')];
  return made && left ? Math.min(100, Math.round((left / made) * 100)) : null;
}
