import { Readable } from 'node:stream';
import { csvOut } from './csv-out.js';
import type { OutTable } from './out-cells.js';
import { xlsxOut } from './xlsx-out.js';

export const SHEET_FORMATS = {
  csv: { label: 'CSV', mime: 'text/csv; charset=utf-8' },
  xlsx: { label: 'Excel (.xlsx)', mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
} as const;
export type SpreadsheetFormat = keyof typeof SHEET_FORMATS;

/** A table as a file that French offices open by a double click; rows are asked for as the reader takes them. */
export const spreadsheetOut = (format: SpreadsheetFormat, table: OutTable): Readable =>
  format === 'csv' ? Readable.from(csvOut(table), { objectMode: false }) : xlsxOut(table);
