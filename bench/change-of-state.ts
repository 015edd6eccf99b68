import { DataSource } from 'typeorm';
import { OrganisationsService } from '#bank/people';
import { CLIENTS, type Ground } from './ground.js';
import { call } from './http.js';
import type { Requests, Work } from './rounds.js';
import { taker } from './taker.js';

/** `FOR UPDATE` + `UPDATE` + `INSERT` history, against our verb through the API with its rules, triggers and visibility, and against the same through others. */
export async function changeOfState(g: Ground): Promise<Requests> {
  const { leila } = g.fixtures.people;
  const shelf = await g.app.get(DataSource).transaction((tx) =>
    g.app.get(OrganisationsService).addPlace(tx, leila, g.fixtures.organisations.bank.id, {
      kind: 'shelf',
      name: `Étagère ${Date.now()}`,
      parentId: g.fixtures.organisations.bank.place,
    }),
  );
  const id = taker(g.ids);
  const place = taker([shelf, g.fixtures.organisations.bank.place]);
  const { rows } = await g.pool.query(
    `SELECT code FROM devices.device WHERE id = ANY ($1) AND state <> 'handed_over'`,
    [g.ids],
  );
  const code = taker(rows.map((row): string => row.code));
  const through =
    (url: string): Work =>
    async (client) => {
      const body = { placeId: place(), reason: 'tidied' };
      await call(`${url}/api/v1/devices/${code()}/actions/move`, g.people[client]!.api, body);
      return 1;
    };
  return {
    kind: 'requests',
    name: 'change of state',
    unit: '/s',
    clients: CLIENTS,
    aims: { loop: 0.5, byHand: 0.8, firstWritten: 4 },
    sides: {
      ours: { pid: g.server.pid, work: through(g.url) },
      loop: { pid: process.pid, work: () => bareChange(g, id(), place()) },
      byHand: { pid: g.references.byHand.pid, work: through(g.references.byHand.url) },
      firstWritten: { pid: g.references.firstWritten.pid, work: through(g.references.firstWritten.url) },
    },
  };
}

async function bareChange(g: Ground, device: string, to: string): Promise<number> {
  const client = await g.pool.connect();
  try {
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
}
