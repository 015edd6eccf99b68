import type { EntityManager } from 'typeorm';
import { type Reader, rows, run } from '#platform/database';
import { RuleBroken, type SheetName } from '#platform/kernel';
import type { AnyKind, ImportedFile } from '../kind.js';
import type { ImportState } from '../states.js';
import type { ListedSheet } from './opened-file.js';

export interface SheetsFile {
  readonly id: string;
  readonly state: ImportState;
  readonly sheet: number;
  readonly also: readonly number[];
}

export interface SheetsOfBook {
  /** By number from 0: they list something, and made nothing yet. */
  readonly left: readonly number[];
  /** Its bytes wait for the next of them to be taken. */
  readonly waiting: boolean;
  /** The files that take its sheets, in order. */
  readonly files: readonly SheetsFile[];
}

/** What became of the sheets of the workbook that a file takes, or is, by the id of the file that was sent. */
export async function sheetsOfBook(on: Reader, rootId: string): Promise<SheetsOfBook> {
  const files = await rows<
    SheetsFile & { root: boolean; sheets: readonly ListedSheet[]; taken: boolean; waiting: boolean }
  >(
    on,
    `SELECT f.id, f.state, f.sheet, coalesce(f.choices -> 'also', '[]') AS also, f.root_id IS NULL AS root, CASE WHEN f.root_id IS NULL THEN f.sheets ELSE '[]' END AS sheets,
       f.state = ANY (imports.applied_states()) AND f.state <> ALL (imports.failed_states()) AS taken,
       EXISTS (SELECT 1 FROM imports.rest r WHERE r.root_id = f.id) AS waiting
     FROM imports.file f WHERE f.id = $1 OR f.root_id = $1 ORDER BY f.id`,
    [rootId],
  );
  const sheets = files.find((file) => file.root)?.sheets ?? [];
  const taken = new Set(files.flatMap((file) => (file.taken ? [file.sheet, ...file.also] : [])));
  return {
    // A row alone is a title, or a word of who made the workbook.
    left: sheets.flatMap(({ rows: said }, i) => (taken.has(i) || (said !== null && said < 2) ? [] : [i])),
    waiting: files.some((file) => file.waiting),
    files: files.map(({ id, state, sheet, also }) => ({ id, state, sheet, also })),
  };
}

/** @throws RuleBroken `sheet_taken` of the kind, when one of the sheets made things already, or lists nothing. */
export async function mustBeLeft(
  tx: EntityManager,
  kind: AnyKind,
  rootId: string,
  wanted: readonly number[],
): Promise<void> {
  const { left } = await sheetsOfBook(tx, rootId);
  if (!wanted.every((sheet) => left.includes(sheet))) throw new RuleBroken(kind.refusals.sheet_taken, {}, 'sheet');
}

/** Keeps the bytes of a workbook of which sheets remain, for the next one to be taken. */
export const keepRest = (tx: EntityManager, rootId: string, blobId: string): Promise<unknown> =>
  run(tx, 'INSERT INTO imports.rest (root_id, blob_id) VALUES ($1, $2)', [rootId, blobId]);

export interface SentBook extends ImportedFile {
  readonly sha256: string;
  readonly createdAt: Date;
}

/** Takes the bytes of a workbook out of waiting; null when they do not wait: all is taken, or somebody is at it. */
export async function takeRest(
  tx: EntityManager,
  fileId: string,
): Promise<{ readonly book: SentBook; readonly rest: { readonly blobId: string; readonly size: number } | null }> {
  const [book] = await rows<SentBook>(
    tx,
    `SELECT id, kind, subject_id AS "subjectId", filename, settings, choices, sha256, created_at AS "createdAt" FROM imports.file
     WHERE id = (SELECT coalesce(root_id, id) FROM imports.file WHERE id = $1) FOR NO KEY UPDATE`,
    [fileId],
  );
  const [rest] = await rows<{ blobId: string; size: number }>(
    tx,
    `DELETE FROM imports.rest r USING documents.blob b WHERE r.root_id = $1 AND b.id = r.blob_id RETURNING r.blob_id AS "blobId", b.size::float8 AS size`,
    [book!.id],
  );
  return { book: book!, rest: rest ?? null };
}

/** The lines of a second sheet that is taken with the first are counted on from here, of a third from twice as much: no sheet has so many. */
export const SHEET_LINES = 2 ** 21;
/** So many sheets are taken together at most: their lines have to remain numbers that Postgres keeps. */
export const MOST_TOGETHER = 500;

export interface TakenSheets {
  readonly sheets: readonly SheetName[];
  readonly sheet: number;
  readonly also: readonly number[];
}

/** Where a row stands, as a person finds it: the line of its sheet, and the sheet where the workbook has several. */
export function lineOf(line: number, { sheets, sheet, also }: TakenSheets): { line: number; sheet: string | null } {
  if (sheets.length < 2) return { line, sheet: null };
  const nth = Math.floor(line / SHEET_LINES);
  return { line: line % SHEET_LINES, sheet: sheets[[sheet, ...also][nth] ?? -1]?.name ?? null };
}

/** Where a thing was met first, for the sentence that says that it comes twice: the sheet where others are taken with it. */
export function firstRowOf(firstLine: number, taken: TakenSheets): { firstRow: number; sheet?: string | null } {
  const { line, sheet } = lineOf(firstLine, taken);
  return { firstRow: line, sheet: taken.also.length ? sheet : undefined };
}

/** `lineOf` in SQL, of a file `f` and a line: columns `line` and `sheet`. */
export const lineAndSheet = (line: string): string =>
  `CASE WHEN jsonb_array_length(f.sheets) > 1 THEN ${line} % ${SHEET_LINES} ELSE ${line} END AS line,
   CASE WHEN jsonb_array_length(f.sheets) > 1 THEN f.sheets -> (CASE WHEN ${line} < ${SHEET_LINES} THEN f.sheet
     ELSE (f.choices -> 'also' ->> (${line} / ${SHEET_LINES} - 1))::int END) ->> 'name' END AS sheet`;
