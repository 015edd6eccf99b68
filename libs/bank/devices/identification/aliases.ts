import type { EntityManager } from 'typeorm';
import { columnTable, run } from '#platform/database';
import type { DeviceRow } from '../device/acts/device-changes.js';

const ALIAS = columnTable({ id: 'uuid', device_id: 'uuid', issuer: 'text', number: 'text', number_key: 'text' });

export async function insertAliasRows(tx: EntityManager, rows: Parameters<typeof ALIAS.values>[0]): Promise<void> {
  if (rows.length) await run(tx, `INSERT INTO devices.alias (${ALIAS.names}) ${ALIAS.select}`, ALIAS.values(rows));
}

/** The old numbers are freed, and stay written; one that the right issuer gave to another device already stays as it is. */
export async function issueAnew(tx: EntityManager, devices: readonly DeviceRow[], issuer: string): Promise<void> {
  await run(
    tx,
    `WITH freed AS (
       UPDATE devices.alias a SET freed_at = platform.now() FROM devices.device d
       WHERE d.id = ANY ($1::uuid[]) AND a.device_id = d.id AND a.freed_at IS NULL AND lower(a.issuer) <> lower($2)
         -- Only what came with the logging: numbers given later are somebody else's.
         AND a.created_at = (SELECT e.recorded_at FROM devices.device_event e WHERE e.device_id = d.id ORDER BY e.id LIMIT 1)
         AND NOT EXISTS (SELECT 1 FROM devices.alias b WHERE lower(b.issuer) = lower($2) AND b.number_key = a.number_key AND b.freed_at IS NULL)
       RETURNING a.device_id, a.number, a.number_key, a.created_at
     )
     INSERT INTO devices.alias (id, device_id, issuer, number, number_key, created_at)
     SELECT gen_random_uuid(), f.device_id, $2, f.number, f.number_key, f.created_at FROM freed f`,
    [devices.map((d) => d.id), issuer],
  );
}
