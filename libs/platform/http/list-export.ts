import type { OutCell, Page, SpreadsheetFormat } from '#platform/kernel';
import type { Answer } from './answer.js';
import type { Ctx } from './ctx.js';
import { exportAnswer } from './spreadsheet-answer.js';

/** Rows read at once: a list of a million things is asked for in a thousand small questions. */
const BATCH = 1_000;

/** A column of a list's export. No column names a person: lists of people have none (docs/adr/0033). */
export type OutColumn<T> = readonly [title: string, value: (item: T) => OutCell];

async function* rowsOf<T>(
  columns: readonly OutColumn<T>[],
  read: (cursor: string | undefined, limit: number) => Promise<Page<T>>,
): AsyncGenerator<OutCell[]> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor, BATCH);
    for (const item of page.items) yield columns.map(([, value]) => value(item));
    cursor = page.next ?? undefined;
  } while (cursor);
}

/**
 * The export of a list: the same filters, the same things, all of them, read page after page while they are sent. The audit says who took it.
 * @param list.read a page of it from a cursor on, as its page and the API read it.
 */
export function listAnswer<T>(
  ctx: Ctx,
  format: SpreadsheetFormat,
  list: {
    readonly filename: string;
    readonly name: string;
    readonly columns: readonly OutColumn<T>[];
    readonly read: (cursor: string | undefined, limit: number) => Promise<Page<T>>;
  },
): Promise<Answer> {
  return exportAnswer(ctx, format, list.filename, {
    name: list.name,
    header: list.columns.map(([title]) => title),
    rows: rowsOf(list.columns, list.read),
  });
}
