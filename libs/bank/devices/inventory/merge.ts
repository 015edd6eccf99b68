import { serialKey } from '../identification/serial.js';
import { searchedTogether } from './drives/hidden-drives.js';
import { doubtsOf, mediaFrom } from './drives/media.js';
import {
  blankReading,
  type Inventory,
  type InventoryMachine,
  type InventorySource,
  type Medium,
  type Reading,
} from './inventory.js';
import { unreadable } from './readers/unreadable.js';

/**
 * What several tools said of one machine in the same minute, as one inventory: the first that knows a thing is believed,
 * lists are taken whole from the first that has one, drives are put together by their serials.
 */
export function mergeInventories(source: InventorySource, parts: readonly Reading[]): Reading {
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
