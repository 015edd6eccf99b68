import { openDelimited } from '../text/delimited.js';
import { CONTENT, openOds } from './ods/ods.js';
import { withoutPastedPivots } from './pasted-pivots.js';
import { NotATable, type Table, type Worth } from './table.js';
import { withTablesBeside } from './tables-beside.js';
import { openXls } from './xls/xls.js';
import { openXlsx } from './xlsx/xlsx.js';
import { ZipParts } from './zip-file.js';

/** Text is cut into pieces so small that splitting one never holds up other work. */
const PIECE = 64 * 1024;
const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Opens a table of any format we read: a workbook (.xlsx, .ods, .xls) or delimited text in any usual encoding and separator, recognised by its bytes,
 * never by its name. The caller closes it.
 * @param worth how much a row looks like a header: decides between separators, and between sheets
 * @param options.beside tables side by side in a sheet become several sheets; `worth` then counts one a title
 * @throws NotATable when it is none, or not whole
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
    return withoutPastedPivots(options.beside ? await withTablesBeside(table, worth, options.sheet) : table);
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

const MANIFEST = 'META-INF/manifest.xml';
const SPREADSHEET = 'application/vnd.oasis.opendocument.spreadsheet';
const LONGEST_TYPE = 200;
const LONGEST_MANIFEST = 1024 * 1024;

/** Which workbook a ZIP holds; other ZIPs are refused later. @throws NotATable `document` for texts and presentations, `numbers`, `protected` */
async function kindOf(zip: ZipParts): Promise<'ods' | 'xlsx'> {
  if (zip.has('Index/Document.iwa') || zip.has('Index.zip')) throw new NotATable('numbers');
  if (zip.has('word/document.xml') || zip.has('ppt/presentation.xml')) throw new NotATable('document');
  const open = zip.has(CONTENT);
  if (!zip.has('mimetype')) return open ? 'ods' : 'xlsx';
  // LibreOffice encrypts each part, and since 2024 all of them in one.
  const encrypted =
    zip.has(MANIFEST) && (await beginning(zip, MANIFEST, LONGEST_MANIFEST)).includes(':encryption-data');
  if (encrypted) throw new NotATable('protected');
  if (!open) return 'xlsx';
  if (!(await beginning(zip, 'mimetype', LONGEST_TYPE)).startsWith(SPREADSHEET)) throw new NotATable('document');
  return 'ods';
}

async function beginning(zip: ZipParts, part: string, length: number): Promise<string> {
  let text = '';
  for await (const piece of zip.read(part)) {
    text += piece.toString('latin1');
    if (text.length >= length) break;
  }
  return text.slice(0, length);
}
