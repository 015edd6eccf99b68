import { joined } from '#platform/kernel';
import { serialKey } from '../../identification/serial.js';
import { NOT_SEARCHED, searchedTogether } from '../drives/hidden-drives.js';
import { doubtsOf, mediaFrom } from '../drives/media.js';
import type { Format } from '../formats.js';
import {
  blankReading,
  type Inventory,
  type InventoryMachine,
  type InventorySource,
  type Medium,
  type Reading,
} from '../inventory.js';
import { machineFrom } from '../machine.js';
import { looksLikeDmidecode, readDmidecode } from './dmidecode-text.js';
import { readInxi } from './inxi-json.js';
import { looksLikeInxi } from './inxi-rows.js';
import { readJson } from './json-text.js';
import { looksLikeLshw, readLshw } from './lshw-json.js';
import { readSmart, reportsOf, storableReport } from './smartctl-json.js';
import { type Entry, entriesOf, entryOf, isEntry, numberOf, textOf } from './tree.js';
import { unreadable } from './unreadable.js';
import { isComponentSnapshot, readComponents } from './workbench-components.js';

/**
 * eReuse's Workbench. Up to version 13: a device and its components. From 14, `workbench-script` and its signed form: what smartctl,
 * dmidecode, inxi and lshw printed, as texts inside the JSON; Workbench for Android: its own.
 * https://github.com/eReuse/workbench-script, https://github.com/eReuse/devicehub-django (evidence/*_parse.py).
 */
export const workbench: Format = {
  id: 'workbench',
  recognise: (d) =>
    d.syntax === 'json' &&
    isEntry(d.value) &&
    (isComponentSnapshot(d.value) || Object.keys(outputsOf(d.value)).length > 0),
  read: (d) => {
    const snapshot = d.syntax === 'json' && isEntry(d.value) ? d.value : {};
    const read = isComponentSnapshot(snapshot) ? readComponents(snapshot) : readOutputs(outputsOf(snapshot));
    const software = textOf(snapshot, 'software') ?? textOf(entryOf(snapshot, 'credentialSubject'), 'software');
    const version = textOf(snapshot, 'version');
    return { ...read, source: 'workbench', agent: joined(' ', software, version) || null };
  },
};

const TOOLS = ['smart', 'smartctl', 'dmidecode', 'inxi', 'lshw', 'android'];

function outputsOf(snapshot: Entry): Entry {
  // The signed form lists the outputs as evidence of a credential, their quotes written as for HTML.
  const signed = entriesOf(snapshot, 'evidence').flatMap((e) => {
    const operation = textOf(e, 'operation')?.toLowerCase();
    return operation && TOOLS.includes(operation) ? [[operation, plainText(e.output)] as const] : [];
  });
  if (isEntry(snapshot.credentialSubject) && signed.length) return Object.fromEntries(signed);
  const named = textOf(snapshot, 'type') === 'Snapshot' || /workbench/i.test(textOf(snapshot, 'software') ?? '');
  const data = entryOf(snapshot, 'data');
  if (named && TOOLS.some((tool) => data[tool] !== undefined && data[tool] !== null)) return data;
  // DeviceHub hands lshw's tree on under its name, in the document itself, its data or what is kept to find faults by.
  const wrapped = [snapshot, data, entryOf(snapshot, 'debug')].find((holder) => looksLikeLshw(jsonOf(holder.lshw)));
  return wrapped ? { lshw: wrapped.lshw } : {};
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
};
const plainText = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/&(?:quot|#34|#39|lt|gt|amp);/g, (m) => ENTITIES[m] ?? m) : value;

function readOutputs(data: Entry): Reading {
  const parts: Reading[] = [];
  const said = jsonOf(data.smartctl ?? data.smart);
  const reports = reportsOf(said);
  if (reports.length) parts.push(fromSmart(reports, [said].flat().length > reports.length));
  const lshw = jsonOf(data.lshw);
  if (looksLikeLshw(lshw)) parts.push(readLshw(lshw));
  const inxi = jsonOf(data.inxi);
  if (looksLikeInxi(inxi)) parts.push(readInxi(inxi));
  if (typeof data.dmidecode === 'string' && looksLikeDmidecode(data.dmidecode))
    parts.push(readDmidecode(data.dmidecode));
  if (isEntry(data.android)) parts.push(fromAndroid(data, data.android));
  return mergeInventories('workbench', parts);
}

/** An output as JSON: a text, or what a newer version already put in as it is; undefined when a tool failed. */
function jsonOf(output: unknown): unknown {
  if (typeof output !== 'string') return output;
  try {
    return readJson(output);
  } catch {
    return undefined;
  }
}

function fromSmart(reports: readonly Entry[], oneFailed: boolean): Reading {
  const { doubts, ...storage } = mediaFrom([
    ...reports.map((r) => readSmart(r, { chosen: false })),
    oneFailed ? { unread: 'drive_not_opened' } : null,
  ]);
  return {
    ...blankReading('smartctl_json'),
    ...storage,
    looked: { ...NOT_SEARCHED, asked: 'all', system: 'linux' },
    doubts,
    raw: { reports: reports.slice(0, 64).map(storableReport) },
  };
}

/** Workbench for Android: what the phone says of itself; its storage is soldered and has no serial of its own. */
function fromAndroid(data: Entry, android: Entry): Reading {
  const device = entryOf(data, 'device');
  const bytes = numberOf(entryOf(android, 'memory'), 'total_bytes');
  return {
    ...blankReading('workbench'),
    machine: machineFrom({
      make: textOf(device, 'manufacturer') ?? textOf(android, 'manufacturer'),
      model: textOf(device, 'model') ?? textOf(android, 'model'),
      serial: textOf(device, 'serial_number'),
      category: /tablet/i.test(textOf(device, 'type') ?? '') ? 'tablet' : 'smartphone',
    }),
    tag: textOf(device, 'manual_id'),
    memoryMb: bytes ? Math.round(bytes / 1024 ** 2) : null,
    os:
      textOf(android, 'android_version') === null
        ? null
        : { name: 'Android', version: textOf(android, 'android_version') },
  };
}

/** The first tool that knows a thing is believed, lists are taken whole from the first that has one, drives are put together by their serials. */
function mergeInventories(source: InventorySource, parts: readonly Reading[]): Reading {
  const serials = parts.flatMap(({ machine: m }) => (m.serialIsGeneric ? [] : (serialKey(m.serial) ?? [])));
  if (new Set(serials).size > 1) throw unreadable('two_machines');
  const firstOf = <T>(pick: (i: Inventory) => T | null): T | null => {
    for (const part of parts) {
      const value = pick(part);
      if (value !== null) return value;
    }
    return null;
  };
  const longest = <T>(pick: (i: Inventory) => readonly T[]): readonly T[] =>
    parts.map(pick).find((list) => list.length > 0) ?? [];
  const processors = longest((i) => i.processors);
  return {
    ...blankReading(source),
    receivedName: firstOf((i) => i.receivedName),
    tag: firstOf((i) => i.tag),
    machine: machineOf(parts.map((p) => p.machine)),
    processor: firstOf((i) => i.processor),
    processors,
    memoryMb: firstOf((i) => (i.memoryModules.length ? i.memoryMb : null)) ?? firstOf((i) => i.memoryMb),
    memoryModules: longest((i) => i.memoryModules),
    media: mediaOf(parts.map((p) => p.media)),
    notMedia: longest((i) => i.notMedia),
    looked: searchedTogether(parts.map((p) => p.looked)),
    graphics: longest((i) => i.graphics),
    // One tool knows the health, another the serial: the one that knows health first.
    batteries:
      parts.map((p) => p.batteries).find((list) => list.some((b) => b.healthPercent !== null)) ??
      longest((i) => i.batteries),
    screens: longest((i) => i.screens),
    networks: longest((i) => i.networks),
    os: firstOf((i) => i.os),
    doubts: doubtsOf(...parts.map((p) => p.doubts)),
    raw: Object.fromEntries(parts.map((p) => [p.source, p.raw])),
  };
}

/** Field by field; a serial that identifies nothing gives way to one that does. */
function machineOf(machines: readonly InventoryMachine[]): InventoryMachine {
  const first = <K extends keyof InventoryMachine>(field: K): InventoryMachine[K] | null =>
    machines.map((m) => m[field]).find((value) => value !== null && value !== undefined) ?? null;
  const named =
    machines.find((m) => m.serial !== null && !m.serialIsGeneric) ?? machines.find((m) => m.serial !== null);
  return {
    category: first('category'),
    make: first('make'),
    model: first('model'),
    serial: named?.serial ?? null,
    serialIsGeneric: named?.serialIsGeneric ?? false,
    boardSerial: first('boardSerial'),
    uuid: first('uuid'),
    assetTag: first('assetTag'),
    imei: machines.find((m) => m.imei.length)?.imei ?? [],
    chassis: first('chassis') ?? null,
  };
}

/** A drive of a later tool without a serial counts only when no drive of about its size is known yet that is not another one of them. */
function mediaOf(lists: readonly (readonly Medium[])[]): readonly Medium[] {
  let known: readonly Medium[] = [];
  for (const list of lists) {
    const keyOf = (m: Medium): string | null => (m.serialIsGeneric ? null : serialKey(m.serial));
    const met = new Set(list.flatMap((m) => keyOf(m) ?? []));
    const unpaired = known.filter((k) => !met.has(keyOf(k) ?? ''));
    const added = list.filter((m) => {
      if (keyOf(m) !== null) return true;
      const at = unpaired.findIndex((k) => sameSize(k.sizeBytes, m.sizeBytes));
      if (at >= 0) unpaired.splice(at, 1);
      return at < 0;
    });
    known = mediaFrom([...known, ...added].map((medium) => ({ medium }))).media;
  }
  return known;
}

const sameSize = (a: number | null, b: number | null): boolean =>
  a === null || b === null || Math.abs(a - b) <= 0.05 * Math.max(a, b);
