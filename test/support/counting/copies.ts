import type pg from 'pg';

/**
 * So many rows like one, behind the triggers' back, with some columns of their own: what reads rows does so however they came to be.
 * @param own SQL by column, over `i`, which counts from 1, or over what `each` names
 */
export async function copiesOf(
  behind: pg.Client,
  table: string,
  id: string,
  count: number,
  own: Readonly<Record<string, string>>,
  each = `generate_series(1, ${count}) i`,
): Promise<void> {
  const { rows: columns } = await behind.query<{ name: string }>(
    `SELECT quote_ident(attname) AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  const names = columns.map(({ name }) => name);
  const values = names.map((name) => (name === 'id' ? 'gen_random_uuid()' : (own[name] ?? `x.${name}`)));
  await behind.query(`INSERT INTO ${table} (${names}) SELECT ${values} FROM ${table} x, ${each} WHERE x.id = $1`, [id]);
}
