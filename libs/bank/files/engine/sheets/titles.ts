import { type ListLayout, plainWords, sha256 } from '#platform/kernel';
import type { FoundHeader } from './opened-file.js';

export const COLUMN_LIMIT = 400;
const KNOWN_BY = 60;

/** The column that a file of wrong rows brings along: what was wrong is not what is. */
export const PROBLEM_COLUMN = 'Problème';
export const isProblemColumn = (title: string): boolean => plainWords(title.slice(0, 20)) === 'probleme';

/** What a list is known by again: its titles, whatever their capitals, accents and signs. */
export function titlesOf(header: readonly string[]): string[] {
  const titles = header
    .slice(0, COLUMN_LIMIT)
    .filter((title) => !isProblemColumn(title))
    .map((title) => plainWords(title.slice(0, KNOWN_BY)));
  return titles.slice(0, titles.findLastIndex((title) => title !== '') + 1);
}

export function signatureOf(header: readonly string[]): string | null {
  const titles = titlesOf(header);
  return titles.length ? sha256(titles.join('\n')) : null;
}

/** A column as a spreadsheet calls it, counted from 0: « Colonne A », « Colonne AB ». What is said of one without a title of its own. */
export const columnName = (column: number): string => `Colonne ${columnLetters(column)}`;

export function columnLetters(column: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return letters;
}

export interface ListField {
  readonly label: string;
  readonly titles: RegExp;
  readonly needed?: true;
}
export type ListFields<Field extends string = string> = Readonly<Record<Field, ListField>>;

export type Places<Field extends string = string> = Partial<Record<Field, number>>;

export function fieldOf<F extends string>(fields: ListFields<F>, title: string): F | undefined {
  const words = plainWords(title.slice(0, KNOWN_BY));
  return words ? (Object.keys(fields) as F[]).find((field) => fields[field].titles.test(words)) : undefined;
}

export const placesByTitle = <F extends string>(fields: ListFields<F>, titles: readonly string[]): Places<F> =>
  placesOf(titles.slice(0, COLUMN_LIMIT).map((title) => fieldOf(fields, title) ?? null));

export function placesOf<F extends string>(columns: readonly (F | null)[]): Places<F> {
  const places: Places<F> = {};
  columns.slice(0, COLUMN_LIMIT).forEach((field, i) => {
    if (field) places[field] ??= i;
  });
  return places;
}

/** What is known of a list's columns, to tell the rows that list nothing. @param by fields by whose number a thing is known, and fields that name one alone */
export function layoutOf<F extends string>(
  { row, titles, fields }: Pick<FoundHeader, 'row' | 'titles'> & { readonly fields: Places<F> },
  by: { readonly numbers?: readonly F[]; readonly naming?: readonly F[] },
): ListLayout {
  const columns = (some: readonly F[] = []) => some.flatMap((field) => fields[field] ?? []);
  return {
    titles: row > 0 ? titles : [],
    read: columns(Object.keys(fields) as F[]),
    numbers: columns(by.numbers),
    naming: columns(by.naming),
    ignored: titles.findIndex(isProblemColumn),
  };
}
