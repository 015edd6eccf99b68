import { keyring, type SealedColumn, unseal } from '#platform/kernel';

interface Asked {
  query(text: string): Promise<{ row: string[]; keyId: string; bytes: Buffer }[]>;
}

/** What stands under seal in a column, opened: of each row what it is bound to, and its words. */
export async function opened(
  db: Asked,
  { table, row, keyId, bytes, context }: SealedColumn,
): Promise<{ readonly row: string[]; readonly words: Record<string, string> }[]> {
  const found = await db.query(
    `SELECT ARRAY[${row.map((name) => `${name}::text`).join(', ')}] AS row, ${keyId} AS "keyId", ${bytes} AS bytes FROM ${table} WHERE ${bytes} IS NOT NULL`,
  );
  return found.map(({ row: of, ...sealed }) => ({
    row: of,
    words: JSON.parse(unseal(keyring(), sealed, context(...of)).toString()),
  }));
}
