import { SPANNED_FROM } from '../merged-cells.js';
import { type PivotRange, pivotRange } from '../pivots.js';
import { LAST_ROW, MOST_COLUMNS, ownStyle, RowCells } from '../row-cells.js';
import type { CellDoubt, SheetName, TableRow } from '../table.js';
import { whole, type XmlHandlers } from '../xml.js';
import { OdsStyles, odsCell } from './ods-cells.js';
import { OdsText } from './ods-text.js';

export interface OdsRow {
  readonly sheet: number;
  readonly times: number;
  readonly row: TableRow;
}

type Attributes = Readonly<Record<string, string>>;
type Place = 'file' | 'book' | 'sheet' | 'row' | 'cell';

const MOST_SHEETS = 500;
const MOST_PIVOTS = 100;
const ABOVE = new Set(['document-content', 'automatic-styles', 'body', 'spreadsheet']);
const GROUPS = new Set(['table-row-group', 'table-header-rows', 'table-rows']);

export class OdsReading implements XmlHandlers {
  readonly sheets: SheetName[] = [];
  done = false;
  private ready: OdsRow[] = [];
  readonly notes: number[][] = [];
  /** For each sheet, its pivot tables; they stand behind all sheets. */
  readonly pivots: PivotRange[][] = [];
  private readonly styles = new OdsStyles();
  private rowStyle: string | undefined;
  private place: Place = 'file';
  private depth = 0;
  /** The depth at which an ignored element began. */
  private skipped = 0;
  private groups: boolean[] = [];
  private readonly row = new RowCells();
  private n = 0;
  private times = 1;
  private column = 0;
  private cell: Attributes = {};
  private covered = false;
  private readonly shown = new OdsText((style) => this.styles.isStruck(style));
  private readonly tall = new Map<number, { to: number; text: string; doubt: CellDoubt | null }>();

  /** @param only the one sheet whose rows are wanted */
  constructor(private readonly only: number | null = null) {}

  take(): OdsRow[] {
    const { ready } = this;
    this.ready = [];
    return ready;
  }

  open = (tag: string, a: Attributes): void => {
    this.depth += 1;
    if (!this.skipped && !this.opened(tag, a)) this.skipped = this.depth;
  };

  text = (text: string): void => {
    if (this.place === 'cell' && !this.skipped) this.shown.add(text);
  };

  close = (tag: string): void => {
    if (!this.skipped) this.closed(tag);
    else if (this.skipped === this.depth) this.skipped = 0;
    this.depth -= 1;
  };

  /** False for an element to be ignored with all it holds. */
  private opened(tag: string, a: Attributes): boolean {
    switch (this.place) {
      case 'file':
        if (tag === 'spreadsheet') this.place = 'book';
        return this.styles.open(tag, a) || ABOVE.has(tag);
      case 'book':
        if (tag === 'data-pilot-table') this.notePivot(a['table:target-range-address'] ?? '');
        return tag === 'data-pilot-tables' || (tag === 'table' && this.openSheet(a));
      case 'sheet':
        if (GROUPS.has(tag)) this.groups.push(a['table:display'] === 'false');
        else if (tag === 'table-row') this.openRow(a);
        return GROUPS.has(tag) || tag === 'table-row';
      case 'row':
        this.covered = tag === 'covered-table-cell';
        if (!this.covered && tag !== 'table-cell') return false;
        this.cell = a;
        this.place = 'cell';
        return true;
      case 'cell':
        return this.shown.open(tag, a);
    }
  }

  /** « 'Parc 2026'.B28:'Parc 2026'.G36 ». */
  private notePivot(address: string): void {
    const [, quoted, bare, from, to] =
      /^\$?(?:'((?:[^']|'')+)'|([^.']+))\.([$A-Z\d]+)(?::.*\.([$A-Z\d]+))?$/.exec(address) ?? [];
    const sheet = this.sheets.findIndex(({ name }) => name === (quoted?.replaceAll("''", "'") ?? bare));
    const range = from ? pivotRange(to ? `${from}:${to}` : from) : null;
    if (sheet < 0 || !range) return;
    this.pivots[sheet] ??= [];
    if (this.pivots[sheet].length < MOST_PIVOTS) this.pivots[sheet].push(range);
  }

  private openSheet(a: Attributes): boolean {
    const sheet = this.sheets.length;
    if (sheet >= MOST_SHEETS) return false;
    this.done = this.only !== null && sheet > this.only;
    const name = (a['table:name'] ?? '').slice(0, 100);
    this.notes.push([]);
    this.sheets.push({ name, hidden: this.styles.isHidden(a['table:style-name']) });
    if (this.only !== null && sheet !== this.only) return false;
    this.place = 'sheet';
    this.groups = [];
    this.tall.clear();
    this.n = 0;
    return true;
  }

  private openRow(a: Attributes): void {
    const said = a['table:visibility'];
    this.row.begin(said === 'collapse' || said === 'filter' || this.groups.includes(true));
    this.times = Math.max(1, whole(a['table:number-rows-repeated']) ?? 1);
    this.column = 0;
    this.rowStyle = a['table:default-cell-style-name'];
    this.place = 'row';
  }

  private closed(tag: string): void {
    switch (this.place) {
      case 'file':
        return;
      case 'book':
        if (tag === 'spreadsheet') this.place = 'file';
        return;
      case 'sheet':
        if (tag === 'table') this.place = 'book';
        else this.groups.pop();
        return;
      case 'row':
        this.closeRow();
        this.place = 'sheet';
        return;
      case 'cell':
        if (tag === 'table-cell' || tag === 'covered-table-cell') this.closeCell();
        else this.shown.close(tag);
    }
  }

  private closeCell(): void {
    const a = this.cell;
    const times = Math.max(1, whole(a['table:number-columns-repeated']) ?? 1);
    const { text: said, struck, note } = this.shown.take();
    const [text, doubt] = odsCell(a, said);
    if (!this.covered) {
      const form = this.styles.ofCell(a['table:style-name'] ?? this.rowStyle);
      this.row.put(this.column, text, { doubt, times, form: ownStyle(form, struck) });
      if (note !== '') {
        this.row.note(this.column, note);
        const notes = this.notes.at(-1)!;
        notes[this.column] = (notes[this.column] ?? 0) + 1;
      }
      if (text !== '' && (whole(a['table:number-columns-spanned']) ?? 1) >= SPANNED_FROM) this.row.spanned = true;
      const below = (whole(a['table:number-rows-spanned']) ?? 1) - 1;
      if (text !== '' && below > 0 && this.column < MOST_COLUMNS)
        this.tall.set(this.column, { to: this.n + 1 + below, text, doubt });
    }
    this.column = Math.min(this.column + times, MOST_COLUMNS);
    this.place = 'row';
  }

  private closeRow(): void {
    const n = this.n + 1;
    const times = Math.min(this.times, LAST_ROW - this.n);
    this.n += this.times;
    if (times < 1 || !this.row.hasText) return;
    for (const [column, cell] of this.tall) {
      if (cell.to < n) this.tall.delete(column);
      else if (this.row.at(column) === '') this.row.put(column, cell.text, { doubt: cell.doubt, merged: true });
    }
    const row = this.row.end(n);
    if (row) this.ready.push({ sheet: this.sheets.length - 1, times, row });
  }
}
