import type { RowMarks } from '#platform/kernel';
import type { RowProblem } from './opened-file.js';

/** What the rows of a file say by their form, in numbers: each left out where there is none. */
export interface FormMarks {
  /** Rows behind which, or behind a cell of which, there is another colour than behind most. */
  readonly coloured?: number;
  /** Rows of which a part is struck through. */
  readonly partlyStruck?: number;
  /** Notes on cells that are shown with no row: above the list, on rows without words, in columns that are not read. */
  readonly notesAside?: number;
}

/** Colours that change from row to row, and that so large a part of the rows have, only lead the eye. */
const BAND = 0.3;
const MOST_COLOURS = 50;
const OF_A_COLUMN = 0.5;

interface Colour {
  rows: number;
  begins: number;
}

export class MarkCounter {
  private readonly colours = new Map<string, Colour>();
  private before: string | null = null;
  /** Of rows in which not every cell has the same colour: each cell's by its column, and which of them stand in a row together. */
  private readonly cells = new Map<string, Colour>();
  private readonly together = new Map<string, { readonly cells: readonly string[]; rows: number }>();
  private cellsBefore: ReadonlySet<string> = new Set();
  private partly = 0;
  private shown = 0;

  /** @param byForm whether the row is one of the list: titles and sums are coloured in any */
  add(marks: RowMarks | undefined, isOfTheList: boolean): void {
    if (!isOfTheList) return;
    if (marks?.strikes) this.partly += 1;
    this.addCells(Object.entries(marks?.fills ?? {}).map(([column, fill]) => `${column} ${fill}`));
    const fill = marks?.fill ?? '';
    const name = this.colours.has(fill) || this.colours.size < MOST_COLOURS ? fill : 'others';
    const colour = this.colours.get(name) ?? { rows: 0, begins: 0 };
    this.colours.set(name, colour);
    colour.rows += 1;
    if (this.before !== name) colour.begins += 1;
    this.before = name;
  }

  private addCells(cells: readonly string[]): void {
    for (const cell of cells) {
      const colour = this.cells.get(cell) ?? { rows: 0, begins: 0 };
      if (!this.cells.has(cell) && this.cells.size >= MOST_COLOURS * MOST_COLOURS) continue;
      this.cells.set(cell, colour);
      colour.rows += 1;
      if (!this.cellsBefore.has(cell)) colour.begins += 1;
    }
    this.cellsBefore = new Set(cells);
    if (!cells.length) return;
    const known = cells.join();
    const name = this.together.has(known) || this.together.size < MOST_COLOURS * MOST_COLOURS ? known : 'others';
    const row = this.together.get(name) ?? { cells: name === known ? cells : [], rows: 0 };
    this.together.set(name, row);
    row.rows += 1;
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
  said(notes = 0): FormMarks {
    const aside = Math.max(0, notes - this.shown);
    const coloured = this.coloured();
    return {
      coloured: coloured || undefined,
      partlyStruck: this.partly || undefined,
      notesAside: aside || undefined,
    };
  }

  private coloured(): number {
    const colours = [...this.colours].sort(([, a], [, b]) => b.rows - a.rows);
    const all = colours.reduce((sum, [, { rows }]) => sum + rows, 0);
    // What most rows have marks none; bands of colours begin anew with nearly every row.
    const marking = colours.slice(1).filter(([name, colour]) => name !== '' && !isBand(colour, all));
    const partly = [...this.together.values()].filter(
      ({ cells }) =>
        !cells.length ||
        cells.some((cell) => {
          const colour = this.cells.get(cell);
          return !colour || !(colour.rows > all * OF_A_COLUMN || isBand(colour, all));
        }),
    );
    return [...marking.map(([, colour]) => colour), ...partly].reduce((sum, { rows }) => sum + rows, 0);
  }
}

/** Bands begin anew with nearly every row, and so do those between them: two red ones out of six are no bands. */
const isBand = ({ rows, begins }: Colour, all: number): boolean =>
  rows > all * BAND && begins > rows * 0.8 && begins >= (all - rows) * 0.8;
