import { type Reading, readKind, readState, readTitle } from '#bank/files/words';
import type { TableRow } from '#platform/kernel';
import { recogniseColumns, type SheetField } from './sheet-fields.js';

/** How many rows say what a column is, and how many of a hundred of its cells are words that are known. */
const ENOUGH = 4;
const KNOWN = 70;
/** As many where a word of the title says so already: « Etat en gros ». */
const GUESSED = 20;

const WRITTEN = /[\p{L}\p{N}]/u;

type Columns = Partial<Record<SheetField, number>>;

/**
 * Which column holds which field: by the titles, and where these name no kind or no state, by what stands below them. « Quoi », « Ét. » and « Device »
 * may be anything; a column of « PC portable » and « Écran » is no person's.
 */
export function byWhatStandsBelow(titles: readonly string[], below: readonly TableRow[]): Columns {
  const columns = recogniseColumns(titles);
  const cells = (at: number): string[] =>
    below.flatMap(({ cells: row }) => {
      const cell = (row[at] ?? '').trim();
      return WRITTEN.test(cell) ? [cell] : [];
    });
  coded(columns, titles, cells);
  named(columns, titles, cells);
  const free = titles.flatMap((title, at) => (mayBe(title) && !Object.values(columns).includes(at) ? [at] : []));
  for (const [field, read] of READ) {
    if (columns[field] !== undefined) continue;
    const [only, another] = free.filter(
      (at) =>
        !Object.values(columns).includes(at) &&
        areOf(cells(at), read, isGuessed(titles[at] ?? '', field) ? GUESSED : KNOWN),
    );
    if (only !== undefined && another === undefined) columns[field] = only;
  }
  return columns;
}

const READ: readonly (readonly [SheetField, (text: string) => Reading<string>])[] = [
  ['category', readKind],
  ['condition', readState],
];

/** A title that nobody knows. What is known to hold something else stays that, whatever its cells look like. */
const mayBe = (title: string): boolean => title.trim() !== '' && readTitle(title).sureness === 'ask';

const isGuessed = (title: string, field: SheetField): boolean => readTitle(title).meaning === field;

function areOf(cells: readonly string[], read: (text: string) => Reading<string>, percent: number): boolean {
  // « PC » is a kind that its model tells; what tells of no state is none.
  const known = cells
    .map(read)
    .filter(({ sureness, because, meaning }) => sureness === 'sure' || (because === 'vague' && meaning !== null));
  return cells.length >= ENOUGH && known.length * 100 >= percent * cells.length;
}

/** « Matériel » where no title says model: « Ordinateur portable », again and again, is a kind. */
function named(columns: Columns, titles: readonly string[], cells: (at: number) => string[]): void {
  const at = columns.model;
  if (at === undefined || columns.category !== undefined || readTitle(titles[at] ?? '').meaning !== 'description')
    return;
  const all = cells(at);
  const kinds = all.filter((cell) => !/\d/.test(cell) && ['words', 'vague'].includes(readKind(cell).because));
  if (all.length < ENOUGH || kinds.length * 100 < KNOWN * all.length || new Set(all).size * 2 > all.length) return;
  columns.category = at;
  delete columns.model;
}

/** « Réf. » beside « Référence »: a model comes again, a number of the inventory does not. */
function coded(columns: Columns, titles: readonly string[], cells: (at: number) => string[]): void {
  const at = columns.model;
  if (at === undefined || readTitle(titles[at] ?? '').meaning !== 'reference') return;
  const isCoded = (column: number): boolean => {
    const all = cells(column);
    return all.length >= ENOUGH && new Set(all).size === all.length && all.every((cell) => CODE.test(cell));
  };
  if (!isCoded(at)) return;
  const other = titles.findIndex((title, i) => i > at && readTitle(title).meaning === 'reference' && !isCoded(i));
  if (other < 0) delete columns.model;
  else columns.model = other;
  columns.assetNumber ??= at;
}

/** « CC-1042 »: letters in front of a running number. */
const CODE = /^\p{Lu}{1,6}[-_ /.]?\d{2,7}$/u;
