import type { TableRow } from '../table.js';
import { readXml, whole } from '../xml.js';
import type { ZipParts } from '../zip-file.js';
import { relations } from './xlsx-book.js';
import { columnOf, unescapeText } from './xlsx-values.js';

/** More are only counted. */
export const MOST_NOTES = 20_000;
export const LONGEST_NOTE = 300;

/** What is read of one, with the warning of a conversation in front. */
export const LONGEST_COMMENT = 3 * LONGEST_NOTE;

export interface Notes {
  readonly byColumn: readonly number[];
  readonly byRow: ReadonlyMap<number, Readonly<Record<number, string>>>;
}

type Attributes = Readonly<Record<string, string>>;

/** Reads the notes of a sheet (ECMA-376, 18.7; a conversation of Excel 365 leaves one too), without their authors. @throws NotATable */
export async function readNotes(zip: ZipParts, sheet: string): Promise<Notes> {
  const part = [...(await relations(zip, sheet)).values()].find((l) => l.type === 'comments' && zip.has(l.part))?.part;
  const reading = new NoteReading();
  if (part) for await (const _ of readXml(zip.read(part), reading));
  return reading;
}

class NoteReading implements Notes {
  readonly byColumn: number[] = [];
  private count = 0;
  readonly byRow = new Map<number, Record<number, string>>();
  private readonly authors: string[] = [];
  private cell = '';
  private author = '';
  private said: string | null = null;
  private into: 'author' | 'text' | null = null;

  open = (tag: string, a: Attributes): void => {
    if (tag === 'author') {
      this.into = 'author';
      if (this.authors.length < MOST_NOTES) this.authors.push('');
    } else if (tag === 'comment') {
      this.cell = a['ref'] ?? '';
      this.author = this.authors[whole(a['authorId']) ?? -1] ?? '';
      this.said = '';
    } else if (tag === 't' && this.said !== null) this.into = 'text';
  };

  text = (text: string): void => {
    if (this.into === 'author') {
      const last = this.authors.length - 1;
      this.authors[last] = ((this.authors[last] ?? '') + text).slice(0, LONGEST_NOTE);
    } else if (this.into === 'text' && this.said !== null && this.said.length < LONGEST_COMMENT)
      this.said += text.slice(0, LONGEST_COMMENT);
  };

  close = (tag: string): void => {
    if (tag === 'author' || tag === 't') this.into = null;
    else if (tag === 'comment' && this.said !== null) {
      this.keep(unescapeText(this.said));
      this.said = null;
    }
  };

  private keep(said: string): void {
    const column = columnOf(this.cell);
    const row = whole(/\d+$/.exec(this.cell)?.[0]);
    const kept = this.count < MOST_NOTES;
    const text = kept ? noteText(said, this.author) : said.trim();
    if (text === '' || column === null || row === null) return;
    this.count += 1;
    this.byColumn[column] = (this.byColumn[column] ?? 0) + 1;
    if (!kept) return;
    const notes = this.byRow.get(row) ?? {};
    notes[column] = text;
    this.byRow.set(row, notes);
  }
}

/** The text of a note, without its author's name, which Excel writes in front, or the warning of a conversation. */
export function noteText(said: string, author: string): string {
  const text = said.slice(0, LONGEST_COMMENT);
  const own = /^\[[^\]]{5,60}\]\s[\s\S]*?\n[^\S\n]*comment(?:aire)?\s*:([\s\S]*)$/i.exec(text)?.[1] ?? text;
  const name = author.trim();
  const bare =
    name !== '' && own.trimStart().startsWith(name)
      ? own
          .trimStart()
          .slice(name.length)
          .replace(/^\s*[:：]/, '')
      : own;
  // Copied, so that no larger text stays in memory for it.
  return Buffer.from(
    bare
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, LONGEST_NOTE)
      .toWellFormed(),
    'utf16le',
  ).toString('utf16le');
}

export async function* withNotes(rows: AsyncIterable<TableRow>, { byRow }: Notes): AsyncGenerator<TableRow> {
  if (!byRow.size) return yield* rows;
  for await (const row of rows) {
    const notes = byRow.get(row.n);
    yield notes ? { ...row, marks: { ...row.marks, notes } } : row;
  }
}
