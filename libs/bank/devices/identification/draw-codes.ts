import type { EntityManager } from 'typeorm';
import { rows } from '#platform/database';
import { newAssetCode } from './asset-code.js';

/** Makes the codes of devices theirs, and draws another for each that a device or a crate has already. */
export async function drawCodes(tx: EntityManager, devices: readonly { id: string; code: string }[]): Promise<void> {
  let left = devices;
  while (left.length) {
    const made = await rows<{ code: string }>(
      tx,
      `INSERT INTO devices.asset_code (code, device_id) SELECT x.code, x.id FROM unnest($1::text[], $2::uuid[]) AS x(code, id)
       WHERE NOT EXISTS (SELECT 1 FROM devices.container c WHERE c.code = x.code) ON CONFLICT DO NOTHING RETURNING code`,
      [left.map((r) => r.code), left.map((r) => r.id)],
    );
    const mine = new Set(made.map((m) => m.code));
    left = left.filter((r) => !mine.has(r.code) || !mine.delete(r.code));
    for (const r of left) r.code = newAssetCode();
  }
}
