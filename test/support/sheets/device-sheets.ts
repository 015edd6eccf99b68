import { join } from 'node:path';
import type { Choices } from '#bank/files/engine';
import { type DeviceSheet, readDeviceSheet } from '../../../libs/bank/intake/files/device-sheet.js';
import type { SheetRow } from '../../../libs/bank/intake/files/sheet-row.js';

/** Where the donors' spreadsheets lie. */
export const donorSheet = (name: string): string => join(import.meta.dirname, '../../fixtures/spreadsheets', name);

/** A file as it arrives, in pieces. */
export async function* bytesOf(content: string | Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  const all = Buffer.from(content as string);
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}

export async function rowsOf({ rows }: DeviceSheet): Promise<SheetRow[]> {
  const all: SheetRow[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

/** Every row of a donor's spreadsheet. */
export const rowsOfSheet = async (content: string | Uint8Array, choices: Choices = {}): Promise<SheetRow[]> =>
  rowsOf(await readDeviceSheet(bytesOf(content), { choices }));
