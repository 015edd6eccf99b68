import { type ListLayout, withoutDefusing } from '#platform/kernel';
import { isProblemColumn, type SheetField } from '../sheet-fields.js';
import type { Header } from '../sheet-header.js';

/** What a spreadsheet shows where a formula failed, in French and in English, or where a number does not fit. */
export const CELL_ERROR = /^#(?:N\/A|REF!|VALUE!|VALEUR!|NAME\?|NOM\?|DIV\/0!|NUM!|NOMBRE!|NULL!|NUL!|#+)$/i;

/** What is known of a sheet's columns, to tell the rows that are no device. */
export function layoutOf({ row, titles, fields }: Header): ListLayout {
  const columns = (...some: SheetField[]) => some.flatMap((field) => fields[field] ?? []);
  return {
    titles: row > 0 ? titles : [],
    read: Object.values(fields),
    numbers: columns('serial', 'screenSerial', 'imei', 'assetNumber'),
    naming: columns('category', 'model'),
    ignored: titles.findIndex(isProblemColumn),
  };
}

/** Words of Latin letters with one space between, and nothing in front that a spreadsheet means something by: nearly every cell. */
const PLAIN_CELL = /^(?:(?!['=])[!-~\u00c0-\u024f]+(?: [!-~\u00c0-\u024f]+)*)?$/;

/** One line of plain text; `="00123"` is how spreadsheets keep the zeros of a number. */
export function tidy(cell: string): string {
  if (PLAIN_CELL.test(cell)) return cell;
  const inner = /^="[^"]*"$/.test(cell) ? cell.slice(2, -1) : withoutDefusing(cell);
  return inner
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim();
}
