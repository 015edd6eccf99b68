import type { Category } from '../../device/categories.js';
import { NOT_SEARCHED } from '../drives/hidden-drives.js';
import { doubtsOf, mediaFrom } from '../drives/media.js';
import { blankReading, type Reading } from '../inventory.js';
import { machineDoubts, machineFrom, meant } from '../machine.js';
import { keepFields, type StorableShape } from '../storable-fields.js';
import { type Entry, entriesOf, entryOf, isEntry, leavesOut, textOf } from './tree.js';
import {
  batteryOf,
  driveOf,
  graphicsOf,
  memoryModulesOf,
  networkOf,
  processorsOf,
  screenOf,
  typeOf,
} from './workbench-parts.js';

const MEDIA = ['HardDrive', 'SolidStateDrive', 'DataStorage'];

/** No type, or one of storage in other words. */
const mayBeDrive = (component: Entry): boolean => {
  const type = typeOf(component).replace(/^devices:/, '');
  return type === '' || (!MEDIA.includes(type) && /(?<!optical.?)drive|dis[ck]|storage|ssd|hdd|emmc|nvme/i.test(type));
};

/** True for the form of Workbench 10 to 13: a device, and its components as a list. */
export const isComponentSnapshot = (snapshot: Entry): boolean =>
  /^(?:devices:)?snapshot$/i.test(typeOf(snapshot)) &&
  isEntry(snapshot.device) &&
  (Array.isArray(snapshot.components) || isEntry(snapshot.device));

/** The inventory that a device and its components tell. Amounts are numbers (MB, GHz) or texts with units, by version. */
export function readComponents(snapshot: Entry): Reading {
  const device = entryOf(snapshot, 'device');
  const components = entriesOf(snapshot, 'components');
  const of = (...types: string[]): Entry[] =>
    components.filter((c) => types.includes(typeOf(c).replace(/^devices:/, '')));
  const facts = factsOf(snapshot, device, of('Motherboard')[0] ?? {});
  const { doubts, ...storage } = mediaFrom([
    ...of(...MEDIA).map(driveOf),
    // What does not say what it is may be a drive.
    leavesOut(snapshot, 'components') || components.some(mayBeDrive) ? { unread: 'entry_unread' } : null,
  ]);
  const processors = of('Processor').flatMap(processorsOf);
  const memoryModules = of('RamModule').flatMap(memoryModulesOf);
  return {
    ...blankReading('workbench'),
    machine: machineFrom(facts),
    processor: processors[0]?.name ?? null,
    processors,
    memoryMb: memoryModules.reduce((sum, m) => sum + (m.sizeMb ?? 0), 0) || null,
    memoryModules,
    ...storage,
    // It leaves out the controllers, and old lshw on which it is built the drives of NVMe and soldered memory.
    looked: { ...NOT_SEARCHED, asked: 'all', system: 'linux' },
    graphics: of('GraphicCard').flatMap(graphicsOf),
    batteries: of('Battery').map(batteryOf),
    screens: of('Display').map(screenOf),
    networks: of('NetworkAdapter').map(networkOf),
    doubts: doubtsOf(doubts, machineDoubts(facts)),
    raw: {
      device: keepFields(device, DEVICE),
      components: components
        .slice(0, 200)
        .map((c) => keepFields(c, typeOf(c).endsWith('NetworkAdapter') ? CARD : COMPONENT)),
    },
  };
}

/** What the device, and the board in it, say of the machine. */
function factsOf(snapshot: Entry, device: Entry, board: Entry) {
  return {
    make: textOf(device, 'manufacturer'),
    boardMake: textOf(board, 'manufacturer'),
    model: textOf(device, 'model'),
    boardModel: textOf(board, 'model'),
    version: textOf(device, 'version'),
    serial: textOf(device, 'serialNumber'),
    boardSerial: meant(textOf(board, 'serialNumber')),
    uuid: textOf(device, 'system_uuid') ?? textOf(snapshot, 'system_uuid'),
    chassis: textOf(device, 'chassis'),
    category: categoryOf(device),
    imei: [textOf(device, 'imei')],
  };
}

const DEVICE: StorableShape = {
  type: true,
  '@type': true,
  manufacturer: true,
  model: true,
  serialNumber: true,
  chassis: true,
  sku: true,
  version: true,
  system_uuid: true,
};
/** A network card's serial is its address. */
const CARD: StorableShape = { type: true, '@type': true, manufacturer: true, model: true, wireless: true, speed: true };
// biome-ignore format: a list to read
const COMPONENT: StorableShape = {
  ...CARD, serialNumber: true, interface: true, size: true, variant: true, format: true, cores: true, threads: true, brand: true, generation: true,
  technology: true, resolutionWidth: true, resolutionHeight: true, refreshRate: true, memory: true, slots: true, ramSlots: true, ramMaxSize: true,
};

const KINDS: Readonly<Record<string, Category>> = {
  laptop: 'laptop',
  netbook: 'laptop',
  desktop: 'desktop',
  microtower: 'desktop',
  server: 'other',
  tablet: 'tablet',
  smartphone: 'smartphone',
  cellphone: 'smartphone',
  computermonitor: 'monitor',
};
/** The chassis says more than "Desktop" where it is an all-in-one. */
const categoryOf = (device: Entry): Category | null =>
  /all.?in.?one/i.test(textOf(device, 'chassis') ?? '')
    ? 'all_in_one'
    : (KINDS[(textOf(device, 'type') ?? '').toLowerCase()] ?? null);
