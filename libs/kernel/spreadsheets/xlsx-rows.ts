import type { TableRow } from './table.js';
import { type Book, LONGEST_CELL } from './xlsx-book.js';
import { columnOf, MOST_COLUMNS, shownNumber, unescapeText } from './xlsx-values.js';
import { readXml, whole, type XmlHandlers } from './xml.js';

const LAST_ROW = 1_048_576;

/**
 * The rows of a sheet that hold something, as text: what a formula gave when the file was saved, the formula itself when it
 * gave nothing.
 * @throws NotATable as `readXml`.
 */
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
  private cells: string[] = [];
  private n = 0;
  private column = -1;
  private kind = 'n';
  private style = 0;
  private value = '';
  private formula = '';
  private into: 'value' | 'formula' | null = null;
  private phonetic = false;

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
      this.formula = '';
    } else if (tag === 'v') this.into = 'value';
    else if (tag === 't') this.into = this.phonetic ? null : 'value';
    else if (tag === 'f') this.into = 'formula';
    else if (tag === 'rPh') this.phonetic = true;
    else if (tag === 'row') {
      // A number that goes back, or beyond the last row there is, is not believed.
      const said = whole(a['r']) ?? 0;
      this.n = said > this.n && said <= LAST_ROW ? said : this.n + 1;
      this.cells = [];
      this.column = -1;
    }
  };

  text = (text: string): void => {
    if (this.into === 'value' && this.value.length < LONGEST_CELL) this.value += text.slice(0, LONGEST_CELL);
    else if (this.into === 'formula' && this.formula.length < LONGEST_CELL) this.formula += text.slice(0, LONGEST_CELL);
  };

  close = (tag: string): void => {
    if (tag === 'v' || tag === 't' || tag === 'f') this.into = null;
    else if (tag === 'rPh') this.phonetic = false;
    else if (tag === 'c') {
      const shown = this.shown();
      if (shown !== '' && this.column < MOST_COLUMNS) {
        while (this.cells.length < this.column) this.cells.push('');
        this.cells[this.column] = shown;
      }
    } else if (tag === 'row') {
      if (this.cells.length > 0) this.ready.push({ n: this.n, cells: this.cells });
    } else if (tag === 'sheetData') this.done = true;
  };

  private shown(): string {
    if (this.value === '') return this.formula === '' ? '' : `=${unescapeText(this.formula)}`;
    switch (this.kind) {
      case 's':
        return this.book.shared[whole(this.value) ?? -1] ?? '';
      case 'inlineStr':
      case 'str':
        return unescapeText(this.value);
      case 'b':
        return this.value === '1' || this.value === 'true' ? 'VRAI' : 'FAUX';
      case 'e':
        return this.value;
      case 'd':
        return this.value.replace(/T00:00:00(?:\.0+)?Z?$/, '').replace('T', ' ');
      default:
        return shownNumber(this.value, this.book.looks[this.style] ?? null, this.book.from1904);
    }
  }
}
