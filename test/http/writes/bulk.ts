import { BulkService } from '#bank/bulk';
import type { World } from '../../support/things/world.js';
import type { Writes } from './write.js';

const deviceOf = (w: World) => w.id('inStock');
const place = (w: World) => w.fixtures.organisations.bank.place;

/** One that is prepared, and told where to when `settled`. */
async function act(w: World, settled = false): Promise<string> {
  const bulk = w.t.app.get(BulkService);
  const ids = [deviceOf(w)];
  const { leila } = w.fixtures.people;
  return w.db.transaction(async (tx) => {
    const id = await bulk.prepare(tx, leila, { verb: 'move', ids });
    if (settled) await bulk.settle(tx, leila, id, { placeId: place(w) });
    return id;
  });
}

/** Many things at once: chosen, told where to, confirmed; and one that is given up. */
export const bulk: Writes = {
  '/bulk-acts': async (w) => ({
    as: 'coordinator',
    path: '/bulk-acts',
    body: { what: 'move', ids: [deviceOf(w)] },
  }),
  '/bulk-acts/:id/settings': async (w) => ({
    as: 'coordinator',
    path: `/bulk-acts/${await act(w)}/settings`,
    body: { placeId: place(w) },
  }),
  '/bulk-acts/:id/confirm': async (w) => ({ as: 'coordinator', path: `/bulk-acts/${await act(w, true)}/confirm` }),
  '/bulk-acts/:id/cancel': async (w) => ({ as: 'coordinator', path: `/bulk-acts/${await act(w)}/cancel` }),
};
