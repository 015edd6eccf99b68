import type { Ground } from './ground.js';
import { call } from './http.js';
import type { Wait, Whole } from './rounds.js';
import { taker } from './taker.js';

const PEOPLE = 4;
const THINK_MS = 25;
/** The slowest answers may take so many times as long as at rest. */
const AT_MOST = 3;

/** How much longer people wait for their list of devices while something heavy runs beside it: the 95th percentiles, not the speed. */
export function listBeside(g: Ground, heavy: Whole): Wait {
  const state = taker(['in_stock', 'received', 'at_workshop', 'returned']);
  return {
    kind: 'wait',
    name: `device list while: ${heavy.count} ${heavy.name}`,
    clients: PEOPLE,
    pauseMs: THINK_MS,
    atMost: AT_MOST,
    work: async (client) => {
      await call(`${g.url}/appareils?state=${state()}`, g.people[client]!.page);
      return 1;
    },
    beside: heavy.work,
    ...(heavy.prepare ? { prepare: heavy.prepare } : {}),
  };
}
