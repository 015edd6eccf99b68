import type { Category } from '../../device/categories.js';
import { bytesOf, mebibytesOf, mhzOf } from '../amounts.js';
import { NOT_SEARCHED } from '../drives/hidden-drives.js';
import { doubtsOf, mediaFrom } from '../drives/media.js';
import { readStorage, type StorageRead } from '../drives/storage-entry.js';
import { blankReading, type Inventory, type MediumHealth, type Reading } from '../inventory.js';
import { machineDoubts, machineFrom, meant, moduleSerial } from '../machine.js';
import { keepFields, type StorableShape } from '../storable-fields.js';
import { healthPercent } from './glpi-content.js';
import { type Entry, entriesOf, entryOf, isEntry, leavesOut, numberOf, textOf } from './tree.js';

const MEDIA = ['HardDrive', 'SolidStateDrive', 'DataStorage'];

const mayBeDrive = (component: Entry): boolean => {
  const type = typeOf(component).replace(/^devices:/, '');
  return type === '' || (!MEDIA.includes(type) && /(?<!optical.?)drive|dis[ck]|storage|ssd|hdd|emmc|nvme/i.test(type));
};

/** True for the form of Workbench 10 to 13: a device, and its components as a list. */
export const isComponentSnapshot = (snapshot: Entry): boolean =>
  /^(?:devices:)?snapshot$/i.test(typeOf(snapshot)) &&
  isEntry(snapshot.device) &&
  (Array.isArray(snapshot.components) || isEntry(snapshot.device));

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

const CATEGORY_OF_TYPE: Readonly<Record<string, Category>> = {
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
    : (CATEGORY_OF_TYPE[(textOf(device, 'type') ?? '').toLowerCase()] ?? null);

type Part<List extends 'processors' | 'memoryModules' | 'graphics' | 'batteries' | 'screens' | 'networks'> =
  Inventory[List][number];

const typeOf = (entry: Entry): string => textOf(entry, '@type') ?? textOf(entry, 'type') ?? '';

function processorsOf(p: Entry): Part<'processors'>[] {
  const name = textOf(p, 'model');
  if (name === null) return [];
  const speed = typeof p.speed === 'number' ? Math.round(p.speed * 1000) : mhzOf(textOf(p, 'speed'));
  const cores = numberOf(p, 'cores') ?? numberOf(p, 'numberOfCores');
  return [{ name, cores, threads: numberOf(p, 'threads'), speedMhz: speed }];
}

function memoryModulesOf(m: Entry): Part<'memoryModules'>[] {
  const sizeMb = typeof m.size === 'number' ? m.size : mebibytesOf(textOf(m, 'size'));
  if (!sizeMb) return [];
  const speed = typeof m.speed === 'number' ? Math.round(m.speed) : mhzOf(textOf(m, 'speed'));
  const serial = moduleSerial(textOf(m, 'serialNumber'));
  return [{ sizeMb, type: textOf(m, 'interface'), serial, slot: null, speedMhz: speed }];
}

/** A graphics card; none when its name is not known: then its maker stands twice. */
function graphicsOf(g: Entry): Part<'graphics'>[] {
  const name = textOf(g, 'model');
  return name === null || name === textOf(g, 'manufacturer')
    ? []
    : [{ name, memoryMb: typeof g.memory === 'number' ? g.memory : mebibytesOf(textOf(g, 'memory')) }];
}

const batteryOf = (b: Entry): Part<'batteries'> => ({
  name: textOf(b, 'model'),
  healthPercent: healthPercent(leading(b.size), leading(measureOf(b).size)),
  cycles: numberOf(measureOf(b), 'cycleCount'),
  serial: meant(textOf(b, 'serialNumber')),
});

function screenOf(s: Entry): Part<'screens'> {
  const [width, height] = [numberOf(s, 'resolutionWidth'), numberOf(s, 'resolutionHeight')];
  return {
    make: meant(textOf(s, 'manufacturer')),
    model: meant(textOf(s, 'model')),
    serial: meant(textOf(s, 'serialNumber')),
    inches: rounded(leading(s.size)),
    resolution: width && height ? `${width}x${height}` : null,
  };
}

const networkOf = (n: Entry): Part<'networks'> => ({
  kind: n.wireless === true ? 'wifi' : 'ethernet',
  name: meant(textOf(n, 'model')),
});

/** What was measured or tested, named `events` before version 11. */
const actionsOf = (entry: Entry): readonly Entry[] => [...entriesOf(entry, 'actions'), ...entriesOf(entry, 'events')];
const measureOf = (battery: Entry): Entry => actionsOf(battery).find((a) => typeOf(a) === 'MeasureBattery') ?? {};

const rounded = (inches: number | null): number | null => (inches === null ? null : Math.round(inches * 10) / 10);

/** "2200 hour * milliampere", "10.0 inch", 2200. */
function leading(value: unknown): number | null {
  const number =
    typeof value === 'number'
      ? value
      : Number(/^\s*(\d{1,8}(?:\.\d+)?)/.exec(typeof value === 'string' ? value : '')?.[1] ?? Number.NaN);
  return Number.isFinite(number) && number > 0 ? number : null;
}

function driveOf(entry: Entry): StorageRead | null {
  const size = entry.size;
  const bus = textOf(entry, 'interface') ?? '';
  const kind = typeOf(entry);
  return readStorage(
    {
      name: '',
      type: 'disk',
      description: bus,
      model: textOf(entry, 'model'),
      manufacturer: textOf(entry, 'manufacturer'),
      serial: textOf(entry, 'serialNumber'),
      firmware: textOf(entry, 'variant') ?? textOf(entry, 'firmwareRevision'),
    },
    {
      // Bare numbers are mebibytes, cut to whole ones; from 11.0 beta on megabytes, with what stands behind the point.
      sizeBytes:
        typeof size === 'number'
          ? size > 0 && size < 1e9
            ? Math.round(size * (Number.isInteger(size) ? 1024 ** 2 : 1e6))
            : null
          : bytesOf(textOf(entry, 'size')),
      rotation: kind.endsWith('SolidStateDrive') ? 'ssd' : kind.endsWith('HardDrive') ? hardDrive(entry) : null,
      health: healthOf(entry),
    },
  );
}

/** Old versions call every drive a hard drive; the model's name may know better. */
const hardDrive = (entry: Entry): 'hdd' | null => (/\bssd|nvme/i.test(`${textOf(entry, 'model')}`) ? null : 'hdd');

function healthOf(drive: Entry): MediumHealth | null {
  const test = actionsOf(drive).find((a) => typeOf(a) === 'TestDataStorage') ?? entryOf(drive, 'test');
  const sectors = ['reallocatedSectorCount', 'currentPendingSectorCount', 'offlineUncorrectable'].flatMap(
    (f) => numberOf(test, f) ?? [],
  );
  const health = {
    passed: typeof test.assessment === 'boolean' ? test.assessment : null,
    hours: numberOf(test, 'lifetime') ?? numberOf(test, 'powerOnHours'),
    wearPercent: null,
    badSectors: sectors.length ? sectors.reduce((a, b) => a + b, 0) : null,
  };
  return health.passed === null && health.hours === null && health.badSectors === null ? null : health;
}
