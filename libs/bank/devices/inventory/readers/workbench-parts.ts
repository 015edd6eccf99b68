import { bytesOf, mebibytesOf, mhzOf } from '../amounts.js';
import { readStorage, type StorageRead } from '../drives/storage-entry.js';
import type { Inventory, MediumHealth } from '../inventory.js';
import { meant, moduleSerial } from '../machine.js';
import { healthPercent } from './glpi-content.js';
import { type Entry, entriesOf, entryOf, numberOf, textOf } from './tree.js';

type Part<List extends 'processors' | 'memoryModules' | 'graphics' | 'batteries' | 'screens' | 'networks'> =
  Inventory[List][number];

/** The type of a thing: `type` from DeviceHub 2 on, `@type` before. */
export const typeOf = (entry: Entry): string => textOf(entry, '@type') ?? textOf(entry, 'type') ?? '';

/** A processor; none when it has no name. */
export function processorsOf(p: Entry): Part<'processors'>[] {
  const name = textOf(p, 'model');
  if (name === null) return [];
  const speed = typeof p.speed === 'number' ? Math.round(p.speed * 1000) : mhzOf(textOf(p, 'speed'));
  const cores = numberOf(p, 'cores') ?? numberOf(p, 'numberOfCores');
  return [{ name, cores, threads: numberOf(p, 'threads'), speedMhz: speed }];
}

/** A module of memory; none when it has no size. */
export function memoryModulesOf(m: Entry): Part<'memoryModules'>[] {
  const sizeMb = typeof m.size === 'number' ? m.size : mebibytesOf(textOf(m, 'size'));
  if (!sizeMb) return [];
  const speed = typeof m.speed === 'number' ? Math.round(m.speed) : mhzOf(textOf(m, 'speed'));
  const serial = moduleSerial(textOf(m, 'serialNumber'));
  return [{ sizeMb, type: textOf(m, 'interface'), serial, slot: null, speedMhz: speed }];
}

/** A graphics card; none when its name is not known: then its maker stands twice. */
export function graphicsOf(g: Entry): Part<'graphics'>[] {
  const name = textOf(g, 'model');
  return name === null || name === textOf(g, 'manufacturer')
    ? []
    : [{ name, memoryMb: typeof g.memory === 'number' ? g.memory : mebibytesOf(textOf(g, 'memory')) }];
}

/** A battery, and what its measure says of its health. */
export const batteryOf = (b: Entry): Part<'batteries'> => ({
  name: textOf(b, 'model'),
  healthPercent: healthPercent(leading(b.size), leading(measureOf(b).size)),
  cycles: numberOf(measureOf(b), 'cycleCount'),
  serial: meant(textOf(b, 'serialNumber')),
});

/** A screen; its resolution only when both sides are told. */
export function screenOf(s: Entry): Part<'screens'> {
  const [width, height] = [numberOf(s, 'resolutionWidth'), numberOf(s, 'resolutionHeight')];
  return {
    make: meant(textOf(s, 'manufacturer')),
    model: meant(textOf(s, 'model')),
    serial: meant(textOf(s, 'serialNumber')),
    inches: rounded(leading(s.size)),
    resolution: width && height ? `${width}x${height}` : null,
  };
}

/** A network card, without its address. */
export const networkOf = (n: Entry): Part<'networks'> => ({
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

/** A drive, with what its test says of its health; null when it is none. */
export function driveOf(entry: Entry): StorageRead | null {
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
