import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { LONGEST_CELL } from '../table.js';
import { localParts, OUT_PIECE, type OutCell, type OutTable } from './out-cells.js';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const LINKS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** The limit of a sheet; a longer table continues in the next one. */
const ROWS_OF_A_SHEET = 1_048_576;
const EPOCH = Date.UTC(1899, 11, 30);

// Styles by number: 0 text, 1 header, 2 date and time.
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** A workbook, written as its rows come: never whole in memory. Each text is typed as text, so that it is never a formula, a number or a date. */
export function xlsxOut(table: OutTable): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream as unknown as Readable;
  write(zip, table).catch((error: Error) => out.destroy(error));
  return out;
}

async function write(zip: ZipFile, table: OutTable): Promise<void> {
  const reading = each(table.rows);
  let next = await reading.next();
  let sheets = 0;
  const taking = async () => {
    const row = next;
    if (!row.done) next = await reading.next();
    return row;
  };
  try {
    do {
      sheets += 1;
      const part = Readable.from(sheetXml(table, taking), { objectMode: false });
      const read = finished(part, { writable: false });
      // The reader may leave in the middle of the file.
      zip.outputStream.once('close', () => part.destroy());
      zip.addReadStream(part, `xl/worksheets/sheet${sheets}.xml`, { compressionLevel: 4 });
      await read;
    } while (!next.done);
  } finally {
    await reading.return(undefined);
  }
  const forSheets = (make: (n: number) => string): string =>
    Array.from({ length: sheets }, (_, i) => make(i + 1)).join('');
  const name = (n: number) =>
    attribute((n === 1 ? table.name : `${table.name} ${n}`).replace(/[[\]:*?/\\']/g, ' ').slice(0, 31));
  const add = (text: string, path: string) => zip.addBuffer(Buffer.from(text), path);
  add(
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>${forSheets((n) => `<sheet name="${name(n)}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    'xl/workbook.xml',
  );
  add(
    `${HEAD}<Relationships xmlns="${LINKS}">${forSheets((n) => `<Relationship Id="rId${n}" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${sheets + 1}" Type="${DOCUMENT}/styles" Target="styles.xml"/></Relationships>`,
    'xl/_rels/workbook.xml.rels',
  );
  add(STYLES, 'xl/styles.xml');
  add(
    `${HEAD}<Relationships xmlns="${LINKS}"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    '_rels/.rels',
  );
  add(
    `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>${forSheets((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPES}.worksheet+xml"/>`)}<Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`,
    '[Content_Types].xml',
  );
  zip.end();
}

async function* sheetXml(
  { header, timeZone }: OutTable,
  take: () => Promise<IteratorResult<readonly OutCell[]>>,
): AsyncGenerator<Buffer> {
  const parts = localParts(timeZone);
  const cell = (value: OutCell, style = 0): string => {
    if (value === null || value === '') return '<c/>';
    if (typeof value === 'number') return Number.isFinite(value) ? `<c><v>${value}</v></c>` : '<c/>';
    if (typeof value === 'string')
      return `<c t="inlineStr"${style ? ` s="${style}"` : ''}><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
    const [year, month, day, hour, minute] = parts(value);
    return `<c s="2"><v>${(Date.UTC(year, month - 1, day, hour, minute) - EPOCH) / 86_400_000}</v></c>`;
  };
  const widths = header.map((_, i) => `<col min="${i + 1}" max="${i + 1}" width="22" customWidth="1"/>`).join('');
  let piece = `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData><row r="1">${header.map((name) => cell(name, 1)).join('')}</row>`;
  for (let n = 2; n <= ROWS_OF_A_SHEET; n += 1) {
    const row = await take();
    if (row.done) break;
    piece += `<row r="${n}">${row.value.map((value) => cell(value)).join('')}</row>`;
    if (piece.length > OUT_PIECE) {
      yield Buffer.from(piece);
      piece = '';
    }
  }
  yield Buffer.from(`${piece}</sheetData></worksheet>`);
}

/** What XML cannot hold is written as spreadsheets write it; a lone surrogate, as U+FFFD. */
const escaped = (text: string): string =>
  text
    .slice(0, LONGEST_CELL)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/(?![\t\n])\p{Cc}/gu, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/\p{Cs}|[\uFFFE\uFFFF]/gu, '\uFFFD')
    .replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!);

const attribute = (text: string): string => escaped(text).replaceAll('"', '&quot;');

async function* each<T>(list: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T> {
  yield* list;
}
