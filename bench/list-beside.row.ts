import type { Ground } from './ground.js';
import { call } from './http.js';
import type { Measurable } from './rounds.js';
import { taker } from './taker.js';

const PEOPLE = 4;
const THINK_MS = 25;
/** The slowest answers may take so many times as long as at rest. */
const AT_MOST = 3;

/** How much longer people wait for their list of devices while something heavy runs beside it: the 95th percentiles, not the speed. */
export function listBeside(g: Ground, heavy: Measurable): Measurable {
  const browser = { cookie: g.cookie };
  const state = taker(['in_stock', 'received', 'at_workshop', 'returned']);
  const list = async () => {
    await call(`${g.url}/appareils?state=${state()}`, browser);
    return 1;
  };
  return {
    name: `device list, p95 while: ${heavy.name}`,
    unit: 'ms',
    target: AT_MOST,
    clients: PEOPLE,
    slower: true,
    pauseMs: THINK_MS,
    limit: list,
    ours: list,
    beside: async () => {
      await Promise.all(Array.from({ length: heavy.clients }, heavy.ours));
      return 1;
    },
    ...(heavy.prepare ? { prepare: heavy.prepare } : {}),
  };
}
