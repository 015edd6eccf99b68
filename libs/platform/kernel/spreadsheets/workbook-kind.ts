import { CONTENT } from './ods/ods.js';
import { NotATable } from './table.js';
import type { ZipParts } from './zip-file.js';

const MANIFEST = 'META-INF/manifest.xml';
const SPREADSHEET = 'application/vnd.oasis.opendocument.spreadsheet';
const LONGEST_TYPE = 200;
const LONGEST_MANIFEST = 1024 * 1024;

/**
 * Which workbook a ZIP holds; what is none is told apart later.
 * @throws NotATable `document` for texts and presentations, `numbers`, `protected`.
 */
export async function kindOf(zip: ZipParts): Promise<'ods' | 'xlsx'> {
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
