import { openDelimited } from '../text/delimited.js';
import { openOds } from './ods/ods.js';
import type { Table, Worth } from './table.js';
import { withTablesBeside } from './tables-beside.js';
import { kindOf } from './workbook-kind.js';
import { openXls } from './xls/xls.js';
import { openXlsx } from './xlsx/xlsx.js';
import { ZipParts } from './zip-file.js';

/** Text is cut into pieces so small that splitting one never keeps other work waiting. */
const PIECE = 64 * 1024;
const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Opens a table of any format we read: a workbook (.xlsx, .ods, .xls) or delimited text in any usual encoding and separator. What it is is
 * seen in its bytes, never in its name. Whoever opens it closes it.
 *
 * @param worth how much a row looks like a header: decides between separators, and between sheets
 * @param options.beside tables side by side in a sheet are several sheets; `worth` counts one a title then
 * @throws NotATable when it is none, or not whole.
 */
export async function openTable(
  source: AsyncIterable<Uint8Array>,
  worth: Worth = () => 0,
  options: { readonly sheet?: number; readonly beside?: boolean } = {},
): Promise<Table> {
  const pieces = source[Symbol.asyncIterator]();
  const first = await pieces.next();
  const head: Uint8Array = first.done ? new Uint8Array() : first.value;
  async function* whole(): AsyncGenerator<Uint8Array> {
    try {
      for (let from = 0; from < head.length; from += PIECE) yield head.subarray(from, from + PIECE);
      for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
        for (let from = 0; from < next.value.length; from += PIECE) yield next.value.subarray(from, from + PIECE);
      }
    } finally {
      await pieces.return?.();
    }
  }
  const table = OLE.every((byte, i) => head[i] === byte)
    ? await openXls(whole(), worth, options.sheet)
    : ZIP.every((byte, i) => head[i] === byte) && head[2]! < 9
      ? await openWorkbook(whole(), worth, options.sheet)
      : await openDelimited(whole(), worth);
  try {
    return options.beside ? await withTablesBeside(table, worth, options.sheet) : table;
  } catch (error) {
    await table.close();
    throw error;
  }
}

async function openWorkbook(source: AsyncIterable<Uint8Array>, worth: Worth, sheet?: number): Promise<Table> {
  const zip = await ZipParts.of(source);
  try {
    return await ((await kindOf(zip)) === 'ods' ? openOds : openXlsx)(zip, worth, sheet);
  } catch (error) {
    await zip.close();
    throw error;
  }
}
