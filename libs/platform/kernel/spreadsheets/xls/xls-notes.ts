import { LONGEST_COMMENT, MOST_NOTES, type Notes, noteText } from '../xlsx/xlsx-notes.js';
import { RECORD, textAt, type XlsRecord } from './xls-records.js';

/** A note names only its cell and the box that holds its words. */
interface Placed {
  readonly row: number;
  readonly column: number;
  readonly box: number;
  readonly author: string;
}

/** The notes of a sheet (MS-XLS, 2.4.179): each names a box (2.4.181), whose words are in the records behind it (2.4.329). Authors are left out. */
export class XlsNotes {
  private readonly byColumn: number[] = [];
  private readonly placed: Placed[] = [];
  private readonly words = new Map<number, string>();
  private box = 0;
  private left = 0;

  take({ kind, data }: XlsRecord): void {
    if (kind === RECORD.more) {
      if (this.left > 0) this.more(data);
      return;
    }
    this.left = 0;
    if (kind === RECORD.note && data.length >= 4) this.place(data);
    else if (kind === RECORD.object) this.box = data.length >= 8 ? data.readUInt16LE(6) : 0;
    else if (kind === RECORD.objectText && data.length >= 12 && this.words.size < MOST_NOTES)
      this.left = data.readUInt16LE(10);
  }

  private place(data: Buffer): void {
    const column = data.readUInt16LE(2);
    this.byColumn[column] = (this.byColumn[column] ?? 0) + 1;
    if (data.length < 8 || this.placed.length >= MOST_NOTES) return;
    const [row, box] = [data.readUInt16LE(0) + 1, data.readUInt16LE(6)];
    this.placed.push({ row, column, box, author: textAt(data, 8, 2) });
  }

  /** Words that continue in the next record say again how they are encoded. */
  private more(data: Buffer): void {
    const wide = (data[0] ?? 0) & 1;
    const letters = Math.min(this.left, wide ? (data.length - 1) >> 1 : data.length - 1);
    if (letters <= 0) return;
    const text = data.toString(wide ? 'utf16le' : 'latin1', 1, 1 + letters * (wide ? 2 : 1));
    this.words.set(this.box, ((this.words.get(this.box) ?? '') + text).slice(0, LONGEST_COMMENT));
    this.left -= letters;
  }

  /** A note whose box is empty is only counted. */
  end(): Notes {
    const byRow = new Map<number, Record<number, string>>();
    for (const { row, column, box, author } of this.placed) {
      const text = noteText(this.words.get(box) ?? '', author);
      if (text === '') continue;
      const notes = byRow.get(row) ?? {};
      notes[column] = text;
      byRow.set(row, notes);
    }
    return { byColumn: this.byColumn, byRow };
  }
}
