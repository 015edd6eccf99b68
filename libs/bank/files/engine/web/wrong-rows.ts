import { type ImportQueries, PROBLEM_COLUMN, type RowProblem, type WrongRow } from '#bank/files/engine';
import { type Answer, type Ctx, exportAnswer, sentenceOf } from '#platform/http';
import type { SpreadsheetFormat } from '#platform/kernel';

/** Every problem of a row, in words. */
export const problemWords = ({ code, facts }: Pick<RowProblem, 'code' | 'facts'>): string =>
  sentenceOf(code, { ...facts });

/**
 * The wrong rows of a file as they came, without those whom they name, and what is wrong with each in a column of its own behind all others.
 * Whoever asks has read the file.
 * @param file.titles of its columns; none where it has none
 * @param file.noted what the audit calls it; `file.wanted` leaves out rows in which nothing is to be corrected
 */
export async function wrongRowsAnswer(
  ctx: Ctx,
  imports: ImportQueries,
  format: SpreadsheetFormat,
  file: {
    readonly id: string;
    readonly name: string;
    readonly titles: readonly string[];
    readonly noted: string;
    readonly wanted?: (row: WrongRow) => boolean;
  },
): Promise<Answer> {
  const { id, wanted = () => true } = file;
  const known = file.titles.indexOf(PROBLEM_COLUMN);
  // What was wrong the last time is not told again.
  const kept = (cells: readonly string[]) => (known < 0 ? cells : cells.filter((_, i) => i !== known));
  const titles = kept(file.titles);
  const width = Math.max(titles.length, (await imports.widestWrong(id)) - (known < 0 ? 0 : 1));
  const padded = (cells: readonly string[]) => Array.from({ length: width }, (_, i) => cells[i] ?? '');
  async function* rows() {
    for await (const row of imports.wrongRows(id))
      if (wanted(row)) yield [...padded(kept(row.cells)), row.problems.map(problemWords).join(' ')];
  }
  const table = { name: 'Lignes en erreur', header: [...padded(titles), PROBLEM_COLUMN], rows: rows() };
  return exportAnswer(ctx, format, `${file.name.replace(/\.\w{1,5}$/, '')}-lignes-en-erreur`, table, file.noted);
}
