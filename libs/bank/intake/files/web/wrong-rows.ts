import { PROBLEM_COLUMN } from '#bank/files/engine';
import { type FileQueries, type FileView } from '#bank/intake';
import { type Answer, type Ctx, exportAnswer } from '#platform/http';
import type { SpreadsheetFormat } from '#platform/kernel';
import { problemWords } from '../../web/intake.words.js';

/** The wrong rows of a file as they came, and what is wrong with each in a column of its own behind all others. */
export async function wrongRowsAnswer(
  ctx: Ctx,
  queries: FileQueries,
  file: FileView,
  format: SpreadsheetFormat,
): Promise<Answer> {
  const known = file.header.indexOf(PROBLEM_COLUMN);
  // What was wrong the last time is not told again.
  const kept = (cells: readonly string[]) => (known < 0 ? cells : cells.filter((_, i) => i !== known));
  const titles = file.headerRow > 0 ? kept(file.header) : [];
  const width = Math.max(titles.length, (await queries.widestWrong(file.id)) - (known < 0 ? 0 : 1));
  const padded = (cells: readonly string[]) => [...cells, ...Array<string>(Math.max(0, width - cells.length)).fill('')];
  async function* rows() {
    for await (const row of queries.wrongRows(ctx.actor, file.id))
      yield [...padded(kept(row.cells)), row.problems.map(problemWords).join(' ')];
  }
  const table = { name: 'Lignes en erreur', header: [...padded(titles), PROBLEM_COLUMN], rows: rows() };
  const name = `${file.filename.replace(/\.\w{1,5}$/, '')}-lignes-en-erreur`;
  return exportAnswer(ctx, format, name, table, 'don-lignes-en-erreur');
}
