import { DataSource } from 'typeorm';
import { BulkService } from '#bank/bulk';
import { OrganisationsService } from '#bank/people';
import type { Ground } from './ground.js';
import type { Whole } from './rounds.js';

const DEVICES = 5_000;
const LOOK_MS = 10;

/** Many devices moved at once, from what was chosen to the last part, its preview included. */
export async function bulkMove(g: Ground): Promise<Whole> {
  const db = g.app.get(DataSource);
  const { leila } = g.fixtures.people;
  const { id: bank, place } = g.fixtures.organisations.bank;
  const shelf = await db.transaction((tx) =>
    g.app.get(OrganisationsService).addPlace(tx, leila, bank, {
      kind: 'shelf',
      name: `Rayon ${Date.now()}`,
      parentId: place,
    }),
  );
  const { rows } = await g.pool.query(
    `SELECT id FROM devices.device WHERE holder_org_id = $1 AND state = 'received' AND place_id IS NOT NULL ORDER BY id LIMIT $2`,
    [bank, DEVICES],
  );
  const ids: string[] = rows.map((row: { id: string }) => row.id);
  let turn = 0;
  const next = (): string => [shelf, place][turn++ % 2]!;
  return {
    kind: 'whole',
    name: 'devices moved at once',
    count: ids.length,
    atMost: null,
    work: async () => {
      const bulk = g.app.get(BulkService);
      const id = await db.transaction((tx) => bulk.prepare(tx, leila, { verb: 'move', ids }));
      await db.transaction((tx) => bulk.settle(tx, leila, id, { placeId: next() }));
      await db.transaction((tx) => bulk.confirm(tx, leila, id));
      for (;;) {
        const { rows: found } = await g.pool.query('SELECT state, done FROM bulk.act WHERE id = $1', [id]);
        if (found[0].state === 'done') return;
        await new Promise((look) => setTimeout(look, LOOK_MS));
      }
    },
  };
}
