import type { Category } from '../../device/categories.js';
import { serialKey } from '../../identification/serial.js';
import { chargeOf, mebibytesOf } from '../amounts.js';
import { solderedIn } from '../drives/drive-names.js';
import { type Controller, type StorageSearch, systemOf } from '../drives/hidden-drives.js';
import { doubtsOf, mediaFrom } from '../drives/media.js';
import { readStorage } from '../drives/storage-entry.js';
import {
  blankReading,
  type Graphics,
  type Inventory,
  type InventorySource,
  type NetworkCard,
  type Reading,
} from '../inventory.js';
import { addressesIn, machineDoubts, machineFrom, meant, moduleSerial, uuidKey } from '../machine.js';
import { storableFields } from '../storable-fields.js';
import { type Entry, entriesOf, entryOf, isEntry, leavesOut, numberOf, textOf } from './tree.js';
import { elsewhere, unreadable } from './unreadable.js';

export interface Envelope {
  readonly tag: string | null;
  /** What a technician typed, when it stands apart from the host's name. */
  readonly typed?: string | null;
  readonly partial: boolean;
  readonly itemType: string | null;
}

/**
 * The content that GLPI's JSON and the XML of OCS and FusionInventory share: sections of entries, names in small letters.
 * Sources: glpi-project/inventory_format (JSON schema), FusionInventory::Agent::Inventory and ocsinventory-agent's fields.
 */
export function inventoryFromContent(source: InventorySource, content: Entry, about: Envelope): Reading {
  if (serialsIn(content).size > 1 || boardsIn(content).size > 1) throw unreadable('two_machines');
  const hardware = entryOf(content, 'hardware');
  const modules = modulesOf(content);
  const processors = entriesOf(content, 'cpus').flatMap((c) => {
    const name =
      (textOf(c, 'name') ?? textOf(c, 'type'))?.replace(/\s*\[\d+ core\(s\).*\]$/, '').replace(/\s+/g, ' ') ?? null;
    const speedMhz = leadingNumber(textOf(c, 'speed'));
    return name === null ? [] : [{ name, cores: coresOf(c), threads: numberOf(c, 'thread'), speedMhz }];
  });
  const os = entryOf(content, 'operatingsystem');
  const system = {
    name: textOf(os, 'full_name') ?? textOf(os, 'name') ?? textOf(hardware, 'osname'),
    version: textOf(os, 'version') ?? textOf(hardware, 'osversion'),
  };
  const facts = machineFacts(content, hardware, about.itemType);
  const storages = entriesOf(content, 'storages');
  const isSoldered = solderedIn(storages.map((s) => textOf(s, 'name')));
  const { doubts, ...storage } = mediaFrom([
    ...storages.map((s) => readStorage(s, { soldered: isSoldered(textOf(s, 'name')) })),
    leavesOut(content, 'storages') || hasPartitionElsewhere(content) ? { unread: 'entry_unread' } : null,
  ]);
  const tag = about.tag ?? tagOf(content);
  const vm = textOf(hardware, 'vmsystem');
  return {
    ...blankReading(source),
    agent: textOf(content, 'versionclient'),
    receivedName: (tag && about.typed) || textOf(hardware, 'name'),
    tag: tag ?? about.typed ?? null,
    partial: about.partial,
    machine: machineFrom(facts),
    processor: processors[0]?.name ?? meant(textOf(hardware, 'processort')),
    processors,
    // The system's own figure lacks what graphics took; the modules are what can be pulled out.
    memoryMb: modules.reduce((sum, m) => sum + (m.sizeMb ?? 0), 0) || numberOf(hardware, 'memory') || null,
    memoryModules: modules,
    ...storage,
    looked: lookedOf(content, systemOf(system.name)),
    graphics: graphicsOf(content),
    batteries: entriesOf(content, 'batteries').map((b) => ({
      name: textOf(b, 'name'),
      healthPercent: healthPercent(chargeOf(b.capacity), chargeOf(b.real_capacity)),
      cycles: numberOf(b, 'cycles'),
      serial: meant(textOf(b, 'serial')),
    })),
    screens: entriesOf(content, 'monitors').map((m) => {
      const edid = readEdid(m.base64);
      return {
        make: textOf(m, 'manufacturer'),
        model: textOf(m, 'caption') ?? textOf(m, 'name'),
        serial: meant(textOf(m, 'serial')),
        inches: edid?.inches ?? null,
        resolution: edid?.resolution ?? null,
      };
    }),
    networks: networksOf(content),
    os: system.name === null ? null : system,
    doubts: doubtsOf(doubts, machineDoubts(facts), vm !== null && !/^physical$/i.test(vm) ? ['virtual_machine'] : []),
    raw: storableFields(content, addressesIn(facts.addresses)),
  };
}

/** Linux names a partition after its disk: one on a disk that is not in the list speaks of another. */
function hasPartitionElsewhere(content: Entry): boolean {
  const parts = [
    ...entriesOf(content, 'drives').map((d) => textOf(d, 'volumn')),
    ...entriesOf(content, 'physical_volumes').map((v) => textOf(v, 'device')),
  ];
  return elsewhere(
    parts,
    entriesOf(content, 'storages').map((s) => textOf(s, 'name')),
  );
}

const modulesOf = (content: Entry): Inventory['memoryModules'] =>
  entriesOf(content, 'memories').flatMap((m) => {
    const sizeMb = numberOf(m, 'capacity') ?? mebibytesOf(textOf(m, 'capacity'));
    return sizeMb
      ? [
          {
            sizeMb,
            type: meant(textOf(m, 'type')),
            serial: moduleSerial(textOf(m, 'serialnumber')),
            slot: slotOf(m),
            speedMhz: leadingNumber(textOf(m, 'speed')),
          },
        ]
      : [];
  });

/** Serials that the firmware's sections tell: two are two machines put into one file. */
const serialsIn = (content: Entry): Set<string> =>
  new Set(
    entriesOf(content, 'bios').flatMap((b) =>
      [b.ssn].flat().flatMap((ssn) => (typeof ssn === 'string' ? (serialKey(ssn) ?? []) : [])),
    ),
  );

const boardsIn = (content: Entry): Set<string> =>
  new Set(entriesOf(content, 'hardware').flatMap((h) => uuidKey(textOf(h, 'uuid')) ?? []));

/** Windows and macOS caption every module "Physical Memory" or "Status: OK": there the slot's number says more. */
function slotOf(module: Entry): string | null {
  const caption = meant(textOf(module, 'caption'));
  const says = caption !== null && caption !== textOf(module, 'description') && !/^status:/i.test(caption);
  return says ? caption : numberOf(module, 'numslots') === null ? null : textOf(module, 'numslots');
}

/** `core` are those switched on, `corecount` those that are there. */
function coresOf(processor: Entry): number | null {
  const counts = ['core', 'cores', 'corecount'].flatMap((f) => numberOf(processor, f) || []);
  return counts.length ? Math.max(...counts) : null;
}

/** What is left of a battery, in per cent of what it was made for; null when only one of the two is known. */
export const healthPercent = (designed: number | null, left: number | null): number | null =>
  designed && left ? Math.min(100, Math.round((left / designed) * 100)) : null;

/** "2400 MHz", "1333 MT/s", 2400; null for "Unknown". */
export const leadingNumber = (text: string | null): number | null => {
  const number = /^\d{1,7}(?:\.\d+)?/.exec(text ?? '')?.[0];
  return number === undefined || Number(number) === 0 ? null : Number(number);
};

/** FusionInventory and OCS send the tag as an account's entry named TAG. */
const tagOf = (content: Entry): string | null =>
  entriesOf(content, 'accountinfo').flatMap((a) =>
    textOf(a, 'keyname')?.toUpperCase() === 'TAG' ? [textOf(a, 'keyvalue')] : [],
  )[0] ?? null;

function machineFacts(content: Entry, hardware: Entry, itemType: string | null) {
  const bios = entryOf(content, 'bios');
  return {
    make: textOf(bios, 'smanufacturer'),
    boardMake: textOf(bios, 'mmanufacturer'),
    model: textOf(bios, 'smodel'),
    boardModel: textOf(bios, 'mmodel'),
    version: textOf(bios, 'sversion'),
    serial: textOf(bios, 'ssn'),
    chassisSerial: textOf(bios, 'enclosureserial'),
    boardSerial: textOf(bios, 'msn'),
    uuid: textOf(hardware, 'uuid'),
    assetTag: textOf(bios, 'assettag'),
    addresses: entriesOf(content, 'networks').flatMap((n) => [textOf(n, 'macaddr'), textOf(n, 'mac')]),
    chassis: textOf(hardware, 'chassis_type') ?? textOf(bios, 'type'),
    category: mobileOf(content, itemType),
    imei: [
      textOf(bios, 'imei'),
      ...entriesOf(content, 'modems').flatMap((m) => (Array.isArray(m.imei) ? m.imei : [m.imei])),
    ],
  };
}

/** Phones and tablets have no chassis: GLPI's Android agent says `Phone`, or has modems. */
function mobileOf(content: Entry, itemType: string | null): Category | null {
  if (itemType === 'Phone' || textOf(entryOf(content, 'bios'), 'imei') !== null) return 'smartphone';
  const os = entryOf(content, 'operatingsystem');
  if (!/android|\bios\b|ipados/i.test(`${textOf(os, 'full_name') ?? ''} ${textOf(os, 'name') ?? ''}`)) return null;
  return entriesOf(content, 'simcards').length + entriesOf(content, 'modems').length > 0 ? 'smartphone' : 'tablet';
}

function lookedOf(content: Entry, system: StorageSearch['system']): StorageSearch {
  const entries = entriesOf(content, 'controllers');
  const driven = system === 'linux' && entries.some((c) => textOf(c, 'driver') !== null);
  const controllers = entries.map((c): Controller => {
    const pciClass = textOf(c, 'pciclass');
    return {
      words: ['name', 'caption', 'type', 'driver'].map((f) => textOf(c, f) ?? '').join(' '),
      pciClass,
      shows: !(driven && /^010[46-9]/.test(pciClass ?? '') && textOf(c, 'driver') === null),
    };
  });
  return {
    asked: Array.isArray(content.storages) || isEntry(content.storages) ? 'all' : 'none',
    controllers,
    // What hangs on USB is no list of what is built in.
    controllersTold: controllers.some((c) => !/\busb\b/i.test(c.words)),
    system,
  };
}

const graphicsOf = (content: Entry): Graphics[] =>
  entriesOf(content, 'videos').flatMap((v) => {
    const name = textOf(v, 'name') ?? textOf(v, 'chipset');
    return name === null ? [] : [{ name, memoryMb: numberOf(v, 'memory') || null }];
  });

const networksOf = (content: Entry): NetworkCard[] =>
  entriesOf(content, 'networks').flatMap((n) => {
    const type = textOf(n, 'type') ?? '';
    const virtual = n.virtualdev === true || n.virtualdev === 1 || n.virtualdev === '1' || n.virtualdev === 'true';
    const kind = (
      { ethernet: 'ethernet', wifi: 'wifi', wireless: 'wifi', bluetooth: 'bluetooth', dialup: 'mobile' } as const
    )[type.toLowerCase()];
    // On Linux the description is the interface's name, on Windows the card's model: a name somebody gave is never taken.
    return kind === undefined || virtual ? [] : [{ kind, name: meant(textOf(n, 'model')) }];
  });

/** VESA E-EDID 1.4: bytes 21–22 the size in cm, bytes 54–71 the preferred timing with the size in mm and the pixels. Null for no EDID. */
export function readEdid(base64: unknown): { inches: number | null; resolution: string | null } | null {
  if (typeof base64 !== 'string' || base64.length > 4096) return null;
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length < 128 || bytes.toString('hex', 0, 8) !== '00ffffffffffff00') return null;
  const at = (i: number): number => bytes[i] ?? 0;
  const timing = at(54) + at(55) > 0;
  const width = at(56) | ((at(58) & 0xf0) << 4);
  const height = at(59) | ((at(61) & 0xf0) << 4);
  const inMm = [at(66) | ((at(68) & 0xf0) << 4), at(67) | ((at(68) & 0x0f) << 8)] as const;
  const size = timing && inMm[0] > 50 && inMm[1] > 50 ? inMm : ([at(21) * 10, at(22) * 10] as const);
  return {
    inches: size[0] > 0 && size[1] > 0 ? inchesOf(size[0], size[1]) : null,
    resolution: timing && width && height ? `${width}x${height}` : null,
  };
}

const inchesOf = (widthMm: number, heightMm: number): number =>
  Math.round((Math.hypot(widthMm, heightMm) / 25.4) * 10) / 10;
