import { type OutCell, SHEET_FORMATS, type SpreadsheetFormat, spreadsheetOut } from '#kernel';
import { Answer } from './answer.js';

/** The export of a list: its rows are read while it is being sent, so that a long one needs no more memory than a short one. */
export function spreadsheetAnswer(
  format: SpreadsheetFormat,
  filename: string,
  table: {
    readonly name: string;
    readonly header: readonly string[];
    readonly rows: AsyncIterable<readonly OutCell[]>;
    readonly timeZone: string;
  },
): Answer {
  const plain = filename
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100);
  return new Answer(200, spreadsheetOut(format, table), {
    'content-type': SHEET_FORMATS[format].mime,
    'content-disposition': `attachment; filename="${plain || 'liste'}.${format}"`,
    'cache-control': 'no-store',
  });
}
