import { Readable } from 'node:stream';
import { localParts, OUT_PIECE, type OutCell, type OutTable } from './out-cells.js';
import { xlsxOut } from './xlsx-out.js';

export const SHEET_FORMATS = {
  csv: { label: 'CSV', mime: 'text/csv; charset=utf-8' },
  xlsx: { label: 'Excel (.xlsx)', mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
} as const;
export type SpreadsheetFormat = keyof typeof SHEET_FORMATS;

/** A table as a file that French offices open by a double click; rows are asked for as the reader takes them. */
export const spreadsheetOut = (format: SpreadsheetFormat, table: OutTable): Readable =>
  format === 'csv' ? Readable.from(csvOut(table), { objectMode: false }) : xlsxOut(table);

/** What a spreadsheet would run as a formula, with these signs in any width. */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r]\s*\S/;
/** A number, an amount, a phone number: they begin like a formula and are none. */
const PLAIN = /^[+-]?\d[\d\s.,]{0,40}[%€]?$|^\+\d[\d\s.]{0,20}(?:\(0\)[\d\s.]{0,20})?$/;

const isFormula = (text: string): boolean => FORMULA.test(text) && !PLAIN.test(text);

/** Puts an apostrophe in front of what looks like a formula. */
export const defused = (text: string): string => (isFormula(text) ? `'${text}` : text);

/** Removes that apostrophe: a file that went out comes back the same. */
export const withoutDefusing = (text: string): string =>
  text.startsWith("'") && isFormula(text.slice(1)) ? text.slice(1) : text;

/** CSV as French spreadsheets open it by a double click: a byte order mark, semicolons, CRLF. Holds one piece at a time. */
async function* csvOut({ header, rows, timeZone }: OutTable): AsyncGenerator<Buffer> {
  const parts = localParts(timeZone);
  const two = (n: number) => String(n).padStart(2, '0');
  const shown = (cell: OutCell): string => {
    if (cell === null) return '';
    if (typeof cell === 'string') return quoted(defused(cell));
    if (typeof cell === 'number') return String(cell).replace('.', ',');
    const [year, month, day, hour, minute] = parts(cell);
    return `${two(day)}/${two(month)}/${year} ${two(hour)}:${two(minute)}`;
  };
  let piece = `\uFEFF${header.map(shown).join(';')}\r\n`;
  for await (const row of rows) {
    piece += `${row.map(shown).join(';')}\r\n`;
    if (piece.length > OUT_PIECE) {
      yield Buffer.from(piece);
      piece = '';
    }
  }
  if (piece) yield Buffer.from(piece);
}

const quoted = (text: string): string =>
  /[";\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('\0', '').replaceAll('"', '""')}"` : text.replaceAll('\0', '');
