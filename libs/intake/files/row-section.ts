import type { TableRow } from '#kernel';
import { readKind } from '#vocabulary';
import { tidy } from './row-cells.js';
import { headerWorth } from './sheet-header.js';

/** « ÉCRANS » above rows of a list that has no column for kinds: what each of them is, until another title stands there. */
export class SectionKind {
  private said = '';

  /** A title of a section; one that names no kind for sure ends the one before. */
  begin({ cells }: TableRow): void {
    const title = cells.map(tidy).find((cell) => cell !== '') ?? '';
    const { meaning, sureness } = readKind(title.replace(/\s*:$/, ''));
    this.said = meaning !== null && sureness === 'sure' ? title : '';
  }

  /** What the cell for the kind says; the section where the list has no column for it. */
  kind(typed: string, hasColumn: boolean): string {
    return hasColumn ? typed : this.said;
  }
}

/** The titles of another table below: two fields at least are named, and nothing of it is a number. */
export const isOtherTitles = ({ cells }: TableRow): boolean =>
  !cells.some((cell) => /\d{3}/.test(cell)) && headerWorth(cells) > 1;
