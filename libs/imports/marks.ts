import type { RowMarks } from '#kernel';
import type { RowProblem } from './opened-file.js';

/** What the rows of a file say by their form, in numbers: each left out where there is none. */
export interface SaidByForm {
  /** Rows behind which there is another colour than behind most. */
  readonly coloured?: number;
  /** Rows of which a part is struck through. */
  readonly partlyStruck?: number;
  /** Notes on cells that are shown with no row: above the list, on rows without words, in columns that are not read. */
  readonly notesAside?: number;
}

/** Colours that change from row to row, and that so large a part of the rows have, only lead the eye. */
const BAND = 0.3;
/** More colours than anybody gives a meaning to are counted as one. */
const MOST_COLOURS = 50;

interface Colour {
  rows: number;
  /** How often it begins anew. */
  begins: number;
}

/** Counts what rows say by their form, as they pass. */
export class MarkCounter {
  private readonly colours = new Map<string, Colour>();
  private before: string | null = null;
  private partly = 0;
  private shown = 0;

  /** @param byForm whether the row is one of the list: titles and sums are coloured in any */
  add(marks: RowMarks | undefined, isOfTheList: boolean): void {
    if (!isOfTheList) return;
    if (marks?.strikes) this.partly += 1;
    const fill = marks?.fill ?? '';
    const name = this.colours.has(fill) || this.colours.size < MOST_COLOURS ? fill : 'others';
    const colour = this.colours.get(name) ?? { rows: 0, begins: 0 };
    this.colours.set(name, colour);
    colour.rows += 1;
    if (this.before !== name) colour.begins += 1;
    this.before = name;
  }

  /** The notes of a row, as far as they stand in columns that are read: of others nothing is kept, not even of what people say there. */
  notesOf(
    marks: RowMarks | undefined,
    code: string,
    fields: readonly (readonly [field: string, column: number | undefined])[],
  ): RowProblem[] {
    const { notes } = marks ?? {};
    if (!notes) return [];
    const told = fields.flatMap(([field, column]): RowProblem[] => {
      const said = column === undefined ? undefined : notes[column];
      return said ? [{ field, code, facts: { said } }] : [];
    });
    this.shown += told.length;
    return told;
  }

  /** @param notes of all sheets that were read */
  said(notes = 0): SaidByForm {
    const aside = Math.max(0, notes - this.shown);
    const coloured = this.coloured();
    return {
      ...(coloured ? { coloured } : {}),
      ...(this.partly ? { partlyStruck: this.partly } : {}),
      ...(aside ? { notesAside: aside } : {}),
    };
  }

  private coloured(): number {
    const colours = [...this.colours].sort(([, a], [, b]) => b.rows - a.rows);
    const all = colours.reduce((sum, [, { rows }]) => sum + rows, 0);
    // What most rows have marks none; bands of colours begin anew with nearly every row.
    const marking = colours
      .slice(1)
      .filter(([name, { rows, begins }]) => name !== '' && !(rows > all * BAND && begins > rows * 0.8));
    return marking.reduce((sum, [, { rows }]) => sum + rows, 0);
  }
}
