import { yieldEvery } from '../../work/long-work.js';
import { type CellForm, RowCells } from '../row-cells.js';
import { type Budget, spend } from '../sheets.js';
import { type CellDoubt, LONGEST_CELL, type TableRow } from '../table.js';
import { type CellNumberFormat, numberFormatOf, shownNumber } from '../xlsx/xlsx-values.js';
import { RECORD, recordsFrom, textAt, type XlsRecord } from './xls-records.js';

export interface XlsBook {
  readonly stream: Buffer;
  readonly from1904: boolean;
  readonly formats: readonly CellNumberFormat[];
  readonly forms: readonly (CellForm | null)[];
  readonly shared: readonly string[];
}

const HIDDEN = 0x20;
/** A record costs as much as so many bytes, even an empty one. */
const COST = 64;
const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};

/** The rows with text of the sheet that begins at an offset of the stream. */
export async function* readXlsRows(book: XlsBook, at: number, budget?: Budget): AsyncGenerator<TableRow> {
  const pause = yieldEvery();
  const reading = new XlsReading(book);
  let nested = 0;
  for (const record of recordsFrom(book.stream, at)) {
    const turn = pause();
    if (turn) await turn;
    // A chart in the sheet is written like a sheet within it.
    if (record.kind === RECORD.begin) nested += 1;
    else if (record.kind === RECORD.end) nested -= 1;
    if (nested === 0) break;
    const row = nested === 1 ? reading.take(record) : null;
    if (row) yield row;
    if (budget) spend(budget, record.data.length + COST);
  }
  const last = reading.end();
  if (last) yield last;
}

type Shown = readonly [string, CellDoubt | null];

class XlsReading {
  private readonly hidden = new Set<number>();
  private readonly cells = new RowCells();
  private n = 0;
  /** The column of a formula whose text comes in a record of its own. */
  private waiting: number | null = null;
  private style = 0;

  constructor(private readonly book: XlsBook) {}

  /** The row that ends where this record begins another. */
  take({ kind, data }: XlsRecord): TableRow | null {
    if (kind === RECORD.row && data.length >= 13 && data[12]! & HIDDEN) this.hidden.add(data.readUInt16LE(0) + 1);
    if (kind === RECORD.formulaText && this.waiting !== null) {
      this.put(this.waiting, [textAt(data, 0, 2), null]);
      this.waiting = null;
    }
    if (!CELLS.has(kind) || data.length < 7) return null;
    const n = data.readUInt16LE(0) + 1;
    const done = n === this.n ? null : this.end();
    if (n !== this.n) this.cells.begin(this.hidden.has(n));
    this.n = n;
    this.cell(kind, data, data.readUInt16LE(2));
    return done;
  }

  end(): TableRow | null {
    this.formulaWithoutText();
    return this.n === 0 ? null : this.cells.end(this.n);
  }

  private cell(kind: number, data: Buffer, column: number): void {
    this.formulaWithoutText();
    this.style = data.readUInt16LE(4);
    if (kind === RECORD.shortNumbers) {
      for (let at = 4; at + 8 <= data.length; at += 6) {
        this.style = data.readUInt16LE(at);
        this.put(column + (at - 4) / 6, this.number(short(data.readUInt32LE(at + 2))));
      }
    } else if (kind === RECORD.booleanOrError) this.put(column, [truth(data[6]!, data[7] === 1), null]);
    else if (kind === RECORD.text || kind === RECORD.richText) this.put(column, [textAt(data, 6, 2), null]);
    else if (data.length >= 10) this.longCell(kind, data, column);
  }

  private longCell(kind: number, data: Buffer, column: number): void {
    if (kind === RECORD.textNumber) this.put(column, [this.book.shared[data.readUInt32LE(6)] ?? '', null]);
    else if (kind === RECORD.shortNumber) this.put(column, this.number(short(data.readUInt32LE(6))));
    else if (data.length < 14) return;
    else if (kind === RECORD.number || data.readUInt16LE(12) !== 0xffff)
      this.put(column, this.number(data.readDoubleLE(6)));
    else if (data[6] === 0) this.waiting = column;
    else if (data[6] === 1 || data[6] === 2) this.put(column, [truth(data[8]!, data[6] === 2), null]);
  }

  /** A formula is stored compiled: without its result, only its existence is known. An empty result is a result. */
  private formulaWithoutText(): void {
    if (this.waiting !== null) this.put(this.waiting, ['=', 'formula']);
    this.waiting = null;
  }

  private number(value: number): Shown {
    return shownNumber(String(value), this.book.formats[this.style] ?? null, this.book.from1904);
  }

  private put(column: number, [text, doubt]: Shown): void {
    this.cells.put(column, text.slice(0, LONGEST_CELL), { doubt, form: this.book.forms[this.style] ?? null });
  }
}

const CELLS: ReadonlySet<number> = new Set([
  RECORD.textNumber,
  RECORD.text,
  RECORD.richText,
  RECORD.number,
  RECORD.shortNumber,
  RECORD.shortNumbers,
  RECORD.formula,
  RECORD.booleanOrError,
]);

const truth = (value: number, error: boolean): string =>
  error ? (ERRORS[value] ?? '#N/A') : value === 1 ? 'VRAI' : 'FAUX';

/** A number in thirty bits (RkNumber): the upper ones of a fraction, or a whole one; perhaps times a hundred. */
function short(bits: number): number {
  const value = bits & 2 ? bits >> 2 : upperBits(bits & ~3);
  return bits & 1 ? value / 100 : value;
}

function upperBits(bits: number): number {
  const bytes = Buffer.alloc(8);
  bytes.writeInt32LE(bits, 4);
  return bytes.readDoubleLE(0);
}

const MOST_STYLES = 100_000;
const STRUCK = 0x08;
const SOLID = 1;
/** White, and the colour of a window's background. */
const WHITE: ReadonlySet<number> = new Set([1, 9, 0x40, 0x41]);

interface Style {
  readonly font: number;
  readonly format: number;
  readonly fill: string | null;
}

/** The styles of an old workbook: number formats, struck fonts, fills (MS-XLS, 2.4.122 and 2.4.353). */
export class XlsStyles {
  private readonly codes = new Map<number, string>();
  private readonly struck: boolean[] = [];
  private readonly styles: Style[] = [];

  take({ kind, data }: XlsRecord): void {
    if (this.styles.length + this.struck.length + this.codes.size >= MOST_STYLES) return;
    if (kind === RECORD.format && data.length > 4)
      this.codes.set(data.readUInt16LE(0), textAt(data, 2, 2).slice(0, 255));
    else if (kind === RECORD.font && data.length >= 4) this.struck.push((data[2]! & STRUCK) !== 0);
    else if (kind === RECORD.style && data.length >= 4)
      this.styles.push({ font: data.readUInt16LE(0), format: data.readUInt16LE(2), fill: fillOf(data) });
  }

  get formats(): CellNumberFormat[] {
    return this.styles.map(({ format }) => numberFormatOf(format, this.codes.get(format)));
  }

  get forms(): (CellForm | null)[] {
    return this.styles.map(({ font, fill }) => {
      // There is no font with the number 4.
      const struck = this.struck[font > 4 ? font - 1 : font] ?? false;
      return struck || fill !== null ? { struck, fill } : null;
    });
  }
}

function fillOf(data: Buffer): string | null {
  if (data.length < 20 || data.readUInt32LE(14) >>> 26 !== SOLID) return null;
  const colour = data.readUInt16LE(18) & 0x7f;
  return WHITE.has(colour) ? null : `#${colour}`;
}
