import type { EntityManager } from 'typeorm';
import { columnTable, run } from '#database';

const ALIAS = columnTable({ id: 'uuid', device_id: 'uuid', issuer: 'text', number: 'text', number_key: 'text' });

/** Writes numbers that devices were known by. */
export async function insertAliasRows(tx: EntityManager, rows: Parameters<typeof ALIAS.values>[0]): Promise<void> {
  if (rows.length) await run(tx, `INSERT INTO devices.alias (${ALIAS.names}) ${ALIAS.select}`, ALIAS.values(rows));
}
