import { type OutCell, SHEET_FORMATS, type SpreadsheetFormat, spreadsheetOut } from '#platform/kernel';
import type { Ctx } from '../ctx.js';
import { Answer } from './answer.js';

interface Table {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: AsyncIterable<readonly OutCell[]> | Iterable<readonly OutCell[]>;
}

/** A spreadsheet that somebody exports, recorded in the audit. @param noted its name there, where the file's name is somebody's own words */
export async function exportAnswer(
  ctx: Ctx,
  format: SpreadsheetFormat,
  filename: string,
  table: Table,
  noted = filename,
): Promise<Answer> {
  await ctx.noteExport(noted, format);
  return spreadsheetAnswer(format, filename, { ...table, timeZone: ctx.bank.timeZone });
}

/** A spreadsheet whose rows are read while it is sent, so that a long one needs no more memory than a short one. */
export function spreadsheetAnswer(
  format: SpreadsheetFormat,
  filename: string,
  table: Table & { readonly timeZone: string },
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
  });
}
