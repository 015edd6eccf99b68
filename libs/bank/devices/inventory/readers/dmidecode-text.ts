import { mebibytesOf, mhzOf } from '../amounts.js';
import { doubtsOf } from '../drives/media.js';
import type { Format } from '../formats.js';
import { blankReading, type Inventory, type Reading } from '../inventory.js';
import { knowsVirtualMachines, machineDoubts, machineFrom, meant, moduleSerial } from '../machine.js';
import { type Entry, numberOf, textOf } from './tree.js';

/** One structure of SMBIOS: its type (DSP0134, table 3) and the fields of one value. */
interface Structure {
  readonly type: number;
  readonly fields: Entry;
}

/** In one line since dmidecode 2.9; in two before. */
const HANDLE = /^Handle 0x[0-9a-f]{1,8}(?:, DMI type (\d{1,3}), \d{1,6} bytes.*)?$/i;
const OLD_TYPE = /^[ \t]{1,16}DMI type (\d{1,3}), \d{1,6} bytes/i;
const LINES = 50_000;

/** `dmidecode`, whole or of some types (`-t system`). https://www.nongnu.org/dmidecode/; structures after DMTF DSP0134. It knows nothing of storage. */
export const dmidecodeText: Format = {
  id: 'dmidecode_text',
  recognise: (d) => d.syntax === 'text' && looksLikeDmidecode(d.text),
  read: (d) => readDmidecode(d.syntax === 'text' ? d.text : ''),
};

export const looksLikeDmidecode = (text: string): boolean =>
  /^Handle 0x[0-9a-f]{1,8}(?:, {0,2}|[ \t]{0,8}\r?\n[ \t]{1,16})DMI type \d{1,3}/im.test(text.slice(0, 20_000));

export function readDmidecode(text: string): Reading {
  const structures = structuresOf(text);
  const first = (type: number): Entry => structures.find((s) => s.type === type)?.fields ?? {};
  const [system, board, chassis] = [first(1), first(2), first(3)];
  const facts = {
    make: textOf(system, 'Manufacturer'),
    boardMake: textOf(board, 'Manufacturer'),
    model: textOf(system, 'Product Name'),
    boardModel: textOf(board, 'Product Name'),
    version: textOf(system, 'Version'),
    serial: textOf(system, 'Serial Number'),
    chassisSerial: textOf(chassis, 'Serial Number'),
    boardSerial: meant(textOf(board, 'Serial Number')),
    uuid: textOf(system, 'UUID'),
    assetTag: textOf(chassis, 'Asset Tag'),
    chassis: textOf(chassis, 'Type'),
  };
  const processors = structures.flatMap((s) => (s.type === 4 ? processorOf(s.fields) : []));
  const devices = structures.flatMap((s) => (s.type === 17 ? moduleOf(s.fields) : []));
  // Before SMBIOS 2.1 modules have no structure but this; later firmware has both, and old tools print only this one whole.
  const memoryModules = devices.length ? devices : structures.flatMap((s) => (s.type === 6 ? bankOf(s.fields) : []));
  return {
    ...blankReading('dmidecode_text'),
    agent: /^# dmidecode [\d.]{1,10}/m.exec(text)?.[0].slice(2) ?? null,
    partial: true,
    machine: machineFrom(facts),
    processor: processors[0]?.name ?? null,
    processors,
    memoryMb: memoryModules.reduce((sum, m) => sum + (m.sizeMb ?? 0), 0) || null,
    memoryModules,
    batteries: structures.flatMap((s) =>
      s.type === 22
        ? [
            {
              name: meant(textOf(s.fields, 'Name')),
              healthPercent: null,
              cycles: null,
              serial: batterySerial(s.fields),
            },
          ]
        : [],
    ),
    doubts: doubtsOf(
      machineDoubts(facts),
      /^\s+System is a virtual machine\s*$/m.test(text) && knowsVirtualMachines(text.slice(0, 2000))
        ? ['virtual_machine']
        : [],
      /permission denied|not? smbios|can't read memory/i.test(text.slice(0, 2000)) ? ['not_run_as_root'] : [],
    ),
    raw: { structures: structures.flatMap(keptOf).slice(0, 100) },
  };
}

/** Fields of structures that may be kept; strings of OEMs (type 11, 12…) and boot settings may hold anything. */
const KEPT: ReadonlyMap<number, readonly string[]> = new Map([
  [0, ['Vendor', 'Version', 'Release Date']],
  [1, ['Manufacturer', 'Product Name', 'Version', 'Serial Number', 'UUID', 'SKU Number', 'Family']],
  [2, ['Manufacturer', 'Product Name', 'Version', 'Serial Number']],
  [3, ['Manufacturer', 'Type', 'Version', 'Serial Number', 'Asset Tag', 'SKU Number']],
  [
    4,
    [
      'Socket Designation',
      'Family',
      'Manufacturer',
      'Version',
      'Max Speed',
      'Current Speed',
      'Core Count',
      'Thread Count',
      'Status',
    ],
  ],
  [16, ['Maximum Capacity', 'Number Of Devices']],
  [
    17,
    [
      'Size',
      'Form Factor',
      'Locator',
      'Type',
      'Speed',
      'Configured Memory Speed',
      'Manufacturer',
      'Serial Number',
      'Part Number',
    ],
  ],
  [22, ['Manufacturer', 'Name', 'Design Capacity', 'Design Voltage', 'SBDS Serial Number', 'SBDS Chemistry']],
]);

function keptOf({ type, fields }: Structure): Record<string, unknown>[] {
  const names = KEPT.get(type);
  return names
    ? [
        {
          type,
          ...Object.fromEntries(names.flatMap((n) => (textOf(fields, n) === null ? [] : [[n, textOf(fields, n)]]))),
        },
      ]
    : [];
}

/** Names of dmidecode 1 and the first of 2. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  Vendor: 'Manufacturer',
  Product: 'Product Name',
  'Chassis Type': 'Type',
  'Processor Version': 'Version',
  'Processor Manufacturer': 'Manufacturer',
  Socket: 'Socket Designation',
};

function structuresOf(text: string): Structure[] {
  const structures: Structure[] = [];
  let fields: Record<string, string> | null = null;
  let deep = false;
  for (const line of text.split(/\r?\n/, LINES)) {
    const type = (HANDLE.exec(line) ?? OLD_TYPE.exec(line))?.[1];
    if (type !== undefined) {
      fields = Object.create(null) as Record<string, string>;
      structures.push({ type: Number(type), fields });
      deep = OLD_TYPE.test(line);
      continue;
    }
    const [, indent = '', told = '', value = ''] =
      /^(\t{1,2}| {1,16})([A-Z][^:\t]{1,60}):[ \t]*(.{0,300})$/.exec(line) ?? [];
    // One step in, two in the old layout; what stands deeper is a list.
    const steps = indent.startsWith('\t') ? indent.length : Math.ceil(indent.length / 8);
    if (told === '' || !fields || steps !== (deep ? 2 : 1)) continue;
    const name = (deep && OLD_NAMES[told]) || told;
    if (fields[name] === undefined) fields[name] = value.trim();
  }
  return structures;
}

function processorOf(fields: Entry): Inventory['processors'] {
  const name = meant(textOf(fields, 'Version')) ?? meant(textOf(fields, 'Family'));
  if (name === null || /unpopulated/i.test(textOf(fields, 'Status') ?? '')) return [];
  return [
    {
      name: name.replace(/\s+/g, ' '),
      cores: numberOf(fields, 'Core Count'),
      threads: numberOf(fields, 'Thread Count'),
      speedMhz: mhzOf(textOf(fields, 'Max Speed')) ?? mhzOf(textOf(fields, 'Current Speed')),
    },
  ];
}

function moduleOf(fields: Entry): Inventory['memoryModules'] {
  const sizeMb = mebibytesOf(textOf(fields, 'Size'));
  if (sizeMb === null || /flash|rom/i.test(textOf(fields, 'Type') ?? '')) return [];
  return [
    {
      sizeMb,
      type: meant(textOf(fields, 'Type')),
      serial: moduleSerial(textOf(fields, 'Serial Number')),
      slot: meant(textOf(fields, 'Locator')),
      speedMhz:
        mhzOf(textOf(fields, 'Configured Memory Speed')) ??
        mhzOf(textOf(fields, 'Configured Clock Speed')) ??
        mhzOf(textOf(fields, 'Speed')),
    },
  ];
}

/** Type 6, "256 MB (Single-bank Connection)" or "Not Installed". */
function bankOf(fields: Entry): Inventory['memoryModules'] {
  const sizeMb = mebibytesOf(textOf(fields, 'Installed Size'));
  return sizeMb === null
    ? []
    : [
        {
          sizeMb,
          type: /\b(?:DDR\d?|SDRAM|EDO|FPM)\b/i.exec(textOf(fields, 'Type') ?? '')?.[0] ?? null,
          serial: null,
          slot: meant(textOf(fields, 'Socket Designation')),
          speedMhz: null,
        },
      ];
}

const batterySerial = (fields: Entry): string | null =>
  meant(textOf(fields, 'SBDS Serial Number') ?? textOf(fields, 'Serial Number'));
