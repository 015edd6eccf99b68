import { ZipFile } from 'yazl';
import { spreadsheetOut } from '#platform/kernel';

export type BenchFormat = 'csv' | 'xlsx' | 'ods';

const TITLES = ['Type', 'Marque', 'Modèle', 'N° de série', 'État'];
let files = 0;

/** A donor's list that no earlier one repeats, as a spreadsheet would save it. */
export async function deviceSheet(rows: number, format: BenchFormat): Promise<Buffer> {
  files += 1;
  const lines = Array.from({ length: rows }, (_, i) => [
    'PC portable',
    'Lenovo',
    'ThinkPad L480',
    `F${files}R${i}S${(i * 7919) % 100_003}`,
    'bon état',
  ]);
  if (format === 'csv') return Buffer.from([TITLES, ...lines].map((cells) => cells.join(';')).join('\r\n'));
  if (format === 'xlsx')
    return joined(spreadsheetOut('xlsx', { name: 'Parc', header: TITLES, rows: lines, timeZone: 'Europe/Paris' }));
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from('application/vnd.oasis.opendocument.spreadsheet'), 'mimetype', { compress: false });
  zip.addBuffer(Buffer.from(openDocument([TITLES, ...lines])), 'content.xml');
  zip.end();
  return joined(zip.outputStream as AsyncIterable<Buffer>);
}

/** As much XML a cell as LibreOffice writes. */
function openDocument(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) =>
    `<table:table-cell office:value-type="string" calcext:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
  const lines = rows.map(
    (cells) => `<table:table-row table:style-name="ro1">${cells.map(cell).join('')}</table:table-row>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><office:document-content><office:body><office:spreadsheet><table:table table:name="Parc">${lines.join('')}</table:table></office:spreadsheet></office:body></office:document-content>`;
}

async function joined(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
