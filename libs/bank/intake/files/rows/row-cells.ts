import { withoutOwner, withoutPeople } from '#bank/files/words';
import { withoutDefusing } from '#platform/kernel';
import type { SheetField } from '../sheet-fields.js';

/** What a spreadsheet shows where a formula failed, in French and in English, or where a number does not fit. */
export const CELL_ERROR = /^#(?:N\/A|REF!|VALUE!|VALEUR!|NAME\?|NOM\?|DIV\/0!|NUM!|NOMBRE!|NULL!|NUL!|#+)$/i;

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

/**
 * A cell without those whom it names. Makers and models are called by first names (« LG Leon »): there only a title, an address or a telephone tells
 * of somebody, and « PC de … ». Numbers are left alone.
 */
export function unnamed(field: SheetField | undefined, text: string): string {
  if (field === 'make' || field === 'model') return withoutOwner(text);
  return field === 'category' || field === 'condition' || field === 'given' ? withoutPeople(text) : text;
}
