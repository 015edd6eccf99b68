import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { BlobStore } from '#bank/documents';
import { rows } from '#platform/database';
import { type Page, pageOf, readCursor } from '#platform/kernel';
import { type AnyKind, ImportKinds } from './kind.js';
import type { ListedSheet, RowProblem } from './sheets/opened-file.js';
import { lineOf, type SheetsOfBook, sheetsOfBook } from './sheets/sheets.js';
import type { ImportState } from './states.js';
import type { Withdrawal } from './steps/applying.js';
import { READING_FILE, type ReadingFile } from './steps/reading.js';
import { partsOf } from './steps/rows.js';
import type { ColumnsBy, FileFormat, ImportKindName, LeftReason } from './word-lists.js';

export interface ImportRow<Meaning = unknown> {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly meaning: Meaning | null;
  readonly wrong: boolean;
  readonly warned: boolean;
  readonly left: LeftReason | null;
  readonly problems: readonly RowProblem[];
}

export interface WrongRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly problems: readonly RowProblem[];
}

export interface RowFilter {
  /** `told`: with something to say; `good`: that come in; `left`: none of what the file lists. */
  readonly only?: 'told' | 'good' | 'left';
  readonly cursor?: string;
  readonly limit?: number;
  readonly withLeft?: boolean;
}

/** Reading rows of files. Whoever asks has seen to it that the file is the actor's to read. */
@Injectable()
export class ImportQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly blobs: BlobStore,
    private readonly kinds: ImportKinds,
  ) {}

  async rows<Meaning>(kind: ImportKindName, fileId: string, filter: RowFilter = {}): Promise<Page<ImportRow<Meaning>>> {
    const limit = filter.limit ?? 50;
    const [cursor] = readCursor(filter.cursor, 1) ?? [null];
    const after = typeof cursor === 'number' ? cursor : 0;
    const told =
      filter.only === 'good' ? [] : await this.told<Meaning>(this.kinds.of(kind), fileId, after, limit + 1, filter);
    const good =
      filter.only && filter.only !== 'good'
        ? []
        : await this.good<Meaning>(this.kinds.of(kind), fileId, after, limit + 1, told);
    return pageOf(
      told.concat(good).sort((a, b) => a.line - b.line),
      limit,
      (row) => [row.line],
    );
  }

  /**
   * The wrong rows of a file, to be given back: as they came, without those whom they name, while the sealed file is there, then with
   * the cells of the columns that were read.
   */
  async *wrongRows(fileId: string): AsyncGenerator<WrongRow> {
    const file = await this.file(fileId);
    if (!file) return;
    const wrong = this.wrongOf(fileId);
    if (!file.blobId) {
      for await (const { line, cells, problems } of wrong) {
        const placed = file.fields.map((field) => (field ? (cells[field] ?? '') : ''));
        yield { line, cells: placed, problems };
      }
      return;
    }
    const kind = this.kinds.of(file.kind);
    const blob = await this.blobs.read(file.blobId);
    const choices = { ...file.choices, sheet: file.sheet, headerRow: file.headerRow, columns: file.fields };
    const opened = await kind.open(blob.stream, file, {
      choices,
      memory: new Map(),
      answers: new Map(),
      tx: this.db.manager,
    });
    try {
      let next = await wrong.next();
      for await (const row of opened.rows) {
        if (next.done) return;
        if (row.n < next.value.line) continue;
        yield { line: row.n, cells: row.raw, problems: next.value.problems };
        next = await wrong.next();
      }
    } finally {
      await opened.close();
    }
  }

  sheetsOf(rootId: string): Promise<SheetsOfBook> {
    return sheetsOfBook(this.db, rootId);
  }

  async widestWrong(fileId: string): Promise<number> {
    const [row] = await rows<{ width: number }>(
      this.db,
      'SELECT coalesce(max(width), 0) AS width FROM imports.row WHERE file_id = $1 AND wrong',
      [fileId],
    );
    return row!.width;
  }

  private async file(id: string) {
    const [file] = await rows<
      Omit<ReadingFile, 'blobId'> & {
        blobId: string | null;
        sheet: number;
        headerRow: number;
        fields: readonly (string | null)[];
      }
    >(this.db, `SELECT ${READING_FILE}, sheet, header_row AS "headerRow", fields FROM imports.file WHERE id = $1`, [
      id,
    ]);
    return file;
  }

  private async *wrongOf(fileId: string): AsyncGenerator<Pick<ImportRow, 'line' | 'cells' | 'problems'>> {
    for (let after = 0; ; ) {
      const wrong = await rows<{ line: number; cells: string; problems: WrongRow['problems'] }>(
        this.db,
        'SELECT line, cells, problems FROM imports.row WHERE file_id = $1 AND wrong AND line > $2 ORDER BY line LIMIT 500',
        [fileId, after],
      );
      for (const row of wrong) yield { ...row, cells: JSON.parse(row.cells) };
      if (wrong.length < 500) return;
      after = wrong.at(-1)!.line;
    }
  }

  private async told<Meaning>(
    kind: AnyKind,
    fileId: string,
    after: number,
    limit: number,
    { only, withLeft = false }: RowFilter,
  ): Promise<ImportRow<Meaning>[]> {
    const found = await rows<{
      line: number;
      wrong: boolean;
      warned: boolean;
      left: LeftReason | null;
      problems: RowProblem[];
      cells: string;
      meaning: string | null;
    }>(
      this.db,
      `SELECT r.line, r.wrong, r.warned, r.left_out AS left, r.problems, r.cells, r.meaning FROM imports.row r
       WHERE r.file_id = $1 AND r.line > $2 AND ($5 OR (r.left_out IS NOT NULL) = $4) ORDER BY r.line LIMIT $3`,
      [fileId, after, limit, only === 'left', withLeft && !only],
    );
    return found.map((row) => ({
      ...row,
      cells: JSON.parse(row.cells),
      meaning: row.meaning === null ? null : (kind.unpack(JSON.parse(row.meaning)) as Meaning),
    }));
  }

  private async good<Meaning>(
    kind: AnyKind,
    fileId: string,
    after: number,
    limit: number,
    told: readonly ImportRow[],
  ): Promise<ImportRow<Meaning>[]> {
    const known = new Set(told.map((row) => row.line));
    const shown: ImportRow<Meaning>[] = [];
    for await (const part of partsOf<Meaning>(this.db.manager, kind, fileId, after)) {
      for (const { line, meaning, cells } of part) {
        if (line <= after || known.has(line)) continue;
        const said = Object.fromEntries(kind.fields.map((field, i) => [field, cells[i] ?? '']));
        shown.push({ line, meaning, cells: said, wrong: false, warned: false, left: null, problems: [] });
        if (shown.length === limit) return shown;
      }
    }
    return shown;
  }
}

export interface ImportListView {
  readonly id: string;
  readonly name: string;
  readonly state: ImportState;
  readonly format: FileFormat | null;
  readonly sheets: readonly ListedSheet[];
  readonly sheet: number;
  /** Sheets that are taken with it. */
  readonly also: readonly number[];
  /** The list that was sent: this one, or the one of which this one takes another sheet. */
  readonly rootId: string;
  /** 0: it has no titles. */
  readonly headerRow: number;
  /** The titles of its columns, and what stands in them: what is secret hidden. Nothing of it once the list is decided about. */
  readonly header: readonly string[];
  readonly examples: readonly (readonly string[])[];
  readonly fields: readonly (string | null)[];
  readonly columnsBy: ColumnsBy;
  readonly hiddenRows: boolean;
  /** Rows that come in. */
  readonly good: number;
  /** Rows that do not, those of what is known included. */
  readonly wrong: number;
  /** Rows that list nothing: hidden ones, totals. */
  readonly left: number;
  readonly made: number;
  /** What became of what it made when it was undone. */
  readonly withdrawal: Withdrawal | null;
  readonly error: string | null;
  readonly errorFacts: Readonly<Record<string, unknown>>;
}

export interface ImportListRowView {
  readonly line: number;
  readonly sheet: string | null;
  readonly said: string;
  readonly wrong: boolean;
  readonly left: LeftReason | null;
  readonly problems: readonly RowProblem[];
}

export const listRow = (
  view: ImportListView,
  { line, wrong, left, problems }: ImportRow,
  said: string,
): ImportListRowView => ({ ...lineOf(line, view), said, wrong, left, problems });

export const LIST_COLUMNS = `f.id, f.filename AS name, f.state, f.format, f.sheets, f.sheet, f.header_row AS "headerRow", f.header, f.fields, f.sample,
  f.sample_key AS "sampleKey", f.columns_by AS "columnsBy", coalesce(f.choices ->> 'hiddenRows' = 'true', false) AS "hiddenRows",
  coalesce(f.choices -> 'also', '[]') AS also, coalesce(f.root_id, f.id) AS "rootId",
  f.rows_good AS good, f.rows_wrong AS wrong, f.rows_left AS left, f.things_made AS made, f.result -> 'withdrawal' AS withdrawal,
  f.error, f.error_facts AS "errorFacts"`;
