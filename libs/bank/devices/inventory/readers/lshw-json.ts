import { doubtsOf, mediaFrom } from '../drives/media.js';
import type { Format } from '../formats.js';
import { blankReading, type Inventory, type Reading } from '../inventory.js';
import { knowsVirtualMachines, machineDoubts, machineFrom, meant, moduleSerial } from '../machine.js';
import { keepFields } from '../storable-fields.js';
import { controllersOf, lshwStorage, showsControllers } from './lshw-storage.js';
import { type Entry, entryOf, isEntry, numberOf, textOf } from './tree.js';

/** One node of lshw's tree with those above it, nearest first. */
export interface Node {
  readonly entry: Entry;
  readonly above: readonly Entry[];
}

const NODES = 5000;
const DEPTH = 40;

/**
 * `lshw -json`, run as root or not: one object, the list of one of newer versions, the loose objects of `-class`.
 * https://github.com/lyonel/lshw (src/core/hw.cc, dump.cc, print.cc). The root's id is the host's name.
 */
export const lshwJson: Format = {
  id: 'lshw_json',
  recognise: (d) => d.syntax === 'json' && looksLikeLshw(d.value),
  read: (d) => readLshw(d.syntax === 'json' ? d.value : null),
};

export function looksLikeLshw(value: unknown): boolean {
  const first = Array.isArray(value) ? value.find(isEntry) : value;
  return (
    isEntry(first) &&
    textOf(first, 'id') !== null &&
    textOf(first, 'class') !== null &&
    ['claimed', 'children', 'physid', 'handle', 'capabilities', 'configuration'].some((f) => first[f] !== undefined)
  );
}

export function readLshw(value: unknown): Reading {
  const nodes = nodesOf(value);
  const of = (name: string): Node[] => nodes.filter((n) => textOf(n.entry, 'class') === name);
  const system = of('system').find((n) => n.above.length === 0)?.entry;
  const board = of('bus').find((n) => /^core\b/.test(textOf(n.entry, 'id') ?? ''))?.entry ?? {};
  const configuration = entryOf(system ?? {}, 'configuration');
  const facts = {
    make: textOf(system ?? {}, 'vendor'),
    boardMake: textOf(board, 'vendor'),
    // "20LS (LENOVO_MT_20LS_BU_Think_FM_ThinkPad L480)": the number for orders comes in brackets.
    model: (textOf(system ?? {}, 'product') ?? '').replace(/\s*\([^()]*\)\s*$/, '') || textOf(system ?? {}, 'product'),
    boardModel: textOf(board, 'product'),
    version: textOf(system ?? {}, 'version'),
    serial: textOf(system ?? {}, 'serial'),
    boardSerial: meant(textOf(board, 'serial')),
    uuid: textOf(configuration, 'uuid'),
    addresses: of('network').map((n) => textOf(n.entry, 'serial')),
    chassis:
      textOf(configuration, 'chassis') ?? (textOf(system ?? {}, 'description') ?? '').replace(/ ?computer$/i, ''),
  };
  const processors = of('processor').flatMap(({ entry }) => processorOf(entry));
  const memory = memoryOf(nodes);
  const { doubts, ...storage } = mediaFrom(lshwStorage(nodes));
  const virtual =
    knowsVirtualMachines(Object.keys(entryOf(system ?? {}, 'capabilities')).join(' ')) &&
    nodes.some((n) => isEntry(n.entry.capabilities) && n.entry.capabilities.virtualmachine !== undefined);
  // Only root opens a drive and is told how large its sectors are, also where the firmware names no machine.
  // Loose nodes (`-class disk`) say nothing of the firmware: then it is a drive of SATA that only root is shown.
  const asUser = system === undefined ? storage.media.every((m) => m.kind === 'nvme') : !firmwareWasRead(facts, memory);
  const openedDrives = of('disk').some(({ entry }) => entryOf(entry, 'configuration').logicalsectorsize !== undefined);
  return {
    ...blankReading('lshw_json'),
    receivedName: system ? textOf(system, 'id') : null,
    partial: system === undefined,
    machine: machineFrom(facts),
    processor: processors[0]?.name ?? null,
    processors,
    ...memory,
    ...storage,
    // Versions before 02.19 know no eMMC: that none is shown does not say that there is none.
    looked: {
      asked: storage.media.length > 0 ? 'all' : 'none',
      controllers: controllersOf(nodes),
      controllersTold: showsControllers(nodes),
      system: 'linux',
    },
    // One chip of two outputs is two controllers on the bus.
    graphics: of('display')
      .flatMap(({ entry }) => graphicsOf(entry))
      .filter((g, i, all) => all.findIndex((other) => other.name === g.name) === i),
    batteries: of('power').flatMap(({ entry }) =>
      /battery/i.test(`${textOf(entry, 'id')} ${textOf(entry, 'description')}`)
        ? [
            {
              name: textOf(entry, 'product'),
              healthPercent: null,
              cycles: null,
              serial: meant(textOf(entry, 'serial')),
            },
          ]
        : [],
    ),
    networks: of('network').flatMap(({ entry }) => networkOf(entry)),
    doubts: doubtsOf(
      doubts,
      machineDoubts(facts),
      virtual ? ['virtual_machine'] : [],
      asUser && !openedDrives ? ['not_run_as_root'] : [],
    ),
    raw: {
      nodes: nodes
        .filter((n) => RAW_CLASSES.has(textOf(n.entry, 'class') ?? ''))
        .slice(0, 300)
        .map((n) => keepFields(n.entry, RAW)),
    },
  };
}

/** Neither serials of network cards, which are their addresses, nor volumes, mount points, labels or the root's id. */
const RAW_CLASSES = new Set([
  'system',
  'bus',
  'memory',
  'processor',
  'disk',
  'storage',
  'display',
  'power',
  'bridge',
  'multimedia',
]);
// biome-ignore format: a list to read
const RAW = {
  class: true, description: true, product: true, vendor: true, physid: true, businfo: true, version: true, serial: true, slot: true,
  date: true, units: true, size: true, capacity: true, width: true, clock: true,
  configuration: { chassis: true, family: true, sku: true, uuid: true, cores: true, enabledcores: true, threads: true, driver: true, sectorsize: true },
} as const;

/** Without root, lshw sees no serial, no UUID and no memory module: firmware that says nothing of itself says one of them. */
const firmwareWasRead = (
  facts: { serial: string | null; boardSerial: string | null; uuid: string | null },
  memory: Pick<Inventory, 'memoryModules'>,
): boolean => Boolean(facts.serial ?? facts.boardSerial ?? facts.uuid) || memory.memoryModules.length > 0;

/** The tree, flat, without recursion: a document made to be deep costs nothing. */
function nodesOf(value: unknown): Node[] {
  const nodes: Node[] = [];
  const queue: Node[] = (Array.isArray(value) ? value : [value]).filter(isEntry).map((entry) => ({ entry, above: [] }));
  for (let i = 0; i < queue.length && nodes.length < NODES; i++) {
    const node = queue[i]!;
    nodes.push(node);
    if (!Array.isArray(node.entry.children) || node.above.length >= DEPTH) continue;
    const above = [node.entry, ...node.above];
    for (const child of node.entry.children) if (isEntry(child)) queue.push({ entry: child, above });
  }
  return nodes;
}

function processorOf(entry: Entry): Inventory['processors'] {
  const version = meant(textOf(entry, 'version'));
  // A second core of old versions has a stepping ("6.7.10") where the first has its name.
  const name = textOf(entry, 'product') ?? (/[a-z]{3}/i.test(version ?? '') ? version : null);
  const configuration = entryOf(entry, 'configuration');
  // Logical processors of old versions and empty sockets have no product.
  if (name === null || entry.disabled === true || /\[empty\]|^0+$|logical cpu/i.test(`${textOf(entry, 'description')}`))
    return [];
  const hz = numberOf(entry, 'capacity') ?? numberOf(entry, 'size');
  return [
    {
      name: name.replace(/\s+/g, ' '),
      cores: numberOf(configuration, 'cores'),
      threads: numberOf(configuration, 'threads'),
      speedMhz: hz ? Math.round(hz / 1e6) : null,
    },
  ];
}

function memoryOf(nodes: readonly Node[]): Pick<Inventory, 'memoryMb' | 'memoryModules'> {
  const mb = (entry: Entry): number => Math.round((numberOf(entry, 'size') ?? 0) / 1024 ** 2);
  const memories = nodes.filter((n) => textOf(n.entry, 'class') === 'memory');
  const banks = memories.filter(
    (n) => /^bank\b/.test(textOf(n.entry, 'id') ?? '') && !/flash|rom\b/i.test(textOf(n.entry, 'description') ?? ''),
  );
  const modules = banks.flatMap(({ entry }) => {
    const sizeMb = mb(entry);
    const words = textOf(entry, 'description') ?? '';
    const clock = numberOf(entry, 'clock');
    return sizeMb > 0 && !/\[empty\]/i.test(words)
      ? [
          {
            sizeMb,
            type: /\b(?:LP)?DDR\d?\w?\b|\bSDRAM\b/i.exec(words)?.[0] ?? null,
            serial: moduleSerial(textOf(entry, 'serial')),
            slot: textOf(entry, 'slot'),
            speedMhz: clock ? Math.round(clock / 1e6) : null,
          },
        ]
      : [];
  });
  // A board with several memory controllers has as many of these.
  const whole = memories.filter((n) => /^memory(?::\d+)?$/.test(textOf(n.entry, 'id') ?? ''));
  return {
    memoryMb:
      modules.reduce((sum, m) => sum + (m.sizeMb ?? 0), 0) || whole.reduce((sum, n) => sum + mb(n.entry), 0) || null,
    memoryModules: modules,
  };
}

function graphicsOf(entry: Entry): Inventory['graphics'] {
  const name = meant(textOf(entry, 'product'));
  return name === null ? [] : [{ name, memoryMb: null }];
}

function networkOf(entry: Entry): Inventory['networks'] {
  const name = meant(textOf(entry, 'product'));
  const words = `${textOf(entry, 'description') ?? ''} ${Object.keys(entryOf(entry, 'capabilities')).join(' ')}`;
  const kind = (
    [
      [/wireless|wi-?fi/i, 'wifi'],
      [/bluetooth/i, 'bluetooth'],
      [/modem|wwan|mobile/i, 'mobile'],
    ] as const
  ).find(([sign]) => sign.test(words))?.[1];
  return name === null ? [] : [{ kind: kind ?? 'ethernet', name }];
}
