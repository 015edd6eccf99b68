import { joined } from '#platform/kernel';
import { bytesOf, mebibytesOf, mhzOf } from '../amounts.js';
import { EMMC } from '../drives/drive-names.js';
import { doubtsOf, mediaFrom } from '../drives/media.js';
import { readStorage, type StorageRead } from '../drives/storage-entry.js';
import type { Format } from '../formats.js';
import { blankReading, type Inventory, type MediumHealth, type Reading } from '../inventory.js';
import { machineDoubts, machineFrom, meant, moduleSerial } from '../machine.js';
import { type Cell, cellOf, looksLikeInxi, type Record_, recordsOf, rowsOf, storableRows } from './inxi-rows.js';
import { elsewhere } from './unreadable.js';

/**
 * `inxi --output json --output-file …` with whatever was asked for (`-F`, `-a`, `-MDm`…). Names carry numbers
 * ("000#1#1#ID"): the order of printing, whether others follow below, the level. https://smxi.org/docs/inxi.htm
 */
export const inxiJson: Format = {
  id: 'inxi_json',
  recognise: (d) => d.syntax === 'json' && looksLikeInxi(d.value),
  read: (d) => readInxi(d.syntax === 'json' ? d.value : null),
};

const partsOf = (document: unknown): Pick<Inventory, 'graphics' | 'batteries' | 'screens' | 'networks'> => ({
  graphics: recordsOf(rowsOf(document, 'Graphics'), /^Device$/, /^(?:Display|API|Monitor|Info)$/).flatMap((r) =>
    cellOf(r, 'type') === 'USB' || !meant(r.head.value) ? [] : [{ name: r.head.value, memoryMb: null }],
  ),
  batteries: recordsOf(rowsOf(document, 'Battery'), /^ID$/, /^Device$/).map((r) => ({
    name: cellOf(r, 'model'),
    healthPercent: percentOf(cellOf(r, 'condition')),
    cycles: Number(/^\d{1,6}$/.exec(cellOf(r, 'cycles') ?? '')?.[0] ?? Number.NaN) || null,
    serial: meant(cellOf(r, 'serial')),
  })),
  screens: recordsOf(rowsOf(document, 'Graphics'), /^Monitor$/, /^(?:API|Device|Display)$/).map((r) => ({
    make: null,
    model: cellOf(r, 'model'),
    serial: meant(cellOf(r, 'serial')),
    inches: Number(/\((\d{1,3}(?:\.\d+)?)["”]/.exec(cellOf(r, 'diag') ?? '')?.[1] ?? Number.NaN) || null,
    resolution: /^\d{3,5}x\d{3,5}/.exec(cellOf(r, 'res', 'mode') ?? '')?.[0] ?? null,
  })),
  networks: recordsOf(rowsOf(document, 'Network'), /^Device$/, /^(?:IF|IF-ID|Info)$/).flatMap((r) =>
    cellOf(r, 'type') === 'USB' || !meant(r.head.value)
      ? []
      : [
          {
            kind: /wi-?fi|wireless|wlan|802\.11|\bAX2|centrino/i.test(r.head.value)
              ? ('wifi' as const)
              : ('ethernet' as const),
            name: r.head.value,
          },
        ],
  ),
});

export function readInxi(document: unknown): Reading {
  const machineRows = rowsOf(document, 'Machine');
  const of = (head: RegExp): Record_ | undefined =>
    recordsOf(machineRows, /^(?:Type|System|Chassis|Mobo|UEFI|BIOS|Firmware)/).find((r) => head.test(r.head.name));
  const [type, system, chassis, board] = [
    of(/^Type$/)?.head.value ?? null,
    of(/^System$/),
    of(/^Chassis$/),
    of(/^Mobo$/),
  ];
  const facts = {
    make: meant(system?.head.value),
    boardMake: meant(board?.head.value),
    model: cellOf(system, 'product'),
    boardModel: cellOf(board, 'model'),
    version: cellOf(system, 'v'),
    serial: cellOf(system, 'serial'),
    chassisSerial: cellOf(chassis, 'serial'),
    boardSerial: meant(cellOf(board, 'serial')),
    uuid: machineRows.flat().find((c) => c.name === 'uuid')?.value ?? null,
    chassis: cellOf(chassis, 'type') ?? type,
  };
  const drives = rowsOf(document, 'Drives');
  const shown = recordsOf(drives, /^(?:ID|Optical|Floppy)$/, /^Local Storage$/);
  const { doubts, ...storage } = mediaFrom([
    ...shown.map(driveOf),
    isMoreThan(shown, drives) ||
    elsewhere(
      partitionsIn(document),
      shown.map((r) => r.head.value),
    )
      ? { unread: 'entry_unread' }
      : null,
  ]);
  const processors = processorsOf(document);
  const info = recordsOf(
    [...rowsOf(document, 'System'), ...rowsOf(document, 'Info')],
    /^(?:Host|Distro|System RAM|Memory)$/,
  );
  const distro = info.find((r) => r.head.name === 'Distro');
  const hidden = [...machineRows, ...drives].flat().some((c) => /superuser|root.required/i.test(c.value));
  const cards = recordsOf(rowsOf(document, 'RAID'), /^Hardware$/).map((r) => r.head.value);
  const read: Reading = {
    ...blankReading('inxi_json'),
    receivedName: meant(info.find((r) => r.head.name === 'Host')?.head.value),
    machine: machineFrom(facts),
    processor: processors[0]?.name ?? null,
    processors,
    ...memoryOf(document),
    ...storage,
    // Of controllers it names those for RAID alone.
    looked: {
      asked: recordsOf(drives, /^ID$/).length > 0 ? 'all' : 'none',
      controllers: cards.map((words) => ({ words })),
      controllersTold: false,
      system: 'linux',
    },
    ...partsOf(document),
    os: distro ? { name: distro.head.value, version: null } : null,
    doubts: doubtsOf(
      doubts,
      machineDoubts(facts),
      /^(?:kvm|qemu|vmware|virtualbox|vm|xen|hyper)/i.test(type ?? '') ? ['virtual_machine'] : [],
      hidden ? ['not_run_as_root'] : [],
    ),
  };
  return { ...read, partial: machineRows.length === 0 || drives.length === 0, raw: storableRows(document) };
}

const partitionsIn = (document: unknown): string[] =>
  ['Partition', 'Swap'].flatMap((s) =>
    rowsOf(document, s).flatMap((row) => row.filter((c) => c.name === 'dev').map((c) => c.value)),
  );

/** True when all local storage together is more than the drives that are shown. */
function isMoreThan(shown: readonly Record_[], drives: readonly (readonly Cell[])[]): boolean {
  const whole = recordsOf(drives, /^Local Storage$/, /^ID$/)[0];
  const total = bytesOf(cellOf(whole, 'raw', 'total'));
  const sizes = shown.filter((r) => r.head.name === 'ID').map((r) => bytesOf(cellOf(r, 'size')));
  const known = sizes.every((size) => size !== null);
  return total !== null && known && total > 1.05 * sizes.reduce((sum, size) => sum + size!, 0);
}

function driveOf(r: Record_): StorageRead | null {
  if (r.head.name !== 'ID')
    return {
      notMedium: {
        name: r.head.value.replace('/dev/', ''),
        serial: null,
        why: r.head.name === 'Optical' ? 'optical' : 'virtual',
      },
    };
  const type = `${cellOf(r, 'type') ?? ''} ${cellOf(r, 'tech') ?? ''}`;
  const spun = cellOf(r, 'rpm', 'rotation');
  const turns = spun === null ? /hdd/i.test(type) : !/^0\b/.test(spun);
  return readStorage(
    {
      name: r.head.value.replace('/dev/', ''),
      type: /removable/i.test(type) ? 'removable' : 'disk',
      description: /usb/i.test(`${type} ${cellOf(r, 'SMART Message') ?? ''}`) ? 'USB' : cellOf(r, 'sata') ? 'SATA' : '',
      model: joined(' ', cellOf(r, 'vendor'), cellOf(r, 'model')) || null,
      serial: cellOf(r, 'serial'),
      firmware: cellOf(r, 'fw-rev', 'rev', 'firmware'),
    },
    {
      sizeBytes: bytesOf(cellOf(r, 'size')),
      // It leaves out the partitions that only a soldered chip has.
      soldered: EMMC.test(cellOf(r, 'model') ?? ''),
      rotation: turns ? 'hdd' : spun !== null || /ssd/i.test(type) ? 'ssd' : null,
      health: smartOf(r),
    },
  );
}

function smartOf(r: Record_): MediumHealth | null {
  const [status, on] = [cellOf(r, 'health'), cellOf(r, 'on')];
  const part = (unit: string): number => Number(new RegExp(`(\\d{1,6})\\s*${unit}`).exec(on ?? '')?.[1] ?? 0);
  const used = percentOf(cellOf(r, 'used'));
  return status === null && on === null
    ? null
    : {
        passed: status === null ? null : /^passed/i.test(status),
        hours: on ? part('y') * 8760 + part('d') * 24 + part('h') : null,
        wearPercent: used,
        badSectors: null,
      };
}

/** "43.9/57.0 Wh (77.0%)" or "2%": the per cent, at most 100. */
function percentOf(text: string | null): number | null {
  const number = Number(/(\d{1,3}(?:\.\d+)?)\s*%/.exec(text ?? '')?.[1] ?? Number.NaN);
  return Number.isFinite(number) ? Math.min(100, Math.round(number)) : null;
}

function processorsOf(document: unknown): Inventory['processors'] {
  const records = recordsOf(
    rowsOf(document, 'CPU'),
    /^(?:Info|Topology|Speed.*)$/,
    /^(?:Flags|Vulnerabilities|Features)$/,
  );
  const withModel = records.find((r) => cellOf(r, 'model') !== null);
  const name = cellOf(withModel, 'model');
  const count = (...names: string[]): number | null => {
    for (const r of records) {
      const text = r.head.name.startsWith('Speed') ? null : cellOf(r, ...names);
      if (text !== null && /^\d{1,4}/.test(text)) return Number.parseInt(text, 10);
    }
    return null;
  };
  const speed = records.find((r) => r.head.name.startsWith('Speed'));
  const top = (cellOf(speed, 'base/boost', 'min/max', 'max') ?? '').split('/').at(-1) ?? null;
  return name === null ? [] : [{ name, cores: count('cores'), threads: count('threads'), speedMhz: mhzOf(top) }];
}

function memoryOf(document: unknown): Pick<Inventory, 'memoryMb' | 'memoryModules'> {
  const rows = rowsOf(document, 'Memory');
  const memoryModules = recordsOf(rows, /^Device$/, /^(?:Array|RAM|System RAM)$/).flatMap((r) => {
    const sizeMb = mebibytesOf(cellOf(r, 'size'));
    return sizeMb === null
      ? []
      : [
          {
            sizeMb,
            type: cellOf(r, 'type'),
            serial: moduleSerial(cellOf(r, 'serial')),
            slot: meant(r.head.value),
            speedMhz: mhzOf(cellOf(r, 'actual', 'speed', 'spec')),
          },
        ];
  });
  const ram = recordsOf(rows, /^(?:System RAM|RAM|Memory)$/, /^(?:Array|Device|RAM Report)$/);
  const total = ram.map((r) => mebibytesOf(cellOf(r, 'total'))).find((mb) => mb !== null);
  return { memoryMb: memoryModules.reduce((sum, m) => sum + (m.sizeMb ?? 0), 0) || (total ?? null), memoryModules };
}
