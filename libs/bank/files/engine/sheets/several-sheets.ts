import type { SheetName } from '#platform/kernel';

/** The lines of a second sheet that is taken with the first are counted on from here, of a third from twice as much: no sheet has so many. */
export const SHEET_LINES = 2 ** 21;
/** So many sheets are taken together at most: their lines have to remain numbers that Postgres keeps. */
export const MOST_TOGETHER = 500;

/** Which sheets of a workbook a file takes. */
export interface TakenSheets {
  readonly sheets: readonly SheetName[];
  readonly sheet: number;
  /** Those taken with it, in the order of their rows. */
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
