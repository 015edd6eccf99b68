import { says, type TableRow } from '../spreadsheets/table.js';

/**
 * Splits delimited text (RFC 4180, as spreadsheets write it) into rows, piece by piece. Quoted cells may hold separators, doubled quotes and line
 * breaks; a quote in the middle of a cell is itself, as Excel reads it. Line ends: LF, CRLF or CR. Rows without text are only counted.
 */
export class RowSplitter {
  private cells: string[] = [];
  private cell = '';
  private inQuotes = false;
  private quoted = false;
  private rest = '';
  private empty = 0;
  private said = false;
  private n = 0;

  constructor(private readonly separator: string) {}

  /** True while a cell's closing quote has not come. */
  get open(): boolean {
    return this.inQuotes;
  }

  /** Characters and cells of the row being read: the caller stops a file whose quote or row never ends. */
  get pending(): number {
    return this.cell.length + this.rest.length + this.cells.length + this.empty;
  }

  get row(): number {
    return this.n;
  }

  push(text: string): TableRow[] {
    return this.split(this.rest + text, false);
  }

  /** The last row, when the text does not end with a line break. */
  end(): TableRow[] {
    const rows = this.split(this.rest, true);
    if (this.cell !== '' || this.quoted || this.cells.length + this.empty > 0) this.endRow(rows);
    return rows;
  }

  private split(text: string, last: boolean): TableRow[] {
    const rows: TableRow[] = [];
    const separator = this.separator.charCodeAt(0);
    let at = 0;
    this.rest = '';
    while (at < text.length) {
      if (this.inQuotes) {
        const quote = text.indexOf('"', at);
        if (quote < 0) {
          this.cell += text.slice(at);
          return rows;
        }
        // A quote at the very end may be the first of a doubled one.
        if (quote === text.length - 1 && !last) {
          this.cell += text.slice(at, quote);
          this.rest = '"';
          return rows;
        }
        this.cell += text.slice(at, quote);
        if (text[quote + 1] === '"') {
          this.cell += '"';
          at = quote + 2;
        } else {
          this.inQuotes = false;
          at = quote + 1;
        }
        continue;
      }
      if (text[at] === '"' && this.cell === '' && !this.quoted) {
        this.inQuotes = true;
        this.quoted = true;
        at += 1;
        continue;
      }
      const from = at;
      let code = 0;
      for (; at < text.length; at += 1) {
        code = text.charCodeAt(at);
        if (code === separator || code === 10 || code === 13) break;
      }
      if (at > from) this.cell += text.slice(from, at);
      if (at === text.length) break;
      if (code === separator) {
        this.endCell();
        at += 1;
      } else if (code === 13 && at === text.length - 1 && !last) {
        // Its line feed may come with the next piece.
        this.rest = '\r';
        break;
      } else {
        at += code === 13 && text[at + 1] === '\n' ? 2 : 1;
        this.endRow(rows);
      }
    }
    return rows;
  }

  private endCell(): void {
    if (this.cell === '') this.empty += 1;
    else {
      this.said ||= says(this.cell);
      this.fill();
      this.cells.push(this.cell);
      this.cell = '';
    }
    this.quoted = false;
  }

  private endRow(rows: TableRow[]): void {
    this.n += 1;
    this.endCell();
    // Empty rows by the million cost a count each.
    if (this.said) {
      this.fill();
      rows.push({ n: this.n, cells: this.cells });
    }
    if (this.cells.length > 0) this.cells = [];
    this.said = false;
    this.empty = 0;
  }

  private fill(): void {
    for (; this.empty > 0; this.empty -= 1) this.cells.push('');
  }
}

export function splitRows(text: string, separator: string): TableRow[] {
  const splitter = new RowSplitter(separator);
  return [...splitter.push(text), ...splitter.end()];
}
