import type { DataSource } from 'typeorm';
import { eventually } from './eventually.js';

/** Waits for what runs now, in whichever database of the server: other suites share it, and until it ends nothing of later is heard. */
export async function eventsSettled(db: DataSource): Promise<void> {
  const [{ end }] = await db.query('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS end');
  await eventually('what ran before to end', async () => {
    const [{ over }] = await db.query('SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::text::xid8 AS over', [
      end,
    ]);
    return over;
  });
}
