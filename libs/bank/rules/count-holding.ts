import type { DataSource } from 'typeorm';
import { rows } from '#platform/database';
import { EMPTIED } from '#platform/kernel';

/** When a row began to be there: the first of these that its table has. */
const BEGINNINGS = [
  'created_at',
  'recorded_at',
  'asked_at',
  'requested_at',
  'received_at',
  'opened_at',
  'imported_at',
  'at',
  'signed_at',
  'updated_at',
];

/** The columns of a table that may say since when a row is there: a time, or else an id, which was made at its time. */
const COLUMNS = `SELECT a.attname::text AS name, format_type(a.atttypid, NULL) AS type FROM pg_attribute a
  WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;

/** What stands in a column whose words ended, of the row `r`. */
const ENDING = 'SELECT e.instead FROM platform.endings() e WHERE e.thing = $1 AND e.word = $2';

/** How many rows of a table hold something in a column, and since when the oldest of them is there. `table` and `column` are the program's own. */
export async function countHolding(
  db: DataSource,
  table: string,
  column: string,
): Promise<{ rows: number; oldest: Date | null }> {
  const [ending] = await rows<{ instead: string | null }>(db, ENDING, [table, column]);
  const columns = await rows<{ name: string; type: string }>(db, COLUMNS, [table]);
  const time = BEGINNINGS.find((name) => columns.some((c) => c.name === name));
  const id = columns.find((c) => c.type === 'uuid')?.name;
  const since = time ? `min(r."${time}")` : id ? `min(r."${id}"::text)` : 'NULL';
  const found = await db
    .createQueryBuilder()
    .select('count(*)::int', 'n')
    .addSelect(since, 'since')
    .from(table, 'r')
    .where(
      `r."${column}" IS NOT NULL AND r."${column}"::text <> ALL (:emptied)${ending?.instead ? ` AND r."${column}" IS DISTINCT FROM (${ending.instead})` : ''}`,
      { emptied: EMPTIED },
    )
    .getRawOne<{ n: number; since: Date | string | null }>();
  const said = found?.since ?? null;
  return { rows: found?.n ?? 0, oldest: typeof said === 'string' ? madeAt(said) : said };
}

/** The time in an id (UUID version 7, RFC 9562). */
const madeAt = (id: string): Date => new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));
