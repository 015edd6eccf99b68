import { FiguresService } from '#bank/figures';
import { CLIENTS, type Ground } from './ground.js';
import { call } from './http.js';
import type { Requests } from './rounds.js';

/** The counts of a year, as the barest program would keep and read them. */
const LIMIT = `SELECT coalesce(json_agg(f), '[]') AS figures FROM reporting.figure f WHERE f.period LIKE $1 || '%' OR f.period = ''`;

/**
 * The committee's page: counts of all devices, read from what was counted beforehand, so as quick at a million as at a thousand. The counting
 * itself is one statement every five minutes; a note says how long it takes.
 */
export async function committeePage(g: Ground): Promise<Requests> {
  const began = performance.now();
  await g.app.get(FiguresService).refresh();
  const counted = performance.now() - began;
  const busiest = await g.pool.query<{ year: string }>(
    `SELECT period AS year FROM reporting.figure WHERE subject = 'handed_over_by_month' GROUP BY 1 ORDER BY sum(count) DESC LIMIT 1`,
  );
  const year = busiest.rows[0]!.year;
  return {
    kind: 'requests',
    name: 'committee page, HTML',
    unit: '/s',
    clients: CLIENTS,
    sides: {
      ours: {
        pid: g.server.pid,
        work: async (client) => {
          await call(`${g.url}/chiffres?annee=${year}`, g.people[client]!.page);
          return 1;
        },
      },
      loop: {
        pid: process.pid,
        work: async () => {
          await g.pool.query({ name: 'figures', text: LIMIT, values: [year] });
          return 1;
        },
      },
    },
    notes: () => [`tout compter de nouveau : ${Math.round(counted)} ms`],
  };
}
