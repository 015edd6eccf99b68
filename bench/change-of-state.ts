import { DataSource } from 'typeorm';
import { OrganisationsService } from '#bank/people';
import type { Ground } from './ground.js';
import { call } from './http.js';
import type { Measurable } from './rounds.js';
import { taker } from './taker.js';

/** `FOR UPDATE` + `UPDATE` + `INSERT` history, against our verb through the API with its rules, triggers and visibility. */
export async function changeOfState(g: Ground): Promise<Measurable> {
  const { leila } = g.fixtures.people;
  const shelf = await g.app.get(DataSource).transaction((tx) =>
    g.app.get(OrganisationsService).addPlace(tx, leila, g.fixtures.organisations.bank.id, {
      kind: 'shelf',
      name: `Étagère ${Date.now()}`,
      parentId: g.fixtures.organisations.bank.place,
    }),
  );
  const id = taker(g.ids);
  const code = taker(g.codes);
  const place = taker([shelf, g.fixtures.organisations.bank.place]);
  const headers = { authorization: `Bearer ${g.token}` };
  return {
    name: 'change of state',
    unit: '/s',
    target: 0.5,
    clients: 16,
    limit: async () => {
      const client = await g.pool.connect();
      try {
        const [device, to] = [id(), place()];
        await client.query('BEGIN');
        const { rows } = await client.query({
          name: 'lock',
          text: 'SELECT state, place_id FROM bench.device WHERE id = $1 FOR UPDATE',
          values: [device],
        });
        await client.query({
          name: 'change',
          text: 'UPDATE bench.device SET place_id = $2 WHERE id = $1',
          values: [device, to],
        });
        await client.query({
          name: 'tell',
          text: 'INSERT INTO bench.event (device_id, verb, from_state, to_state, place_from, place_to) VALUES ($1, $2, $3, $3, $4, $5)',
          values: [device, 'move', rows[0].state, rows[0].place_id, to],
        });
        await client.query('COMMIT');
      } finally {
        client.release();
      }
      return 1;
    },
    ours: async () => {
      await call(`${g.url}/api/v1/devices/${code()}/actions/move`, headers, { placeId: place(), reason: 'tidied' });
      return 1;
    },
  };
}
