import { DataSource } from 'typeorm';
import { BulkService } from '#bank/bulk';
import { OrganisationsService } from '#bank/people';
import type { Ground } from './ground.js';
import type { Measurable } from './rounds.js';

const DEVICES = 5_000;
const PART = 200;
const LOOK_MS = 10;

/** Many devices moved at once: the barest parts of 200, set by set, against ours from what was chosen to the last part, its preview included. */
export async function bulkMove(g: Ground): Promise<Measurable> {
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
    name: `bulk act on ${ids.length} devices`,
    unit: 'devices/s',
    target: 0.3,
    clients: 1,
    limit: async () => {
      const client = await g.pool.connect();
      const to = next();
      try {
        for (let from = 0; from < ids.length; from += PART) {
          await client.query('BEGIN');
          await client.query({
            name: 'bulk',
            text: `WITH d AS (SELECT id, state, place_id FROM bench.device WHERE id = ANY($1) ORDER BY id FOR UPDATE),
              e AS (INSERT INTO bench.event (device_id, verb, from_state, to_state, place_from, place_to)
                SELECT id, 'move', state, state, place_id, $2 FROM d RETURNING device_id)
              UPDATE bench.device b SET place_id = $2 FROM e WHERE b.id = e.device_id`,
            values: [ids.slice(from, from + PART), to],
          });
          await client.query('COMMIT');
        }
      } finally {
        client.release();
      }
      return ids.length;
    },
    ours: async () => {
      const bulk = g.app.get(BulkService);
      const id = await db.transaction((tx) => bulk.prepare(tx, leila, { verb: 'move', ids }));
      await db.transaction((tx) => bulk.settle(tx, leila, id, { placeId: next() }));
      await db.transaction((tx) => bulk.confirm(tx, leila, id));
      for (;;) {
        const { rows: found } = await g.pool.query('SELECT state, done FROM bulk.act WHERE id = $1', [id]);
        if (found[0].state === 'done') return found[0].done;
        await new Promise((look) => setTimeout(look, LOOK_MS));
      }
    },
  };
}
