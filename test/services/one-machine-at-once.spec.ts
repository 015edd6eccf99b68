import { InventoriesModule } from '#bank/inventories';
import { arriving } from '../support/machines/arriving-machines.js';
import { freshMachine } from '../support/machines/machine-documents.js';
import { withOwner } from '../support/servers/database.js';
import { services } from '../support/servers/services.js';

const MACHINES = 10;
const DOCUMENTS = 20;

// A ring of locks costs a second each time before Postgres breaks it, and eight seconds of them end a request: it is counted, not timed.
test('documents of one machine that come at once never wait for each other in a ring', async () => {
  const s = await services(InventoriesModule);
  try {
    const { logged, receive, snapshots } = arriving(s);
    for (let m = 0; m < MACHINES; m++) {
      const machine = freshMachine();
      // Its model is not known yet, so that every document rewrites what the search finds the device by.
      const device = await logged({ make: 'LENOVO', serial: machine.serial });
      await Promise.all(Array.from({ length: DOCUMENTS }, (_, i) => receive({ ...machine, at: `${i}` })));
      expect(await snapshots(device.id)).toBe(DOCUMENTS);
    }
    // A connection tells what it counted when it ends.
    await s.app.close();
    const rings = await withOwner((owner) =>
      owner.query<{ n: number }>('SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = $1', [
        s.database.name,
      ]),
    );
    expect(rings.rows).toEqual([{ n: 0 }]);
  } finally {
    await s.database.drop();
  }
});
