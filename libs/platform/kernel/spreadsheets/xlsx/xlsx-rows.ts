import { type CellForm, LAST_ROW, ownStyle, RowCells } from '../row-cells.js';
import { type CellDoubt, LONGEST_CELL, type TableRow } from '../table.js';
import { isTrue, readXml, whole, type XmlHandlers } from '../xml.js';
import type { Book } from './xlsx-book.js';
import { Strikes } from './xlsx-texts.js';
import { columnOf, shownNumber, unescapeText } from './xlsx-values.js';

const NOTHING = ['', null] as const;

/** The rows of a sheet with text: of a formula the result that was saved, or the formula itself, marked as a doubt. @throws NotATable as `readXml` */
export async function* readSheetRows(source: AsyncIterable<Buffer>, book: Book): AsyncGenerator<TableRow> {
  const reading = new SheetReading(book);
  for await (const _ of readXml(source, reading)) {
    yield* reading.take();
    if (reading.done) return;
  }
}

class SheetReading implements XmlHandlers {
  done = false;
  private ready: TableRow[] = [];
  private readonly row = new RowCells();
  private n = 0;
  private column = -1;
  private kind = 'n';
  private style = 0;
  private value = '';
  /** The cell has a value element, even an empty one. */
  private valued = false;
  private formula: string | null = null;
  private into: 'value' | 'formula' | null = null;
  private phonetic = false;
  private readonly strikes = new Strikes();

  constructor(private readonly book: Book) {}

  take(): TableRow[] {
    const { ready } = this;
    this.ready = [];
    return ready;
  }

  open = (tag: string, a: Readonly<Record<string, string>>): void => {
    if (tag === 'c') {
      this.column = columnOf(a['r']) ?? this.column + 1;
      this.kind = a['t'] ?? 'n';
      this.style = whole(a['s']) ?? 0;
      this.value = '';
      this.valued = false;
      this.formula = null;
      this.strikes.begin();
    } else if (tag === 'v') {
      this.into = 'value';
      this.valued = true;
    } else if (tag === 't') this.into = this.phonetic ? null : 'value';
    else if (tag === 'f') {
      this.into = 'formula';
      this.formula = '';
    } else if (tag === 'rPh') this.phonetic = true;
    else if (tag === 'r' || tag === 'rPr' || tag === 'strike') this.strikes.open(tag, a);
    else if (tag === 'row') {
      // A number that goes back, or beyond the last row there is, is not believed.
      const said = whole(a['r']) ?? 0;
      this.n = said > this.n && said <= LAST_ROW ? said : this.n + 1;
      this.row.begin(isTrue(a['hidden']) || Number(a['ht'] ?? 1) === 0);
      this.column = -1;
    }
  };

  text = (text: string): void => {
    if (this.into === 'value' && this.value.length < LONGEST_CELL) {
      this.value += text.slice(0, LONGEST_CELL);
      this.strikes.text(text);
    } else if (this.into === 'formula' && this.formula !== null && this.formula.length < LONGEST_CELL)
      this.formula += text.slice(0, LONGEST_CELL);
  };

  close = (tag: string): void => {
    if (tag === 'v' || tag === 't' || tag === 'f') this.into = null;
    else if (tag === 'rPh') this.phonetic = false;
    else if (tag === 'c') {
      const [text, doubt] = this.shown();
      this.row.put(this.column, text, { doubt, form: this.form() });
    } else if (tag === 'row') {
      const row = this.row.end(this.n);
      if (row) this.ready.push(row);
    } else if (tag === 'sheetData') this.done = true;
  };

  private form(): CellForm | null {
    const form = this.book.forms[this.style] ?? null;
    const own = this.kind === 's' ? this.book.struck.get(whole(this.value) ?? -1) : this.strikes.own;
    return ownStyle(form, own ?? null);
  }

  private shown(): readonly [string, CellDoubt | null] {
    if (this.formula !== null && !this.calculated()) return [`=${unescapeText(this.formula)}`, 'formula'];
    if (this.value === '') return NOTHING;
    switch (this.kind) {
      case 's':
        return [this.book.shared[whole(this.value) ?? -1] ?? '', null];
      case 'inlineStr':
      case 'str':
        return [unescapeText(this.value), null];
      case 'b':
        return [isTrue(this.value) ? 'VRAI' : 'FAUX', null];
      case 'e':
        return [this.value, null];
      case 'd':
        return [this.value.replace(/T00:00:00(?:\.0+)?Z?$/, '').replace('T', ' '), null];
      default:
        return shownNumber(this.value, this.book.formats[this.style] ?? null, this.book.from1904);
    }
  }

  /** A formula may give an empty text, which is saved as one; a number is never empty. */
  private calculated(): boolean {
    if (this.value === '') return this.valued && this.kind === 'str';
    return !(this.book.uncalculated && this.value === '0');
  }
}
