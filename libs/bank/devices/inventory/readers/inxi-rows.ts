import { type Entry, isEntry, textOf } from './tree.js';

/** One value of inxi's JSON: the name without its numbers, how deep it stands, the value as text. */
export interface Cell {
  readonly level: number;
  readonly name: string;
  readonly value: string;
}

/**
 * A group of values that belong together: what follows a value of a certain name ("ID", "Device", "Monitor").
 */
export interface Record_ {
  readonly head: Cell;
  readonly cells: readonly Cell[];
}

const KEY = /^(\d{1,5})#(\d)#(\d{1,2})#(.{1,60})$/;

/** True for a document whose objects all carry inxi's numbered keys: order, container or not, level, name. */
export function looksLikeInxi(value: unknown): boolean {
  if (!Array.isArray(value) || !value.length) return false;
  const keys = value.slice(0, 40).flatMap((section) => (isEntry(section) ? Object.keys(section) : ['']));
  return keys.length > 0 && keys.every((key) => KEY.test(key));
}

export function rowsOf(document: unknown, section: string): Cell[][] {
  const rows: Cell[][] = [];
  for (const entry of Array.isArray(document) ? document.slice(0, 100) : []) {
    if (!isEntry(entry)) continue;
    for (const [key, list] of Object.entries(entry))
      if (KEY.exec(key)?.[4] === section && Array.isArray(list))
        rows.push(...list.slice(0, 500).filter(isEntry).map(cellsOf));
  }
  return rows;
}

const cellsOf = (row: Entry): Cell[] =>
  Object.keys(row)
    .slice(0, 200)
    .flatMap((key) => {
      const [, order, , level, name] = KEY.exec(key) ?? [];
      return order === undefined || level === undefined || name === undefined
        ? []
        : [
            {
              order: Number(order),
              level: Number(level),
              name: name.replace(/-\d+$/, ''),
              value: textOf(row, key) ?? '',
            },
          ];
    })
    .sort((a, b) => a.order - b.order);

/** Records begin at one of the given names. Rows that begin none go on with the one before (a drive's SMART stands in a row of its own). */
export function recordsOf(rows: readonly (readonly Cell[])[], heads: RegExp, ends?: RegExp): Record_[] {
  const records: { head: Cell; cells: Cell[] }[] = [];
  let open: { head: Cell; cells: Cell[] } | null = null;
  for (const cell of rows.flat()) {
    if (heads.test(cell.name)) {
      open = { head: cell, cells: [] };
      records.push(open);
    } else if (ends?.test(cell.name)) open = null;
    else open?.cells.push(cell);
  }
  return records;
}

/** The first value of one of the names in a record; null when empty or when inxi says that it may not tell. */
export function cellOf(record: Record_ | undefined, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = record?.cells.find((c) => c.name === name && c.value !== '')?.value;
    if (value !== undefined && !/^(?:n\/a|<.*>|none|-)$/i.test(value)) return value;
  }
  return null;
}

/** Sections and names that may be kept: no host, no user, no addresses, partitions, processes, nor what is plugged in. */
const KEPT_SECTIONS = ['Machine', 'Memory', 'CPU', 'Drives'];
// biome-ignore format: a list to read
const KEPT_NAMES: ReadonlySet<string> = new Set([
  'Type', 'System', 'Chassis', 'Mobo', 'UEFI', 'BIOS', 'Firmware', 'product', 'v', 'serial', 'type', 'model', 'uuid', 'date', 'part-nu', 'Array', 'Device',
  'capacity', 'slots', 'EC', 'max-module-size', 'size', 'speed', 'manufacturer', 'part-no', 'total', 'Info', 'Topology', 'cpus', 'cores', 'threads', 'bits',
  'arch', 'gen', 'built', 'stepping', 'base/boost', 'min/max', 'ID', 'Optical', 'vendor', 'tech', 'rpm', 'rev', 'fw-rev', 'sata', 'SMART', 'state',
  'health', 'on', 'cycles', 'temp', 'lanes',
]);

export const storableRows = (document: unknown): Record<string, unknown> =>
  Object.fromEntries(
    KEPT_SECTIONS.flatMap((section) => {
      const rows = rowsOf(document, section).slice(0, 60);
      const storable = rows.map((row) => row.filter((c) => KEPT_NAMES.has(c.name)).map((c) => [c.name, c.value]));
      return rows.length ? [[section, storable.filter((row) => row.length > 0)]] : [];
    }),
  );
